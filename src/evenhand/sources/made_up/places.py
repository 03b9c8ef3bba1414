"""Places: the branches, and the leanings that make them differ.

A leaning is a hidden standard normal number by branch, about 0 statewide. Whoever
estimates from the tables should find it again, shrunk.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from evenhand.sources.made_up.chance import Array, Stream, spread

TOWNS = (
    *("Alderfall", "Brackenport", "Cinderbay", "Driftwick", "Elkmeadow", "Fernhollow"),
    *("Gullwick", "Hazelbrook", "Ironpass", "Juniperflat", "Kestrelton", "Larkmoor"),
    *("Marlstone", "Nettlecreek", "Otterhead", "Pebbleton", "Quillan", "Rushwater"),
    *("Sorrelgap", "Tansyfield", "Umberly", "Vetchland", "Willowmere", "Yarrowhill"),
    *("Ashgrove", "Birchwell", "Copperline", "Dunmarsh", "Eaglecrest", "Foxglen"),
    *("Granitebar", "Heronby", "Larchwood", "Mossbank", "Pinecross", "Ravenhurst"),
    *("Saltreed", "Thistledown"),
)

#: Types of allegation: their share of calls statewide, and hours an assessment takes.
TYPES = {
    "abandonment": (0.07, 4),
    "mental_injury": (0.07, 9),
    "neglect": (0.31, 8),
    "physical_abuse": (0.24, 9),
    "sexual_abuse": (0.13, 17),
    "threat_of_harm": (0.18, 15),
}
CHILDREN_LIVING_THERE = 820_000


@dataclass(frozen=True)
class Places:
    """The branches by number: size as a share of the state, and each hidden leaning."""

    names: tuple[str, ...]
    latitude: Array
    longitude: Array
    population: Array
    size: Array
    severity: Array  # how hard its calls and children are
    removing: Array  # how readily it takes children into care
    returning: Array  # how hard it works to return them
    safety: Array  # how unsafe its returns are beyond that
    planning: Array  # how readily it makes a permanency plan
    assessing: Array  # how low it sets the bar for an assessment
    types: Array  # chance of each type of allegation

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(name.lower().replace(" ", "") for name in self.names)

    def __len__(self) -> int:
        return len(self.names)


def found_places(draw: Stream, branches: int, size: float) -> Places:
    """Found the branches: few large, many small, each leaning its own way."""
    share = 1 / (draw.permutation(branches) + 5) * np.exp(draw.normal(0, 0.1, branches))
    share /= share.sum()
    usual = np.log([usual for usual, _ in TYPES.values()])
    types = np.exp(usual + draw.normal(0, 0.3, (branches, len(TYPES))))
    living = share * np.exp(draw.normal(0, 0.25, branches))
    severity, removing, returning, safety, planning, assessing = draw.normal(0, 1, (6, branches))
    return Places(
        tuple(_name(number) for number in range(branches)),
        draw.uniform(42.1, 46.0, branches).round(4),
        draw.uniform(-124.0, -117.2, branches).round(4),
        spread(round(CHILDREN_LIVING_THERE * size), living),
        share,
        severity,
        removing,
        returning,
        safety,
        planning,
        assessing,
        types / types.sum(axis=1, keepdims=True),
    )


def _name(number: int) -> str:
    again, town = divmod(number, len(TOWNS))
    return TOWNS[town] if not again else f"{TOWNS[town]} {again + 1}"


def branches_table(places: Places) -> pl.DataFrame:
    """The table `branches`."""
    east = pl.col("longitude")
    north = pl.col("latitude")
    return pl.DataFrame(
        {
            "id": places.ids,
            "name": places.names,
            "latitude": places.latitude,
            "longitude": places.longitude,
            "child_population": places.population,
        }
    ).select(
        "id",
        "name",
        region=pl.when(east < -123)
        .then(pl.lit("Coast"))
        .when(east < -121)
        .then(pl.lit("Valley"))
        .otherwise(pl.lit("East")),
        zone=pl.when(north > 44).then(pl.lit("North")).otherwise(pl.lit("South")),
        latitude="latitude",
        longitude="longitude",
        child_population="child_population",
    )

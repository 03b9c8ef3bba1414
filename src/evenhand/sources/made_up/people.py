"""People: families with their factors, and children with their ages and what befell them.

Families in care and families at home are different families. Within each group they
are numbered by branch, so that a branch's families and children are one stretch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from evenhand.sources.made_up.chance import Array, Stream, likelihood, spread
from evenhand.sources.made_up.columns import FIRST, LAST, dates, day, pseudonyms, words
from evenhand.sources.made_up.places import Places

FAMILIES = 10_870
OUT_OF_HOME_SHARE = 0.43
GROUPS = ("in_home", "out_of_home")

#: How common each factor is among families at home and among families in care.
FACTORS = {
    "factor_unemployment": (0.30, 0.37),
    "factor_drug_alcohol": (0.35, 0.62),
    "factor_inadequate_housing": (0.15, 0.28),
    "factor_single_parent": (0.45, 0.50),
    "factor_domestic_violence": (0.30, 0.35),
    "factor_mental_health": (0.18, 0.29),
    "factor_past_involvement": (0.30, 0.52),
    "factor_equally_common": (0.25, 0.25),
}
#: Level 1 is the most vulnerable: under each of these harms the level is one higher.
LEVEL_EDGES = np.array([-1.2, -0.4, 0.1, 0.6, 1.1, 1.8])


@dataclass(frozen=True)
class People:
    """Families and children by number, in order of group and branch."""

    branch: Array  # of each family
    out_of_home: Array  # of each family
    factors: dict[str, Array]  # of each family
    started_on: Array  # day of each family's case, or of the first removal from it
    family: Array  # of each child
    born_on: Array
    harm: Array  # how badly each child was treated; standard normal but for group and branch


def settle(draw: Stream, places: Places, size: float) -> People:
    """Settle families and their children in the branches."""
    removing = places.size * np.exp(0.12 * places.removing)
    at_home = spread(round(FAMILIES * (1 - OUT_OF_HOME_SHARE) * size), places.size, least=1)
    in_care = spread(round(FAMILIES * OUT_OF_HOME_SHARE * size), removing, least=1)
    branch = np.concatenate([np.repeat(np.arange(len(places)), n) for n in (at_home, in_care)])
    out_of_home = np.arange(len(branch)) >= at_home.sum()
    started_on = np.where(
        out_of_home,
        draw.integers(FIRST, day(2000, 1, 1), len(branch)),
        draw.integers(FIRST, LAST, len(branch)),
    )
    children = 1 + draw.choice(4, len(branch), p=[0.45, 0.33, 0.15, 0.07])
    family = np.repeat(np.arange(len(branch), dtype=np.int32), children)
    # Children taken into care are younger, and worse treated.
    age = 16.5 * draw.beta(1.0, np.where(out_of_home[family], 1.35, 1.05))
    shift = 0.35 * places.severity[branch[family]] + np.where(out_of_home[family], 0.45, -0.35)
    return People(
        branch,
        out_of_home,
        _factors(draw, len(places), branch, out_of_home),
        started_on.astype(np.int32),
        family,
        (started_on[family] - 1 - age * 365.25).astype(np.int32),
        draw.normal(0, 1, len(family)) + shift,
    )


def _factors(draw: Stream, places: int, branch: Array, out_of_home: Array) -> dict[str, Array]:
    found = {}
    for name, (at_home, in_care) in FACTORS.items():
        common = np.where(out_of_home, in_care, at_home)
        # A factor equally common in both groups must not become uneven through the branches.
        local = draw.normal(0, 0.25 if at_home != in_care else 0.0, places)[branch]
        found[name] = draw.random(len(branch)) < likelihood(np.log(common / (1 - common)) + local)
    return found


def age_in_years(people: People, child: Array, on: Array) -> Array:
    """How old each child was on a day."""
    years: Array = (on - people.born_on[child]) / 365.25
    return years


def level_of_vulnerability(harm: Array, age: Array) -> Array:
    """The level, 1 to 7: the worse treated and the younger a child, the lower."""
    level: Array = 7 - np.searchsorted(LEVEL_EDGES, harm + (8 - age) * 0.12)
    return level


def families_table(people: People, places: Places) -> pl.DataFrame:
    """The table `families`."""
    return pl.DataFrame(
        {
            "id": pseudonyms("f", np.arange(len(people.branch))),
            "branch": words(places.ids, people.branch),
            "group": words(GROUPS, people.out_of_home),
            **people.factors,
        }
    )


def children_table(people: People) -> pl.DataFrame:
    """The table `children`."""
    return pl.DataFrame(
        {
            "id": pseudonyms("c", np.arange(len(people.family))),
            "family": pseudonyms("f", people.family),
            "born_on": dates(people.born_on),
        }
    )

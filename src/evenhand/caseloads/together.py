"""Together: units into branches, zones, regions and the state; counts add up, ratios never do.

A unit's worker-days are also its branch's, its zone's, its region's and the state's. Workers
in no unit stand together as one more, so that units add up to their branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evenhand.figures.caseload import Whom
from evenhand.figures.place import Place
from evenhand.figures.tally import STATE

#: From the whole to its parts, in the order in which they are shown.
LEVELS = ("state", "region", "zone", "branch", "unit")
IN_NO_UNIT = "in no unit"
Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Groups:
    """The branches by id with their names, and where they lie, as far as anyone tells."""

    branches: Mapping[str, str]
    places: Mapping[str, Place]

    def of(self, branch: str, unit: str | None = None) -> Iterator[Whom]:
        """Every group that a unit of a branch belongs to, the state first.

        An empty unit is that of the branch's workers in no unit; None is no unit at all.
        """
        place, name = self.places.get(branch, Place()), self.branches.get(branch, branch)
        yield Whom("state", STATE, STATE)
        if place.region:
            yield Whom("region", place.region, place.region)
        if place.zone:
            shown = ", ".join(filter(None, (place.region, place.zone)))
            yield Whom("zone", f"{place.region}|{place.zone}", shown)
        yield Whom("branch", branch, name)
        if unit is not None:
            yield Whom("unit", f"{branch}|{unit}", f"{name}, {unit or IN_NO_UNIT}")

    def every(self, units: Iterable[tuple[str, str]] = ()) -> tuple[Whom, ...]:
        """Every group there is, a branch without any worker among them; the state first."""
        found = {whom for branch in self.branches for whom in self.of(branch)}
        found |= {whom for place in units for whom in self.of(*place)}
        return tuple(sorted(found, key=lambda whom: (LEVELS.index(whom.level), whom.id)))


def added(parts: Iterable[Counts]) -> dict[int, int]:
    """How often each value was met in all parts together."""
    whole: dict[int, int] = {}
    for part in parts:
        for value, times in part.items():
            whole[value] = whole.get(value, 0) + times
    return dict(sorted(whole.items()))


def met(counts: Counts) -> int:
    """How many were met, whatever the value: worker-days, worker-months, workers."""
    return sum(counts.values())


def total(counts: Counts) -> int:
    """All values together: the case-days of a load."""
    return sum(value * times for value, times in counts.items())

"""Counting: how each measure would count one child or one call, so that an event can be tried.

What stands here says of one child what the measures say of all; where a measure's own
rule changes, so must its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evenhand.policy import Reading

#: Difficult under every policy, the last level Oregon calls so, the next, and the easiest.
HARD, LAST_DIFFICULT, FIRST_EASY, EASIEST = 1, 5, 6, 7
#: Measures that read a sample, so that what they count stands for others as well.
SAMPLES = frozenset({"vulnerability_levels", "levels_by_stratum", "warranted_calls"})
#: Measures whose rows stand apart; elsewhere every row of a branch repeats one base.
APART = frozenset({"removals_by_pattern", "reabuse_by_pattern"})

Counts = tuple[int, int]
NOTHING: Counts = (0, 0)


@dataclass(frozen=True, slots=True)
class Child:
    """A child served at home (`in_home`), or removed within the year (`out_of_home`).

    `home` says whether a removed child was home within the time, `again` whether it was
    then abused again. One at the level `HARD` stands for any at levels 1 to 5.
    """

    level: int
    group: str = "out_of_home"
    home: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call to protective services that the review panel screens in."""


Subject = Child | Call


def measure_of(reading: Reading, name: str) -> str:
    """The measure behind a reading; none where it only stands for something."""
    return "" if reading.stands_for else reading.measure or name


def group_of(reading: Reading) -> str:
    """The group of families a reading asks for, if it asks for one."""
    group = reading.parameters.get("group")
    return str(group.value) if group else ""


def counts(reading: Reading, name: str, subject: Subject | None) -> Counts:
    """Hits and base that a reading counts for one child or call, whether or not in a sample."""
    measure = measure_of(reading, name)
    if isinstance(subject, Call):
        return (1, 1) if measure in ("calls_received", "warranted_calls") else NOTHING
    if subject is None or (group_of(reading) or subject.group) != subject.group:
        return NOTHING
    if measure in ("children_served", "vulnerability_levels", "levels_by_stratum"):
        return 1, 1
    if subject.group != "out_of_home" or measure not in REMOVED:
        return NOTHING
    return REMOVED[measure](subject, _is_difficult(reading, subject))


def _is_difficult(reading: Reading, child: Child) -> bool:
    most = reading.parameters.get("most_level")
    return most is None or child.level <= int(str(most.value))


def _served(_: Child, difficult: bool) -> Counts:
    return int(difficult), 1


def _returned(child: Child, difficult: bool) -> Counts:
    return (int(child.home), 1) if difficult else NOTHING


def _abused_again(child: Child, difficult: bool) -> Counts:
    return (int(child.again), 1) if difficult and child.home else NOTHING


def _waiting(child: Child, _: bool) -> Counts:
    return NOTHING if child.home else (0, 1)


#: What each measure of removed children counts, given the child and whether its level counts.
REMOVED: Mapping[str, Callable[[Child, bool], Counts]] = {
    "difficult_children_served": _served,
    "children_entered": lambda _, __: (1, 1),
    "entries_at_risk": lambda _, __: (1, 0),
    "permanency_plans": _waiting,
    "removals_by_pattern": _returned,
    "reabuse_after_return": _abused_again,
    "reabuse_by_pattern": _abused_again,
}

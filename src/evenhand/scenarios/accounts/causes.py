"""Causes: what can differ between two runs of a program, told apart.

What is alike on both sides is no cause, and neither is what has no effect: a title, a
source, a component without influence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evenhand.figures import Coefficient
from evenhand.figures.together import BASE
from evenhand.policy import Reading
from evenhand.scenarios.accounts.sides import Side
from evenhand.steps.standing import by_program

DATA, COEFFICIENTS, SCORING = "data", "coefficients", "how it is scored"
INFLUENCES, SPLIT, TOTAL = "influences", "split", "total"
#: In the order in which they are told.
CAUSES = (DATA, COEFFICIENTS, SCORING, BASE, INFLUENCES, SPLIT, TOTAL)


@dataclass(frozen=True, eq=False)
class Pair:
    """Two runs and a program that both have."""

    before: Side
    after: Side
    program: str

    @cached_property
    def causes(self) -> tuple[str, ...]:
        """What differs between the two, in the order of telling."""
        before, after = self._both
        differ = {
            DATA: self._data_differ,
            COEFFICIENTS: any(self._refitted(key) for key in self.parts),
            SCORING: self._scoring_differs,
            BASE: not self.alike(BASE),
            INFLUENCES: before.influences(self.program) != after.influences(self.program),
            SPLIT: _split(before) != _split(after),
            TOTAL: (before.total, before.unit) != (after.total, after.unit),
        }
        return tuple(cause for cause in CAUSES if differ[cause])

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The base, and every component that has influence on either side."""
        return BASE, *dict.fromkeys(key for s in self._both for key in s.influences(self.program))

    @cached_property
    def readings(self) -> set[str]:
        """What these parts read, on either side."""
        found = [side.part(self.program, key) for side in self._both for key in self.parts]
        return {name for part in found if part for name in part.measures.values()}

    @cached_property
    def counted_otherwise(self) -> set[str]:
        """The readings that the two policies call the same and count in different ways."""
        first, second = (side.policy.measures for side in self._both)
        both = first.keys() & second.keys()
        return {name for name in both if _rule(name, first[name]) != _rule(name, second[name])}

    @cached_property
    def same_data(self) -> bool:
        """Whether both runs read the same: wherever they counted alike, they found the same.

        A reading that only one of them took is then as good as taken by the other.
        """
        common = set(self.before.tallies) & set(self.after.tallies) - self.counted_otherwise
        return bool(common) and _counted(self.before, common) == _counted(self.after, common)

    def alike(self, key: str) -> bool:
        """Whether a part is scored the same on both sides, from readings of the same names."""
        first, second = (_defined(side, self.program, key) for side in self._both)
        return first == second

    def coefficients(self, key: str, fitted: Side, scorer: Side) -> tuple[Coefficient, ...]:
        """The coefficients of one part as `fitted` has them, where the two score it alike.

        A part that they score otherwise has no coefficients in common: its scorer's own are
        then part of how it is scored.
        """
        place = self.program, key
        order = (fitted, scorer, *self._both) if self.alike(key) else (scorer,)
        return next((side.frozen[place] for side in order if place in side.frozen), ())

    @property
    def _both(self) -> tuple[Side, Side]:
        return self.before, self.after

    def _refitted(self, key: str) -> bool:
        first, second = (side.frozen.get((self.program, key)) for side in self._both)
        return self.alike(key) and None not in (first, second) and first != second

    @property
    def _scoring_differs(self) -> bool:
        before, after = self._both
        return (
            any(self._scored_otherwise(key) for key in self.parts[1:])
            or (self.same_data and not self.readings.isdisjoint(self.counted_otherwise))
            or before.held != after.held
            or (bool(before.held) and self._keeps(before) != self._keeps(after))
        )

    @property
    def _data_differ(self) -> bool:
        names = () if self.same_data else self.readings
        first, second = ((_counted(s, names), self._held_staff(s)) for s in self._both)
        return first != second

    def _scored_otherwise(self, key: str) -> bool:
        both_have = all(side.part(self.program, key) for side in self._both)
        return both_have and not self.alike(key)

    def _keeps(self, side: Side) -> bool:
        return side.policy.programs[self.program].bounds.keep

    def _held_staff(self, side: Side) -> object:
        held = self.before.held | self.after.held
        staff = {place: n for place, n in side.data.staff.items() if place[0] in held}
        return staff, bool(staff) and by_program(side.data)


def _split(side: Side) -> dict[str, Fraction]:
    """Each program's part of the whole."""
    parts = {name: program.part.value for name, program in side.policy.programs.items()}
    return {name: part / sum(parts.values()) for name, part in parts.items()}


def _counted(side: Side, names: Iterable[str]) -> object:
    """Everything that scoring is told of the data, as far as it reads those names."""
    data, names = side.data, set(names)
    return (
        set(data.branches),
        {name: dict(Counter(side.tallies[name])) for name in names & set(side.tallies)},
        {place: total for place, total in data.printed.items() if place[0] in names},
        {place for place in data.withheld if place[0] in names},
    )


def _rule(name: str, reading: Reading) -> object:
    parameters = {key: each.value for key, each in reading.parameters.items()}
    return "" if reading.stands_for else reading.measure or name, parameters


def _defined(side: Side, program: str, key: str) -> object:
    """How a part is scored: score, readings, parameters, and laid-down minutes if it uses any."""
    part, study = side.part(program, key), side.policy.time_study
    if part is None:
        return None
    values = {name: each.value for name, each in part.parameters.items()}
    minutes = study.should_take if study and "should_take" in values.values() else {}
    return part.score, dict(part.measures), values, {k: each.value for k, each in minutes.items()}

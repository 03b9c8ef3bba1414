"""Suspicion: a branch whose counts lie further from the others' than chance takes them.

It asks for somebody to look, and says of nobody what they did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures.period import Period


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One branch in one check: `hits` of `base`, where a share of `expected` was to be expected.

    `earlier` is the branch's own share in the period before, where it is held against
    that. `chance` is the test's probability after the correction for looking at all
    branches: how often a state in which nobody does this would show one so far off. A
    branch with too few counts is not tested, and has none of these.
    """

    branch: str
    base: int
    hits: int | None = None
    expected: Fraction | None = None
    earlier: Fraction | None = None
    chance: Fraction | None = None
    found: bool = False

    @property
    def share(self) -> Fraction | None:
        """The branch's own share; None where there were too few to tell."""
        return None if self.hits is None else Fraction(self.hits, self.base)


@dataclass(frozen=True, slots=True)
class Check:
    """One question about the whole state, and every branch's answer.

    `false_alarms` is the most often that a state in which nobody does this shows any
    branch at all. `before` is the earlier period that branches are held against, where
    it is not the rest of the state in the same days alone; false alarms are then no more
    as far as honest branches change in step. `note` says what is assumed.
    Where the check could not be made, there are no suspicions and `note` says why.
    """

    name: str
    question: str
    false_alarms: Fraction
    suspicions: tuple[Suspicion, ...] = ()
    before: Period | None = None
    note: str = ""

    @property
    def made(self) -> bool:
        return bool(self.suspicions)

    @property
    def found(self) -> tuple[Suspicion, ...]:
        """The branches to look at."""
        return tuple(each for each in self.suspicions if each.found)

    @property
    def too_few(self) -> tuple[Suspicion, ...]:
        """The branches of which nothing can be said."""
        return tuple(each for each in self.suspicions if each.chance is None)


def any_false_alarm(checks: Iterable[Check]) -> Fraction:
    """The most often that a state in which nobody games is shown by any of the checks made."""
    return sum((check.false_alarms for check in checks if check.made), Fraction(0))

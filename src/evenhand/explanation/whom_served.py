"""Whom a branch can serve, in words for its manager: now, and with what the formula gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from evenhand.explanation.numbers import words
from evenhand.figures import Equity, Served

#: Equity is in hours where a policy says how long children take; else need is only the quota.
HOURS = "hours"
#: Parts of a level as people say them; less than a tenth is not told.
TENTHS = (
    *("", "a tenth", "a fifth", "three tenths", "two fifths"),
    *("half", "three fifths", "seven tenths", "four fifths", "nine tenths"),
)
#: What is said where the hours run out within the first tenth of the most vulnerable.
NO_LEVEL = "less than a tenth of the children at level 1"


def whom_served(found: Sequence[Equity], branch: str) -> Iterator[str]:
    """How much of the need the branch's positions meet in each program that knows hours."""
    for equity in found:
        after = next((each for each in equity.after if each.branch == branch), None)
        if equity.unit == HOURS and after is not None and after.share is not None:
            before = next((each for each in equity.before if each.branch == branch), None)
            where = "all programs" if equity.program == "all" else f"“{words(equity.program)}”"
            yield f"In {where} the formula's positions meet {_met(after)}{_now(after, before)}."


def _now(after: Served, before: Served | None) -> str:
    if before is None:
        return ""
    return ", as now" if _met(after) == _met(before) else f"; now it is {_met(before)}"


def _met(served: Served) -> str:
    much = "none of the need" if served.share is None else _much(served.share)
    return much if served.level is None else f"{much}: {_children(served.level)}"


def _much(share: Fraction) -> str:
    """In hundredths; only all of the need is called 100%."""
    said = f"{float(share):.0%}"
    return "nearly all of the need" if share < 1 and said == "100%" else f"{said} of the need"


def _children(level: Fraction) -> str:
    """Whom a level means: 4.6 is every child to level 4 and six tenths of those at level 5."""
    done = floor(level)
    tenths = floor((level - done) * 10)
    whole = "all children at level 1" if done == 1 else f"all children at levels 1 to {done}"
    part = f"{TENTHS[tenths]} of those at level {done + 1}" if tenths else ""
    return " and ".join(filter(None, [whole if done else "", part])) or NO_LEVEL

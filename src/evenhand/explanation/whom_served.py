"""Whom a branch can serve, in words for its manager: now, and with what the formula gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evenhand.explanation.numbers import words
from evenhand.figures import Equity, Served

#: Equity is in hours where a policy says how long children take; else need is only the quota.
HOURS = "hours"


def whom_served(found: Sequence[Equity], branch: str) -> Iterator[str]:
    """How much of the need the branch's positions meet in each program that knows hours."""
    for equity in found:
        after = next((each for each in equity.after if each.branch == branch), None)
        if equity.unit == HOURS and after is not None and after.share is not None:
            before = next((each for each in equity.before if each.branch == branch), None)
            where = "all programs" if equity.program == "all" else f"“{words(equity.program)}”"
            yield f"In {where} the formula's positions reach {_reach(after)}{_now(after, before)}."


def _now(after: Served, before: Served | None) -> str:
    if before is None:
        return ""
    return ", as now" if _reach(after) == _reach(before) else f"; now it is {_reach(before)}"


def _reach(served: Served) -> str:
    much = "none of the need" if served.share is None else f"{float(served.share):.0%} of the need"
    level = served.level
    return much if level is None else f"{much}, to level {float(level):.1f}, the hardest first"

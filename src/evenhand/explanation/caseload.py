"""Caseloads in words: whom and which days a number is about, by which rule, against what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from evenhand.figures.caseload import Counting, Load, Standard, Watch, Whom
from evenhand.figures.period import Period

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
STATE = "state"
NOBODY = "no case-carrying workers"
#: So many workers can be told apart by those who know them.
FEW = 2
FEW_HERE = (
    "Some groups here hold one or two workers, who can be told apart by those who know them: for "
    "those who may see staff files, not for publication."
)


def day_text(day: date) -> str:
    """Write a day for a reader: 31 March 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_text(period: Period) -> str:
    """Write a whole month as March 2025, else a period's first and last day."""
    first, last = period.start, period.last_day
    if first.day == 1 == period.end.day and last.replace(day=1) == first:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{day_text(first)} to {day_text(last)}" if first != last else day_text(first)


def whom_text(whom: Whom) -> str:
    """Say whom a number is about: the state, or Bend (branch)."""
    if whom.level == STATE:
        return "the state"
    return f"{whom.name or whom.id} ({whom.level})"


def counting_text(counting: Counting) -> str:
    """The whole counting rule, ready to stand beside a number."""
    return f"{counting.title}: {counting.says}"


def standard_text(standard: Standard) -> str:
    """One standard's limit, the days it was in force, and its source."""
    said = f"{standard.title}: {standard.says}{_told_apart(standard)}{_in_force(standard)}"
    return f"{said} Source: {_closed(standard.source)}"


def _told_apart(standard: Standard) -> str:
    """Of days on end: the share over is of single days, and workers over so long are others."""
    if not standard.days:
        return ""
    return (
        f" The share over and the workers ever over count any day over {standard.most}; those "
        f"over for {standard.days} days on end stand apart."
    )


def _in_force(standard: Standard) -> str:
    since = f" from {day_text(standard.since)}" if standard.since else ""
    until = f" until {day_text(standard.until)}" if standard.until else ""
    return f" Cited as in force{since}{until}." if since or until else ""


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def standards_of(watch: Watch, load: Load) -> list[Standard]:
    """The standards one load is held against, in the order of its own account."""
    named = [each.standard for each in load.over]
    return [standard_named(watch, name, load.counting) for name in dict.fromkeys(named)]


def standard_named(watch: Watch, name: str, counting: str) -> Standard:
    """The standard of that name, the one made for this counting rule first.

    Raises:
        KeyError: A load is held against a standard that the watch does not tell of.
    """
    found = [each for each in watch.standards if each.name == name]
    if not found:
        raise KeyError(f"the watch tells of no standard {name!r}")
    return next((each for each in found if each.counting == counting), found[0])


def few(loads: Iterable[Load]) -> Iterator[str]:
    """Say so where a group is so small that its numbers tell of a person."""
    if any(0 < load.last_day.workers <= FEW for load in loads):
        yield FEW_HERE

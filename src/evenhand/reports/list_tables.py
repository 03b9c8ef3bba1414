"""Tables of the rotation as it stands: lists, what waits with its clock, and faults of a log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from evenhand.explanation.rotation import Known, why_passed
from evenhand.figures.rotation_judged import ReplayFault, Standing
from evenhand.reports.rotation_answers import up_next
from evenhand.reports.table import Cell, Table, table
from evenhand.rotation.state import Waiting

Lists = Mapping[str, Sequence[Standing]]


def list_table(unit: str, people: Sequence[Standing], known: Known) -> Table:
    """A row a person in the list's order: owed, carried, and what stands in the way."""
    columns = [
        ("place", "positions"),
        ("worker", "text"),
        ("share", "share"),
        ("owed rounds", "positions"),
        ("open", "positions"),
        ("", "text"),
    ]
    up = up_next(people)
    rows: list[tuple[Cell, ...]] = [
        (
            Fraction(place + 1),
            each.worker,
            Fraction(each.share, 100),
            each.owed,
            Fraction(each.open),
            "up next" if place == up else way_words(each, known),
        )
        for place, each in enumerate(people)
    ]
    return table(f"table-list-{unit}", f"The list of {unit}", columns, rows)


def lists_table(lists: Lists, waiting: Mapping[str, int], known: Known) -> Table:
    """A row a unit: who is up, who stands before them, and what waits."""
    columns = [
        ("unit", "text"),
        ("people", "positions"),
        ("up next", "text"),
        ("passed over before them", "text"),
        ("waiting", "positions"),
    ]
    rows: list[tuple[Cell, ...]] = []
    for unit, people in lists.items():
        up = up_next(people)
        named = people[up].worker if up < len(people) else "nobody"
        before = ", ".join(f"{each.worker} ({why_passed(each.why, known)})" for each in people[:up])
        rows.append((unit, Fraction(len(people)), named, before, Fraction(waiting.get(unit, 0))))
    return table("table-lists", "The lists as they stand", columns, rows)


def waiting_table(waiting: Sequence[Waiting], at: datetime, most: int = 20) -> Table:
    """A row a waiting report, the oldest first; no more than `most`."""
    columns = [
        ("report", "text"),
        ("unit", "text"),
        ("since", "text"),
        ("hours", "moved"),
        ("", "text"),
    ]
    rows = [
        (
            each.report.report,
            each.report.unit,
            f"{each.report.at:%Y-%m-%d %H:%M}",
            Fraction((at - each.report.at) // timedelta(minutes=1), 60),
            _clock(each),
        )
        for each in waiting[:most]
    ]
    return table("table-waiting", "Reports that wait, the oldest first", columns, rows)


def faults_table(faults: Iterable[tuple[int, ReplayFault]], most: int = 20) -> Table:
    """A row an event that does not follow, after the line it stands on; no more than `most`."""
    columns = [
        ("line", "positions"),
        ("event", "positions"),
        ("what", "text"),
        ("should be", "text"),
        ("is", "text"),
    ]
    rows = [
        (Fraction(line), Fraction(each.seq), each.what, each.expected, each.found)
        for line, each in list(faults)[:most]
    ]
    caption = "Events that do not follow from those before them"
    return table("table-faults", caption, columns, rows).without_empty_columns()


def way_words(each: Standing, known: Known) -> str:
    """What stands in somebody's way, with what stands behind it; empty if nothing does."""
    if not each.why:
        return ""
    why = why_passed(each.why, known)
    return f"{why}, {each.detail}" if each.detail else why


def _clock(each: Waiting) -> str:
    if each.escalated_at:
        return f"escalated {each.escalated_at:%Y-%m-%d %H:%M}"
    return "until the hand-over" if each.after_hours else ""

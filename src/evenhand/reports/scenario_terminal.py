"""A scenario in the terminal: tables no wider than it is, then sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evenhand.explanation.scenario import scenario_in_words
from evenhand.figures import Compared, Sweep
from evenhand.reports.scenario_tables import beside_components_table, beside_table, sweep_table
from evenhand.reports.table import Column, Table
from evenhand.reports.terminal import show_table

if TYPE_CHECKING:
    from rich.console import Console

#: So many branches are told; of the columns before them none is left out.
TOLD, ABOUT = 8, 3
#: What a column takes beside its text: a blank at each side and its border.
BESIDE = 3


def show_beside(found: Compared, console: Console | None = None) -> None:
    """Print a run beside itself in a scenario: branches, components, and what it says."""
    from rich.text import Text

    chosen = show_table(beside_table(found), console)
    show_table(beside_components_table(found), chosen)
    for sentence in (*scenario_in_words(found), *(f"Note: {note}" for note in found.notes)):
        chosen.print(Text(sentence), soft_wrap=True)


def show_sweep(found: Sweep, console: Console | None = None) -> None:
    """Print a sweep with as many of the most affected branches as there is room for."""
    from rich.console import Console
    from rich.text import Text

    chosen = console or Console()
    whole = sweep_table(found, found.most_affected(TOLD))
    shown = fitting(whole, chosen.width)
    show_table(shown, chosen)
    if left := [column.title for column in whole.columns[len(shown.columns) :]]:
        said = f"No room for {', '.join(left)}: a wider terminal shows them, --json tells all."
        chosen.print(Text(said), soft_wrap=True)
    for note in found.notes:
        chosen.print(Text(f"Note: {note}"), soft_wrap=True)


def fitting(shown: Table, width: int) -> Table:
    """The table, a word of each heading a line, without the last columns that find no room."""
    broken = [replace(each, title=each.title.replace(" ", "\n")) for each in shown.columns]
    room, kept = width - 1, 0
    for place, column in enumerate(broken):
        room -= BESIDE + _width(shown, place, column)
        if place >= ABOUT and room < 0:
            break
        kept += 1
    rows = tuple(row[:kept] for row in shown.rows)
    return replace(shown, columns=tuple(broken[:kept]), rows=rows)


def _width(shown: Table, place: int, column: Column) -> int:
    lines = [*column.title.split("\n"), *(column.text(row[place]) for row in shown.rows)]
    return max(map(len, lines))

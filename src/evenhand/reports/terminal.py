"""The terminal's tables: positions by branch, and any other table under its caption."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from evenhand.explanation.in_force import not_in_force
from evenhand.figures import Result
from evenhand.reports.cautions import cautions
from evenhand.reports.certainty import misplaced_answer
from evenhand.reports.position_tables import totals_table
from evenhand.reports.presenting import readable
from evenhand.reports.table import Table

#: The longest word that is not broken in what a row is about.
LETTERS = 14

if TYPE_CHECKING:
    from rich.console import Console


def show_positions(result: Result, console: Console | None = None) -> None:
    """Print the positions, what may be misplaced, and the cautions.

    Colour never says anything alone, and `NO_COLOR` turns it off.
    """
    from rich.text import Text

    title = f"{readable(result.title)}, version {result.version}, as of {result.as_of}"
    chosen = show_table(replace(totals_table(result), caption=title), console)
    if result.scenario:
        chosen.print(Text(f"Note: {not_in_force(result)}"))
    answer = misplaced_answer(result)
    if answer:
        chosen.print(Text(answer))
    for caution in cautions(result):
        if caution != answer:
            chosen.print(Text(f"Note: {caution}"))


def show_table(shown: Table, console: Console | None = None) -> Console:
    """Print any table under its caption; give back what it was printed on."""
    from rich.console import Console
    from rich.table import Table as Made
    from rich.text import Text

    made = Made(title=Text(shown.caption), title_justify="left", title_style="bold")
    for place, column in enumerate(shown.columns):
        # Where there is no room a word is broken, never cut: its end may be what matters. What
        # a row is about gives way last.
        room = 0 if place else _longest_word(str(row[0] or "") for row in shown.rows)
        side: Literal["left", "right"] = "left" if column.kind == "text" else "right"
        made.add_column(column.title, justify=side, overflow="fold", min_width=room)
    last = len(shown.rows) - shown.totals
    for number, row in enumerate(shown.rows):
        cells = [
            Text(column.text(cell), style=_style(column.kind, column.text(cell)))
            for column, cell in zip(shown.columns, row, strict=True)
        ]
        made.add_row(*cells, style="bold" if number >= last else "", end_section=number == last - 1)
    chosen = console or Console()
    chosen.print(made)
    return chosen


def _longest_word(texts: Iterable[str]) -> int:
    """The letters of the longest word, up to so many that the other columns have room."""
    words = (word for text in texts for word in text.split())
    return min(LETTERS, max(map(len, words), default=0))


def _style(kind: str, text: str) -> str:
    if kind not in ("change", "part") or text in ("", "0"):
        return ""
    return "blue" if text.startswith("+") else "red"

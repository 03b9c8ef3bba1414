"""The terminal's table: positions by branch, a column a program, then all, now and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evenhand.figures import Result
from evenhand.reports.cautions import cautions
from evenhand.reports.position_tables import totals_table
from evenhand.reports.presenting import readable

if TYPE_CHECKING:
    from rich.console import Console


def show_positions(result: Result, console: Console | None = None) -> None:
    """Print the positions. Colour never says anything alone, and `NO_COLOR` turns it off."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = totals_table(result)
    title = Text(f"{readable(result.title)}, version {result.version}, as of {result.as_of}")
    made = Table(title=title, title_justify="left", title_style="bold")
    for column in shown.columns:
        made.add_column(column.title, justify="left" if column.kind == "text" else "right")
    last = len(shown.rows) - shown.totals
    for number, row in enumerate(shown.rows):
        cells = [
            Text(column.text(cell), style=_style(column.kind, column.text(cell)))
            for column, cell in zip(shown.columns, row, strict=True)
        ]
        made.add_row(*cells, style="bold" if number >= last else "", end_section=number == last - 1)
    chosen = console or Console()
    chosen.print(made)
    for caution in cautions(result):
        chosen.print(Text(f"Note: {caution}"))


def _style(kind: str, text: str) -> str:
    if kind != "change" or text in ("", "0"):
        return ""
    return "blue" if text.startswith("+") else "red"

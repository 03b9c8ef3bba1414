"""The workbook: the page's tables as an XLSX file that gives the same bytes on each run.

Text is written as text, whatever it starts with; only numbers become numbers, and nothing
becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Any

from evenhand.explanation.in_force import not_in_force, titled
from evenhand.figures import Result
from evenhand.reports.by_hand_tables import by_hand_table
from evenhand.reports.certainty import known_answer
from evenhand.reports.charts import Picture
from evenhand.reports.notice_tables import (
    cost_table,
    count_table,
    filling_table,
    flag_table,
    listed_table,
    removal_table,
    tie_table,
)
from evenhand.reports.position_tables import (
    coefficient_table,
    component_table,
    program_table,
    totals_table,
)
from evenhand.reports.presenting import readable
from evenhand.reports.table import Cell, Table, table
from evenhand.reports.uncertainty_tables import (
    interval_table,
    judged_components,
    misplaced_table,
    survey_table,
    verdict_table,
)

FORMATS = {
    "quota": "#,##0.00",
    "change": "+General;-General;0",
    "pull": "+0.0;-0.0;0.0",
    "moved": "#,##0.0",
    "share": "0.0%",
}
WIDEST = 60


def report_xlsx(result: Result, drawn: Sequence[Picture]) -> bytes:
    """Write the workbook: Positions, Intervals, How sure, Components, Working notes, Charts data.

    A run without intervals or verdicts has no sheet for them.
    """
    title = titled(result, f"{readable(result.title)}, version {result.version}")
    return book_bytes(title, result.as_of, _sheets(result, drawn))


def book_bytes(title: str, as_of: date, sheets: Mapping[str, Sequence[Table]]) -> bytes:
    """Write tables under their captions, sheet by sheet; `as_of` stands as the day it was made."""
    import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    made = datetime.combine(as_of, time(), UTC)
    book.set_properties({"title": title, "author": "Evenhand", "created": made})
    for name, tables in sheets.items():
        _write_sheet(book, name, tables)
    book.close()
    return whole.getvalue()


def _sheets(result: Result, drawn: Sequence[Picture]) -> dict[str, list[Table]]:
    notes = [
        _about(result),
        table("assumptions", "Assumptions", [("Assumption", "text")], _lines(result)),
        flag_table(result),
        cost_table(result),
        tie_table(result),
        filling_table(result),
        listed_table(result),
        removal_table(result),
        count_table(result),
    ]
    programs = [program_table(result, program) for program in result.programs]
    return {
        "Positions": [_in_force(result), totals_table(result), *programs],
        **({"Decided by hand": [by_hand_table(result)]} if result.adjustments else {}),
        **{name: some for name, some in _sure(result).items() if any(each.rows for each in some)},
        "Components": [component_table(result), coefficient_table(result)],
        "Working notes": notes,
        "Charts data": [picture.table for picture in drawn],
    }


def _sure(result: Result) -> dict[str, list[Table]]:
    verdicts = [verdict_table(result, *judged) for judged in judged_components(result)]
    known = [("Known", "text")]
    told = [known_answer(result)] if known_answer(result) else []
    return {
        "Intervals": [interval_table(result)],
        "How sure": [
            misplaced_table(result),
            survey_table(result),
            table("known", "Components that no draw touches", known, [(each,) for each in told]),
            *verdicts,
        ],
    }


def _in_force(result: Result) -> Table:
    """What must stand over the positions of a scenario; no rows elsewhere."""
    said = [(readable(not_in_force(result)),)] if result.scenario else []
    return table("scenario", "Not in force", [("Scenario", "text")], said)


def _about(result: Result) -> Table:
    rows: list[tuple[Cell, ...]] = [
        ("Policy", f"{readable(result.title)} ({result.policy})"),
        ("Version", result.version),
        ("Period", str(result.period)),
        ("Data as of", str(result.as_of)),
        ("A position is", readable(result.position)),
    ]
    return table("about", "About this result", [("What", "text"), ("Which", "text")], rows)


def _lines(result: Result) -> list[tuple[Cell, ...]]:
    return [(readable(each),) for each in result.assumptions]


def _write_sheet(book: Any, name: str, tables: Sequence[Table]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    kinds = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    widths: dict[int, int] = {}
    line = 0
    for each in tables:
        if each.rows:
            sheet.write_string(line, 0, each.caption, bold)
            line = _write_table(sheet, each, line + 1, head, kinds, widths) + 1
    for place, width in widths.items():
        sheet.set_column(place, place, min(width, WIDEST) + 2)


def _write_table(
    sheet: Any, each: Table, line: int, head: Any, kinds: dict[str, Any], widths: dict[int, int]
) -> int:
    """Write one table from `line` down and return the first free line."""
    for place, column in enumerate(each.columns):
        sheet.write_string(line, place, column.title, head)
        widths[place] = max(widths.get(place, 10), 12)
    for row in each.rows:
        line += 1
        for place, (column, cell) in enumerate(zip(each.columns, row, strict=True)):
            if isinstance(cell, Fraction):
                sheet.write_number(line, place, float(cell), kinds.get(column.kind))
            elif cell:
                sheet.write_string(line, place, cell)
                widths[place] = max(widths[place], len(cell))
    return line + 1

"""The workbook of a caseload watch: the page's tables as an XLSX file, its rules beside them."""

from __future__ import annotations

from evenhand.explanation.caseload import STATE
from evenhand.figures.caseload import Counting, Watch
from evenhand.reports.caseload_beside import month_end_table
from evenhand.reports.caseload_page import beside_tables, cautions, level_of, rule_tables
from evenhand.reports.caseload_tables import month_table, rule_said, standards_said
from evenhand.reports.presenting import readable
from evenhand.reports.table import Table, table
from evenhand.reports.workbook import book_bytes


def caseload_xlsx(watch: Watch, title: str) -> bytes:
    """Write the workbook: Caseloads, Months, Workers, Month ends, Rules."""
    level = level_of(watch)
    months = [month_table(each, STATE, watch.months, "month") for each in watch.countings]
    sheets = {
        "Caseloads": [t for each in watch.countings for t in rule_tables(watch, each, level)],
        "Months": months,
        "Workers": list(beside_tables(watch, level)),
        "Month ends": [month_end_table(watch)],
        "Rules": _rules(watch),
    }
    return book_bytes(readable(title), watch.as_of, sheets)


def _rules(watch: Watch) -> list[Table]:
    said = [_rule(watch, each) for each in watch.countings]
    notes = table("notes", "To be said beside it", NOTE, _lines(cautions(watch)))
    assumed = [readable(each) for each in watch.assumptions]
    return [*said, notes, table("assumptions", "Assumptions", NOTE, _lines(assumed))]


def _rule(watch: Watch, counting: Counting) -> Table:
    said = [*rule_said(counting), *standards_said(watch, counting)]
    return table(f"rules-{counting.name}", readable(counting.title), RULE, _lines(said))


RULE, NOTE = [("Rule", "text")], [("Note", "text")]


def _lines(said: list[str]) -> list[tuple[str]]:
    return [(each,) for each in said]

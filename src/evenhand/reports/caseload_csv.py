"""The caseload watch as CSV for machines: `loads.csv`, `months.csv`, `headcount.csv`.

Numbers are decimals of six places; every row names the counting rule that made it. What
has no value is empty, and `note` says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.explanation.caseload import NOBODY
from evenhand.figures.caseload import Load, Month, Over, Ratio, Watch, Whom
from evenhand.reports.csv_files import csv_bytes, formula_safe
from evenhand.reports.numerals import trimmed_text

GROUP = ("counting", "level", "id", "name", "period")
RATIO = ("case_days", "worker_days", "mean", "cases_on_last_day", "workers_on_last_day", "last_day")
SPREAD = ("median", "p90", "most", "carried_by_nobody")
OVER = ("standard", "over", "met", "over_share")
EVER = (
    *("workers_over", "workers", "mean_days_over", "longest_spell"),
    "workers_over_days_on_end",
)
HEADS = ("on", "level", "id", "name", "role", "status", "heads")
PLACES = 6

Row = tuple[str, ...]


def loads_csv(watch: Watch) -> bytes:
    """One row a rule, group and standard; a group held against none has one row."""
    rows = (row for load in watch.loads for row in _load(load))
    return csv_bytes((*GROUP, *RATIO, *SPREAD, *OVER, *EVER, "note"), rows)


def months_csv(watch: Watch) -> bytes:
    """One row a rule, group, month (or fiscal year) and standard."""
    rows = (
        (span, *row)
        for span, some in (("month", watch.months), ("year", watch.years))
        for month in some
        for row in _month(month)
    )
    return csv_bytes(("span", *GROUP, *RATIO, *OVER, "note"), rows)


def headcount_csv(watch: Watch) -> bytes:
    """One row a day, group, role and status."""
    rows = (
        (str(h.on), *_whom(h.whom), formula_safe(h.role), formula_safe(h.status), str(h.heads))
        for h in watch.headcounts
    )
    return csv_bytes(HEADS, rows)


def _load(load: Load) -> Iterator[Row]:
    found = load.distribution
    spread = (found.median, found.p90, found.most) if found else (None, None, None)
    about = (*_about(load), *(_text(each) for each in (*spread, load.outside)))
    for over in load.over:
        yield (*about, *_over(over), *_ever(over), formula_safe(load.note))
    if not load.over:
        yield (*about, *[""] * len((*OVER, *EVER)), formula_safe(load.note))


def _month(month: Month) -> Iterator[Row]:
    note = NOBODY if month.mean.value is None else ""
    for over in month.over:
        yield (*_about(month), *_over(over), note)
    if not month.over:
        yield (*_about(month), *[""] * len(OVER), note)


def _about(each: Load | Month) -> Row:
    ratios = (*_ratio(each.mean), *_ratio(each.last_day))
    return (formula_safe(each.counting), *_whom(each.whom), str(each.period), *ratios)


def _whom(whom: Whom) -> Row:
    return formula_safe(whom.level), formula_safe(whom.id), formula_safe(whom.name)


def _ratio(ratio: Ratio) -> Row:
    return _text(ratio.cases), _text(ratio.workers), _text(ratio.value)


def _over(over: Over) -> Row:
    return formula_safe(over.standard), str(over.over), str(over.met), _text(over.share)


def _ever(over: Over) -> Row:
    counts = (over.workers_over, over.workers, over.mean_days_over)
    return tuple(_text(each) for each in (*counts, over.longest, over.workers_on_end))


def _text(value: Fraction | int | None) -> str:
    return "" if value is None else trimmed_text(Fraction(value), PLACES)

"""Tables of serving: whom each branch can serve, before and after; what more staff would buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evenhand.figures import Bought, Equity, Served
from evenhand.reports.numerals import positions_text, quota_text
from evenhand.reports.presenting import sentence_case
from evenhand.reports.serving_answers import cut, level_text, pair, short_text, total_text
from evenhand.reports.table import Cell, Table, table


def equity_table(equity: Equity, names: Mapping[str, str]) -> Table:
    """One program by branch, now → as allocated; what nobody knows, or needs, is left out."""
    hours, before = equity.unit == "hours", {row.branch: row for row in equity.before}
    ratio = "Ratio" if hours or equity.limited else "Ratio now"
    columns = [
        ("Branch", "text"),
        ("Positions", "span"),
        ("Hours needed", "moved") if hours else ("Quota", "quota"),
        ("Level", "span"),
        (ratio, "span"),
    ]
    rows = [
        (
            *_row(names, before.get(row.branch, row), row),
            _ratio(equity, before.get(row.branch), row),
        )
        for row in equity.after
    ]
    made = table(f"equity-{equity.program}", _caption(equity), columns, rows)
    return made.without_empty_columns()


def _caption(equity: Equity) -> str:
    what = "whom each branch can serve"
    if equity.unit != "hours":
        what = "positions beside the run's own quota"
    when = "now → as allocated" if equity.before else "as allocated"
    return f"{sentence_case(equity.program)}: {what}, {when}"


def _row(names: Mapping[str, str], now: Served, then: Served) -> tuple[Cell, ...]:
    return (
        names.get(then.branch, then.branch),
        pair(positions_text(now.positions), positions_text(then.positions)),
        then.needed,
        "" if None in (now.level, then.level) else pair(_level(now), _level(then)),
    )


def _level(row: Served) -> str:
    return level_text(row.level or Fraction(0))


def _ratio(equity: Equity, now: Served | None, then: Served) -> str:
    """Now → as allocated; against the run's own quota, what is allocated lacks only rounding."""
    known = [row for row in (now, then) if row is not None]
    if equity.unit != "hours" and not equity.limited:
        known = known[:-1]
    told = [quota_text(row.ratio) for row in known if row.ratio is not None]
    return pair(told[0], told[-1]) if told else ""


def bought_table(program: str, bought: Sequence[Bought]) -> Table:
    """What each total would buy one program, the fewest positions first."""
    columns = [
        ("Total", "text"),
        ("Positions here", "positions"),
        ("Need met", "share"),
        ("Level of the middle branch", "moved"),
        ("Branches short", "text"),
        ("Gini", "number"),
    ]
    own = [each for each in bought if each.program == program]
    if any(each.unit != "hours" for each in own):
        columns = columns[:2]
    rows = [
        (
            total_text(each.more),
            each.positions,
            each.even.share,
            None if each.even.level is None else cut(each.even.level),
            short_text(each.even),
            each.even.gini,
        )[: len(columns)]
        for each in own
    ]
    caption = f"{sentence_case(program)}: what fewer or more positions in all would buy"
    return table(f"bought-{program}", caption, columns, rows).without_empty_columns()

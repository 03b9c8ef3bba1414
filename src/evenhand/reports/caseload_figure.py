"""One figure of a caseload watch in the form of the record: its source are the agency's tables."""

from __future__ import annotations

from fractions import Fraction

from evenhand.explanation.caseload import whom_text
from evenhand.figures.caseload import Watch, Whom
from evenhand.figures.period import Period
from evenhand.figures.recorded import Recorded
from evenhand.reports.presenting import readable


def caseload_figure(
    watch: Watch,
    what: str,
    value: Fraction | int | None,
    unit: str,
    whom: Whom,
    period: Period,
    rule: str,
    source: str = "",
    missing: str = "",
) -> Recorded:
    """One figure of ours; `source` answers for the rule, `missing` says why there is no value."""
    said = f"; counting rule: {source}" if source else ""
    return Recorded(
        what=readable(what),
        value=None if value is None else Fraction(value),
        unit=unit,
        population=readable(whom_text(whom)),
        as_of=period.last_day,
        period=period,
        counting_rule=rule,
        source=f"the agency's tables as of {watch.as_of}{said}",
        note=missing if value is None else "",
    )

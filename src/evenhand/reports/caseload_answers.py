"""The answers of a caseload watch, in sentences: what is asked first in a hearing stands first."""

from __future__ import annotations

from evenhand.explanation.caseload import NOBODY, STATE, day_text, period_text
from evenhand.figures.caseload import Counting, Load, Watch
from evenhand.reports.numerals import positions_text, quota_text
from evenhand.reports.presenting import readable


def caseload_answers(watch: Watch, counting: Counting) -> list[str]:
    """The state's ratio by one counting rule, and how worker-days spread about it."""
    own = [e for e in watch.loads if e.counting == counting.name and e.whom.level == STATE]
    return [readable(line) for load in own for line in (_ratio(load, counting), _spread(load))]


def _ratio(load: Load, counting: Counting) -> str:
    if load.mean.value is None:
        return f"{counting.title}: {NOBODY} in {period_text(load.period)}."
    return (
        f"{counting.title}: {quota_text(load.mean.value)} {counting.unit} per worker, the mean "
        f"over the days of {period_text(load.period)}; {_last_day(load, counting)}."
    )


def _last_day(load: Load, counting: Counting) -> str:
    on, final = day_text(load.period.last_day), load.last_day
    if final.value is None:
        return f"{NOBODY} on {on}"
    return (
        f"{quota_text(final.value)} on {on}, when {positions_text(final.workers)} workers carried "
        f"{positions_text(final.cases)} {counting.unit}"
    )


def _spread(load: Load) -> str:
    found = load.distribution
    if found is None:
        return _outside(load)
    return (
        f"Half of all worker-days had at most {positions_text(found.median)}, nine in ten at most "
        f"{positions_text(found.p90)}; the most was {positions_text(found.most)}. {_outside(load)}"
    )


def _outside(load: Load) -> str:
    if load.outside is None:
        return "How many stand open with nobody who counts cannot be told."
    stand = "stands" if load.outside == 1 else "stand"
    return f"{load.outside:,} {stand} open with nobody who counts."

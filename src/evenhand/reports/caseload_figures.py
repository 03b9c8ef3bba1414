"""Every figure of a caseload watch in the form of the record, each with its counting rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from evenhand.explanation.caseload import (
    NOBODY,
    STATE,
    counting_text,
    standard_named,
    standard_text,
)
from evenhand.figures.caseload import (
    Distribution,
    Load,
    Month,
    Over,
    Ratio,
    Watch,
    Whom,
)
from evenhand.figures.period import Period
from evenhand.figures.recorded import Recorded
from evenhand.reports.caseload_beside_figures import beside_figures
from evenhand.reports.caseload_figure import caseload_figure

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the figures of one group, period and rule have in common."""

    watch: Watch
    counting: str
    whom: Whom
    period: Period

    def figure(self, what: str, value: Fraction | int | None, unit: str) -> Recorded:
        rule = next(each for each in self.watch.countings if each.name == self.counting)
        said = counting_text(rule)
        return caseload_figure(
            self.watch, what, value, unit, self.whom, self.period, said, rule.source, NOBODY
        )

    @property
    def unit(self) -> str:
        return next(each.unit for each in self.watch.countings if each.name == self.counting)

    @property
    def final(self) -> _Told:
        """The same of one day, the period's last."""
        end = self.period.end
        return replace(self, period=Period(end - DAY, end))


def caseload_figures(watch: Watch) -> tuple[Recorded, ...]:
    """Every figure of the page, in its order.

    Units, and months of smaller groups, stand in the CSVs only: all of them would be a
    hundred times as much, and a unit's tell of a person or two.
    """
    return tuple(_figures(watch))


def _figures(watch: Watch) -> Iterator[Recorded]:
    for load in watch.loads:
        if load.whom.level != "unit":
            yield from _of_load(watch, load)
    for month in (*watch.months, *watch.years):
        if month.whom.level == STATE:
            yield from _of_month(watch, month)
    yield from beside_figures(watch)


def _of_load(watch: Watch, load: Load) -> Iterator[Recorded]:
    told = _Told(watch, load.counting, load.whom, load.period)
    for figure in (
        *_ratios(told, load.mean, load.last_day),
        *_outside(told, load.outside),
        *(_distribution(told, load.distribution) if load.distribution else ()),
        *(figure for over in load.over for figure in _over(told, over)),
    ):
        yield replace(figure, note=load.note or figure.note)


def _outside(told: _Told, outside: int | None) -> Iterator[Recorded]:
    """Cases that nobody carries who counts; nothing is recorded where none can be told."""
    if outside is not None:
        yield told.final.figure("open and carried by nobody who counts", outside, "cases")


def _of_month(watch: Watch, month: Month) -> Iterator[Recorded]:
    told = _Told(watch, month.counting, month.whom, month.period)
    yield from _ratios(told, month.mean, month.last_day)
    for over in month.over:
        yield from _over(told, over)


def _ratios(told: _Told, mean: Ratio, final: Ratio) -> Iterator[Recorded]:
    each = f"{told.unit} per worker"
    yield told.figure("mean over days", mean.value, each)
    yield told.final.figure("on the last day", final.value, each)
    yield told.final.figure(f"{told.unit} carried on the last day", final.cases, told.unit)
    yield told.final.figure("case-carrying workers on the last day", final.workers, "workers")


def _distribution(told: _Told, found: Distribution) -> Iterator[Recorded]:
    unit = f"{told.unit} on a worker-day"
    yield told.figure("median of worker-days", found.median, unit)
    yield told.figure("ninth decile of worker-days", found.p90, unit)
    yield told.figure("most on any worker-day", found.most, unit)


def _over(told: _Told, over: Over) -> Iterator[Recorded]:
    standard = standard_named(told.watch, over.standard, told.counting)
    met = "worker-months" if standard.kind == "flow" else "worker-days"
    found = [
        (f"share of {met} over", over.share, f"share of {met}"),
        ("workers ever over", over.workers_over, "workers"),
        ("workers judged", over.workers, "workers"),
        ("mean days over", over.mean_days_over, "days per worker"),
        ("longest spell over", over.longest, "days"),
        (f"workers over for {standard.days} days on end", over.workers_on_end, "workers"),
        ("the standard itself", standard.most, f"{standard.unit} per worker"),
    ]
    for what, value, unit in found:
        if value is not None or what.startswith("share"):
            yield replace(told.figure(what, value, unit), standard=standard_text(standard))

"""Every figure of a caseload watch in the form of the record, each with its counting rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from evenhand.explanation.caseload import (
    NOBODY,
    STATE,
    counting_text,
    last_day,
    standard_named,
    standard_text,
    whom_text,
)
from evenhand.figures.caseload import (
    Distribution,
    Load,
    Month,
    NearMonthEnds,
    Over,
    Ratio,
    Vacancies,
    Watch,
    Whom,
    Workload,
)
from evenhand.figures.period import Period
from evenhand.figures.recorded import Recorded
from evenhand.reports.caseload_heads import headlines, heads_by_day
from evenhand.reports.presenting import plain_words, readable

HEADS = "Workers by the role and the status they have on that day, whole heads; no part-time share."
POSITIONS = (
    "Positions that the table of staff prints, and the workers who hold a status on that day."
)
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
        return _figure(
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
    yield from _heads(watch)
    yield from _through_time(watch)
    for vacancies in watch.vacancies:
        yield from _vacancies(watch, vacancies)
    for workload in watch.workloads:
        yield from _workload(watch, workload)
    for near in watch.month_ends:
        yield from _month_ends(watch, near)


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
        ("the standard itself", standard.most, f"{told.unit} per worker"),
    ]
    for what, value, unit in found:
        if value is not None or what.startswith("share"):
            yield replace(told.figure(what, value, unit), standard=standard_text(standard))


def _heads(watch: Watch) -> Iterator[Recorded]:
    for line in headlines(watch):
        role = plain_words(line.role) or "all roles"
        what = f"{plain_words(line.status)}, {role}"
        for on, heads in ((line.first_on, line.first), (line.last_on, line.last)):
            yield _on(watch, what, heads, "workers", line.whom, on, HEADS)
        change = _on(
            watch, f"{what}: change", line.change, "workers", line.whom, line.last_on, HEADS
        )
        yield replace(change, period=Period(line.first_on, line.last_on + DAY))


def _through_time(watch: Watch) -> Iterator[Recorded]:
    """The state's headcount between its first and its last day, as the picture shows it."""
    for whom in dict.fromkeys(h.whom for h in watch.headcounts if h.whom.level == STATE):
        for status, by_day in heads_by_day(watch, whom).items():
            what = f"{plain_words(status)}, all roles"
            for on in sorted(by_day)[1:-1]:
                yield _on(watch, what, by_day[on], "workers", whom, on, HEADS)


def _vacancies(watch: Watch, found: Vacancies) -> Iterator[Recorded]:
    for what, value in (
        ("positions", found.positions),
        ("workers", found.heads),
        ("workers who carry cases", found.carrying),
        ("trainees", found.trainees),
        ("vacant positions", found.vacant),
    ):
        figure = _on(watch, what, value, what.split()[-1], found.whom, watch.as_of, POSITIONS)
        yield replace(figure, note="" if value is not None else "no table of positions")


def _workload(watch: Watch, found: Workload) -> Iterator[Recorded]:
    rule = "Minutes of the time study for each assessment, times the assessments opened."
    for what, value, unit in (
        ("minutes of work that came", found.minutes, "minutes"),
        ("worker-days", found.worker_days, "worker-days"),
        ("minutes of work for each worker-day", found.each_day, "minutes per worker-day"),
    ):
        yield _figure(
            watch, what, value, unit, found.whom, found.period, rule, found.source, NOBODY
        )


def _month_ends(watch: Watch, near: NearMonthEnds) -> Iterator[Recorded]:
    rule = (
        f"{near.of}: events in the last days of months, against the other days they might fall on."
    )
    whom = Whom("branch", near.branch, near.branch)
    for what, value in (
        (f"{near.of} near month ends", near.near),
        (f"{near.of} in all", near.all),
        (f"{near.of} near month ends, expected", near.expected),
        (f"{near.of}: chance of as many or more", near.chance),
    ):
        unit = "chance" if "chance" in what else near.of
        yield _figure(watch, what, value, unit, whom, watch.period, rule, "", "")


def _on(
    watch: Watch,
    what: str,
    value: Fraction | int | None,
    unit: str,
    whom: Whom,
    on: date,
    rule: str,
) -> Recorded:
    return _figure(watch, what, value, unit, whom, Period(on, on + DAY), rule, "", "")


def _figure(
    watch: Watch,
    what: str,
    value: Fraction | int | None,
    unit: str,
    whom: Whom,
    period: Period,
    rule: str,
    source: str,
    missing: str,
) -> Recorded:
    """One figure of ours: its source are the tables, and whoever answers for the rule."""
    said = f"; counting rule: {source}" if source else ""
    return Recorded(
        what=readable(what),
        value=None if value is None else Fraction(value),
        unit=unit,
        population=readable(whom_text(whom)),
        as_of=last_day(period),
        period=period,
        counting_rule=rule,
        source=f"the agency's tables as of {watch.as_of}{said}",
        note=missing if value is None else "",
    )

"""Figures beside the caseloads, in the form of the record: heads, vacancies, work, month ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from evenhand.explanation.caseload import NOBODY, STATE
from evenhand.figures.caseload import NearMonthEnds, Vacancies, Watch, Whom, Workload
from evenhand.figures.heads import headlines, heads_by_day
from evenhand.figures.period import Period
from evenhand.figures.recorded import Recorded
from evenhand.reports.caseload_beside import COUNTED
from evenhand.reports.caseload_figure import caseload_figure
from evenhand.reports.presenting import plain_words

HEADS = "Workers by the role and the status they have on that day, whole heads; no part-time share."
POSITIONS = (
    "Positions that the table of staff prints, and the workers who hold a status on that day."
)
DAY = timedelta(days=1)


def beside_figures(watch: Watch) -> Iterator[Recorded]:
    """Every figure of the page that no counting rule makes, in the page's order."""
    yield from _heads(watch)
    yield from _through_time(watch)
    for vacancies in watch.vacancies:
        yield from _vacancies(watch, vacancies)
    for workload in watch.workloads:
        yield from _workload(watch, workload)
    for near in watch.month_ends:
        yield from _month_ends(watch, near)


def _heads(watch: Watch) -> Iterator[Recorded]:
    for line in headlines(watch.headcounts):
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
        for status, by_day in heads_by_day(watch.headcounts, whom).items():
            what = f"{plain_words(status)}, all roles"
            for on in sorted(by_day)[1:-1]:
                yield _on(watch, what, by_day[on], "workers", whom, on, HEADS)


def _vacancies(watch: Watch, found: Vacancies) -> Iterator[Recorded]:
    for what, value, unit in (
        ("positions", found.positions, "positions"),
        ("workers", found.heads, "workers"),
        ("workers who carry cases", found.carrying, "workers"),
        ("trainees", found.trainees, "workers"),
        ("vacant positions", found.vacant, "positions"),
    ):
        figure = _on(watch, what, value, unit, found.whom, watch.as_of, POSITIONS)
        yield replace(figure, note="" if value is not None else "no table of positions")


def _workload(watch: Watch, found: Workload) -> Iterator[Recorded]:
    rule = "Minutes of the time study for each assessment, times the assessments opened."
    for what, value, unit in (
        ("minutes of work that came", found.minutes, "minutes"),
        ("worker-days", found.worker_days, "worker-days"),
        ("minutes of work for each worker-day", found.each_day, "minutes per worker-day"),
    ):
        yield caseload_figure(
            watch, what, value, unit, found.whom, found.period, rule, found.source, NOBODY
        )


def _month_ends(watch: Watch, near: NearMonthEnds) -> Iterator[Recorded]:
    counted, each = COUNTED[near.of]
    rule = (
        f"{each} Those in the last days of months are held against the other days they might "
        "fall on."
    )
    whom = watch.branch(near.branch)
    for what, value, unit in (
        (f"{near.of} near month ends", near.near, counted),
        (f"{near.of} in all", near.all, counted),
        (f"{near.of} near month ends, expected", near.expected, counted),
        (f"{near.of}: chance of as many or more", near.chance, "chance"),
    ):
        yield caseload_figure(watch, what, value, unit, whom, watch.period, rule)


def _on(
    watch: Watch,
    what: str,
    value: Fraction | int | None,
    unit: str,
    whom: Whom,
    on: date,
    rule: str,
) -> Recorded:
    return caseload_figure(watch, what, value, unit, whom, Period(on, on + DAY), rule)

"""Beside the caseloads: who there is, what is vacant, minutes of work, and month ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction

from evenhand.caseloads.headcount import headcounts, vacancies
from evenhand.caseloads.month_ends import near_month_ends
from evenhand.caseloads.together import Groups
from evenhand.caseloads.workload import workloads
from evenhand.estimation.time_study import minutes_each, share_of_moments
from evenhand.figures import ClusterTally, Period, Tally
from evenhand.figures.caseload import Headcount, Load, NearMonthEnds, Vacancies, Workload
from evenhand.measures import catalogue
from evenhand.policy import Caseload, Policy
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.steps.watch_questions import Questions

DAYS_IN_A_YEAR = 365
INVESTIGATIONS, WORK = ("investigation",), ("time_samples", "assessments")


def heads(asked: Questions, groups: Groups) -> tuple[Headcount, ...]:
    """Heads on the period's first day and on the last day of each month."""
    days = [asked.period.start, *(month.last_day for month in asked.months)]
    return headcounts(asked.daily("headcount_by_day"), days, groups)


def vacant(asked: Questions, data: Data, groups: Groups) -> tuple[Vacancies, ...]:
    """Positions and people on the day of the tables, whatever the period: positions are of now."""
    able = {status for rule in asked.rules for status in rule.statuses}
    on = data.as_of
    dailys = catalogue()["headcount_by_day"].compute(asked.tables, Period(on, on + timedelta(1)))
    return vacancies(dailys, on, data.staff, able, groups)


def month_ends(asked: Questions, section: Caseload) -> tuple[NearMonthEnds, ...]:
    """Closures and transfers in the last days of months, branch by branch."""
    dailys = [*asked.daily("closures_by_day"), *asked.daily("transfers_by_day")]
    days, alarms = int(section.month_end_days.value), section.false_alarms.value
    return near_month_ends(dailys, asked.period, days, alarms)


def work(
    asked: Questions, policy: Policy, section: Caseload, loads: Iterable[Load], groups: Groups
) -> tuple[tuple[Workload, ...], tuple[str, ...]]:
    """Minutes that assessments took, beside the worker-days of the first rule on them; or why not.

    The minutes of one assessment are the time study's, statewide: hours worked by those who
    answered it × the share of moments on the type ÷ assessments of it in the study's days.
    """
    study, hours, rule = policy.time_study, section.hours_a_year, _protective(section)
    missing = [table for table in WORK if table not in asked.tables]
    if missing:
        return _untold(f"there is no table {' and no '.join(missing)}")
    if study is None or hours is None or rule is None:
        return _untold(
            "the policy needs `time_study:`, `hours_a_year:` under `caseload:`, and a counting "
            "rule of investigations alone"
        )
    minutes = _minutes_by_type(asked.tables, study.sampled, hours.value)
    made: list[Tally] = catalogue()["assessments_by_type"].compute(asked.tables, asked.period)
    if unknown := sorted({tally.of for tally in made} - set(minutes)):
        return _untold(f"the time study met no work on assessments of {', '.join(unknown)}")
    days = {load.whom: int(load.mean.workers) for load in loads if load.counting == rule}
    known = {whom: n for whom, n in days.items() if whom.level != "unit"}
    source = (
        f"time study of {study.sampled}; {float(hours.value):g} hours a year a worker "
        f"({hours.reference})"
    )
    return workloads(minutes, made, known, asked.period, source, groups), ()


def _untold(why: str) -> tuple[tuple[Workload, ...], tuple[str, ...]]:
    return (), (f"No minutes of work are told: {why}.",)


def _protective(section: Caseload) -> str | None:
    """The first rule that counts investigations and nothing else."""
    rules = section.counting.items()
    return next((name for name, rule in rules if rule.kinds == INVESTIGATIONS), None)


def _minutes_by_type(
    tables: CaseTables, sampled: Period, hours_a_year: Fraction
) -> dict[str, Fraction]:
    """Minutes of one assessment, for types on which a moment fell and of which one was made."""
    clusters: list[ClusterTally] = catalogue()["activity_clusters"].compute(tables, sampled)
    tallies: list[Tally] = catalogue()["assessments_by_type"].compute(tables, sampled)
    made: dict[str, int] = {}
    for tally in tallies:
        made[tally.of] = made.get(tally.of, 0) + tally.hits
    years = Fraction((sampled.end - sampled.start).days, DAYS_IN_A_YEAR)
    found = {}
    for each in clusters:
        hours = hours_a_year * years * each.clusters
        if measured := minutes_each(share_of_moments(each), hours, made.get(each.of, 0)):
            found[each.of] = measured.minutes
    return found

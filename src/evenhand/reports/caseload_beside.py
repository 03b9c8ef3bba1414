"""Tables beside the ratio: headcount, vacancies and trainees, minutes of work, month ends."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from evenhand.explanation.caseload import NOBODY, STATE, day_text
from evenhand.figures.caseload import NearMonthEnds, Vacancies, Watch, Whom, Workload
from evenhand.figures.heads import Headline, headlines
from evenhand.reports.caseload_tables import name_of
from evenhand.reports.presenting import plain_words, readable
from evenhand.reports.table import Cell, Table, table

#: What is counted of each thing that may be hurried before a count, and by which rule.
COUNTED = {
    "closures": ("cases closed", "Closures: every case closed counts once."),
    "transfers": (
        "workers giving up cases",
        "Transfers: a worker who gives up any number of cases in a branch on one day counts once.",
    ),
}
About = TypeVar("About", Headline, Vacancies, Workload)


def head_table(watch: Watch, level: str) -> Table:
    """Workers by status on the first and on the last day, and the change."""
    found = _ordered(headlines(watch.headcounts), level)
    columns = [
        *((title, "text") for title in ("Group", "Role", "Status")),
        *((title, "positions") for title in ("Then", "Now")),
        ("Change", "change"),
    ]
    rows = [
        (
            *(name_of(each.whom), plain_words(readable(each.role)) or "all"),
            plain_words(readable(each.status)),
            *(Fraction(each.first), Fraction(each.last), Fraction(each.change)),
        )
        for each in found
    ]
    return table("heads", _then_and_now(watch), columns, rows)


def _then_and_now(watch: Watch) -> str:
    """Heads are counted on the same days everywhere, so these are said once."""
    days = sorted({each.on for each in watch.headcounts})
    between = f", {day_text(days[0])} (then) and {day_text(days[-1])} (now)" if days else ""
    return f"Headcount through time, whole heads{between}"


def _ordered(found: Iterable[About], level: str) -> list[About]:
    """Those about the groups of a level, and the state's last."""
    own = [each for each in found if each.whom.level in (level, STATE)]
    return sorted(own, key=lambda each: each.whom.level == STATE)


def vacancy_table(watch: Watch, level: str) -> Table:
    """Positions and the people in them on the day of the tables."""
    titles = ("Positions", "Workers", "Carry cases", "Trainees", "Vacant")
    columns = [("Group", "text"), *((title, "positions") for title in titles), ("Note", "text")]
    rows = [_vacancies(each) for each in _ordered(watch.vacancies, level)]
    caption = f"Vacancies and trainees on {day_text(watch.as_of)}"
    return table("vacancies", caption, columns, rows).without_empty_columns()


def _vacancies(found: Vacancies) -> tuple[Cell, ...]:
    heads = (Fraction(found.heads), Fraction(found.carrying), Fraction(found.trainees))
    note = "no table says how many positions" if found.positions is None else ""
    return name_of(found.whom), found.positions, *heads, found.vacant, note


def workload_table(watch: Watch, level: str) -> Table:
    """Minutes of work that came, beside the worker-days there were to do it."""
    columns = [
        ("Group", "text"),
        ("Minutes of work", "positions"),
        ("Worker-days", "positions"),
        ("Minutes each worker-day", "moved"),
        ("Note", "text"),
    ]
    rows = [_workload(each) for each in _ordered(watch.workloads, level)]
    caption = "Work in minutes, by the time study"
    return table("workload", caption, columns, rows).without_empty_columns()


def _workload(found: Workload) -> tuple[Cell, ...]:
    note = NOBODY if found.each_day is None else ""
    days = Fraction(found.worker_days)
    return name_of(found.whom), found.minutes, days, found.each_day, note


def month_end_table(watch: Watch) -> Table:
    """Closures and transfers near month ends; what stands out is said in words."""
    columns = [
        *((title, "text") for title in ("Branch", "Of")),
        *((title, "positions") for title in ("Near", "In all")),
        ("Expected", "moved"),
        ("Chance", "number"),
        ("Found", "text"),
    ]
    ordered = sorted(watch.month_ends, key=lambda each: (not each.found, each.chance, each.branch))
    return table(
        "month-ends",
        "In the last days of months: closures (cases closed) and transfers (workers who gave up "
        "any number of cases in a branch on a day)",
        columns,
        [_near(each, watch.branch(each.branch)) for each in ordered],
    ).without_empty_columns()


def _near(near: NearMonthEnds, whom: Whom) -> tuple[Cell, ...]:
    counts = Fraction(near.near), Fraction(near.all), near.expected, near.chance
    return name_of(whom), plain_words(near.of), *counts, "more than chance" if near.found else ""


def found_near(watch: Watch) -> str:
    """Say how many branches close or hand over more near month ends than chance would."""
    found = [each for each in watch.month_ends if each.found]
    if not watch.month_ends:
        return ""
    if not found:
        return "No branch closes or hands over more near month ends than chance would."
    names = dict.fromkeys(name_of(watch.branch(each.branch)) for each in found)
    return (
        f"More near month ends than chance would bring: {', '.join(names)}. A custom, such as "
        "courts that end their month, looks the same: ask before judging."
    )

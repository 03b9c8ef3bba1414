"""A caseload watch drawn by hand: a year of two boroughs, a branch nobody works in, and months."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.figures import Period
from evenhand.figures.caseload import (
    Counting,
    Distribution,
    Headcount,
    Load,
    Month,
    NearMonthEnds,
    Over,
    Ratio,
    Standard,
    Vacancies,
    Watch,
    Whom,
    Workload,
)

YEAR = Period(date(2000, 7, 1), date(2001, 7, 1))
STATE = Whom("state", "state", "")
COAST, INLAND = Whom("region", "coast", "The coast"), Whom("region", "inland", "Inland")
ASTORIA, BEND = Whom("branch", "astoria", "Astoria"), Whom("branch", "bend", "Bend")
COOS_BAY = Whom("branch", "coos_bay", "Coos Bay")
TWELVE = Standard(
    "twelve",
    "Twelve at a time",
    "stock",
    F(12),
    "investigations",
    "No worker has more than 12 investigations open at a time.",
    "made up",
    since=date(2000, 1, 1),
)
FLOW = Standard(
    "flow", "Twelve new a month", "flow", F(12), "investigations", "At most 12 new.", "made up"
)


def month(number: int) -> Period:
    year, at = divmod(6 + number, 12)
    after, then = divmod(7 + number, 12)
    return Period(date(2000 + year, at + 1, 1), date(2000 + after, then + 1, 1))


def load(whom: Whom, cases: int, workers: int, over: int) -> Load:
    met = workers * 365
    if not workers:
        none = Ratio(F(0), F(0))
        note = "no case-carrying workers"
        return Load("investigations", whom, YEAR, none, none, 4, None, (), note)
    counts = ((F(5), met - over), (F(14), over))
    mean = Ratio(F(5 * (met - over) + 14 * over), F(met))
    return Load(
        "investigations",
        whom,
        YEAR,
        mean,
        Ratio(F(cases), F(workers)),
        0,
        Distribution(met, mean.value or F(0), F(5), F(14), F(14), counts),
        (
            Over("twelve", over, met, 2, workers, F(over, workers), 47),
            Over("flow", 3, workers * 12),
        ),
    )


@pytest.fixture
def watch():
    months = tuple(
        Month(
            "investigations",
            STATE,
            month(n),
            Ratio(F(9000 + 300 * n), F(900)),
            Ratio(F(300 + 10 * n), F(30)),
            (Over("twelve", 20 * n, 900), Over("flow", n, 30)),
        )
        for n in range(12)
    )
    heads = tuple(
        Headcount(month(n).start, STATE, "specialist", status, many)
        for n in range(12)
        for status, many in (("case_carrying", 24 + n), ("trainee", 9 - n // 2))
    )
    return Watch(
        period=YEAR,
        as_of=date(2001, 7, 1),
        countings=(
            Counting(
                "investigations",
                "Investigations",
                "Open investigations assigned to workers who carry cases that day.",
                "cases",
                "assumption: made up",
            ),
        ),
        standards=(TWELVE, FLOW),
        loads=(
            load(STATE, 410, 35, 3000),
            load(COAST, 210, 20, 2500),
            load(INLAND, 200, 15, 500),
            load(ASTORIA, 210, 20, 2500),
            load(BEND, 200, 15, 500),
            load(COOS_BAY, 0, 0, 0),
        ),
        months=months,
        years=(Month("investigations", STATE, YEAR, Ratio(F(71), F(10)), Ratio(F(410), F(35))),),
        headcounts=heads,
        vacancies=(
            Vacancies(STATE, F(50), 44, 35, 4, F(6)),
            Vacancies(BEND, None, 17, 15, 2, None),
        ),
        workloads=(
            Workload(STATE, YEAR, F(4_000_000), 35 * 365, "the made-up time study"),
            Workload(COOS_BAY, YEAR, F(100), 0, "the made-up time study"),
        ),
        month_ends=(
            NearMonthEnds("bend", "closures", 40, 90, F(21), F(1, 5000), True),
            NearMonthEnds("astoria", "closures", 20, 90, F(21), F(3, 5), False),
        ),
        flags=("Bend: 3 workers have no unit.",),
        assumptions=("caseload.counting.investigations: made up",),
    )

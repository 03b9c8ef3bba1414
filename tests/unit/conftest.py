"""A small result drawn by hand, for every test that shows one: three branches, two programs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.figures import (
    Award,
    BoundCost,
    BranchTotal,
    Coefficient,
    ComponentResult,
    Figure,
    Filling,
    Funnel,
    FunnelLimit,
    Interval,
    Judged,
    Listed,
    Misplaced,
    Period,
    Pot,
    ProgramResult,
    Result,
    Survey,
    TableCount,
    Uncertainty,
)
from evenhand.reports.charts import Picture, pictures

BRANCHES = ("astoria", "bend", "coos_bay")
NAMES = ("Astoria", "Bend", "Coos Bay")
STATE = Figure(
    F(420), "children", "state", date(2000, 2, 4), "sum of the branches", (), "case tables"
)

PROTECTIVE, REMEDIAL = "protective_services", "remedial_services"
ABOVE = "above its interval: hardly any draw rounds to it"
JUDGED = (
    Judged("astoria", F(34), F(90), F(206, 5), F(170, 206), F(81, 100), F(53, 50), "no different"),
    Judged("bend", F(30), F(40), F(20), F(3, 2), F(11, 10), F(17, 10), "worse", "above"),
)
FUNNEL = Funnel(
    F(1, 2),
    F(9, 10_000),
    tuple(
        FunnelLimit(
            F(n), F(1, 2) - F(2, n), F(1, 2) + F(2, n), F(1, 2) - F(4, n), F(1, 2) + F(4, n)
        )
        for n in (20, 40, 60, 90)
    ),
)
UNCERTAINTY = Uncertainty(
    seed=2000,
    draws=1_000,
    intervals=(
        Interval(PROTECTIVE, "astoria", F(3), F(3), F(3), F(3)),
        Interval(PROTECTIVE, "bend", F(2), F(2), F(2), F(3), None, None, F(1), F(4)),
        Interval(PROTECTIVE, "coos_bay", F(1), F(1), F(1), F(1)),
        Interval(REMEDIAL, "astoria", F(2), F(1), F(2), F(2)),
        Interval(REMEDIAL, "bend", F(2), F(1), F(2), F(2)),
        Interval(REMEDIAL, "coos_bay", F(2), F(1), F(1), F(1), outside=ABOVE),
        Interval("all", "astoria", F(5), F(4), F(5), F(6), F(77, 100), F(0), F(3), F(7)),
        Interval("all", "bend", F(4), F(3), F(4), F(5), F(0), F(49, 50), F(4), F(4)),
        Interval("all", "coos_bay", F(3), F(2), F(2), F(2), None, None, F(2), F(3), ABOVE),
    ),
    misplaced=(
        Misplaced(PROTECTIVE, F(1, 2), F(1), F(2, 5), F(1, 5)),
        Misplaced(REMEDIAL, F(3, 4), F(2), F(3, 4), F(0)),
        Misplaced("all", F(6, 5), F(3), F(1), F(1, 5)),
    ),
    surveys=(Survey(PROTECTIVE, "assessment_time", "call reviews", F(60), F(240)),),
    known=(f"{REMEDIAL}.base",),
)


def _working(branch: str, score: F) -> Figure:
    counted = Figure(
        score * 100, "children", branch, date(2000, 2, 4), "counted", (), "case tables"
    )
    return Figure(
        score,
        "index",
        branch,
        rule="score over the state's",
        made_from=(counted, STATE),
        source="assumption: the paper names no base",
    )


def _component(name: str, influence: F, pulls: tuple[F, ...], **more: object) -> ComponentResult:
    pots = tuple(
        Pot(branch, 1 + pull / 10, F(1, 3), pull, 1 + pull / 10, _working(branch, 1 + pull / 10))
        for branch, pull in zip(BRANCHES, pulls, strict=True)
    )
    moved = sum((abs(pull) for pull in pulls), F(0)) / 2
    reference = "Oregon SCF 2000, section 3"
    return ComponentResult(name, name, influence, reference, "none", moved, pots, **more)  # type: ignore[arg-type]


def _program(
    name: str, part: F, awards: tuple[Award, ...], components: tuple[ComponentResult, ...]
) -> ProgramResult:
    quotas = tuple(
        Figure(
            award.quota,
            "positions",
            award.branch,
            rule="share × positions",
            made_from=tuple(each.pots[place].working for each in components),
        )
        for place, award in enumerate(awards)
    )
    base = tuple(Figure(F(140), "children served", branch, rule="counted") for branch in BRANCHES)
    total = sum((award.positions for award in awards), F(0))
    costs = (BoundCost("minimum", F(1), ("coos_bay",)),)
    return ProgramResult(
        name,
        part,
        total,
        "webster",
        base,
        components,
        quotas,
        awards,
        limits=((F(1), None), (F(1), F(9)), (F(2), None)),
        current=(None, None, None),
        costs=costs if any(award.held_by for award in awards) else (),
    )


@pytest.fixture(scope="session")
def small_result() -> Result:
    """Twelve positions: Astoria gains one, Bend loses two, nobody knows Coos Bay's staff."""
    protective = _program(
        "protective_services",
        F(1, 2),
        (
            Award("astoria", F(3), F(5, 2), tie=("bend",)),
            Award("bend", F(2), F(5, 2), tie=("astoria",)),
            Award("coos_bay", F(1), F(1)),
        ),
        (_component("assessment_time", F(1), (F(1, 2), F(1, 2), F(-1))),),
    )
    remedial = _program(
        "remedial_services",
        F(1, 2),
        (
            Award("astoria", F(2), F(9, 4)),
            Award("bend", F(2), F(12, 5)),
            Award("coos_bay", F(2), F(27, 20), held_by="minimum"),
        ),
        (
            _component(
                "vulnerability",
                F(7, 10),
                (F(-1, 4), F(3, 4), F(-1, 2)),
                coefficients=(Coefficient("intercept", "-1.234567891"),),
            ),
            _component(
                "risk_of_removal", F(3, 10), (F(0), F(0), F(0)), judged=JUDGED, funnel=FUNNEL
            ),
        ),
    )
    return Result(
        policy="oregon-2000",
        title="Oregon SCF 2000",
        version="1",
        asked=F(25, 2),
        shared=F(12),
        unit=F(1),
        position="full-time equivalent, case-carrying",
        period=Period(date(1999, 1, 1), date(2000, 1, 1)),
        as_of=date(2000, 2, 4),
        programs=(protective, remedial),
        totals=(
            BranchTotal("astoria", "Astoria", F(5), F(19, 4), F(4)),
            BranchTotal("bend", "Bend", F(4), F(49, 10), F(6)),
            BranchTotal("coos_bay", "Coos Bay", F(3), F(47, 20), None),
        ),
        listed=(Listed("other", "Central office", "No staff are published for it."),),
        fillings=(Filling("remedial_services", "bend", F(2), F(1), F(2)),),
        assumptions=("Level 1–5 counts as difficult: the paper is silent.",),
        flags=("The current staff of Coos Bay is not known.",),
        tables=(TableCount("children", 420, 417, 3),),
        uncertainty=UNCERTAINTY,
    )


@pytest.fixture(scope="session")
def small_pictures(small_result: Result) -> tuple[Picture, ...]:
    return pictures(small_result)

"""Laws of the measures of caseloads: slices, cuts and engines change no number; parts add up."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import narwhals.stable.v2 as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.figures import Period
from evenhand.measures.carried_by_day import carried_by_day
from evenhand.measures.worker_days import worker_days
from evenhand.sources import carried, day_line, loads
from evenhand.sources.engine import CaseTables
from evenhand.sources.lasting import day_number

START = date(1999, 12, 20)
PERIOD = Period(START, START + timedelta(days=80))
COUNTED = {"kinds": ("family", "child"), "statuses": ("case_carrying",), "programs": ()}
SPELL = "longest spell over"
LIMITS = (0, 2)
#: Each example asks an engine many times, so a quarter of the usual number is tried.
fewer = settings(max_examples=settings().max_examples // 4)


def days(least, most):
    return st.integers(least, most).map(lambda n: START + timedelta(days=n))


def lasting(**columns):
    """Rows that last from a day to a day, or for ever."""
    return st.lists(
        st.fixed_dictionaries(
            {**columns, "from_on": days(-10, 85), "to_on": st.none() | days(-5, 90)}
        ),
        max_size=12,
    )


workers = st.sampled_from("uvwxy")
assigned = lasting(case=st.sampled_from("abcd"), worker=workers)
statuses = lasting(worker=workers, status=st.sampled_from(["case_carrying", "trainee"]))
closed = st.lists(st.none() | days(0, 90), min_size=4, max_size=4)
cuts = st.sets(st.integers(1, 79), max_size=4).map(
    lambda found: tuple(START + timedelta(days=n) for n in sorted(found))
)


def tables(assigned, statuses, closed):
    lasts = {"from_on": pl.Date, "to_on": pl.Date}
    whose = {"worker": pl.String}
    frames = {
        "workers": pl.DataFrame(
            {
                "id": list("uvwxy"),
                "branch": ["Astoria", "Astoria", "Bend", "Bend", "Bend"],
                "unit": ["East", "West", None, None, "East"],
            }
        ),
        "cases": pl.DataFrame(
            {
                "id": list("abcd"),
                "kind": ["family", "child", "family", "investigation"],
                "branch": ["Bend"] * 4,
                "opened_on": [date(1999, 1, 1)] * 4,
                "closed_on": pl.Series(closed, dtype=pl.Date),
            }
        ),
        "case_assignments": pl.DataFrame(assigned, schema={"case": pl.String} | whose | lasts),
        "worker_status": pl.DataFrame(
            [status | {"program": None} for status in statuses],
            schema=whose | {"status": pl.String, "program": pl.String} | lasts,
        ),
    }
    lazy = {name: nw.from_native(frame.lazy()) for name, frame in frames.items()}
    return CaseTables(lazy, date(2003, 1, 1))


@fewer
@given(assigned, statuses, closed, cuts, st.integers(2, 4))
def test_any_number_of_slices_gives_the_same(assigned, statuses, closed, cuts, slices):
    given_ = tables(assigned, statuses, closed)
    whole = worker_days.compute(given_, PERIOD, points=(2, 3), limits=LIMITS, cuts=cuts, **COUNTED)
    rule = carried.Rule(COUNTED["kinds"], (2, 3), COUNTED["statuses"])
    line = day_line.lines(given_, PERIOD, rule, cuts, slices=slices)
    assert loads.load_spreads(line, PERIOD, cuts, LIMITS) == whole


@fewer
@given(assigned, statuses, closed, cuts)
def test_the_parts_of_a_period_add_up_to_the_whole_and_cuts_change_no_spell(
    assigned, statuses, closed, cuts
):
    given_ = tables(assigned, statuses, closed)
    asked = COUNTED | {"points": (1, 1), "limits": LIMITS}
    whole = worker_days.compute(given_, PERIOD, **asked)
    parts = worker_days.compute(given_, PERIOD, **asked, cuts=cuts)
    added: dict[tuple[str, str], Counter[int]] = {}
    for spread in parts:
        if spread.of == "load":
            added.setdefault((spread.branch, spread.unit), Counter()).update(spread.counts)
    assert added == {(s.branch, s.unit): Counter(s.counts) for s in whole if s.of == "load"}
    assert [s for s in parts if s.of != "load"] == [s for s in whole if s.of != "load"]


@fewer
@given(assigned, statuses, closed)
def test_case_days_are_the_same_from_spreads_and_from_day_to_day(assigned, statuses, closed):
    given_ = tables(assigned, statuses, closed)
    spreads = worker_days.compute(given_, PERIOD, points=(1, 1), **COUNTED)
    by_day = {
        (daily.branch, daily.unit, daily.of): daily.before * 80
        + sum(change * (PERIOD.end - day).days for day, change in daily.changes)
        for daily in carried_by_day.compute(given_, PERIOD, **COUNTED)
    }
    for spread in spreads:
        assert spread.total == by_day.get((spread.branch, spread.unit, "cases"), 0)
        assert spread.met == by_day[spread.branch, spread.unit, "workers"]


@fewer
@given(assigned, statuses, closed)
def test_workers_over_and_their_days_agree_with_worker_days_over(assigned, statuses, closed):
    found = worker_days.compute(
        tables(assigned, statuses, closed), PERIOD, points=(1, 1), limits=LIMITS, **COUNTED
    )
    of = {(s.branch, s.unit, s.of): s for s in found}
    for (branch, unit, name), load in of.items():
        for limit in LIMITS if name == "load" else ():
            over, spell = (of[branch, unit, f"{w} {limit}"] for w in ("days over", SPELL))
            assert over.total == sum(n for carried, n in load.counts.items() if carried > limit)
            assert over.met == spell.met
            assert spell.total <= over.total


@given(st.dates(date(1583, 1, 1), date(2999, 12, 31)))
def test_the_number_of_a_day_is_python_s(day):
    frame = nw.from_native(pl.DataFrame({"day": [day]}))
    assert frame.select(n=day_number(nw.col("day")))["n"].to_list() == [day.toordinal()]

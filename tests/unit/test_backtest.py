"""The formula on past years: years told apart, compared exactly, and only ever as hindsight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.errors import PolicyError, TableError
from evenhand.explanation.backtest import backtest_in_words
from evenhand.figures import Period, Tally
from evenhand.figures.backtest import HINDSIGHT, Backtest, Followed, Hindsight, YearPair
from evenhand.policy import Held, read_policy
from evenhand.reports.backtest_tables import backtest_table
from evenhand.scenarios.hindsight import past_years
from evenhand.scenarios.hindsight.backtest import backtest, followed, misplaced, rank_agreement
from evenhand.scenarios.hindsight.past_years import past_year, years_of
from evenhand.scenarios.hindsight.shared_out import Shared
from evenhand.sources.data import Data

YEARS = [Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in (1997, 1998)]
ALL = Hindsight("all", F(12), F(5, 2), F(3), F(4), F(2), F(1, 3))
RETURNS = Followed("out_of_home", "return_home", F(4), F(10), F(3), F(10))
COUNTED = """
name: counted
title: Counted
version: "1"
effective: {since: 1996-01-01}
period: 1998-01-01..1999-01-01
position: {value: workers, source: A test}
unit: {value: 1, source: A test}
method: {value: webster, source: A test}
tolerance: {value: 0, source: A test}
measures:
  calls:
    stands_for: Calls, as they were counted.
    source: A test
  homes:
    stands_for: Children home, as they were counted.
    source: A test
programs:
  protective_services:
    part: {value: 1, source: A test}
    base: {score: counted, measures: {count: calls}, source: A test}
    components:
      home:
        score: rate
        measures: {counts: homes}
        influence: {value: 1, source: A test}
        source: A test
"""


def found(*programs: Hindsight, followed=(RETURNS,), notes=("A note.",)) -> Backtest:
    pair = YearPair(*YEARS, programs or (ALL,), tuple(followed))
    return Backtest("oregon-2000", "1", date(2000, 2, 4), "current", (pair,), notes)


@pytest.fixture
def policy(tmp_path):
    (tmp_path / "counted.yaml").write_text(COUNTED, "utf-8")
    return read_policy(str(tmp_path / "counted.yaml"))


def published(period: Period, *, staff: bool = True) -> Data:
    """A publisher's tables of one year: 1998 has twice Bend's calls of the year before."""
    calls = {"astoria": 100, "bend": 100 if period.start.year < 1998 else 200, "coos_bay": 100}
    homes = {"astoria": (10, 20), "bend": (10, 20), "coos_bay": (10, 20)}
    return Data(
        branches={"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay"},
        as_of=date(2000, 1, 1),
        counts={
            "calls": tuple(Tally(b, "", n, n) for b, n in calls.items()),
            "homes": tuple(Tally(b, "", h, n) for b, (h, n) in homes.items()),
        },
        staff={(b, ""): F(n) for b, n in zip(calls, (6, 3, 3), strict=True)} if staff else {},
        flags=("Made up: a test.",),
    )


def test_the_period_is_moved_to_start_in_each_year_of_the_span(policy):
    assert years_of(policy, "1997..1998") == tuple(YEARS)
    fiscal = replace(policy, period=Period(date(2016, 7, 1), date(2017, 7, 1)))
    assert [str(each) for each in years_of(fiscal, "2014..2015")] == [
        *("2014-07-01..2015-07-01", "2015-07-01..2016-07-01"),
    ]


def test_the_29th_of_february_is_the_28th_where_there_is_none(policy):
    leap = replace(policy, period=Period(date(2000, 2, 29), date(2001, 2, 28)))
    assert [each.start for each in years_of(leap, "1999..2000")] == [
        *(date(1999, 2, 28), date(2000, 2, 29)),
    ]


@pytest.mark.parametrize(
    "text", ["1997", "1998..1998", "1999..1998", "a..b", "", "0..2", "1..9999"]
)
def test_what_is_no_span_of_two_years_is_refused(policy, text):
    with pytest.raises(PolicyError, match=r"at least two: 1997\.\.1999"):
        years_of(policy, text)


def test_positions_that_followed_one_year_are_held_against_the_next(policy):
    made = backtest(policy, YEARS, published, "12")
    (pair,) = made.pairs
    (program, whole) = pair.programs
    # 1997: 4 each. 1998: 12 × 1/4, 1/2, 1/4 = 3, 6, 3. Staff now: 6, 3, 3.
    assert (program.formula, program.head_count) == (2, 2)
    assert (whole.formula, whole.staff, whole.moved) == (2, 3, 2)
    assert program.staff is program.moved is None
    assert whole.rank == program.rank == 0
    assert made.label == HINDSIGHT
    assert made.notes[0].startswith("Coefficients are those of 1997-01-01..1998-01-01")
    assert "Staff are those of today" in " ".join(made.notes)
    assert made.notes[-1] == "Made up: a test."


def test_what_only_rounding_gives_beyond_heads_has_no_rank(policy):
    """Homes are everywhere alike, so the formula follows heads: 6, 4.2 and 1.8 of twelve."""
    calls = zip(("astoria", "bend", "coos_bay"), (100, 70, 30), strict=True)
    counted = tuple(Tally(b, "", n, n) for b, n in calls)

    def opened(year):
        made = published(year)
        return replace(made, counts={**made.counts, "calls": counted})

    (pair,) = backtest(policy, YEARS, opened, "12").pairs
    assert [each.rank for each in pair.programs] == [0, 0]


def test_what_is_given_beyond_heads_is_ranked_without_rounding(policy):
    """Held branches stand in it with what they keep, which nothing is given beyond."""
    held = replace(policy, held=Held(branches=("coos_bay",)))
    homes = zip(("astoria", "bend", "coos_bay"), (10, 11, 10), strict=True)
    more = tuple(Tally(b, "", n, 20) for b, n in homes)

    def opened(year):
        made = published(year)
        return replace(made, counts={**made.counts, "homes": more})

    (pair,) = backtest(held, YEARS, opened, "12").pairs
    # Bend gains a hair over heads and Astoria loses it, in both years; Coos Bay stands still.
    assert [each.rank for each in pair.programs] == [1, 1]


def test_staff_that_are_not_as_many_as_the_positions_are_not_compared(policy):
    assert backtest(policy, YEARS, published, "13").pairs[0].programs[-1].staff is None
    none = backtest(policy, YEARS, lambda year: published(year, staff=False), "12", refit=True)
    assert none.pairs[0].programs[-1].moved is None
    assert none.notes[0] == "Coefficients were fitted on each year's own data."
    assert "Staff" not in " ".join(none.notes)


def test_counts_of_one_year_in_a_folder_are_no_past_years(policy):
    fixed = replace(published(YEARS[0]), columns={"counts": ("measure",)})
    with pytest.raises(TableError, match="calls, homes come as counts of one year"):
        backtest(policy, YEARS, lambda _: fixed, "12")


def test_a_year_in_which_nothing_was_counted_is_refused_by_its_name(policy):
    none = replace(published(YEARS[0]), counts={"calls": (Tally("bend", "", 0, 0),)})
    with pytest.raises(TableError, match=r"The year 1997-01-01\.\.1998-01-01: calls counts noth"):
        past_year(policy, none, YEARS[0])


def test_a_reading_without_effect_may_be_missing(policy):
    program = policy.programs["protective_services"]
    home = replace(
        program.components["home"],
        influence=replace(program.components["home"].influence, value=F(0)),
    )
    still = replace(
        policy, programs={"protective_services": replace(program, components={"home": home})}
    )
    data = published(YEARS[0])
    none = replace(data, counts={"calls": data.counts["calls"]})
    assert list(past_year(still, none, YEARS[0]).tallies) == ["calls"]
    empty = replace(data, counts={**data.counts, "homes": (Tally("bend", "", 0, 0),)})
    assert list(past_year(still, empty, YEARS[0]).tallies) == ["calls", "homes"]


def test_a_survey_that_was_taken_once_stays_where_it_was(policy, monkeypatch):
    """Only a survey may: whatever else is empty would make one year pass for another."""
    surveyed = replace(
        policy,
        measures={name: replace(r, stands_for="") for name, r in policy.measures.items()},
    )
    reads = SimpleNamespace(reads={"case_readings": ()})
    monkeypatch.setattr(past_years, "catalogue", lambda: {"calls": reads, "homes": reads})
    taken = {1998: (Tally("bend", "", 3, 9),)}
    monkeypatch.setattr(
        past_years,
        "measure",
        lambda policy, _, names: {names[0]: taken.get(policy.period.start.year, ())},
    )
    read = past_year(surveyed, replace(published(YEARS[0]), counts={}), YEARS[0])
    assert read.stayed == ("calls", "homes")
    assert read.tallies["homes"] == taken[1998]
    assert past_year(surveyed, replace(published(YEARS[1]), counts={}), YEARS[1]).stayed == ()


def test_misplaced_is_half_of_what_is_too_many_and_too_few():
    assert misplaced({"a": F(5), "b": F(1)}, {"a": F(3), "b": F(3)}) == 2
    assert misplaced({"a": F(2)}, {"b": F(2)}) == 2
    assert misplaced({}, {}) == 0


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=12))
def test_rank_agreement_is_what_counting_pairs_one_by_one_gives(pairs):
    one, other = [F(a, 3) for a, _ in pairs], [F(b, 7) for _, b in pairs]
    same = other_way = both = 0
    for at in range(len(pairs)):
        for before in range(at):
            both += 1
            product = (one[at] - one[before]) * (other[at] - other[before])
            same += product > 0
            other_way += product < 0
    assert rank_agreement(one, other) == (F(same - other_way, both) if both else None)


@given(st.lists(st.fractions(), min_size=2, max_size=12, unique=True))
def test_rank_agreement_is_1_with_itself_and_minus_1_reversed(values):
    assert rank_agreement(values, values) == 1
    assert rank_agreement(values, [-value for value in values]) == -1


def test_outcomes_are_pooled_over_those_that_would_gain_and_those_that_would_lose(small_result):
    """Against staff where they are known, else against head count; who stays is in neither."""
    awards = {"astoria": F(3), "bend": F(2), "coos_bay": F(2)}
    heads = {"astoria": F(2), "bend": F(3), "coos_bay": F(2)}
    one = Shared("remedial_services", awards, awards, heads, heads, {})
    remedial = small_result.programs[1]
    (told,) = followed(one, remedial)
    assert told.component == "risk_of_removal"
    assert (told.gaining_hits, told.gaining_base) == (34, 90)
    assert (told.losing_hits, told.losing_base) == (30, 40)
    staffed = replace(one, staff={"astoria": F(3), "bend": F(1), "coos_bay": F(3)})
    (told,) = followed(staffed, remedial)
    assert (told.gaining_hits, told.gaining_base, told.losing_base) == (30, 40, 0)


def test_a_rate_without_a_child_is_none():
    assert (RETURNS.gaining_rate, RETURNS.losing_rate) == (F(2, 5), F(3, 10))
    nobody = replace(RETURNS, gaining_base=F(0), losing_base=F(0))
    assert nobody.gaining_rate is nobody.losing_rate is None


def test_in_words_hindsight_comes_first_and_no_cause_is_claimed():
    told = list(backtest_in_words(found()))
    assert told[0] == HINDSIGHT
    assert told[1] == (
        "1997-01-01..1998-01-01, then 1998-01-01..1999-01-01: the formula would have moved 2 of "
        "12 positions; against the next year's quotas 2.5 positions would have stood wrong, 3.0 "
        "by head count, 4.0 as staff stand now. Rank agreement of the two years: 0.33."
    )
    assert told[2] == (
        "  The year after, return home: 40.0% (4 of 10) where branches would have gained and "
        "30.0% (3 of 10) where branches would have lost."
    )
    assert told[-1] == "A note."


def test_rare_outcomes_are_told_in_a_thousand_both_alike():
    rare = replace(RETURNS, gaining_hits=F(3), gaining_base=F(1200), losing_hits=F(9),
                   losing_base=F(800))  # fmt: skip
    assert list(backtest_in_words(found(followed=(rare,))))[2] == (
        "  The year after, return home: 2.5 in 1,000 (3 of 1,200) where branches would have gained "
        "and 11.2 in 1,000 (9 of 800) where branches would have lost."
    )
    none = replace(RETURNS, gaining_hits=F(0))
    assert "0.0% (0 of 10)" in list(backtest_in_words(found(followed=(none,))))[2]


def test_what_is_not_known_is_not_told():
    bare = replace(ALL, staff=None, moved=None, rank=None)
    nobody = replace(RETURNS, gaining_base=F(0), losing_base=F(0))
    told = list(backtest_in_words(found(bare, followed=(nobody,))))
    assert "staff" not in told[1]
    assert "Rank" not in told[1]
    assert len(told) == 3


def test_the_table_says_hindsight_and_leaves_out_what_nobody_knows():
    shown = backtest_table(found())
    assert shown.caption.startswith("Hindsight: ")
    assert shown.rows[0][0] == "1997 → 1998"
    assert shown.rows[0][-1] == "0.33"
    bare = backtest_table(found(replace(ALL, staff=None, moved=None, rank=None)))
    assert [column.title for column in bare.columns][-2:] == ["Formula", "Head count"]

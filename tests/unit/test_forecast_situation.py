"""What a forecast begins with, from drawn tables: nothing that came later is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand import run
from evenhand.errors import PolicyError, TableError
from evenhand.policy import read_policy
from evenhand.policy.standards import Limit, Yardstick
from evenhand.sources.data import Data
from evenhand.steps.forecast_situation import situation
from evenhand.steps.forecasting import Otherwise, not_in_force

OREGON = read_policy("oregon-2000")
LIMIT = Limit(kind="stock", says="At most 12.", cases=("family",), source="made up")
RULE = OREGON.caseload.counting["families"]
WORKERS = """
    id | branch | unit | role
    a  | Astoria | 1 | caseworker
    b  | Astoria | 1 | caseworker
    t  | Bend | 2 | caseworker
    u  | Bend | 2 | caseworker
    v  | Bend | 2 | caseworker
"""
STATUS = """
    worker | status        | program           | from_on    | to_on
    a      | case_carrying | remedial_services | 1998-01-01 |
    b      | case_carrying | remedial_services | 1998-01-01 | 1999-06-15
    t      | trainee       | remedial_services | 1998-10-01 |
    u      | trainee       | remedial_services | 1998-01-01 | 1999-02-01
    v      | trainee       | out_of_home       | 1998-10-01 |
"""
CASES = """
    id | family | branch | kind | opened_on | closed_on
    1  | f | Astoria | family | 1997-01-01 |
    2  | g | Astoria | family | 1998-12-01 | 1998-12-31
    3  | h | Astoria | family | 1998-12-03 | 1999-01-01
    4  | i | Bend    | family | 1998-12-05 |
    5  | j | Astoria | family | 1999-01-01 |
    6  | k | Astoria | child  | 1998-12-01 |
"""
ASSIGNED = """
    case | worker | from_on | to_on
    1 | a | 1997-01-01 |
    2 | a | 1998-12-01 | 1998-12-31
    3 | b | 1998-12-03 |
    5 | a | 1999-01-01 |
"""


@pytest.fixture
def data(case_tables):
    tables = case_tables(
        "1999-08-01", workers=WORKERS, worker_status=STATUS, cases=CASES, case_assignments=ASSIGNED
    )
    branches = {"Astoria": "Astoria", "Bend": "Bend"}
    return Data(branches=branches, as_of=date(1999, 8, 1), tables=tables)


def began(data, day=date(1999, 1, 1), rule=RULE):
    return situation(data.tables, rule, day, OREGON.forecast)


def test_only_what_was_so_on_the_eve_is_known(data):
    """Case 3 closes on the day itself, and 5 opens on it: neither is known."""
    found = began(data)
    [flow] = found.flows
    assert (found.workers, flow.open, flow.carried) == (2, 3, 2)


def test_arrivals_stand_in_blocks_of_four_weeks_and_what_came_and_went_has_closed(data):
    [flow] = began(data).flows
    assert flow.arrivals == (0,) * 11 + (2, 1)
    assert (flow.closures, flow.case_days) == (1, 364 + 30 + 29 + 27)


def test_the_last_block_is_the_last_four_weeks_before_the_day(data):
    """Before 29 December they begin on the 1st; before 1 January on the 4th, as above."""
    [flow] = began(data, date(1998, 12, 29)).flows
    assert flow.arrivals[-1] == 3


def test_trainees_of_the_program_finish_after_the_training_days_and_the_overdue_now(data):
    assert sorted(began(data).trainees) == [(date(1999, 1, 1), 1), (date(1999, 4, 1), 1)]


def test_where_trainees_carry_cases_nobody_is_in_training(data):
    rule = replace(RULE, statuses=("case_carrying", "trainee"))
    assert began(data, rule=rule).trainees == ()


def test_where_no_program_is_named_all_trainees_count(data):
    heads = sum(n for _, n in began(data, rule=replace(RULE, programs=())).trainees)
    assert heads == 3


def test_a_past_day_is_hindsight_and_what_happened_stands_beside(data):
    found = run.forecast(OREGON, data, 1, Otherwise(date(1999, 1, 1), months=12, draws=100))
    happened = [month.happened for month in found.months]
    assert happened[0] is None
    assert happened[1] == F(2, 2)  # 1 and 5; 3 has closed, and both workers still carry
    assert happened[6:8] == [F(2, 1), F(2, 1)]  # since 15 June there is one
    assert happened[8:] == [None] * 5
    assert found.flags[0].startswith("Hindsight: made from what the tables say of the time before")


def test_a_month_in_which_nobody_carried_happened_without_a_ratio(data, case_tables):
    tables = case_tables(
        "1999-08-01",
        workers=WORKERS,
        worker_status="""
            worker | status        | program           | from_on    | to_on
            b      | case_carrying | remedial_services | 1998-01-01 | 1999-06-15
        """,
        cases=CASES,
        case_assignments=ASSIGNED,
    )
    asked = Otherwise(date(1999, 1, 1), months=7, draws=100)
    found = run.forecast(OREGON, replace(data, tables=tables), 1, asked)
    assert [month.happened is None for month in found.months] == [True, *[False] * 5, True, True]


def test_from_the_day_of_the_tables_on_there_is_no_hindsight(data):
    found = run.forecast(OREGON, data, 1, Otherwise(draws=100))
    assert found.begins == date(1999, 8, 1)
    assert not any("Hindsight" in flag for flag in found.flags)
    assert {month.happened for month in found.months} == {None}


def test_what_is_asked_otherwise_takes_the_place_of_what_the_policy_states(data):
    asked = Otherwise(each_class=3, attrition=F(0), months=4, draws=200)
    found = run.forecast(OREGON, data, 1, asked)
    assert (found.each_class, len(found.months), found.draws) == (3, 5, 200)
    assert any("0% leave in a year" in each for each in found.takes)
    assert "attrition = 0: as asked; the policy has 0.2" in found.takes


def test_every_number_of_the_section_stands_with_who_answers_for_it(data):
    takes = run.forecast(OREGON, data, 1, Otherwise(draws=100)).takes
    assert f"attrition = 0.2: {OREGON.forecast.attrition.reference}" in takes
    assert f"standard = delaware-11-12.families: {OREGON.forecast.standard.source}" in takes


def test_no_arrivals_at_first_may_mean_that_the_tables_begin_later(data):
    found = run.forecast(OREGON, data, 1, Otherwise(date(1999, 1, 1), draws=100))
    assert any("the tables may begin later" in flag for flag in found.flags)


def test_a_standard_held_against_days_outside_its_own_is_told(data):
    def held(standard, begins):
        section = replace(
            OREGON.forecast, standard=replace(OREGON.forecast.standard, value=standard)
        )
        policy = replace(OREGON, forecast=section)
        return run.forecast(policy, data, 1, Otherwise(begins, draws=100)).flags

    early = held("indiana-12-12-13.families", date(1999, 1, 1))
    assert any("is shown in force from 2025-04-15" in flag for flag in early)
    own = held("cwla.families", date(1999, 1, 1))
    assert not any("in force" in flag for flag in own)


def test_a_standard_that_had_ended_is_told_as_well():
    held = Yardstick("old", "Old", LIMIT, None, date(1998, 1, 1))
    assert list(not_in_force(held, date(1998, 1, 1))) == [
        "old was in force until 1998-01-01; it is held against later days."
    ]
    assert not list(not_in_force(held, date(1997, 12, 31)))


def test_a_day_after_the_tables_is_refused(data):
    with pytest.raises(TableError, match="Begin the forecast on 1999-08-01 or before"):
        run.forecast(OREGON, data, 1, Otherwise(date(1999, 8, 2)))


def test_a_day_before_the_tables_begin_is_refused(data):
    with pytest.raises(TableError, match="nothing is known of the time before 1990"):
        run.forecast(OREGON, data, 1, Otherwise(date(1990, 1, 1)))


def test_tables_that_are_not_there_are_named(data, case_tables):
    few = replace(data, tables=case_tables("1999-08-01", workers=WORKERS))
    with pytest.raises(TableError, match="there is no cases and no case_assignments"):
        run.forecast(OREGON, few, 1)
    with pytest.raises(TableError, match="there is no cases"):
        run.forecast(OREGON, replace(data, tables=None), 1)


def test_a_policy_without_a_forecast_says_which_has_one(data):
    with pytest.raises(PolicyError, match="oregon-2000 has one"):
        run.forecast(replace(OREGON, forecast=None), data, 1)

"""The policy's time study: what it may say, which days it speaks of, and how long it holds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import PolicyError, TableError
from evenhand.figures import Period, Tally
from evenhand.policy import assumptions
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate, measure
from evenhand.sources.data import Data
from evenhand.steps.gathering import reading_of
from evenhand.steps.studying import days_of, design_effect, should_take, study_flags
from evenhand.steps.vetting import vet

STUDY = """\
time_study:
  sampled: 1998-04-01..1998-07-01
  effective: {since: 1998-07-01, until: 2000-07-01}
  should_take:
    abuse: {value: 600, source: A panel of supervisors}
    neglect: {value: 300, assumption: Half as long as abuse.}
  design_effect: {value: 1.5, assumption: For a test.}
"""
GOOD = (
    """\
name: small
title: Three branches
version: "1"
effective: {since: 1998-01-01}
period: 1998-01-01..1999-01-01
position: {value: positions, assumption: For a test.}
unit: {value: 1, assumption: For a test.}
method: {value: webster, assumption: For a test.}
tolerance: {value: 0, assumption: For a test.}
"""
    + STUDY
    + """\
measures:
  calls: {stands_for: Calls, source: A test}
  calls_heard: {stands_for: Calls a panel heard, source: A test}
  minutes_by_type: {}
  assessments_by_type: {}
programs:
  all_work:
    part: {value: 1, assumption: One program.}
    base: {score: counted, measures: {count: calls}, assumption: For a test.}
    components:
      assessment_time:
        score: minutes_per_call
        measures: {warranted: calls_heard, minutes: minutes_by_type, made: assessments_by_type}
        parameters:
          times: {value: should_take, assumption: For a test.}
          per: {value: made, assumption: For a test.}
          kappa: {value: 0, assumption: For a test.}
        influence: {value: 1, assumption: One component.}
        assumption: For a test.
"""
)
AS_OF = date(2000, 2, 4)


def policy(old="", new="", count=1):
    assert old in GOOD
    return parse_policy("small.yaml", GOOD.replace(old, new, count))


def data(as_of=AS_OF):
    warranted = {"Astoria": (4, 2), "Bend": (0, 6), "Coos Bay": (6, 0)}
    found = [
        Tally(branch, of, n, 10)
        for branch, counts in warranted.items()
        for of, n in zip(("abuse", "neglect"), counts, strict=True)
    ]
    return Data(
        branches={b: b for b in warranted},
        as_of=as_of,
        counts={
            "calls": tuple(Tally(b, "", 100, 100) for b in warranted),
            "calls_heard": tuple(found),
            "minutes_by_type": tuple(Tally(b, "abuse", 10, 10) for b in warranted),
            "assessments_by_type": tuple(Tally(b, "abuse", 10, 10) for b in warranted),
        },
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("until: 2000-07-01", "until: 1998-07-01", 12, "ends before it begins to hold"),
        ("since: 1998-07-01", "since: 1998-03-31", 12, "Let it hold from 1998-04-01 or later."),
        ("value: 600", "value: 0", 14, "an assessment of abuse takes more than 0 minutes"),
        ("value: 1.5", "value: 0", 16, "a design effect is more than 0, such as 1.5"),
        ("1998-04-01..1998-07-01", "1998", 11, "'1998' is not a period"),
        ("should_take:", "should_tak:", 13, "Did you mean 'should_take'?"),
        (", source: A panel of supervisors", "", 14, "no source or assumption"),
    ],
)
def test_a_time_study_that_cannot_be_meant_is_refused_with_its_line(old, new, line, said):
    with pytest.raises(PolicyError) as found:
        policy(old, new)
    assert str(found.value).startswith(f"small.yaml:{line}: ")
    assert said in str(found.value)


def test_a_study_may_hold_from_its_first_moment_on_and_need_not_end():
    study = policy("{since: 1998-07-01, until: 2000-07-01}", "{since: 1998-04-01}").time_study
    assert (study.effective.since, study.effective.until) == (date(1998, 4, 1), None)


def test_what_the_study_assumes_is_among_the_policy_s_assumptions():
    told = [each for each in assumptions(policy()) if each.startswith("time_study")]
    assert told == [
        "time_study.should_take.neglect = 300: Half as long as abuse.",
        "time_study.design_effect = 1.5: For a test.",
    ]


def test_should_take_minutes_that_nobody_laid_down_are_refused():
    with pytest.raises(PolicyError) as found:
        vet(policy(STUDY, ""))
    assert "small.yaml:24: `times: should_take` uses minutes that this" in str(found.value)
    vet(policy())


def test_a_reading_of_two_periods_is_refused():
    with pytest.raises(PolicyError) as found:
        vet(policy("{count: calls}", "{count: assessments_by_type}"))
    assert "small.yaml:25: assessments_by_type is counted over the time study's" in str(found.value)
    same = GOOD.replace("1998-04-01..1998-07-01", "1998-01-01..1999-01-01")
    vet(parse_policy("small.yaml", same.replace("{count: calls}", "{count: assessments_by_type}")))


def test_minutes_and_the_assessments_made_are_of_the_study_s_days_and_nothing_else_is():
    chosen = policy()
    assert days_of(chosen, "minutes_by_type") == Period.read("1998-04-01..1998-07-01")
    assert days_of(chosen, "assessments_by_type") == Period.read("1998-04-01..1998-07-01")
    assert days_of(chosen, "calls_heard") == Period.read("1998-01-01..1999-01-01")
    assert days_of(policy(STUDY, ""), "minutes_by_type") == chosen.period


def test_a_reading_is_taken_over_the_study_s_days(case_tables):
    tables = case_tables(
        "2000-02-04",
        assessments="""
            branch | type  | opened_on
            Bend   | abuse | 1998-03-31
            Bend   | abuse | 1998-04-01
            Bend   | abuse | 1998-07-01
        """,
    )
    given = Data(branches={"Bend": "Bend"}, as_of=AS_OF, tables=tables)
    assert reading_of(policy(), given, "assessments_by_type") == [Tally("Bend", "abuse", 1, 1)]
    without = policy(STUDY, "")
    assert reading_of(without, given, "assessments_by_type") == [Tally("Bend", "abuse", 3, 3)]


def test_a_study_is_not_applied_to_data_from_before_it_holds():
    chosen = policy()
    with pytest.raises(PolicyError) as found:
        measure(chosen, data(date(1998, 6, 30)))
    assert str(found.value).startswith("small.yaml:12: the time study holds from 1998-07-01")
    assert "not applied backwards" in str(found.value)
    assert measure(chosen, data(date(1998, 7, 1)))


def test_an_expired_study_goes_on_and_says_so_from_its_last_day_on():
    expired = "The time study of 1998-04-01..1998-07-01 expired on 2000-07-01: measure again."
    assert expired not in study_flags(policy(), date(2000, 6, 30))
    assert study_flags(policy(), date(2000, 7, 1))[-1] == expired
    chosen, given = policy(), data(date(2000, 7, 1))
    assert expired in allocate(chosen, given, "10", measure(chosen, given)).flags


def test_other_days_than_the_policy_s_are_told_and_the_same_are_not():
    (told,) = study_flags(policy(), AS_OF)
    assert "1998-04-01..1998-07-01; all else is of 1998-01-01..1999-01-01." in told
    assert study_flags(policy("1998-04-01..1998-07-01", "1998-01-01..1999-01-01"), AS_OF) == ()
    assert study_flags(policy(STUDY, ""), AS_OF) == ()


def test_positions_follow_the_minutes_the_policy_lays_down_and_no_measured_ones():
    chosen, given = policy(), data()
    result = allocate(chosen, given, "24", measure(chosen, given))
    # 4 × 600 + 2 × 300 = 3000, 6 × 300 = 1800, 6 × 600 = 3600
    assert [round(total.quota * 7, 9) for total in result.totals] == [60, 36, 72]


def test_each_time_knows_who_says_so():
    found = should_take(policy(), AS_OF)
    assert {kind: (f.value, f.unit, f.source) for kind, f in found.items()} == {
        "abuse": (600, "minutes", "A panel of supervisors"),
        "neglect": (300, "minutes", "assumption: Half as long as abuse."),
    }
    assert should_take(policy(STUDY, ""), AS_OF) == {}


def test_a_design_effect_is_1_unless_the_policy_says_otherwise():
    assert design_effect(policy()) == F(3, 2)
    assert design_effect(policy(STUDY, "")) == 1


def test_a_measure_that_tells_no_branch_from_another_is_no_reading():
    with pytest.raises(PolicyError) as found:
        vet(policy("minutes_by_type: {}", "minutes_by_type: {measure: activity_clusters}"))
    assert "activity_clusters tells no branch from another" in str(found.value)


def test_a_type_that_calls_warrant_and_the_policy_gives_no_minutes_is_refused():
    chosen, given = policy("    abuse: {value: 600, source: A panel of supervisors}\n", ""), data()
    with pytest.raises(TableError, match="type abuse warrant an assessment, and the policy does"):
        allocate(chosen, given, "24", measure(chosen, given))

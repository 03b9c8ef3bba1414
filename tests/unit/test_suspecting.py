"""The gaming checks of a policy: what it may say, which are made, and that gaming is found."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction as F

import pytest

from evenhand.errors import PolicyError, TableError
from evenhand.figures import Period
from evenhand.policy import assumptions
from evenhand.policy.reading import parse_policy
from evenhand.run import period_of
from evenhand.sources.data import Data
from evenhand.steps.suspecting import IN_STEP, KINDS, suspected

CHECKS = """\
checks:
  days_before: {value: 30, assumption: A month.}
  days: {value: 365, source: Manual 4}
  most_level: {value: 5, source: Manual 4}
  consensus: {value: majority, source: Manual 4}
  false_alarms: {value: 5%, assumption: One in twenty.}
"""
GOOD = (
    """\
name: small
title: Three branches
version: "1"
effective: {since: 1998-01-01}
period: 1998-01-01..1999-01-01
position: {value: positions, source: Manual 4}
unit: {value: 1, source: Manual 4}
method: {value: webster, source: Manual 4}
tolerance: {value: 0, source: Manual 4}
"""
    + CHECKS
    + """\
measures: {calls_received: {}}
programs:
  all_work:
    part: {value: 1, source: Manual 4}
    base: {score: counted, measures: {count: calls_received}, source: Manual 4}
    components:
      plain: {score: of_the_base, influence: {value: 1, source: M}, source: Manual 4}
"""
)
BRANCHES = ("Astoria", "Bend", "Coos Bay")
AS_OF = "2000-02-04"


def policy(old="", new=""):
    assert old in GOOD
    return parse_policy("small.yaml", GOOD.replace(old, new, 1))


def data(tables=None):
    return Data(branches={b: b for b in BRANCHES}, as_of=date(2000, 2, 4), tables=tables)


def checked(tables, chosen=None):
    return {each.name: each for each in suspected(chosen or policy(), data(tables))}


def found(check):
    return [each.branch for each in check.found]


def removals(gaming=None):
    """Sixty removals a branch in 1997 and in 1998, one in three difficult and home in time.

    Astoria's of 1998 are as `gaming` says.
    """
    records = []
    for branch in BRANCHES:
        for number in range(120):
            own = {
                "child": f"{branch} {number}",
                "family": f"{branch} {number}",
                "branch": branch,
                "removed_on": date(1997 + number // 60, 1, 1) + timedelta(6 * (number % 60)),
                "level_at_removal": 3 if number % 3 == 0 else 6,
            }
            if gaming and branch == "Astoria" and number >= 60:
                own |= gaming(number)
            home = own["removed_on"] + timedelta(own.pop("home_after", 100 + number % 2 * 300))
            records.append(own | {"returned_on": home})
    return records


def cases(astoria, others=8):
    """A hundred closed cases a branch; so many of them in the last month of the year."""
    many = {"Astoria": astoria, "Bend": others, "Coos Bay": others}
    return [
        {
            "id": f"{branch} {number}",
            "family": f"{branch} {number}",
            "branch": branch,
            "closed_on": date(1998, 12, 10) if number < many[branch] else date(1998, 5, 1),
        }
        for branch in BRANCHES
        for number in range(100)
    ]


def open_cases():
    return [{"id": branch, "branch": branch} for branch in BRANCHES]


def assignments(astoria):
    many = {"Astoria": astoria, "Bend": 2, "Coos Bay": 2}
    return [
        {
            "case": branch,
            "worker": f"{branch} {number}",
            "to_on": date(1998, 12, 10) if number < many[branch] else date(1998, 5, 1),
        }
        for branch in BRANCHES
        for number in range(30)
    ]


def readings(level):
    """Each child removed in 1998 was read once, at its level or at another in Astoria."""
    return [
        {
            "child": r["child"],
            "reader": "reader1",
            "read_on": date(1998, 12, 31),
            "level": level if r["branch"] == "Astoria" else r["level_at_removal"],
        }
        for r in removals()
        if r["removed_on"].year == 1998
    ]


def test_where_nobody_games_every_check_is_made_and_none_finds_anybody(case_tables):
    tables = case_tables(
        AS_OF,
        removals=removals(),
        case_readings=readings(3),
        cases=cases(8),
        case_assignments=assignments(2),
    )
    made = checked(tables)
    assert list(made) == [kind.measure for kind in KINDS]
    assert all(each.made for each in made.values())
    assert {name: found(each) for name, each in made.items()} == {name: [] for name in made}
    in_step = {name for name, each in made.items() if IN_STEP in each.note}
    assert in_step == {"difficult_at_removal", "easy_returns"}


def test_a_branch_that_codes_more_children_as_difficult_than_before_is_found(case_tables):
    tables = case_tables(AS_OF, removals=removals(lambda n: {"level_at_removal": 4 + n % 2}))
    check = checked(tables)["difficult_at_removal"]
    assert found(check) == ["Astoria"]
    assert check.before == Period(date(1997, 1, 1), date(1998, 1, 1))
    assert check.suspicions[0].earlier == F(1, 3)


def test_a_branch_whose_readers_find_children_less_vulnerable_is_found(case_tables):
    tables = case_tables(AS_OF, removals=removals(), case_readings=readings(7))
    assert found(checked(tables)["levels_below_readers"]) == ["Astoria"]


def test_a_branch_that_hurries_closures_is_found(case_tables):
    tables = case_tables(AS_OF, cases=cases(40))
    assert found(checked(tables)["closures_near_count_date"]) == ["Astoria"]


def test_a_branch_that_holds_closures_back_is_found(case_tables):
    tables = case_tables(AS_OF, cases=cases(0, others=25))
    assert found(checked(tables)["closures_near_count_date"]) == ["Astoria"]


def test_a_branch_that_hands_cases_over_before_the_count_is_found(case_tables):
    tables = case_tables(AS_OF, cases=open_cases(), case_assignments=assignments(25))
    assert found(checked(tables)["transfers_near_count_date"]) == ["Astoria"]


def test_a_branch_that_brings_more_easy_children_home_than_before_is_found(case_tables):
    tables = case_tables(
        AS_OF,
        removals=removals(lambda n: {"home_after": 100 if n % 3 else 400}),
    )
    assert found(checked(tables)["easy_returns"]) == ["Astoria"]


def test_a_check_without_its_tables_is_left_out_and_names_what_is_missing(case_tables):
    made = checked(case_tables(AS_OF, removals=removals()))
    assert made["difficult_at_removal"].made
    assert made["closures_near_count_date"].note == "Not checked: there is no table cases."
    assert made["transfers_near_count_date"].note == (
        "Not checked: there is no table case_assignments and no cases."
    )
    assert not made["levels_below_readers"].made


def test_a_check_that_needs_longer_tables_is_left_out_and_says_which_period_works(case_tables):
    made = checked(case_tables("1999-06-30", removals=removals()))
    assert made["difficult_at_removal"].made
    assert "End the period by 1998-06-30" in made["easy_returns"].note


def test_without_case_tables_there_is_nothing_to_check():
    with pytest.raises(TableError, match="no case tables here"):
        suspected(policy(), data())


def test_a_policy_without_checks_is_told_what_to_write(case_tables):
    with pytest.raises(PolicyError, match=r"small\.yaml:1: there is no `checks` section") as told:
        checked(case_tables(AS_OF), policy(CHECKS, ""))
    assert "days_before, days, most_level, consensus and false_alarms" in str(told.value)


def test_a_policy_is_not_applied_backwards(case_tables):
    with pytest.raises(PolicyError, match="not applied backwards"):
        checked(case_tables(AS_OF), policy("since: 1998", "since: 2001"))


def test_a_consensus_that_is_none_is_refused_with_those_there_are(case_tables):
    with pytest.raises(PolicyError, match=r"small\.yaml:14: .*'loudest'.*majority, lowest"):
        checked(case_tables(AS_OF), policy("value: majority", "value: loudest"))


def test_another_period_must_be_longer_than_the_days_looked_at(case_tables):
    short = period_of(policy(), "1998-01-01..1998-01-31")
    with pytest.raises(PolicyError, match="Write at most 29, or give a longer period"):
        checked(case_tables(AS_OF), short)


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong"),
    [
        ("value: 30", "value: 0", 11, "days_before is a whole number from 1 upwards"),
        ("value: 30", "value: 7.5", 11, "days_before is a whole number from 1 upwards"),
        ("value: 30", "value: 365", 11, "has 365 days, and days_before must leave some"),
        ("value: 365", "value: 0", 12, "days is a whole number from 1 upwards"),
        ("{value: 5, s", "{value: 7, s", 13, "above most_level there must be a level left"),
        ("value: 5%", "value: 0", 15, "false_alarms is a share above 0 and below 1"),
        ("value: 5%", "value: 1", 15, "false_alarms is a share above 0 and below 1"),
        ("  days: {value: 365, source: Manual 4}\n", "", 11, "'days' is missing from this checks"),
    ],
)
def test_checks_that_cannot_be_meant_are_refused_with_their_line(old, new, line, wrong):
    with pytest.raises(PolicyError) as told:
        policy(old, new)
    assert str(told.value).startswith(f"small.yaml:{line}: ")
    assert wrong in str(told.value)


def test_the_last_day_that_days_before_may_take_leaves_one_to_compare_with():
    assert policy("value: 30", "value: 364").checks.days_before.value == 364


def test_what_the_checks_assume_is_printed_with_the_policy_s_other_assumptions():
    assert assumptions(policy()) == (
        "checks.days_before = 30: A month.",
        "checks.false_alarms = 0.05: One in twenty.",
    )

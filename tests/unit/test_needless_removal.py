"""The price of a needless removal: where such a child is counted, and what that moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate
from evenhand.scenarios.incentives.needless_removal import removal_price, with_removal_prices
from evenhand.sources.data import Data

BRANCHES = ("Astoria", "Bend", "Coos Bay")
DATA = Data({b: b for b in BRANCHES}, date(2001, 1, 1))

#: One program that hands out everything by one reading, and the reading itself.
ONE = """\
name: one
title: One reading
version: "1"
effective: {since: 2000-01-01}
period: 2000-01-01..2001-01-01
position: {value: caseworkers, source: Manual}
unit: {value: 1, source: Manual}
method: {value: webster, source: Manual}
tolerance: {value: 0, source: Manual}
measures:
  reading: READING
programs:
  out_of_home:
    part: {value: 1, source: Manual}
    base: {score: counted, measures: {count: reading}, source: Manual}
    components:
      plain: {score: of_the_base, influence: {value: 1, source: Manual}, source: Manual}
"""


def price(reading, tallies, branch="Bend", positions="60"):
    policy = parse_policy("one.yaml", ONE.replace("READING", reading))
    result = allocate(policy, DATA, positions, {"reading": tallies})
    return removal_price(result, policy, DATA, positions, {"reading": tallies}, branch).positions


def of_each(*hits, of="", base=None):
    return [Tally(b, of, n, base or n) for b, n in zip(BRANCHES, hits, strict=True)]


#: Ten children in each branch; one more in Bend takes it from 20 positions to 60 × 11/31.
MORE = 60 * F(11, 31) - 20


@pytest.mark.parametrize(
    ("reading", "gain"),
    [
        ("{measure: children_entered}", MORE),
        ("{measure: entries_at_risk}", MORE),
        ("{measure: children_served, parameters: {group: {value: out_of_home, source: M}}}", MORE),
        ("{measure: children_served, parameters: {group: {value: in_home, source: M}}}", 0),
        (
            "{measure: difficult_children_served, parameters: {most_level: {value: 5, source: M}}}",
            0,
        ),
        (
            "{measure: difficult_children_served, parameters: {most_level: {value: 7, source: M}}}",
            MORE,
        ),
        ("{measure: calls_received}", 0),
        ("{stands_for: Children in care, source: M}", 0),
        (
            "{stands_for: In care, source: M, removal_adds: {hits: {value: 1, source: M}}}",
            MORE,
        ),
        (
            "{stands_for: Children at home, source: M,"
            " removal_adds: {hits: {value: -1, source: M}, base: {value: -1, source: M}}}",
            60 * F(9, 29) - 20,
        ),
    ],
)
def test_such_a_child_is_counted_wherever_the_reading_would_count_it(reading, gain):
    assert price(reading, of_each(10, 10, 10)) == gain


def test_a_branch_that_the_reading_does_not_name_yet_is_counted_too():
    assert price("{measure: children_entered}", of_each(10, 10, 10)[::2]) == 60 * F(1, 21)


def test_nobody_is_counted_below_nothing():
    reading = (
        "{stands_for: Children at home, source: M, removal_adds: {hits: {value: -1, source: M}}}"
    )
    assert price(reading, of_each(10, 0, 10)) == 0


REMOVALS = (
    "{measure: removals_by_pattern, parameters: {days: {value: 365, source: M},"
    " most_level: {value: %s, source: M}, ages: {value: [], source: M},"
    " factors: {value: [], source: M}}}"
)


@pytest.mark.parametrize(
    ("most_level", "of", "counted"),
    [(5, "level=5", False), (7, "level=7", True), (7, "level=5", True)],
)
def test_a_removal_is_counted_under_the_easiest_pattern_there_is(most_level, of, counted):
    tallies = of_each(10, 10, 10, of="level=1") + of_each(10, 10, 10, of=of)
    found = price(REMOVALS % most_level, tallies)
    assert found == (60 * F(21, 61) - 20 if counted else 0)


def test_a_branchs_first_removal_is_counted_too():
    tallies = [Tally("Astoria", "level=7", 1, 1)]
    assert price(REMOVALS % 7, tallies) == 30


LEVELS = ONE.replace(
    "  reading: READING\n",
    """\
  served: {measure: children_served, parameters: {group: {value: out_of_home, source: M}}}
  levels: {measure: vulnerability_levels, parameters: {group: {value: out_of_home, source: M},
    consensus: {value: majority, source: M}}}
  home_levels: {measure: vulnerability_levels, parameters: {group: {value: in_home, source: M},
    consensus: {value: majority, source: M}}}
""",
).replace(
    "score: counted, measures: {count: reading}",
    "score: difficult_children, measures: {served: served, levels: levels},"
    " parameters: {most_level: {value: 5, source: M}, kappa: {value: 0, source: M}}",
)


@pytest.mark.parametrize("read", [10, 5])
def test_an_easy_child_earns_nothing_where_the_base_is_difficult_children(read):
    policy = parse_policy("one.yaml", LEVELS)
    levels = [Tally(b, of, n, read) for b in BRANCHES for of, n in (("5", 2), ("6", read - 2))]
    tallies = {"served": of_each(10, 10, 10), "levels": levels, "home_levels": levels}
    result = allocate(policy, DATA, "60", tallies)
    for branch in BRANCHES:
        assert removal_price(result, policy, DATA, "60", tallies, branch).positions == 0


def test_where_a_sample_reads_no_child_of_the_branch_one_child_is_one():
    policy = parse_policy("one.yaml", LEVELS)
    levels = [Tally("Astoria", "5", 5, 10), Tally("Astoria", "6", 5, 10)]
    tallies = {"served": of_each(10, 10, 10), "levels": levels, "home_levels": levels}
    result = allocate(policy, DATA, "60", tallies)
    found = removal_price(result, policy, DATA, "60", tallies, "Bend")
    assert found.branch == "Bend"


def test_the_price_is_told_for_the_smallest_the_middle_and_the_largest_branch():
    policy = parse_policy("one.yaml", ONE.replace("READING", "{measure: children_entered}"))
    data = Data({b: b for b in "abcde"}, date(2001, 1, 1))
    tallies = {
        "reading": [Tally(b, "", n, n) for b, n in zip("abcde", (9, 1, 5, 7, 3), strict=True)]
    }
    result = allocate(policy, data, "60", tallies)
    told = with_removal_prices(result, policy, data, "60", tallies).removal_prices
    assert [each.branch for each in told] == ["a", "b", "c"]
    assert all(each.positions > 0 for each in told)


def test_a_branch_held_at_current_has_no_price_to_tell():
    policy = parse_policy(
        "one.yaml",
        ONE.replace("READING", "{measure: children_entered}")
        + "held: {branches: [Astoria, Bend], source: Manual}\n",
    )
    data = replace(DATA, staff={(b, ""): F(20) for b in BRANCHES})
    result = allocate(policy, data, "60", {"reading": of_each(10, 10, 10)})
    told = with_removal_prices(result, policy, data, "60", {"reading": of_each(10, 10, 10)})
    assert [(each.branch, each.positions) for each in told.removal_prices] == [("Coos Bay", 0)]

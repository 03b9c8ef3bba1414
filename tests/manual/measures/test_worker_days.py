"""Which days count, at what, and how spells run. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period
from evenhand.figures.spread import Spread
from evenhand.measures.worker_days import worker_days

JANUARY = Period(date(1999, 1, 1), date(1999, 2, 1))
CARRYING = """
    worker | status        | program | from_on    | to_on
    v      | case_carrying | care    | 1998-01-01 |
"""
ONE = """
    id | branch | unit
    v  | Bend   |
"""
CASES = """
    id | kind          | closed_on
    a  | family        |
    b  | family        | 1999-01-11
    c  | investigation |
"""
ASKED = {"kinds": ("family",), "points": (1,), "statuses": ("case_carrying",), "programs": ()}


@pytest.fixture
def counted(case_tables):
    def count(assigned, workers=ONE, status=CARRYING, **asked):
        tables = case_tables(
            "2000-02-04",
            workers=workers,
            worker_status=status,
            cases=CASES,
            case_assignments="case | worker | from_on | to_on\n" + "\n".join(assigned),
        )
        return worker_days.compute(tables, JANUARY, **ASKED | asked)

    return count


def load(counts, branch="Bend", unit="", period=JANUARY):
    return Spread(branch, unit, "load", period, counts)


def test_a_case_is_carried_from_its_first_day_and_no_longer_on_to_on(counted):
    assert counted(["a | v | 1999-01-10 | 1999-01-15"]) == [load({0: 26, 1: 5})]


def test_a_worker_who_may_carry_and_has_no_case_has_days_at_0(counted):
    assert counted([]) == [load({0: 31})]


def test_a_worker_who_may_not_carry_has_no_days_whatever_is_assigned(counted):
    trainee = CARRYING.replace("case_carrying", "trainee")
    assert counted(["a | v | 1998-12-01 |"], status=trainee) == []


def test_a_case_closed_is_carried_no_longer_though_it_stays_assigned(counted):
    assert counted(["b | v | 1998-12-01 |"]) == [load({0: 21, 1: 10})]
    assert counted(["b | v | 1998-12-01 | 1999-01-20"]) == [load({0: 21, 1: 10})]
    assert counted(["b | v | 1999-01-11 |"]) == [load({0: 31})]


def test_what_was_carried_before_the_period_is_carried_into_it(counted):
    assert counted(["a | v | 1998-12-31 |", "a | v | 1998-01-01 | 1999-01-01"]) == [load({1: 31})]


def test_only_cases_of_the_kinds_count_each_at_its_points(counted):
    assigned = ["a | v | 1998-12-01 |", "c | v | 1999-01-31 |"]
    assert counted(assigned) == [load({1: 31})]
    both = {"kinds": ("family", "investigation"), "points": (4, 5)}
    assert counted(assigned, **both) == [load({4: 30, 9: 1})]


def test_a_case_of_two_workers_is_carried_by_both_and_days_go_by_the_worker_s_unit(counted):
    workers = """
        id | branch  | unit
        v  | Astoria | East
        w  | Bend    |
    """
    status = CARRYING + "    w | case_carrying | care | 1999-01-31 |\n"
    found = counted(["a | v | 1998-12-01 |", "a | w | 1998-12-01 |"], workers, status)
    assert found == [load({1: 31}, "Astoria", "East"), load({1: 1})]


def test_a_day_with_two_statuses_counts_once(counted):
    status = CARRYING + "    v | case_carrying | home | 1999-01-10 | 1999-01-20\n"
    assert counted([], status=status) == [load({0: 31})]
    assert counted([], status=status, programs=("home",)) == [load({0: 10})]


def test_two_assignments_of_a_case_to_a_worker_that_overlap_count_twice(counted):
    assigned = ["a | v | 1999-01-01 | 1999-01-04", "a | v | 1999-01-03 |"]
    assert counted(assigned) == [load({1: 30, 2: 1})]


def test_a_limit_counts_workers_by_days_over_it_and_by_their_longest_spell(counted):
    assigned = [
        "a | v | 1999-01-01 | 1999-01-03",
        "a | v | 1999-01-10 | 1999-01-14",
        "b | v | 1999-01-02 |",
    ]
    assert counted(assigned, limits=(0, 1, 2)) == [
        Spread("Bend", "", "days over 0", JANUARY, {13: 1}),
        Spread("Bend", "", "days over 1", JANUARY, {2: 1}),
        Spread("Bend", "", "days over 2", JANUARY, {0: 1}),
        load({0: 18, 1: 11, 2: 2}),
        Spread("Bend", "", "longest spell over 0", JANUARY, {13: 1}),
        Spread("Bend", "", "longest spell over 1", JANUARY, {1: 1}),
        Spread("Bend", "", "longest spell over 2", JANUARY, {0: 1}),
    ]


def spells(found):
    return [each.counts for each in found if each.of.startswith("longest")]


def test_a_day_on_which_the_worker_does_not_count_ends_a_spell(counted):
    away = """
        worker | status        | program | from_on    | to_on
        v      | case_carrying | care    | 1998-01-01 | 1999-01-20
        v      | case_carrying | care    | 1999-01-21 |
    """
    assert spells(counted(["a | v | 1998-12-01 |"], status=away, limits=(0,))) == [{19: 1}]


def test_one_case_handed_back_as_another_comes_on_the_same_day_ends_no_spell(counted):
    handed = ["b | v | 1998-12-01 | 1999-01-05", "a | v | 1999-01-05 |"]
    assert spells(counted(handed, limits=(0,))) == [{31: 1}]


def test_a_cut_gives_each_part_its_own_spread_and_ends_no_spell(counted):
    cut = date(1999, 1, 11)
    first, rest = Period(JANUARY.start, cut), Period(cut, JANUARY.end)
    assert counted(["a | v | 1999-01-10 |"], limits=(0,), cuts=(cut,)) == [
        Spread("Bend", "", "days over 0", JANUARY, {22: 1}),
        load({0: 9, 1: 1}, period=first),
        load({1: 21}, period=rest),
        Spread("Bend", "", "longest spell over 0", JANUARY, {22: 1}),
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"points": (1, 2)}, "1 kinds of case and 2 points were given"),
        ({"points": (-1,)}, "weighs from 0 to 100000 points"),
        ({"kinds": ("adoption",)}, "adoption cannot be the kind counted. It can be: investigation"),
        ({"statuses": ()}, "Nothing cannot be the status counted. It can be: case_carrying"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(counted, asked, told):
    with pytest.raises(PolicyError, match=told):
        counted([], **asked)

"""What is made of worker-days: groups, distributions, days over, months, heads, and minutes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.caseloads.by_group import held_on, merged, weighed, within
from evenhand.caseloads.distribution import distribution, quantile
from evenhand.caseloads.full_load import points
from evenhand.caseloads.headcount import headcounts, vacancies
from evenhand.caseloads.over import over
from evenhand.caseloads.through_time import months_of, on_days, years_of
from evenhand.caseloads.together import Groups
from evenhand.caseloads.workload import workloads
from evenhand.explanation.counting import counting, standard
from evenhand.figures import Period, Place, Tally
from evenhand.figures.caseload import Over, Whom
from evenhand.figures.spread import Daily, Spread
from evenhand.policy import read_policy
from evenhand.policy.caseload import _by_name

GROUPS = Groups(
    {"astoria": "Astoria", "bend": "Bend", "coos": "Coos Bay"},
    {"astoria": Place("Coast", "North"), "coos": Place("Coast", "South"), "bend": Place("East")},
)
STATE, BEND = Whom("state", "state", "state"), Whom("branch", "bend", "Bend")
COAST = Whom("region", "Coast", "Coast")
YEAR = Period.read("1998-01-01..1999-01-01")


def test_a_unit_is_part_of_its_branch_zone_region_and_the_state():
    assert [(w.level, w.id, w.name) for w in GROUPS.of("astoria", "2")] == [
        ("state", "state", "state"),
        ("region", "Coast", "Coast"),
        ("zone", "Coast|North", "Coast, North"),
        ("branch", "astoria", "Astoria"),
        ("unit", "astoria|2", "Astoria, 2"),
    ]


def test_where_nobody_says_where_a_branch_lies_it_is_only_part_of_the_state():
    assert [w.level for w in Groups({}, {}).of("nowhere")] == ["state", "branch"]
    assert [w.id for w in Groups({}, {"x": Place(zone="4")}).of("x")] == ["state", "|4", "x"]


def test_workers_in_no_unit_stand_together_beside_the_units_of_their_branch():
    *_, last = GROUPS.of("astoria", "")
    assert (last.level, last.id, last.name) == ("unit", "astoria|", "Astoria, in no unit")


@pytest.mark.parametrize(
    ("standard_name", "unit"),
    [
        ("kentucky-25", "cases"),
        ("acs-12", "cases"),
        ("massachusetts-children", "children"),
        ("indiana-12-12-13.mixed", "full loads"),
        ("illinois-bh.nine_months", "new cases a month"),
        ("cwla.investigations", "cases in a month"),
    ],
)
def test_what_a_standard_counts_is_its_own_whatever_the_rule_counts(standard_name, unit):
    """Kentucky's 25 are cases, though the rule it is held against counts full loads."""
    (held,) = _by_name()[standard_name]
    assert standard(held, "everything").unit == unit


def test_a_branch_without_any_worker_is_still_a_group():
    assert [w.id for w in GROUPS.every({("bend", "7")})] == [
        *("state", "Coast", "East", "Coast|North", "Coast|South"),
        *("astoria", "bend", "coos", "bend|7"),
    ]


def test_a_quantile_is_a_value_that_was_met_and_never_one_between_two():
    counts = {10: 1, 20: 1}
    assert [quantile(counts, share) for share in (F(1, 2), F(51, 100), F(1))] == [10, 20, 20]
    assert quantile({5: 0, 7: 1}, F(0)) == 7
    with pytest.raises(ValueError, match="of nothing"):
        quantile({}, F(1, 2))


def test_a_distribution_of_nobody_is_none_and_not_0():
    assert distribution({}) is None
    assert distribution({4: 0}) is None


def test_a_distribution_keeps_what_was_met_and_how_often():
    made = distribution({0: 5, 12: 4, 24: 1, 99: 0}, parts=12)
    assert (made.met, made.mean, made.median, made.p90, made.most) == (10, F(6, 10), 0, 1, 2)
    assert made.counts == ((0, 5), (1, 4), (2, 1))


def test_exactly_as_many_as_the_limit_is_not_over():
    made = over("acs-12", {12: 7, 13: 2, 14: 1}, 12, {0: 1, 3: 1}, {0: 1, 2: 1})
    assert made == Over("acs-12", 3, 10, 1, 2, F(3, 2), 2)
    assert made.share == F(3, 10)


def test_of_months_no_spell_is_told():
    assert over("cwla", {12: 7, 13: 2}, 12) == Over("cwla", 2, 9)


def test_a_spell_of_89_days_is_not_one_of_90():
    made = over("kentucky-25", {26: 179}, 25, {89: 1, 90: 1}, {89: 1, 90: 1}, 90)
    assert (made.over, made.workers, made.longest) == (179, 2, 90)
    assert (made.workers_over, made.workers_on_end) == (2, 1)
    assert over("acs-12", {26: 1}, 25, {1: 1}, {1: 1}).workers_on_end is None


def test_where_nobody_worked_no_share_and_no_days_are_told():
    made = over("acs-12", {}, 12, {}, {})
    assert (made.share, made.mean_days_over, made.longest, made.workers) == (None, None, None, 0)


def test_a_case_of_which_fewer_make_a_full_load_weighs_more():
    assert points({"family": F(17), "investigation": F(12)}) == (
        {"family": 12, "investigation": 17},
        204,
    )


def test_months_at_the_ends_of_a_period_may_be_parts_of_one():
    parts = months_of(Period.read("1998-01-15..1998-03-02"))
    assert [str(p) for p in parts] == [
        "1998-01-15..1998-02-01",
        "1998-02-01..1998-03-01",
        "1998-03-01..1998-03-02",
    ]
    assert parts[1].last_day == date(1998, 2, 28)


def test_a_fiscal_year_begins_with_its_month():
    assert [str(p) for p in years_of(YEAR, 7)] == [
        "1998-01-01..1998-07-01",
        "1998-07-01..1999-01-01",
    ]
    assert years_of(YEAR, 1) == (YEAR,)


DAILY = Daily("bend", "", "cases", 3, ((date(1998, 1, 5), -1), (date(1998, 1, 3), 2)))


def test_a_change_holds_from_its_own_day_on():
    days = [date(1998, 1, day) for day in (5, 1, 3, 4)]
    assert list(on_days(DAILY, days).values()) == [3, 5, 5, 4]


def test_numbers_of_units_add_up_by_group():
    on = date(1998, 1, 4)
    dailys = [DAILY, Daily("coos", "1", "cases", 7, ()), Daily("coos", "", "open", 9, ())]
    held = held_on(dailys, [on], GROUPS)
    assert (held[STATE, "cases"], held[BEND, "cases"]) == ({on: 12}, {on: 5})
    assert held[COAST, "open"] == {on: 9}


def test_a_weighed_case_weighs_as_much_every_day():
    assert weighed(DAILY, 10, "points") == Daily(
        "bend", "", "points", 30, ((date(1998, 1, 5), -10), (date(1998, 1, 3), 20))
    )


def test_parts_of_a_period_are_taken_together_and_others_left_out():
    january, march = Period.read("1998-01-01..1998-02-01"), Period.read("1998-03-01..1998-04-01")
    spreads = merged(
        [
            Spread("bend", "1", "load", january, {1: 2}),
            Spread("bend", "2", "load", january, {1: 1, 5: 1}),
            Spread("bend", "1", "load", march, {5: 4}),
        ],
        GROUPS,
    )
    assert within(spreads, BEND, "load", january) == {1: 3, 5: 1}
    assert within(spreads, BEND, "load", YEAR) == {1: 3, 5: 5}
    assert within(spreads, COAST, "load", YEAR) == {}


ON = date(1998, 12, 31)


def heads(branch, of, n):
    return Daily(branch, "", of, n, ())


def test_a_kind_of_worker_that_a_group_ever_had_is_told_on_every_day_even_as_0():
    gone = Daily("bend", "", "caseworker|trainee|care", 2, ((ON, -2),))
    told = headcounts([gone, heads("bend", "caseworker|trainee|home", 1)], [YEAR.start, ON], GROUPS)
    assert [(h.whom.id, h.on, h.heads) for h in told if h.whom.level in ("state", "branch")] == [
        ("state", YEAR.start, 3),
        ("state", ON, 1),
        ("bend", YEAR.start, 3),
        ("bend", ON, 1),
    ]
    assert {(h.role, h.status) for h in told} == {("caseworker", "trainee")}


def vacant(dailys, staff):
    given = {place: F(n) for place, n in staff.items()}
    told = vacancies(dailys, ON, given, ["case_carrying"], GROUPS)
    return {v.whom.id: (v.positions, v.heads, v.carrying, v.trainees, v.vacant) for v in told}


def test_a_person_too_many_in_one_program_fills_no_position_of_another():
    people = [
        heads("bend", "caseworker|case_carrying|care", 3),
        heads("bend", "caseworker|trainee|home", 1),
    ]
    told = vacant(people, {("bend", "care"): 2, ("bend", "home"): 3, ("coos", "care"): 1})
    assert told["bend"] == (5, 4, 3, 1, 2)
    assert told["coos"] == (1, 0, 0, 0, 1)
    assert told["state"] == (6, 4, 3, 1, 3)


@pytest.mark.parametrize("program", ["", "care"])
def test_where_somebody_stands_under_no_program_branches_are_wholes(program):
    people = [
        heads("bend", f"caseworker|case_carrying|{program}", 3),
        heads("bend", "caseworker|trainee|home", 1),
        heads("bend", "caseworker|trainee|", 0),
    ]
    staff = {("bend", "care"): 2, ("bend", "home"): 3}
    if program:
        staff = {("bend", ""): 5}
    assert vacant(people, staff)["bend"] == (5, 4, 3, 1, 1)


def test_without_a_row_of_staff_nobody_knows_what_is_vacant():
    people = [heads("bend", "caseworker|case_carrying|care", 3)]
    assert vacant(people, {})["state"] == (None, 3, 3, 0, None)
    told = vacant(people, {("coos", "care"): 1})
    assert (told["bend"], told["coos"]) == ((None, 3, 3, 0, None), (1, 0, 0, 0, 1))


def test_minutes_of_work_stand_beside_worker_days_and_nobodys_are_none():
    made = [
        Tally("bend", "neglect", 3, 5),
        Tally("bend", "other", 2, 5),
        Tally("coos", "other", 1, 1),
    ]
    minutes = {"neglect": F(60), "other": F(30)}
    told = workloads(minutes, made, {STATE: 10, BEND: 0}, YEAR, "time study", GROUPS)
    assert [(w.whom.id, w.minutes, w.each_day) for w in told] == [
        ("state", 270, 27),
        ("bend", 240, None),
    ]


def test_a_counting_rule_says_what_is_a_case_who_carries_and_on_which_days():
    section = read_policy("oregon-2000").caseload
    assert counting("i", section.counting["investigations"]).says == (
        "Open investigations by the workers who carry them, day by day: every worker who is "
        "case-carrying in the program protective services that day counts as one, with or without "
        "a case."
    )
    weighing = counting("e", section.counting["everything"])
    assert weighing.says.startswith("Open investigations, families and children in care by the")
    assert weighing.says.endswith(
        "Cases are parts of a full load: An investigation or a family is a twelfth and a child in "
        "care a thirteenth of a full load."
    )
    assert weighing.source.startswith("assumption: ")

"""Posts: what each branch is to have and has now, and who is there, as far as anything tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import RunError
from evenhand.figures import Adjustment, MoveRules, Person, Post
from evenhand.scenarios.moves.filling_posts import Beside, Posts, fill
from evenhand.scenarios.moves.leavers import leaving
from evenhand.scenarios.moves.posts import posts_of, programs_of
from evenhand.sources.data import Data
from evenhand.sources.staffing_file import Staffed

DAY = date(2000, 2, 4)
RULES = MoveRules(DAY, cycles=2)
NAMES = {"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay"}


def data(**staff):
    """Data with positions now by branch: one number, or one a program."""
    held = {}
    for branch, positions in staff.items():
        for program, count in (
            positions.items() if isinstance(positions, dict) else [("", positions)]
        ):
            held[branch, program] = F(count)
    return Data(NAMES, DAY, staff=held)


def apart(protective, remedial):
    return {"protective_services": protective, "remedial_services": remedial}


TOLD = data(astoria=apart(3, 1), bend=apart(2, 4), coos_bay=apart(2, 1))


def test_awards_are_the_targets_and_what_was_changed_by_hand_with_them(small_result):
    by_hand = Adjustment("bend", "remedial_services", F(2), "a fire", "M", DAY)
    result = replace(small_result, adjustments=(by_hand,))
    found = posts_of(result, TOLD)
    targets = {(p.branch, p.program): p.target for p in found.posts}
    awarded = {
        (a.branch, p.name): a.positions + result.by_hand(a.branch, p.name)
        for p in result.programs
        for a in p.awards
    }
    assert targets == awarded
    assert "Targets hold what was changed by hand after the formula (1 in all)." in found.notes


def test_a_least_is_the_policys_unless_the_target_is_below_it_by_hand(small_result):
    program = small_result.programs[0]
    high = replace(program, limits=((F(99), None), *program.limits[1:]))
    result = replace(small_result, programs=(high, *small_result.programs[1:]))
    first = posts_of(result, TOLD).posts[0]
    assert first.least == first.target < 99


def test_staff_not_told_apart_are_one_program_and_made_whole_by_webster(small_result):
    # 4.4 + 3.3 + 4.3 are 12: Webster rounds each to the nearest, which is 11, and the last
    # position falls to the largest claim: 4.4/9 = .489 against 4.3/9 = .478 and 3.3/7 = .471.
    found = posts_of(small_result, data(astoria="4.4", bend="3.3", coos_bay="4.3"))
    assert {p.branch: p.filled for p in found.posts} == {"astoria": 5, "bend": 3, "coos_bay": 4}
    assert {p.program for p in found.posts} == {"all"}
    assert programs_of(small_result, data(astoria=1)) == ("all",)
    assert found.notes[0].startswith("Staff are not told apart by program")
    assert found.notes[1] == (
        "3 of 3 numbers of positions now are not whole; all 12 were made 12 by Webster."
    )


@pytest.mark.parametrize(("bend", "whole"), [("3.5", 12), ("4.5", 12)])
def test_half_way_the_whole_number_nearer_the_target_is_taken(small_result, bend, whole):
    assert sum(total.positions for total in small_result.totals) == 12
    found = posts_of(small_result, data(astoria=4, bend=bend, coos_bay=4))
    assert sum(post.filled for post in found.posts) == whole


def test_a_branch_whose_staff_are_not_known_is_left_out_and_named(small_result):
    found = posts_of(small_result, data(astoria=5, bend=4))
    assert {p.branch for p in found.posts} == {"astoria", "bend"}
    assert "Left out, since their positions now are not known: Coos Bay." in found.notes


@pytest.mark.parametrize("unit", [F(1, 2), F(1, 4), F(2)])
def test_parts_of_positions_are_refused_since_a_person_holds_one(small_result, unit):
    with pytest.raises(RunError, match=r"a person holds one position.*`unit: 1` in its policy"):
        posts_of(replace(small_result, unit=unit), TOLD)


def test_a_run_that_knows_nothing_of_now_is_refused_with_what_would_work(small_result):
    with pytest.raises(RunError, match=r"Make it again with `evenhand allocate … --current FILE`"):
        posts_of(small_result, Data(NAMES, DAY))


POSTS = Posts((Post("astoria", "in_home", 8, 0, 6), Post("bend", "in_home", 3, 0, 5)), ())


def test_where_nothing_tells_every_position_counts_as_filled():
    found = fill(POSTS, Beside(), RULES)
    assert [(p.filled, p.vacant) for p in found.posts] == [(8, 0), (3, 0)]
    assert found.notes == (
        "assumption: nothing tells who is there, so every position counts as filled.",
    )


def test_a_staffing_file_leaves_vacant_what_it_does_not_fill():
    staffing = {("astoria", "in_home"): Staffed(6, leaving=(1,), willing=2)}
    astoria, bend = fill(POSTS, Beside(staffing), RULES).posts
    assert (astoria.filled, astoria.vacant, astoria.leaving, astoria.willing) == (6, 2, (1,), 2)
    assert bend == POSTS.posts[1]
    assert (
        "The staffing file leaves out 1 of 2 posts." in fill(POSTS, Beside(staffing), RULES).notes
    )


def test_a_staffing_file_that_tells_other_positions_than_the_run_counts_and_is_told():
    staffing = {(p.branch, "in_home"): Staffed(9, 1) for p in POSTS.posts}
    found = fill(POSTS, Beside(staffing), RULES)
    assert [p.positions for p in found.posts] == [10, 10]
    assert found.notes[0].startswith("In 2 of 2 posts more or fewer positions")


def someone(number, branch="bend", **more):
    return Person(f"w{number}", branch, "in_home", F(number), **more)


def test_people_fill_their_post_and_what_they_do_not_hold_is_vacant():
    people = (
        someone(6, willing=True),
        someone(2, trainee=True, leaves_on=date(2001, 2, 3)),  # the first cycle's last day
    )
    astoria, bend = fill(POSTS, Beside(people=people), RULES).posts
    assert (astoria.filled, astoria.vacant) == (0, 8)  # the list is all there is
    assert bend == Post(
        *("bend", "in_home", 2, 1, 5),
        leaving=(1, *[0] * 49),
        trainees=1,
        willing=1,
        experienced=1,
    )


def test_who_leaves_on_the_first_day_of_a_cycle_leaves_in_that_cycle():
    people = (someone(2, leaves_on=date(2001, 2, 4)),)
    assert fill(POSTS, Beside(people=people), RULES).posts[1].leaving[:3] == (0, 1, 0)


def test_who_leaves_after_the_plan_is_known_to_a_longer_one():
    people = (someone(2, leaves_on=date(2010, 7, 1)),)
    gone = fill(POSTS, Beside(people=people), RULES).posts[1].leaving
    assert (len(gone), sum(gone), gone[10]) == (50, 1, 1)


def test_a_post_with_more_people_than_positions_names_nobody():
    people = tuple(someone(number) for number in range(4))
    found = fill(POSTS, Beside(people=people), RULES)
    assert found.people == ()
    assert (found.posts[1].filled, found.posts[1].vacant) == (3, 0)
    assert found.notes[0].startswith("4 of 4 people listed are not told apart")


def test_a_staffing_file_and_a_list_must_agree_for_people_to_be_named():
    people, both = (someone(1), someone(2)), {("bend", "in_home"): Staffed(2, 1)}
    assert fill(POSTS, Beside(both, people), RULES).people == people
    other = {("bend", "in_home"): Staffed(3, 0)}
    assert fill(POSTS, Beside(other, people), RULES).people == ()


def test_where_programs_are_not_told_apart_people_are_not_either():
    posts = Posts((Post("bend", "all", 3, 0, 5),), ())
    found = fill(posts, Beside(people=(someone(1),)), RULES)
    assert (found.people[0].program, found.posts[0].filled) == ("all", 1)


def test_attrition_counts_whole_people_over_the_years_and_gives_way_to_those_named():
    # 12 % of 8 and of who is left: 0.96 after one year, 1.80 after two, so one in the second.
    # Of 3 it is 0.36, 0.68, 0.96 and 1.20: the first in the fourth year, beyond this plan.
    found = fill(POSTS, Beside(attrition=F(12, 100)), RULES)
    assert [post.leaving[:4] for post in found.posts] == [(0, 1, 1, 1), (0, 0, 0, 1)]
    assert found.notes[-1] == (
        "assumption: 12.0% of people leave in a year: of those of each post still there when a "
        "cycle begins, 12.0% leave in it, only whole people counted, and nobody is hired within "
        "the plan; where leavers are given, they count instead. In all 1 leave."
    )
    staffing = {("astoria", "in_home"): Staffed(8, 0, (3,))}
    assert fill(POSTS, Beside(staffing, (), F(1, 2)), RULES).posts[0].leaving == (3,)


def test_a_part_of_a_year_takes_its_part_of_those_still_there():
    # Two thirds leave in eight months: 2 of 3, then 2.67, 2.89, 2.96 …, so one stays.
    assert leaving(3, F(1), MoveRules(DAY, cycles=3, months=8)) == (2, *[0] * 49)


def test_not_more_people_leave_than_there_are_however_long_a_cycle():
    assert leaving(3, F(1), MoveRules(DAY, months=18)) == (3, *[0] * 49)


def test_after_ten_years_of_one_in_eight_some_are_still_there():
    gone = leaving(100, F(12, 100), MoveRules(DAY, cycles=10))
    assert sum(gone[:10]) == 72  # 100 × (1 - 0.88¹⁰) = 72.15; straight on it would be all


def test_a_longer_plan_than_the_calendar_has_days_for_is_looked_for_up_to_its_end():
    people = (someone(2, leaves_on=date(9998, 7, 1)),)
    found = fill(POSTS, Beside(people=people), MoveRules(DAY, months=60_000)).posts[1]
    assert found.leaving[:3] == (0, 1, 0)


def test_a_plan_of_more_cycles_than_are_looked_ahead_knows_leavers_for_all():
    assert len(leaving(3, F(1, 2), MoveRules(DAY, cycles=60))) == 60

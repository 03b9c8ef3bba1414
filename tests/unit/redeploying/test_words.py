"""A plan in words: one sentence first, and no word that the plan does not bear out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.explanation.redeployment import answer, obstacle, proofs, reached
from evenhand.figures import Broken, Stage
from evenhand.scenarios.moves.redeploying import by_kind, check_costs, together

NAMES = {"astoria": "Astoria", "bend": "Bend", "Bristol, City of": "Bristol"}


def test_the_sentence_counts_empty_ones_first_then_people(plan):
    assert answer(plan, by_kind(plan)) == (
        "3 positions change branch: 1 empty one first, 2 people move, 620 km in all; proven: "
        "among plans that pass nobody on through a third branch, none that reaches the target "
        "moves fewer people."
    )


def test_one_position_is_one_and_a_short_way_keeps_its_decimal(plan):
    one = replace(plan, moves=plan.moves[1:2], distance=4.25, stages=())
    assert answer(one, by_kind(one)) == (
        "1 position changes branch: 1 person moves, 4.2 km in all."
    )


def test_what_is_not_proven_is_not_said_to_be(plan):
    unproven = replace(plan, stages=(Stage("people moved to another branch", 2, 1),))
    assert answer(unproven, by_kind(plan)).endswith(
        "; not proven: a plan may exist that moves fewer people."
    )


def test_a_plan_short_of_its_target_is_compared_with_plans_that_come_as_near(plan):
    assert "none that comes as near the target" in answer(replace(plan, short=1), by_kind(plan))


def test_where_people_change_program_a_third_may_be_a_program(plan):
    across = replace(plan, rules=replace(plan.rules, across_programs=True))
    assert "nobody on through a third branch or program, none" in answer(across, by_kind(plan))


def test_a_plan_that_moves_nothing_says_so_and_tells_what_else_changes(plan):
    assert answer(replace(plan, moves=()), {}) == "No position changes branch."
    assert answer(plan, {"new": 2, "reassignment": 1, "given up": 1}) == (
        "No position changes branch; 2 positions are new; 1 position is given up; "
        "1 person changes program."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Every branch has its positions after 1 of 1 cycle."),
        ({"cycles_needed": 0}, "Every branch has its positions already."),
        (
            {"short": 3, "cycles_needed": 4},
            "After 1 cycle 3 positions are still missing; 4 cycles would do.",
        ),
        (
            {"short": 1, "over": 1, "cycles_needed": None},
            "After 1 cycle 1 position is still missing and 1 is still too many; "
            "of the longer plans that were tried none would do.",
        ),
        (
            {"over": 2, "cycles_needed": None, "blocking": (Broken("fixed", "astoria", 2),)},
            "After 1 cycle 2 are still too many; under these rules no number of cycles would do, "
            "as far as leavers are known.",
        ),
    ],
)
def test_it_says_when_the_target_is_reached_or_what_is_missing(plan, change, said):
    assert reached(replace(plan, **change)) == said


NEVER = {"over": 2, "cycles_needed": None, "blocking": (Broken("farthest", "astoria to bend", 2),)}


@pytest.mark.parametrize(
    ("rules", "third"),
    [
        ({"farthest": 50.0}, "a third branch"),
        ({"across_programs": True}, "a third branch or program"),
    ],
)
def test_where_a_third_post_might_help_never_is_not_said_outright(plan, rules, third):
    found = replace(plan, rules=replace(plan.rules, **rules), **NEVER)
    assert reached(found).endswith(
        f"as far as leavers are known, unless people are passed on through {third}."
    )


def test_a_third_branch_might_have_the_empty_position_to_give_up(plan):
    fewer = tuple(replace(each, target=0) for each in plan.standing)
    assert "unless" in reached(replace(plan, standing=fewer, **NEVER))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (Broken("within", "Coast", 4), "Coast: 4 positions would have to leave it. What would"),
        (Broken("fixed", "astoria, in_home", 1), "Astoria, in home: 1 person who may not be moved"),
        (Broken("least", "Bristol, City of, all", 2), "Bristol: 2 positions are missing to the"),
        (Broken("farthest", "astoria to bend", 2), "Astoria to Bend: 2 people would have to move"),
        (Broken("most_in", "bend", 1), "Bend: no position may come to it"),
        (Broken("new_rule", "bend", 1), "Bend: new rule would have to give by 1. What would work"),
    ],
)
def test_what_stands_in_the_way_is_named_with_what_would_work(broken, said):
    assert obstacle(broken, NAMES).startswith(said)
    assert "What would work: " in obstacle(broken, NAMES)


def test_tie_rules_are_no_aims_to_be_proven(plan):
    assert [stage.aim for stage in proofs(plan)] == [
        "positions still missing",
        "people moved to another branch",
        "distance of people moved, km",
    ]


def test_people_who_move_alike_are_one_move_without_a_name(plan):
    twice = replace(plan, moves=(*plan.moves, replace(plan.moves[1], number=4, worker="w8")))
    shown = together(twice)
    assert [(move.number, move.positions, move.worker) for move in shown] == [
        (1, 1, ""),
        (2, 2, ""),
        (3, 1, ""),
    ]


def test_costs_are_multiplied_exactly(make):
    made = make(costs={"transfer": F("4500.10"), "vacancy": F(300), "km": F("0.65"), "new": F(9)})
    assert [(cost.what, cost.units, cost.total) for cost in made.costs] == [
        ("transfer", 2, F("9000.2")),
        ("vacancy", 1, 300),
        ("km", F("619.5"), F("402.675")),
        ("new", 0, 0),
    ]


def test_a_cost_by_another_unit_of_distance_is_refused(plan):
    with pytest.raises(TableError, match="Give --travel"):
        check_costs({"minute": F(1)}, plan.rules)
    with pytest.raises(TableError, match="Give a cost by the minute"):
        check_costs({"km": F(1)}, replace(plan.rules, measure="minutes"))


def test_assumptions_stand_apart_from_notes(make):
    made = make()
    assert made.plan.notes == ("Staff are told apart.",)
    assert made.assumptions == ("nobody is ill.", "Nobody is dismissed.")

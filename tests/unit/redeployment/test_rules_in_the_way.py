"""Rules that cannot be kept, and rules that keep a plan from its target for ever."""

from __future__ import annotations

import pytest

from evenhand.figures import Broken

ACROSS = """
    branch   | filled | vacant | target
    Astoria  | 6      | 1      | 4
    Bend     | 1      | 0      | 2
    Coos Bay | 1      | 0      | 3
"""


def test_a_surplus_with_no_deficit_inside_its_region_stays_and_is_told(planned):
    found, moves = planned(ACROSS, within="region")
    assert moves == ["1 vacancy protective: Astoria > Bend 1"]
    assert (found.short, found.over, found.cycles_needed) == (2, 2, None)
    assert found.blocking == (Broken("within", "North", 2),)
    assert found.broken == ()


def test_empty_positions_stay_within_the_region_too(planned):
    found, _ = planned(
        """
        branch   | filled | vacant | target
        Astoria  | 1      | 1      | 1
        Coos Bay | 1      | 0      | 2
        """,
        within="region",
    )
    assert (found.short, found.blocking) == (1, (Broken("within", "North", 1),))


def test_experience_and_volunteers_count_where_nobody_can_go(planned):
    found, moves = planned(
        """
        branch   | filled | target | experienced | willing
        Astoria  | 2      | 1      | 2           | 1
        Coos Bay | 2      | 3      | 0           | 0
        """,
        within="region",
    )
    # Half of the four are experienced: Astoria has one more than its two ask for.
    assert (moves, found.imbalance_before, found.imbalance_after) == ([], 2, 2)


def test_a_distance_too_far_binds_people_and_names_the_pair(planned):
    found, moves = planned(ACROSS, farthest=25)
    assert moves == [
        "1 vacancy protective: Astoria > Coos Bay 1",
        "1 transfer protective: Astoria > Bend 1",
    ]
    assert found.blocking == (Broken("farthest", "Astoria to Coos Bay", 1),)


def test_a_distance_just_as_far_as_allowed_is_not_too_far(planned):
    found, _ = planned(ACROSS, farthest=30)
    assert (found.short, found.blocking) == (0, ())


def test_people_who_are_fixed_or_on_leave_are_told_by_number(planned):
    found, _ = planned("""
        branch   | filled | vacant | target | fixed | on_leave
        Astoria  | 5      | 1      | 2      | 2     | 1
        Bend     | 1      | 0      | 5      | 0     | 0
    """)
    # One vacant and two free people go; one of the three who may not would have to.
    assert (found.short, found.people_moved) == (1, 2)
    assert found.blocking == (Broken("fixed", "Astoria, protective", 1),)


@pytest.mark.parametrize(("rule", "where"), [("most_out", "Astoria"), ("most_in", "Bend")])
def test_a_cap_of_none_would_have_to_be_one(planned, rule, where):
    table = """
        branch   | filled | target
        Astoria  | 5      | 2
        Bend     | 1      | 4
    """
    found, moves = planned(table, **{rule: 0})
    assert (moves, found.short, found.cycles_needed) == ([], 3, None)
    assert found.blocking == (Broken(rule, where, 1),)


def test_those_who_leave_after_the_plan_make_a_longer_one_possible(planned):
    table = """
        branch   | filled | target | fixed | leaving
        Astoria  | 5      | 3      | 3     | 0 0 1 1
        Bend     | 1      | 2      | 0     | 0 0 0 0
    """
    # Bend's one comes with somebody; the other goes as soon as one of Astoria has left.
    found, moves = planned(table)
    assert moves == ["1 transfer protective: Astoria > Bend 1"]
    assert (found.over, found.cycles_needed, found.blocking) == (1, 3, ())
    assert planned(table, cycles=2)[0].over == 1
    assert planned(table, cycles=3)[0].over == 0


def test_a_least_above_the_target_keeps_positions(planned):
    found, _ = planned("""
        branch   | filled | target | least
        Astoria  | 5      | 2      | 4
        Bend     | 1      | 4      | 0
    """)
    assert (found.short, found.broken) == (2, ())
    assert found.blocking == (Broken("least", "Astoria, protective", 2),)


def test_a_least_that_cannot_be_there_in_time_gives_and_the_plan_goes_on(planned):
    table = """
        branch   | filled | target | least
        Astoria  | 6      | 3      | 0
        Bend     | 1      | 4      | 3
    """
    found, _ = planned(table, cycles=3, most_in=1)
    assert found.broken == (Broken("least", "Bend, protective", 1),)
    assert (found.short, found.cycles_needed, found.blocking) == (0, 3, ())
    assert found.stages[0].aim.startswith("positions below the least")
    assert (found.stages[0].value, found.stages[0].proven) == (1, True)
    assert planned(table, cycles=3, most_in=2)[0].broken == ()


def test_a_least_above_now_and_target_is_broken_for_good(planned):
    found, _ = planned("""
        branch   | filled | target | least
        Astoria  | 2      | 2      | 5
        Bend     | 1      | 1      | 0
    """)
    assert found.broken == (Broken("least", "Astoria, protective", 3),)
    assert found.stages[0].value == 3
    assert (found.short, found.cycles_needed) == (0, 0)


def test_among_rules_that_could_give_alike_distance_gives_first(planned):
    # Either Bend's one fixed person goes, or somebody from Astoria goes too far.
    found, _ = planned(
        """
        branch   | filled | target | fixed
        Astoria  | 2      | 1      | 0
        Bend     | 2      | 1      | 2
        Coos Bay | 1      | 3      | 0
        """,
        farthest=25,
    )
    assert found.blocking == (
        Broken("farthest", "Astoria to Coos Bay", 1),
        Broken("fixed", "Bend, protective", 1),
    )

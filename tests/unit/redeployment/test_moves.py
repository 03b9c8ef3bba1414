"""Which positions go where: small transports whose answers can be seen by hand."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Broken


def test_a_vacant_position_goes_before_a_person(planned):
    # Astoria has one too many; one of its five is vacant, so nobody has to move.
    found, moves = planned("""
        branch   | filled | vacant | target
        Astoria  | 4      | 1      | 4
        Bend     | 3      | 0      | 4
    """)
    assert moves == ["1 vacancy protective: Astoria > Bend 1"]
    assert (found.people_moved, found.distance, found.short) == (0, 0, 0)


def test_a_position_somebody_leaves_goes_before_a_person(planned):
    found, moves = planned("""
        branch   | filled | vacant | target | leaving
        Astoria  | 6      | 1      | 4      | 1
        Bend     | 3      | 0      | 6      | 0
    """)
    assert moves == [
        "1 vacancy protective: Astoria > Bend 1",
        "1 attrition protective: Astoria > Bend 1",
        "1 transfer protective: Astoria > Bend 1",
    ]
    assert [move.on for move in found.moves] == [
        date(2026, 1, 1),
        date(2026, 7, 2),
        date(2026, 12, 31),
    ]
    after = {each.branch: (each.positions, each.filled) for each in found.standing if each.cycle}
    assert after == {"Astoria": (4, 4), "Bend": (6, 4)}  # two positions came to Bend empty


def test_nobody_moves_now_whose_position_somebody_leaves_next_year(planned):
    table = """
        branch   | filled | target | leaving
        Astoria  | 5      | 4      | 0 1
        Bend     | 3      | 4      | 0 0
    """
    assert planned(table)[1] == ["1 transfer protective: Astoria > Bend 1"]
    assert planned(table, cycles=2)[1] == ["2 attrition protective: Astoria > Bend 1"]


def test_people_go_the_shortest_way_in_all_not_each_for_itself(planned):
    # Bend is near to both that gain. Astoria > Bend is out of the question (both lose):
    # 10 + 25 beats 12 + 40, though Bend's own shortest way is to Dallas.
    minutes = {
        ("Astoria", "Coos Bay"): 40.0,
        ("Astoria", "Dallas"): 10.0,
        ("Bend", "Coos Bay"): 25.0,
        ("Bend", "Dallas"): 5.0,
    }
    found, moves = planned(
        """
        branch   | filled | target
        Astoria  | 3      | 2
        Bend     | 3      | 2
        Coos Bay | 1      | 2
        Dallas   | 1      | 2
        """,
        travel=minutes,
    )
    assert moves == [
        "1 transfer protective: Astoria > Dallas 1",
        "1 transfer protective: Bend > Coos Bay 1",
    ]
    assert found.distance == 35
    assert [move.distance for move in found.moves] == [10, 25]


def test_the_vacant_position_is_taken_from_where_a_person_would_go_far(planned):
    # Only one of two losing branches has an empty position, and a cap lets one go in all.
    found, moves = planned(
        """
        branch   | filled | vacant | target
        Astoria  | 3      | 0      | 2
        Bend     | 3      | 1      | 2
        Coos Bay | 2      | 0      | 5
        """,
        most_in=2,
    )
    # Two of three arrive: the empty one, and the person who has 20 minutes, not 30.
    assert moves == [
        "1 vacancy protective: Bend > Coos Bay 1",
        "1 transfer protective: Bend > Coos Bay 1",
    ]
    assert (found.short, found.over, found.cycles_needed) == (1, 1, 2)


def test_a_cap_spreads_the_moves_over_cycles_and_the_fewest_are_told(planned):
    table = """
        branch   | filled | target
        Astoria  | 8      | 3
        Bend     | 3      | 8
    """
    found, moves = planned(table, cycles=3, most_out=2)
    assert [line[:10] for line in moves] == ["1 transfer", "2 transfer", "3 transfer"]
    assert [move.positions for move in found.moves] == [2, 2, 1]
    assert (found.short, found.cycles_needed) == (0, 3)
    found, _ = planned(table, cycles=1, most_out=2)
    assert (found.short, found.cycles_needed, found.blocking) == (3, 3, ())
    found, _ = planned(table, cycles=1, most_in=1, farthest=99)
    assert (found.short, found.cycles_needed) == (4, 5)


def test_more_than_fifty_cycles_are_none(planned):
    found, _ = planned(
        """
        branch   | filled | target
        Astoria  | 60     | 1
        Bend     | 1      | 60
        """,
        most_out=1,
    )
    assert (found.short, found.cycles_needed, found.blocking) == (58, None, ())


def test_giving_up_waits_until_people_have_left_one_by_one(planned):
    table = """
        branch   | filled | target | leaving
        Astoria  | 5      | 3      | 0 0 1 0 0 1
        Bend     | 1      | 1      | 0
    """
    found, moves = planned(table)
    assert (moves, found.over, found.cycles_needed, found.blocking) == ([], 2, 6, ())
    found, moves = planned(table, cycles=6)
    assert moves == [
        "3 given up protective: Astoria > - 1",
        "6 given up protective: Astoria > - 1",
    ]
    assert found.cycles_needed == 6


def test_somebody_who_leaves_in_the_fifty_first_cycle_is_not_waited_for(planned):
    table = """
        branch   | filled | target | leaving
        Astoria  | 2      | 1      | {}
        Bend     | 1      | 1      | 0
    """
    found, _ = planned(table.format("0 " * 49 + "1"))
    assert (found.over, found.cycles_needed, found.blocking) == (1, 50, ())
    found, _ = planned(table.format("0 " * 50 + "1"))
    assert (found.over, found.cycles_needed, found.blocking) == (1, None, ())


def test_new_positions_come_empty_and_those_given_up_go_empty(planned):
    found, moves = planned("""
        branch   | program    | filled | vacant | target | leaving
        Astoria  | protective | 3      | 1      | 1      | 1
        Bend     | protective | 2      | 0      | 2      | 0
        Coos Bay | remedial   | 2      | 0      | 4      | 0
    """)
    # Three are to be given up, and two are new; the third is held by somebody who stays.
    assert moves == [
        "1 given up protective: Astoria > - 1",
        "1 new remedial: - > Coos Bay 2",
        "1 given up protective: Astoria > - 1",
    ]
    assert (found.short, found.over) == (0, 1)
    assert found.blocking == (Broken("dismissal", "Astoria, protective", 1),)
    assert "positions still over their target" in [stage.aim for stage in found.stages]


def test_a_new_position_does_not_take_the_place_of_one_that_is_to_come(planned):
    # Two of Bend's three arrive: both from Astoria, which is then done; the new one waits.
    found, moves = planned(
        """
        branch   | filled | target
        Astoria  | 3      | 1
        Bend     | 3      | 6
        """,
        most_in=2,
    )
    assert moves == ["1 transfer protective: Astoria > Bend 2"]
    assert (found.short, found.over, found.cycles_needed) == (1, 0, 2)


def test_people_change_program_inside_their_branch_only_where_allowed(planned):
    table = """
        branch   | program    | filled | vacant | target
        Astoria  | protective | 3      | 1      | 2
        Astoria  | remedial   | 1      | 0      | 3
        Bend     | protective | 1      | 0      | 3
        Bend     | remedial   | 3      | 1      | 2
    """
    found, moves = planned(table)
    assert found.people_moved == 2
    assert not any("reassignment" in line for line in moves)
    found, moves = planned(table, across_programs=True)
    assert moves == [
        "1 vacancy protective: Astoria > Bend 1",
        "1 vacancy remedial: Bend > Astoria 1",
        "1 reassignment protective>remedial: Astoria > Astoria 1",
        "1 reassignment remedial>protective: Bend > Bend 1",
    ]
    assert (found.people_moved, found.distance, found.short) == (0, 0, 0)
    assert {each.positions for each in found.standing if each.cycle} == {2, 3}


def test_an_empty_position_changes_program_where_it_could_not_leave(planned):
    found, moves = planned(
        """
        branch   | program    | filled | vacant | target
        Astoria  | protective | 1      | 1      | 1
        Astoria  | remedial   | 1      | 0      | 2
        Bend     | protective | 1      | 0      | 2
        Bend     | remedial   | 1      | 1      | 1
        """,
        across_programs=True,
        most_out=0,
    )
    assert moves == [
        "1 vacancy protective>remedial: Astoria > Astoria 1",
        "1 vacancy remedial>protective: Bend > Bend 1",
    ]
    assert found.short == 0


def test_a_change_of_program_is_no_loss_to_the_branch(planned):
    found, moves = planned(
        """
        branch   | program    | filled | target
        Astoria  | protective | 3      | 2
        Astoria  | remedial   | 1      | 2
        Bend     | protective | 1      | 2
        Bend     | remedial   | 3      | 2
        """,
        across_programs=True,
        most_out=0,
        most_in=0,
    )
    assert (found.short, len(moves), found.blocking) == (0, 2, ())


def test_the_fewest_cycles_count_on_people_who_change_program(planned):
    # Of the three that Astoria's protective has too many, one stays in the branch.
    found, _ = planned(
        """
        branch   | program    | filled | target
        Astoria  | protective | 5      | 2
        Astoria  | remedial   | 1      | 2
        Bend     | protective | 1      | 4
        Bend     | remedial   | 3      | 2
        """,
        across_programs=True,
        most_out=1,
    )
    assert (found.short, found.over, found.cycles_needed) == (1, 1, 2)

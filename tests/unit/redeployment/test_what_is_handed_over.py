"""Input that cannot be meant is refused, in a sentence that says what would work."""

from __future__ import annotations

import pytest

from evenhand.errors import TableError
from evenhand.figures import Place

ROW = {"branch": "Astoria", "filled": "3", "vacant": "1", "target": "2"}


def table(**cells: str) -> str:
    row = ROW | cells
    return f"{' | '.join(row)}\n{' | '.join(row.values())}"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"vacant": "-1"}, "Astoria, protective: vacant is -1. A count is 0 or more."),
        ({"leaving": "1 -1"}, "Astoria, protective: leaving in cycle 2 is -1."),
        ({"leaving": "2 2"}, "leaving counts 4 people, but only 3 positions are filled"),
        ({"fixed": "4"}, "fixed counts 4 people, but only 3 positions are filled"),
        ({"experienced": "4"}, "experienced counts 4 people"),
    ],
)
def test_counts_that_contradict_each_other_are_refused(planned, cells, said):
    with pytest.raises(TableError, match=said):
        planned(table(**cells))


def test_a_post_told_twice_is_refused(planned):
    with pytest.raises(TableError, match="Astoria, protective is told twice"):
        planned(f"{table()}\n{table().splitlines()[1]}")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"cycles": 0}, "A plan of 0 cycles moves nobody"),
        ({"months": 0}, "A plan of 0 months moves nobody"),
        ({"most_out": -1}, "most_out is -1. Use 0 or more"),
        ({"most_in": -1}, "most_in is -1. Use 0 or more"),
        (
            {"within": "zone"},
            "1 of 1 branches has no zone .Astoria., but moves are to stay within one",
        ),
    ],
)
def test_rules_that_cannot_be_meant_are_refused(planned, rules, said):
    with pytest.raises(TableError, match=said):
        planned(table(), **rules)


TWO = """
    branch   | filled | target
    Astoria  | 3      | 2
    Bend     | 1      | 2
"""


def test_branches_without_a_region_are_counted_and_the_first_named(planned):
    five = "\n".join(f"{branch} | 1 | 1" for branch in ("Astoria", "Bend", "Coos", "Drain", "Echo"))
    told = f"branch | filled | target\n{five}"
    bare = "4 of 5 branches have no region .Astoria, Coos, Drain and 1 more., but moves"
    with pytest.raises(TableError, match=bare):
        planned(told, within="region", places={"Bend": Place("East")})


def test_nothing_to_do_is_a_plan_of_no_moves(planned):
    found, moves = planned(table(target="4"))
    assert (moves, found.short, found.cycles_needed, found.distance) == ([], 0, 0, 0)
    assert [each.positions for each in found.standing] == [4, 4]
    found, moves = planned("branch | filled | target")
    assert (moves, found.standing, found.cycles_needed) == ([], (), 0)


def test_kilometres_are_those_of_the_great_circle(planned):
    # A quarter of the way round the equator: pi / 2 of 6371.0088 km.
    places = {"Astoria": Place("", "", 0.0, 0.0), "Bend": Place("", "", 0.0, 90.0)}
    found, _ = planned(TWO, places=places, travel=None)
    assert found.distance == 10007.6
    around = {"Astoria": Place("", "", 45.0, -90.0), "Bend": Place("", "", -45.0, 90.0)}
    assert planned(TWO, places=around, travel=None)[0].distance == 20015.1


def test_one_direction_of_a_travel_table_stands_for_both(planned):
    assert planned(TWO, travel={("Bend", "Astoria"): 7.0})[0].distance == 7
    both = {("Bend", "Astoria"): 7.0, ("Astoria", "Bend"): 9.0}
    assert planned(TWO, travel=both)[0].distance == 9


@pytest.mark.parametrize(
    ("travel", "said"),
    [
        ({}, "nothing between Astoria and Bend"),
        ({("Astoria", "Bend"): -1.0}, "says -1.0 between Astoria and Bend"),
        ({("Astoria", "Bend"): float("nan")}, "says nan between"),
    ],
)
def test_a_travel_table_with_a_hole_is_refused(planned, travel, said):
    with pytest.raises(TableError, match=said):
        planned(TWO, travel=travel)


def test_without_places_there_is_a_plan_but_no_distance(planned):
    found, moves = planned(TWO, places={"Bend": Place("", "", 0.0, 0.0)}, travel=None)
    assert moves == ["1 transfer protective: Astoria > Bend 1"]
    assert (found.distance, found.moves[0].distance) == (None, None)
    assert found.notes == ("No place is known for Astoria.",)
    assert not any("distance" in stage.aim for stage in found.stages)


def test_without_places_nobody_can_say_what_is_too_far(planned):
    with pytest.raises(TableError, match="known for Astoria, Bend, but the rules limit how far"):
        planned(TWO, places={}, travel=None, farthest=50)

"""Who is moved: volunteers, long service, and the balance of experience."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from evenhand.errors import TableError
from evenhand.figures import Person

TABLE = """
    branch   | filled | target
    Astoria  | 3      | 2
    Bend     | 1      | 2
"""


def people(*workers: str, branch: str = "Astoria", **flags) -> list[Person]:
    """`people("v 2", …)`: pseudonym and years; a flag names those it holds for."""
    named = (worker.split() for worker in workers)
    return [
        Person(
            name,
            branch,
            "protective",
            Fraction(years) if years != "?" else None,
            **{flag: value for flag, (who, value) in flags.items() if name in who},
        )
        for name, years in named
    ]


def mover(planned, listed, table=TABLE, **rules):
    found, _ = planned(table, people=listed, **rules)
    return [move.worker for move in found.moves]


def test_where_more_leave_than_have_said_so_nobody_is_moved_in_their_place(planned):
    # All three are expected to leave in the third year, and may not be moved before.
    table = """
        branch   | filled | target | leaving
        Astoria  | 3      | 0      | 0 0 3
        Bend     | 1      | 4      | 0 0 0
    """
    listed = people("a 1", "b 2", "c 3", leaves_on=("b", date(2028, 7, 1)))
    found, _ = planned(table, people=listed, most_out=1, cycles=3)
    assert found.people_moved == 0
    assert all(each.filled >= 0 for each in found.standing)


def test_the_one_with_the_fewest_years_moves_and_then_the_first_by_pseudonym(planned):
    assert mover(planned, people("v 5", "w 2", "x 7")) == ["w"]
    assert mover(planned, people("v 2", "w 2", "x 7")) == ["v"]
    assert mover(planned, people("v ?", "w 2", "x 7")) == ["w"]


def test_a_volunteer_moves_first_however_long_in_service(planned):
    assert mover(planned, people("v 5", "w 2", "x 7", willing=("x", True))) == ["x"]


def test_nobody_moves_who_is_fixed_on_leave_or_about_to_leave(planned):
    listed = people("v 1", "w 2", "x 7", fixed=("v", True), on_leave=("w", True))
    assert mover(planned, listed) == ["x"]
    leaving = people("v 1", "w 2", "x 7", leaves_on=("v", date(2026, 12, 31)))
    assert mover(planned, leaving) == ["w"]
    staying = people("v 1", "w 2", "x 7", leaves_on=("v", date(2027, 1, 1)))
    assert mover(planned, staying) == ["v"]


def test_a_trainee_is_moved_like_others(planned):
    assert mover(planned, people("v 1", "w 2", "x 7", trainee=("v", True))) == ["v"]


EXPERIENCED = """
    branch   | filled | target | experienced
    Astoria  | 3      | 2      | 2
    Bend     | 1      | 2      | 0
"""


def test_an_experienced_one_moves_where_balance_asks_for_it(planned):
    # Half of the four are experienced. Two of Astoria's three are, and Bend's one is
    # not: sending one of the two makes it one of two in each, and balance is whole.
    found, _ = planned(EXPERIENCED, people=people("v 9", "w 8", "x 1"))
    assert [move.worker for move in found.moves] == ["w"]
    assert (found.imbalance_before, found.imbalance_after) == (1, 0)


def test_a_volunteer_goes_before_balance(planned):
    listed = people("v 9", "w 8", "x 1", willing=("x", True))
    found, _ = planned(
        EXPERIENCED.replace("experienced", "experienced | willing")
        .replace("| 2      | 2", "| 2      | 2           | 1")
        .replace("| 2      | 0", "| 2      | 0           | 0"),
        people=listed,
    )
    assert [move.worker for move in found.moves] == ["x"]
    assert found.imbalance_after == 2


def test_balance_is_found_from_counts_alone(planned):
    found, moves = planned(EXPERIENCED)
    assert moves == ["1 transfer protective: Astoria > Bend 1"]
    assert (found.imbalance_before, found.imbalance_after) == (1, 0)


def test_without_counts_of_experience_there_is_no_balance(planned):
    found, _ = planned(TABLE)
    assert (found.imbalance_before, found.imbalance_after) == (None, None)


def test_among_equals_volunteers_are_moved_where_only_counts_are_known(planned):
    # Astoria and Bend are as far from Coos Bay; somebody would like to go in Bend.
    table = """
        branch   | filled | target | willing
        Astoria  | 3      | 2      | 0
        Bend     | 3      | 2      | 1
        Coos Bay | 1      | 3      | 0
    """
    far = {("Astoria", "Coos Bay"): 20.0, ("Bend", "Coos Bay"): 20.0}
    found, moves = planned(table, most_in=1, travel=far)
    assert moves == ["1 transfer protective: Bend > Coos Bay 1"]
    asked = next(stage for stage in found.stages if "did not ask" in stage.aim)
    assert asked.value == 0


def test_people_are_spread_over_cycles_one_move_each(planned):
    table = """
        branch   | filled | target
        Astoria  | 4      | 2
        Bend     | 1      | 3
    """
    found, moves = planned(table, people=people("u 3", "v 4", "w 2", "x 7"), cycles=2, most_out=1)
    assert moves == [
        "1 transfer protective: Astoria > Bend w",
        "2 transfer protective: Astoria > Bend u",
    ]
    assert found.people_moved == 2


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (people("v 1", "w 2"), "Astoria, protective: 2 workers are listed, but 3 positions"),
        (people("v 1", branch="Dallas"), "Dallas, protective: 1 workers are listed, but 0"),
        (people("v 1", "v 2", "w 3"), "Worker v is listed twice"),
    ],
)
def test_a_list_that_is_not_full_is_refused(planned, listed, said):
    with pytest.raises(TableError, match=said):
        planned(TABLE, people=listed)

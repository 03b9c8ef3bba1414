"""Masked cells: what a count could have been, at both ends, within printed totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenhand.errors import TableError
from evenhand.estimation.masked import filled, settled
from evenhand.figures import Tally


def cell(branch, least, most, of="neglect", base=None):
    low, high = base or (least, most)
    return Tally(branch, of, least, low, most, high)


CELLS = [cell("Astoria", 1, 10), cell("Bend", 21, 30), cell("Coos Bay", 5, 5)]


def counts(tallies, own, own_low, printed=None):
    found = filled(tallies, own, own_low=own_low, printed=printed or {})
    assert not any(t.masked for t in found)
    return {(t.branch, t.of): t.hits for t in found}


def of_neglect(*hits):
    return {(b, "neglect"): n for b, n in zip(("Astoria", "Bend", "Coos Bay"), hits, strict=True)}


def test_own_cells_go_to_one_end_and_everybody_elses_to_the_other():
    assert counts(CELLS, {"Astoria"}, True) == of_neglect(1, 30, 5)
    assert counts(CELLS, {"Astoria"}, False) == of_neglect(10, 21, 5)


def test_with_everybody_own_all_cells_go_to_one_end():
    everybody = {"Astoria", "Bend", "Coos Bay"}
    assert counts(CELLS, everybody, True) == of_neglect(1, 21, 5)
    assert counts(CELLS, everybody, False) == of_neglect(10, 30, 5)


def test_a_printed_total_is_met_exactly_with_own_at_its_end():
    assert counts(CELLS, {"Astoria"}, True, {"neglect": 35}) == of_neglect(1, 29, 5)
    assert counts(CELLS, {"Astoria"}, False, {"neglect": 41}) == of_neglect(10, 26, 5)


def test_own_gives_way_where_everybody_else_cannot_take_up_the_rest():
    assert counts(CELLS, {"Astoria"}, True, {"neglect": 38}) == of_neglect(3, 30, 5)
    assert counts(CELLS, {"Astoria"}, False, {"neglect": 30}) == of_neglect(4, 21, 5)


def test_what_others_take_up_is_shared_by_the_room_their_cells_leave():
    cells = [*CELLS, cell("Dallas", 1, 4)]
    # Astoria at 1 leaves 36 for the others, 9 above their least: 7 to Bend, 2 to Dallas.
    found = counts(cells, {"Astoria"}, True, {"neglect": 37})
    assert (found["Bend", "neglect"], found["Dallas", "neglect"]) == (28, 3)


@pytest.mark.parametrize("total", [26, 46])
def test_a_printed_total_that_no_filling_can_meet_is_refused(total):
    with pytest.raises(TableError, match=r"total of neglect is \d+.* add up to 27 to 45\."):
        counts(CELLS, {"Astoria"}, True, {"neglect": total})


def test_a_base_that_is_the_sum_of_the_hits_follows_them():
    cells = [
        cell("Astoria", 1, 10, "abuse", (6, 15)),
        cell("Astoria", 5, 5, "neglect", (6, 15)),
        cell("Bend", 2, 2, "neglect"),
    ]
    found = filled(cells, {"Astoria"}, own_low=False, printed={})
    assert [(t.branch, t.of, t.hits, t.base, t.base_most) for t in found] == [
        ("Astoria", "abuse", 10, 15, 15),
        ("Astoria", "neglect", 5, 15, 15),
        ("Bend", "neglect", 2, 2, 2),
    ]


def test_a_base_that_is_its_own_count_goes_to_the_same_end_as_the_hits():
    cells = [cell("Astoria", 1, 5, base=(40, 50)), cell("Bend", 1, 5, base=(70, 70))]
    low, high = (filled(cells, {"Astoria"}, own_low=low, printed={}) for low in (True, False))
    assert [(t.hits, t.base) for t in low] == [(1, 40), (5, 70)]
    assert [(t.hits, t.base) for t in high] == [(5, 50), (1, 70)]


def test_a_printed_total_settles_masked_cells_each_in_proportion_to_its_room():
    cells = [cell("Astoria", 1, 10), cell("Bend", 21, 39), cell("Coos Bay", 5, 5)]
    # 9 above the least: a third of the room to each.
    assert settled(cells, {"neglect": 36}) == [
        Tally("Astoria", "neglect", 4, 4),
        Tally("Bend", "neglect", 27, 27),
        Tally("Coos Bay", "neglect", 5, 5),
    ]


def test_a_base_that_is_the_sum_of_the_hits_in_one_row_only_is_its_own_count():
    cells = [cell("Bend", 1, 1, "level=1", (2, 2)), cell("Bend", 1, 1, "level=5", (3, 3))]
    assert settled(cells, {}) == cells
    assert filled(cells, {"Bend"}, own_low=True, printed={}) == cells


def test_types_without_a_printed_total_stay_ranges_and_summed_bases_follow():
    cells = [
        cell("Astoria", 1, 10, "abuse", (2, 14)),
        cell("Astoria", 1, 4, "neglect", (2, 14)),
        cell("Bend", 3, 3, "neglect", (8, 9)),
    ]
    assert settled(cells, {"neglect": 5}) == [
        Tally("Astoria", "abuse", 1, 3, 10, 12),
        Tally("Astoria", "neglect", 2, 3, 2, 12),
        Tally("Bend", "neglect", 3, 8, 3, 9),
    ]


CONNECTICUT = Path(__file__).parents[4] / "shared" / "data" / "connecticut"


@pytest.mark.skipif(
    not CONNECTICUT.is_dir(), reason="shared/data/connecticut is not beside the repository"
)
@pytest.mark.parametrize("own_low", [True, False])
def test_connecticuts_masked_cells_can_be_filled_to_every_printed_total(own_low):
    from evenhand.policy import read_policy
    from evenhand.sources.opening import open_data

    data = open_data(str(CONNECTICUT), read_policy("connecticut-2017").period)
    reading = data.counts["allegations_by_type"]
    printed = {of: total for (_, of), total in data.printed.items()}
    assert printed
    for office in data.branches:
        found = filled(reading, {office}, own_low=own_low, printed=printed)
        for of, total in printed.items():
            assert sum(t.hits for t in found if t.of == of) == total


def test_own_cells_at_their_most_keep_below_the_branch_s_own_printed_total():
    cells = [cell("Astoria", 1, 10), cell("Astoria", 1, 10, of="abuse"), cell("Bend", 1, 10)]
    found = filled(cells, {"Astoria"}, own_low=False, printed={}, ceilings={"Astoria": 12})
    assert [(t.branch, t.hits) for t in found] == [("Astoria", 6), ("Astoria", 6), ("Bend", 1)]

"""The map of moves: arcs are people, names stand where something changes, and all can read it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import Place
from evenhand.reports.charts.arcs import arc, width_of
from evenhand.reports.charts.ground import ground
from evenhand.reports.charts.labels import Label, place_labels
from evenhand.reports.charts.marks import GAIN, Block
from evenhand.reports.charts.moves_map import moves_map

SVG = "{http://www.w3.org/2000/svg}"


def words(picture):
    texts = ElementTree.fromstring(picture.svg).iter(f"{SVG}text")
    return ["".join(text.itertext()) for text in texts]


def test_names_stand_only_where_something_changes(make):
    shown = words(moves_map(make()))
    assert {"Astoria −3", "Bend +2", "Coos Bay +1"} <= set(shown)
    assert not any("Drain" in word for word in shown)


def test_what_moves_empty_is_counted_at_the_branch_and_has_no_arc(make, plan):
    moved = moves_map(make())
    assert {"1 empty", "1 to hire"} <= set(words(moved))
    still = moves_map(make(replace(plan, moves=plan.moves[:1])))
    assert moved.svg.count("<line") > still.svg.count("<line") == 0


def test_it_is_the_same_on_each_run_and_read_aloud(make):
    first, again = moves_map(make()), moves_map(make())
    assert first.svg == again.svg
    root = ElementTree.fromstring(first.svg)
    assert root.find(f"{SVG}title").text == first.answer
    assert first.answer in " ".join(words(first))
    assert "w7" not in first.svg


def test_without_degrees_bars_run_by_region(make):
    regions = {branch: Place(place) for branch, place in REGIONS.items()}
    picture = moves_map(make(places=regions))
    shown = words(picture)
    assert shown.count("Coast") == 2
    assert {"within", "→ East"} <= set(shown)
    assert "people who move" in picture.reading


REGIONS = {"astoria": "Coast", "bend": "East", "coos_bay": "Coast", "drain": "Coast"}


def test_nothing_is_drawn_where_nobody_knows_where_branches_lie_or_nothing_moves(make, plan):
    assert moves_map(make(places={})) is None
    assert moves_map(make(places={"astoria": Place("Coast")})) is None
    assert moves_map(make(replace(plan, moves=()))) is None
    regions = {branch: Place(place) for branch, place in REGIONS.items()}
    inside = replace(plan.moves[1], kind="reassignment", destination="astoria")
    assert moves_map(make(replace(plan, moves=(inside,)), places=regions)) is None


def test_north_is_up_and_east_is_right(make):
    lie = ground(make().places, make().places)
    assert lie.at("astoria")[1] < lie.at("bend")[1] < lie.at("coos_bay")[1]
    assert lie.at("coos_bay")[0] < lie.at("astoria")[0] < lie.at("bend")[0]


def test_a_single_branch_stands_in_the_middle():
    lie = ground({"bend": Place("", "", 44.0, -121.0)}, ["bend"])
    assert lie.at("bend") == (lie.width / 2, lie.height / 2)


def test_a_disc_grows_in_area_up_to_the_largest():
    lie = ground({"bend": Place("", "", 44.0, -121.0)}, ["bend"])
    assert lie.area(50) == pytest.approx(2 * lie.area(25), rel=0.001)
    assert lie.area(900) == lie.area(50)
    assert lie.radius(0) > 0


def test_an_arc_ends_short_of_the_disc_and_ways_there_and_back_do_not_meet():
    there, back = list(arc((0, 0), (100, 0), 9, 1)), list(arc((100, 0), (0, 0), 9, 1))
    tip = there[-1]
    assert hypot(100 - tip.x, tip.y) == pytest.approx(10, abs=0.1)
    assert max(line.y for line in there) * min(line.y for line in back) < 0
    assert all((a.x2, a.y2) == (b.x, b.y) for a, b in pairwise(there[:-2]))


def test_branches_too_near_each_other_have_no_arc():
    assert list(arc((0, 0), (10, 0), 9, 1)) == []


def test_more_people_make_a_wider_arc():
    assert 0 < width_of(1, 10) < width_of(10, 10)


@given(
    st.lists(
        st.tuples(st.floats(42, 46), st.floats(-124, -117), st.text("abcdef", min_size=1)),
        min_size=1,
        max_size=40,
        unique_by=lambda each: each[:2],
    )
)
def test_no_label_hides_a_disc_or_another_label_and_none_leaves_the_picture(drawn):
    places = {f"b{n}": Place("", "", north, east) for n, (north, east, _) in enumerate(drawn)}
    lie = ground(places, places)
    discs = [(x - 4, y - 4, x + 4, y + 4) for x, y in lie.points.values()]
    labels = [
        Label(*lie.at(f"b{n}"), 4, f"{name} +1", "3 empty", GAIN)
        for n, (_, _, name) in enumerate(drawn)
    ]
    written, left_out = place_labels(labels, discs, [], lie)
    boxes = [(b.x, b.y, b.x2, b.y2) for b in written if isinstance(b, Block)]
    assert len(boxes) + left_out == len(labels)
    for one, other in [*combinations(boxes, 2), *((b, d) for b in boxes for d in discs)]:
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(b[0] >= 0 and b[1] >= 0 for b in boxes)
    assert all(b[2] <= lie.width and b[3] <= lie.height for b in boxes)


def test_a_label_crosses_an_arc_only_where_it_must():
    lie = ground({"bend": Place("", "", 44.0, -121.0)}, ["bend"])
    x, y = lie.at("bend")
    label = Label(x, y, 4, "Bend +1", "", GAIN)
    wall = [list(arc((x + 20, y + 60), (x + 20, y - 60), 1, 1))]  # it bends to the right
    (paper, text), _ = place_labels([label], [], wall, lie)
    assert isinstance(paper, Block)
    assert text.x < x

"""The caterpillar and the funnel: what is drawn, what is named, and when there is no picture."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction as F
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from evenhand.figures import Interval
from evenhand.reports.charts import DRAWN, chart_svg
from evenhand.reports.charts.axes import Axes
from evenhand.reports.charts.funnel import NAMED, funnels

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Astoria", "Bend", "Coos Bay")


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def seen(result, **changes):
    return replace(result, uncertainty=replace(result.uncertainty, **changes))


def judging(result, judged, **changes):
    """The same result, with other verdicts on the risk of removal."""
    program = result.programs[1]
    component = replace(program.components[1], judged=tuple(judged), **changes)
    return replace(
        result, programs=(replace(program, components=(program.components[0], component)),)
    )


def crowd(result, outside: int):
    """So many branches far above what was expected, all of one size."""
    like = result.programs[1].components[1].judged[1]
    return judging(
        result,
        [replace(like, branch=f"b{n:02}", ratio=F(3, 2) + F(n, 100)) for n in range(outside)],
    )


def test_branches_run_from_the_largest_gain_and_the_unknown_is_told_and_tabled(small_result):
    drawn = DRAWN["intervals"](small_result)
    assert [word for word in words(drawn.svg) if word in NAMES] == ["Astoria", "Bend"]
    assert "1 branch is not drawn, since nothing is known of now" in drawn.reading
    assert [row[0] for row in drawn.table.rows] == list(NAMES)


def test_a_change_beyond_noise_is_bold_and_not_only_coloured(small_result):
    svg = chart_svg(small_result, "intervals")
    bold = re.findall(r'font-weight="bold"[^>]*>([^<]*)<', svg)
    assert "−2" in bold
    assert "+1" not in bold
    assert "+1" in words(svg)


def test_without_current_staff_branches_run_by_size_with_their_ends(small_result):
    totals = tuple(replace(total, current=None) for total in small_result.totals)
    drawn = DRAWN["intervals"](replace(small_result, totals=totals))
    assert drawn.question == "How sure is each branch's number?"
    assert [word for word in words(drawn.svg) if word in NAMES] == list(NAMES)
    assert {"4–6", "3–5", "2"} <= set(words(drawn.svg))


def test_no_draw_that_moves_a_branch_means_no_picture(small_result):
    still = tuple(replace(each, p05=F(4), p95=F(4)) for each in small_result.uncertainty.intervals)
    assert DRAWN["intervals"](seen(small_result, intervals=still)) is None
    assert chart_svg(replace(small_result, uncertainty=None), "intervals") == ""


def test_an_interval_takes_the_pale_bar_and_masked_cells_go_below_it(small_result):
    spread = replace(small_result.fillings[0], program="all")
    both = DRAWN["positions"](replace(small_result, fillings=(spread,)))
    assert "lies within the pale bar. A thin line below it spans the fillings" in both.reading
    masked = replace(small_result, fillings=(spread,), uncertainty=None)
    assert "A pale bar spans the fillings" in DRAWN["positions"](masked).reading


def test_the_interval_s_end_stays_in_the_picture(small_result):
    wide = Interval("all", "astoria", F(5), F(1), F(5), F(400))
    svg = chart_svg(seen(small_result, intervals=(wide,)), "positions")
    assert "400" in words(svg)


def test_only_a_branch_outside_the_outer_curves_is_named(small_result):
    [drawn] = funnels(small_result)
    assert [word for word in words(drawn.svg) if word in NAMES] == ["Bend"]
    assert "differ beyond chance, by about 3.0 points of 100 (over-dispersion)" in drawn.reading
    assert "named only outside the outer curves" in drawn.reading


def test_branches_that_differ_by_chance_alone_widen_no_curve(small_result):
    component = small_result.programs[1].components[1]
    flat = judging(small_result, component.judged, funnel=replace(component.funnel, spread=F(0)))
    [drawn] = funnels(flat)
    assert "so the curves are not widened" in drawn.reading


def test_a_crowd_outside_is_named_as_far_as_there_is_room_and_counted(small_result):
    [drawn] = funnels(crowd(small_result, 30))
    named = [word for word in words(drawn.svg) if re.fullmatch(r"b\d\d", word)]
    assert "b29" in named
    assert len(named) < NAMED
    assert f"Of the 30 branches outside the outer curves {len(named)} are named" in drawn.reading


def test_no_two_names_lie_over_each_other(small_result):
    [drawn] = funnels(crowd(small_result, 30))
    heights = sorted(
        float(y) for y in re.findall(r"translate\([-\d.]+,([-\d.]+)\)[^>]*>b\d\d<", drawn.svg)
    )
    assert len(heights) > 2
    assert all(after - before >= 12 for before, after in pairwise(heights))


def test_a_verdict_colours_its_dot_and_a_bare_one_stays_ink(small_result):
    first, second = small_result.programs[1].components[1].judged
    for verdict, color in (
        ("better", "#0072B2"),
        ("worse", "#D55E00"),
        ("no different", "#1b1b1b"),
    ):
        svg = chart_svg(
            judging(small_result, [first, replace(second, verdict=verdict)]),
            "funnel-remedial_services-risk_of_removal",
        )
        assert re.search(rf'fill="{color}"[^>]*>Bend<', svg)


def test_an_outcome_without_limits_or_without_influence_has_no_funnel(small_result):
    component = small_result.programs[1].components[1]
    for changes in (
        {"funnel": None},
        {"funnel": replace(component.funnel, limits=())},
        {"influence": F(0)},
    ):
        assert [*funnels(judging(small_result, component.judged, **changes))] == []
    assert chart_svg(small_result, "funnel-nowhere-nothing") == ""


AXES = Axes(most=F(100), least=F(1, 5), highest=F(4, 5), width=100, height=60)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ((F(10), F(1, 2)), (F(20), F(1, 2)), (10, 30, 20, 30)),
        ((F(0), F(0)), (F(40), F(2, 5)), (20, 60, 40, 40)),
        ((F(90), F(1, 2)), (F(110), F(1, 2)), (90, 30, 100, 30)),
        ((F(50), F(9, 10)), (F(60), F(9, 10)), None),
        ((F(50), F(1)), (F(60), F(9, 10)), None),
        ((F(110), F(1, 2)), (F(120), F(2, 5)), None),
    ],
)
def test_a_curve_is_cut_where_it_leaves_the_axes(first, second, kept):
    lines = [*AXES.curve([first, second], "black", 1)]
    assert [(line.x, line.y, line.x2, line.y2) for line in lines] == ([kept] if kept else [])


def test_rates_need_not_start_at_zero_but_have_round_numbers():
    marks = [getattr(mark, "text", None) for mark in AXES.grid()]
    assert {"20%", "40%", "60%", "80%"} <= set(marks)
    assert "0%" not in marks

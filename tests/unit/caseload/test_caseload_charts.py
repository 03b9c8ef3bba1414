"""The pictures of caseloads: their answers, what is drawn, and when there is nothing to draw."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from xml.etree import ElementTree

import pytest

from evenhand.figures.caseload import Distribution, Ratio, Whom
from evenhand.reports.charts.calendar import Calendar
from evenhand.reports.charts.headcount import headcount
from evenhand.reports.charts.loads import MOST, loads_picture
from evenhand.reports.charts.ratio import ratio
from evenhand.reports.charts.upright import apart

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture
def rule(watch):
    return watch.countings[0]


def test_each_picture_answers_its_question_in_its_title(watch, rule):
    drawn = ratio(watch, rule), headcount(watch), loads_picture(watch, rule)
    assert [picture.answer for picture in drawn] == [
        "Investigations: 13.67 cases per worker in June 2001, above the standard of 12; "
        "24.4% of worker-days over.",
        "Case-carrying workers: 24 on 1 July 2000, 35 on 1 June 2001 (+11).",
        "Investigations: The coast carries most, 8.08 cases per worker; Inland least, 5.82.",
    ]
    for picture in drawn:
        assert picture.answer in " ".join(words(picture.svg))
        assert re.search(r'viewBox="0 0 340 ', picture.svg)


def test_the_same_watch_gives_the_same_drawings(watch, rule):
    for draw in (lambda: ratio(watch, rule), lambda: headcount(watch)):
        assert draw() == draw()


def test_nothing_is_written_beyond_the_edge_of_a_phone(watch, rule):
    for picture in (ratio(watch, rule), headcount(watch), loads_picture(watch, rule)):
        for place, text in _placed(picture.svg):
            assert -1 <= place <= 340, text


def _placed(svg):
    """Where each text starts, by the groups it stands in; ends are not measured."""

    def walk(node, x):
        found = re.match(r"translate\(([-\d.]+)", node.get("transform", ""))
        x += float(found[1]) if found else 0
        if node.tag == f"{SVG}text" and node.get("text-anchor") in (None, "start"):
            yield x, node.text
        for inner in node:
            yield from walk(inner, x)

    yield from walk(ElementTree.fromstring(svg), 0)


def test_the_standard_is_named_at_its_line_and_the_share_over_stands_beneath(watch, rule):
    said = words(ratio(watch, rule).svg)
    assert "standard 12" in said
    assert "share of worker-days over 12" in said
    assert "24.4%" in said


def test_a_mean_at_the_standard_is_neither_above_nor_below(watch, rule):
    for mean, stands in ((F(12), "at"), (F(11), "below"), (F(13), "above")):
        last = replace(watch.months[-1], mean=Ratio(mean * 10, F(10)))
        made = ratio(replace(watch, months=(*watch.months[:-1], last)), rule)
        assert f", {stands} the standard of 12" in made.answer


def test_without_a_standard_there_is_no_line_and_no_band(watch, rule):
    bare = replace(watch, months=tuple(replace(month, over=()) for month in watch.months))
    made = ratio(bare, rule)
    assert made.answer == "Investigations: 13.67 cases per worker in June 2001."
    assert not [word for word in words(made.svg) if "standard" in word or "share" in word]


def test_a_month_in_which_nobody_carries_breaks_the_line_and_is_said(watch, rule):
    none = replace(watch.months[5], mean=Ratio(F(0), F(0)), over=())
    made = ratio(replace(watch, months=(*watch.months[:5], none, *watch.months[6:])), rule)
    assert "Where the line breaks there were no case-carrying workers." in made.reading
    whole = ratio(watch, rule)
    assert made.svg.count("#0072B2") == whole.svg.count("#0072B2") - 4


def test_one_month_or_one_day_is_no_picture(watch, rule):
    assert ratio(replace(watch, months=watch.months[:1]), rule) is None
    assert headcount(replace(watch, headcounts=watch.headcounts[:1])) is None
    assert headcount(replace(watch, headcounts=())) is None
    assert loads_picture(replace(watch, loads=watch.loads[:1]), rule) is None


def test_each_status_is_named_at_the_end_of_its_line(watch):
    assert {"case carrying 35", "trainee 4"} <= set(words(headcount(watch).svg))


def test_boroughs_share_one_scale_and_days_beyond_the_standard_have_the_other_colour(watch, rule):
    made = loads_picture(watch, rule)
    said = words(made.svg)
    assert [word for word in said if word in ("The coast", "Inland")] == ["The coast", "Inland"]
    assert said.count("10") == 2
    assert "median 5, 9 in 10 ≤ 14, 34.2% over" in said
    assert made.svg.count("#D55E00") == 2


def test_without_boroughs_the_heaviest_branches_are_drawn_and_the_rest_are_told(watch, rule):
    like = watch.loads[1]
    many = tuple(replace(like, whom=Whom("branch", f"b{n:02}", f"B {n:02}")) for n in range(15))
    made = loads_picture(replace(watch, loads=many), rule)
    assert len([word for word in words(made.svg) if word.startswith("B ")]) == MOST
    assert "Drawn: the 12 heaviest of 15." in made.reading


def test_one_branch_alone_is_drawn_without_a_comparison(watch, rule):
    made = loads_picture(replace(watch, loads=watch.loads[3:4]), rule)
    assert made.answer == "Investigations: Astoria carries most, 8.08 cases per worker."


@pytest.mark.parametrize(("most", "bars"), [(F(2), 21), (F(4), 41), (F(60), 31)])
def test_many_loads_are_gathered_into_few_bars(watch, rule, most, bars):
    counts = tuple((most * n / 120, 1) for n in range(121))
    found = Distribution(121, most / 2, most / 2, most, most, counts)
    load = replace(watch.loads[3], distribution=found, over=())
    made = loads_picture(replace(watch, loads=(load,)), rule)
    assert made.svg.count("#0072B2") == bars
    assert "standard" not in made.reading


def test_labels_are_pushed_apart_and_none_below_the_floor():
    assert apart([5, 6, 7], 100, 10) == [5, 15, 25]
    assert apart([95, 98], 100, 10) == [90, 100]
    assert apart([], 100) == []


def test_a_calendar_writes_months_where_there_are_few_and_years_where_there_are_many():
    year = Calendar(date(2000, 7, 1), date(2001, 6, 30), 240)
    assert [m.text for m in year.axis(0) if hasattr(m, "text")] == [
        *("Jul 2000", "Oct 2000", "Jan 2001", "Apr 2001")
    ]
    decade = Calendar(date(2000, 7, 1), date(2010, 6, 30), 240)
    assert [m.text for m in decade.axis(0) if hasattr(m, "text")][:2] == ["2001", "2003"]
    assert Calendar(date(2000, 7, 1), date(2000, 7, 1), 240).at(date(2000, 7, 1)) == 0

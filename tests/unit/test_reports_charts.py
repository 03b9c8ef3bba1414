"""The pictures: what they say, that they are the same on each run, and that all can read them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction as F
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from evenhand.reports.charts import DRAWN, chart_svg, pictures
from evenhand.reports.charts.scale import Scale

SVG = "{http://www.w3.org/2000/svg}"
PHONE = 320


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def many(result, branches: int):
    """The same result with so many branches; the program's tuples stay as they are."""
    totals = [
        replace(result.totals[0], branch=f"b{n:03}", name=f"Branch {n:03}", positions=F(n))
        for n in range(1, branches + 1)
    ]
    return replace(result, totals=tuple(totals))


def test_each_picture_answers_its_question_in_its_title(small_pictures):
    assert {picture.name: picture.answer for picture in small_pictures} == {
        "positions": "Astoria gains most, +1 (4 → 5); Bend loses most, −2 (6 → 4).",
        "gap": "1 of 2 branches gains 1 position and 1 loses 2 positions.",
        "intervals": "1 of 2 branches loses beyond noise and 1 changes within noise.",
        "funnel-remedial_services-risk_of_removal": "Risk of removal: 1 of 2 branches stands out "
        "beyond chance: Bend above.",
        "contribution": "Protective services: assessment time pulls hardest: "
        "−1.0 positions for Coos Bay.",
        "moved": "Protective services: assessment time moves most: "
        "1.0 of 6 positions, at influence 1.",
    }


def test_the_answer_is_drawn_and_named_for_a_screen_reader(small_pictures):
    for picture in small_pictures:
        root = ElementTree.fromstring(picture.svg)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert title is not None
        assert description is not None
        assert title.text == picture.answer
        assert description.text == picture.reading
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert picture.answer in " ".join(words(picture.svg))


def test_the_same_result_gives_the_same_bytes(small_result, small_pictures):
    assert set(DRAWN) < {picture.name for picture in small_pictures}
    for picture in small_pictures:
        assert chart_svg(small_result, picture.name) == picture.svg


def test_rows_run_from_the_largest_gain_to_the_unknown(small_pictures):
    drawn = [
        word for word in words(small_pictures[0].svg) if word in ("Astoria", "Bend", "Coos Bay")
    ]
    assert drawn == ["Astoria", "Bend", "Coos Bay"]


def test_a_held_branch_has_a_tick_and_the_reading_says_so(small_result, small_pictures):
    assert "upright tick" in small_pictures[0].reading
    assert "in nine draws of ten" in small_pictures[0].reading.lower()
    free = tuple(
        replace(program, awards=tuple(replace(award, held_by="") for award in program.awards))
        for program in small_result.programs
    )
    assert "tick" not in DRAWN["positions"](replace(small_result, programs=free)).reading


def test_without_current_staff_only_the_allocation_is_drawn(small_result):
    totals = tuple(replace(total, current=None) for total in small_result.totals)
    result = replace(small_result, totals=totals)
    drawn = DRAWN["positions"](result)
    assert drawn.answer == "Astoria is given most, 5 of 12 positions."
    assert [column.title for column in drawn.table.columns] == ["Branch", "Allocated"]
    assert chart_svg(result, "gap") == ""
    assert "gap" not in [picture.name for picture in pictures(result)]


def test_a_component_that_pulls_nobody_is_told_and_not_drawn(small_pictures):
    [contribution] = [each for each in small_pictures if each.name == "contribution"]
    assert "Risk of removal" not in words(contribution.svg)
    assert "Remedial services: risk of removal" in contribution.reading
    assert "Remedial services: risk of removal" in [
        column.title for column in contribution.table.columns
    ]


def test_past_sixty_branches_only_the_largest_are_drawn_and_the_title_says_so(small_result):
    drawn = DRAWN["contribution"](many(small_result, 147))
    assert drawn.answer.endswith("Drawn: the 60 largest of 147 branches.")
    rows = {word for word in words(drawn.svg) if word.startswith("Branch ")}
    assert len(rows) == 60
    assert "Branch 088" in rows
    assert "Branch 087" not in rows
    assert len(drawn.table.rows) == 147


@pytest.mark.parametrize("branches", [3, 147])
def test_rows_keep_their_height_however_many_there_are(small_result, branches):
    svg = chart_svg(many(small_result, branches), "positions")
    heights = sorted(
        float(y) for y in re.findall(r"translate\([-\d.]+,([\d.]+)\)[^>]*>Branch \d", svg)
    )
    assert len(heights) == branches
    assert {after - before for before, after in pairwise(heights)} == {16}


def test_no_letter_is_too_small_to_read_on_a_phone(small_pictures):
    for picture in small_pictures:
        width = int(re.findall(r'viewBox="0 0 (\d+)', picture.svg)[0])
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', picture.svg)]
        assert min(sizes) * (PHONE - 20) / width > 8.5


def test_nothing_is_fetched_and_no_name_becomes_markup(small_result):
    total = replace(small_result.totals[0], name='<script>"&')
    svg = chart_svg(replace(small_result, totals=(total, *small_result.totals[1:])), "positions")
    assert '<script>"&' in words(svg)
    assert set(re.findall(r"https?://[^\s\"<]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\(|href|<script", svg)


@pytest.mark.parametrize(
    ("least", "most", "steps"),
    [
        (F(0), F(6), [0, 2, 4, 6]),
        (F(-2), F(1), [-2, -1, 0, 1]),
        (F(0), F(165), [0, 50, 100, 150]),
        (F(-1, 3), F(1, 2), [0, F(1, 2)]),
        (F(0), F(0), [0]),
    ],
)
def test_a_scale_has_zero_and_round_numbers(least, most, steps):
    assert Scale(least, most, 0, 100).steps(4) == steps

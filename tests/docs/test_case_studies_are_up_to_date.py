"""The case studies are what the code makes of the publishers' tables today."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["connecticut-2017", "england-2025"])
def test_a_case_study_is_what_would_be_written_now(script, name):
    studies = script(ROOT / "docs" / "case_studies.py")
    if not studies.TABLES.exists():
        pytest.skip("shared/data does not lie beside the checkout")
    page = (ROOT / "docs" / "case-studies" / f"{name}.md").read_text("utf-8")
    assert studies.page(name, studies.result_of(name)) == page


def test_england_under_two_levers_is_what_would_be_written_now(script):
    levers = script("docs/england_levers.py")
    if not levers.TABLES.exists():
        pytest.skip("shared/data does not lie beside the checkout")
    assert levers.page(levers.told()) == levers.PAGE.read_text("utf-8")


def test_new_yorks_published_caseloads_are_what_would_be_written_now(script):
    points = script("docs/acs_points.py")
    if not points.TABLE.exists():
        pytest.skip("shared/data does not lie beside the checkout")
    told = points.told()
    assert points.page(told) == points.PAGE.read_text("utf-8")
    assert points.picture(told) == points.PICTURE.read_text("utf-8")


def test_the_story_of_one_lever_and_its_picture_are_what_would_be_written_now(script):
    story = script("docs/raising_return_home.py")
    told = story.told()
    assert story.page(told) == story.PAGE.read_text("utf-8")
    assert story.sweep_picture(told.sweep).svg == story.PICTURE.read_text("utf-8")


def test_the_picture_tells_the_result():
    picture = (ROOT / "docs" / "pictures" / "connecticut-2017.svg").read_text("utf-8")
    assert "Hartford is given most, 54 of 500 positions." in picture

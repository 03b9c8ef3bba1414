"""Pictures in files of their own: SVG and nothing else, whole or not at all."""

from __future__ import annotations

import pytest

from evenhand.errors import RunError
from evenhand.reports.charts.picture import Picture
from evenhand.reports.picture_file import write_picture, write_pictures
from evenhand.reports.table import table

DRAWN = Picture("why", "Why?", "So.", "Read it.", "<svg/>", table("t", "T", [], []))


def test_a_picture_is_written_under_any_name_that_says_what_it_is(tmp_path):
    for name in ("why.svg", "why.SVG"):
        write_picture(DRAWN, tmp_path / name)
        assert (tmp_path / name).read_text("utf-8") == "<svg/>"


@pytest.mark.parametrize("name", ["why.png", "why", "svg", "why.svg.pdf"])
def test_no_picture_is_written_under_another_name(tmp_path, name):
    with pytest.raises(RunError, match=r"no name that ends in \.svg"):
        write_picture(DRAWN, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_pictures_go_into_a_folder_that_is_made_and_into_no_file(tmp_path):
    write_pictures([DRAWN], tmp_path / "new" / "pictures")
    assert (tmp_path / "new" / "pictures" / "why.svg").exists()
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(RunError, match="is not a folder"):
        write_pictures([DRAWN], tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"

"""Letters on paper and on a screen: self-contained, whole, and never over a stranger's files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.errors import RunError
from evenhand.explanation.letter import letter
from evenhand.reports.letters import SHEET, letter_html, letter_text, printed_lines, write_letters


@pytest.fixture
def three(small_result):
    made_up = replace(small_result, flags=("Made up: nobody is real.",))
    return [letter(made_up, total.branch, "run") for total in made_up.totals]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_text_has_every_sentence_the_warning_first_and_no_line_too_long(three):
    text = letter_text(three[0])
    assert text.startswith("Made up: nobody is real.\n\nTo the manager of Astoria\n")
    flat = " ".join(text.split())
    assert all(each in flat for section in three[0].sections for each in section.sentences)
    assert max(len(line) for line in text.splitlines()) < 100


def test_the_text_lines_up_the_table(three):
    lines = letter_text(three[0]).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("  Program"))
    assert [line.split()[-1] for line in lines[start : start + 4]] == ["below", "–", "–", "4.75"]


def test_an_escape_in_a_name_recolours_no_terminal_and_no_tag_reaches_the_page(three):
    spoiled = replace(three[0], title="Asto\x1b[31mria <b>")
    assert "\x1b" not in letter_text(spoiled)
    page = letter_html(spoiled)
    assert "\x1b" not in page
    assert "<b>" not in page
    assert "Asto[31mria &lt;b&gt;" in page


def test_the_page_needs_no_network_and_no_script_and_says_it_is_made_up(three):
    page = letter_html(three[0])
    assert not re.search(r"url\(|@import|https?://|<script|<link|<img", page)
    assert "default-src 'none'" in page
    assert '<p class="warning">Made up: nobody is real.</p>' in page
    assert page == letter_html(three[0])


def test_a_long_letter_is_set_smaller_so_that_it_stays_on_one_sheet(three):
    assert printed_lines(three[0]) <= SHEET
    assert '<body class="small">' not in letter_html(three[0])
    short, long = "A short sentence.", "A sentence that goes on. " * 6
    section = replace(three[0].sections[0], sentences=(short, long))
    only = replace(three[0], sections=(section,))
    assert printed_lines(only) == 2 + 1 + 2
    many = replace(three[0], sections=(section,) * (SHEET // 5 + 1))
    assert '<body class="small">' in letter_html(many)


def test_there_is_a_page_a_branch_and_an_index_that_leads_to_each(three, tmp_path):
    written = write_letters(three, tmp_path / "letters")
    assert written == ["astoria.html", "bend.html", "coos-bay.html"]
    assert names(tmp_path / "letters") == sorted([*written, "index.html", "letters.json"])
    index = (tmp_path / "letters" / "index.html").read_text("utf-8")
    assert re.findall(r'<a href="(.+?)">(.+?)</a>', index) == [
        ("astoria.html", "Astoria"),
        ("bend.html", "Bend"),
        ("coos-bay.html", "Coos Bay"),
    ]
    assert "Made up: nobody is real." in index
    assert names(tmp_path) == ["letters"]


def test_no_two_branches_share_a_file_and_none_takes_the_index(three, tmp_path):
    alike = [replace(three[0], branch=each) for each in ("A b", "a-b", "a_B", "index", "☂")]
    assert write_letters(alike, tmp_path / "letters") == [
        *("a-b.html", "a-b-2.html", "a-b-3.html", "index-2.html", "branch.html"),
    ]


def test_letters_replace_letters_whole(three, tmp_path):
    write_letters(three, tmp_path / "letters")
    write_letters(three[:1], tmp_path / "letters")
    assert names(tmp_path / "letters") == ["astoria.html", "index.html", "letters.json"]


def test_a_stranger_s_folder_is_left_alone(three, tmp_path):
    (tmp_path / "will.txt").write_text("mine")
    with pytest.raises(RunError, match=r"holds will\.txt, which Evenhand did not write"):
        write_letters(three, tmp_path)
    assert names(tmp_path) == ["will.txt"]


def test_a_file_added_to_letters_keeps_them_from_being_replaced(three, tmp_path):
    write_letters(three, tmp_path / "letters")
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / "letters" / name).write_text("mine")
    with pytest.raises(RunError, match=r"holds a\.txt, b\.txt, c\.txt …"):
        write_letters(three[:1], tmp_path / "letters")
    assert len(names(tmp_path / "letters")) == 9


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"evenhand": "", "letters": ["letters.json"]}'])
def test_a_list_that_is_not_ours_opens_no_folder(three, tmp_path, told):
    (tmp_path / "letters.json").write_text(told)
    with pytest.raises(RunError, match="is left alone"):
        write_letters(three, tmp_path)
    assert (tmp_path / "letters.json").read_text() == told


def test_a_file_is_not_overwritten(three, tmp_path):
    (tmp_path / "letters").write_text("mine")
    with pytest.raises(RunError, match="is not a folder"):
        write_letters(three, tmp_path / "letters")


def test_when_the_disk_refuses_the_old_letters_stay(three, tmp_path, monkeypatch):
    write_letters(three, tmp_path / "letters")
    genuine = Path.write_bytes

    def refuse(path, content):
        if path.name == "bend.html":
            raise OSError(28, "No space left on device")
        return genuine(path, content)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(RunError, match=r"The letters cannot be written to .*No space left"):
        write_letters(three, tmp_path / "letters")
    assert len(names(tmp_path / "letters")) == 5
    assert names(tmp_path) == ["letters"]
    assert json.loads((tmp_path / "letters" / "letters.json").read_text())["letters"]

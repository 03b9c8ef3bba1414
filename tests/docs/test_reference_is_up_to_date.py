"""The reference is what the code says of itself today."""

from __future__ import annotations

from pathlib import Path

import pytest

from evenhand.cli import evenhand
from evenhand.cli.commands import ORDER

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = sorted(page.name for page in REFERENCE.glob("*.md"))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_what_the_code_makes_of_it(page, script):
    generate = script("docs/generate.py")
    made = generate.NOTE + generate.PAGES[page]()
    assert made == (REFERENCE / page).read_text("utf-8"), "run `make docs`"


def test_no_page_is_missing(script):
    assert sorted(script("docs/generate.py").PAGES) == PAGES


@pytest.mark.parametrize("words", [[], *([name] for name in ORDER)], ids=" ".join)
def test_each_command_s_help_stands_there_word_for_word(words, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    evenhand.main([*words, "--help"], prog_name="evenhand", standalone_mode=False)
    assert f"```text\n{capsys.readouterr().out}```" in (REFERENCE / "commands.md").read_text(
        "utf-8"
    )


def test_a_test_s_name_becomes_a_sentence(script, tmp_path):
    path = tmp_path / "test_it.py"
    path.write_text("def test_home_on_day_365_counts(): ...\ndef drawn(): ...\n")
    assert list(script("docs/generate.py").tested(path)) == ["Home on day 365 counts."]

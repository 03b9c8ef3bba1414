"""An account in words, tables and pictures, from one drawn by hand."""

from __future__ import annotations

import re
from fractions import Fraction as F
from xml.etree import ElementTree

import pytest

from evenhand.explanation.account import accounted_in_words, branches_in_words
from evenhand.figures import Account, Accounted, Part
from evenhand.reports.account_tables import (
    account_table,
    branch_answer,
    cause_answer,
    state_answer,
)
from evenhand.reports.charts.waterfall import causes_moved, waterfall

NAMES = {"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay"}
CAUSES = ("data", "influences", "bounds", "rounding, method and ties")


def line(branch, before, *changes, program="all"):
    parts = tuple(Part(name, F(n)) for name, n in zip(CAUSES, changes, strict=True))
    return Accounted(program, branch, F(before), F(before) + sum(map(F, changes)), parts)


ASTORIA = line("astoria", 17, "131/100", "42/100", 0, "27/100")
BEND = line("bend", 9, "-131/100", "31/100", 0, 0)
COOS_BAY = line("coos_bay", 4, 0, "-1/1000", 0, "1/1000")
LINES = (ASTORIA, BEND, COOS_BAY)
ACCOUNT = Account("old", "new", CAUSES, LINES)


def test_a_branch_is_told_in_one_sentence():
    assert accounted_in_words(ASTORIA, "Astoria") == (
        "Astoria: 17 → 19 (+2): data +1.31, influences +0.42, rounding +0.27."
    )
    alone = line("bend", 9, 0, "-1/1000", -1, "1/1000", program="out_of_home")
    assert accounted_in_words(alone, "Bend") == (
        "Bend in out of home: 9 → 8 (−1): influences −0.00, bounds −1, rounding +0.00."
    )
    still = line("bend", 9, 0, 0, 0, 0)
    assert accounted_in_words(still, "Bend") == "Bend: 9 → 9 (0): nothing changes it."


def test_a_part_reads_alike_in_the_table_and_in_the_sentence():
    told = line("astoria", 17, "5/2", "-1/1000", -1, "1/2")
    shown = account_table([told], CAUSES, NAMES)
    cells = [c.text(cell) for c, cell in zip(shown.columns, shown.rows[0], strict=True)]
    assert cells[4:] == ["+2.50", "−0.00", "−1", "+0.50"]
    assert "data +2.50, influences −0.00, bounds −1, rounding +0.50" in accounted_in_words(told, "")
    half = line("astoria", 17, "5/2", 0, 0, "1/2")
    assert branch_answer(half, "Astoria").endswith("most by data (+2.50).")
    assert ">+2.50</text>" in waterfall(half, "Astoria").svg


def test_only_branches_that_change_are_told_the_largest_change_first():
    told = list(branches_in_words(LINES[::-1], NAMES, 10))
    assert [sentence.partition(":")[0] for sentence in told] == ["Astoria", "Bend"]
    assert list(branches_in_words(LINES, NAMES, 1)) == told[:1]
    shown = account_table(LINES, CAUSES, NAMES)
    assert [row[0] for row in shown.rows] == ["Astoria", "Bend"]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (ASTORIA, "Astoria gains 2 positions (17 → 19), most by data (+1.31)."),
        (BEND, "Bend loses 1 position (9 → 8), most by data (−1.31)."),
        (COOS_BAY, "Coos Bay keeps its positions (4 → 4)."),
    ],
)
def test_the_answer_names_the_cause_that_pulled_most_the_same_way(told, answer):
    assert branch_answer(told, NAMES[told.branch]) == answer


def test_the_state_is_told_by_gains_and_losses():
    assert (
        state_answer(LINES) == "1 branch gains 2 positions, 1 branch loses 1 position, 1 as before."
    )
    assert state_answer([COOS_BAY]) == "No branch has more or fewer positions than before."
    moved = ACCOUNT.moved(LINES)
    assert (moved[0].gained, moved[0].lost) == (F("131/100"), F("131/100"))
    assert cause_answer(moved) == "Most is moved by data: +1.3 positions in all, and −1.3."
    still = [line("bend", 9, 0, 0, 0, 0)]
    assert cause_answer(ACCOUNT.moved(still)) == "No cause moves a position."


@pytest.mark.parametrize("drawn", [waterfall(ASTORIA, "Astoria"), causes_moved(ACCOUNT, LINES)])
def test_the_pictures_are_drawn_with_their_answer_and_can_be_read_on_a_phone(drawn):
    root = ElementTree.fromstring(drawn.svg)
    words = " ".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))
    assert drawn.answer in words
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawn.svg)]
    width = int(re.findall(r'viewBox="0 0 (\d+)', drawn.svg)[0])
    assert min(sizes) * 300 / width > 8.5


def test_the_table_beside_a_waterfall_goes_from_before_to_after():
    cells = waterfall(ASTORIA, "Astoria").table.rows
    assert cells[0] == ("before", 17)
    assert cells[-1] == ("after", 19)
    assert sum(number for _, number in cells[:-1]) == 19

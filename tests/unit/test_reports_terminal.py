"""The terminal's table: one row a branch, and no colour where none is wanted."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction as F

from rich.console import Console

from evenhand.figures import Misplaced
from evenhand.reports.terminal import show_positions


def shown(result, **environment: str) -> str:
    screen = io.StringIO()
    terminal = bool(environment)
    console = Console(file=screen, width=100, force_terminal=terminal, _environ=environment)
    show_positions(result, console)
    return screen.getvalue()


def test_each_branch_has_a_row_with_its_programs_and_its_change(small_result):
    rows = [
        [cell.strip() for cell in line.split("│")[1:-1]]
        for line in shown(small_result).splitlines()
        if line.startswith("│")
    ]
    assert rows == [
        ["Astoria", "3", "2", "5", "4–6", "4", "+1"],
        ["Bend", "2", "2", "4", "3–5", "6", "−2"],
        ["Coos Bay", "1", "2", "3", "2", "", ""],
        ["All branches", "6", "6", "12", "", "", ""],
    ]


def test_without_current_staff_there_is_no_column_for_it(small_result):
    totals = tuple(replace(total, current=None) for total in small_result.totals)
    assert "Now" not in shown(replace(small_result, totals=totals))


def test_what_may_be_misplaced_is_said_once_and_in_one_line(small_result):
    said = "Expected misplaced: 1.2 of 12 under the formula, 3.0 by head count, 2.50"
    text = " ".join(shown(small_result).split())
    assert text.count(said) == 1
    assert text.endswith("is called better than head count, as here.")
    names = (*(program.name for program in small_result.programs), "all")
    close = tuple(Misplaced(name, F(2), F(5, 2), F(2), F(0)) for name in names)
    seen = replace(small_result.uncertainty, misplaced=close)
    text = " ".join(shown(replace(small_result, uncertainty=seen)).split())
    assert text.count("no proof that the formula does better than head count.") == 1


def test_without_intervals_there_is_no_column_for_them_and_a_note_says_so(small_result):
    text = shown(replace(small_result, uncertainty=None))
    assert "9 in 10" not in text
    assert "this run has no intervals" in " ".join(text.split())


def test_no_color_is_respected(small_result):
    assert "\x1b[34m" in shown(small_result, TERM="xterm")
    assert "\x1b[3" not in shown(small_result, TERM="xterm", NO_COLOR="1").replace("\x1b[3m", "")


def test_a_name_can_neither_mark_up_nor_steer_the_terminal(small_result):
    total = replace(small_result.totals[0], name="[red]Astoria\x1b[2J")
    text = shown(replace(small_result, totals=(total, *small_result.totals[1:])))
    assert "[red]Astoria[2J" in text
    assert "\x1b" not in text


def test_it_prints_to_the_screen_where_no_console_is_given(small_result, capsys):
    show_positions(small_result)
    assert "Coos Bay" in capsys.readouterr().out

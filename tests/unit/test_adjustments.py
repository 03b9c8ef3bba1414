"""Changes by hand: answered for, conserving the total, beside the formula's own answer."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.errors import NotPossible, TableError
from evenhand.explanation import explain
from evenhand.explanation.by_hand import by_hand
from evenhand.figures import Adjustment
from evenhand.figures.adjustment import moved_by_hand, program_by_hand
from evenhand.figures.placeholder import says_nothing
from evenhand.reports.by_hand_tables import by_hand_table
from evenhand.reports.cautions import cautions
from evenhand.reports.csv_files import positions_csv
from evenhand.reports.page import report_html
from evenhand.reports.position_tables import program_table, totals_table
from evenhand.scenarios.adjusting import adjusted
from evenhand.sources.adjustments import read_adjustments

HEADER = "branch,program,change,reason,author,decided_on"
PLUS = "astoria,remedial_services,1,Two workers on long leave,J. Ruiz,2000-03-01"
MINUS = "bend,remedial_services,-1,Gives one to Astoria.,J. Ruiz,2000-03-01"
BRANCHES = {"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay"}
PROGRAMS = ("protective_services", "remedial_services")
AS_OF = date(2000, 2, 4)


def read(folder, *lines, header=HEADER):
    path = folder / "adjust.csv"
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return read_adjustments(str(path), BRANCHES, PROGRAMS, AS_OF)


def change(branch: str, much: F | int, program: str = "remedial_services") -> Adjustment:
    return Adjustment(branch, program, F(much), "Two on leave.", "J. Ruiz", date(2000, 3, 1))


@pytest.fixture
def by_two(small_result):
    """Astoria and Bend swap one position; its quota and award stay as they are."""
    return adjusted(small_result, [change("astoria", 1), change("bend", -1)])


def test_a_file_is_read_row_by_row_in_its_own_order(tmp_path):
    first, second = read(tmp_path, PLUS, MINUS)
    assert first == Adjustment(
        *("astoria", "remedial_services", F(1), "Two workers on long leave", "J. Ruiz"),
        date(2000, 3, 1),
    )
    assert second.change == -1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (PLUS.replace("astoria", "astorja"), "2: there is no branch 'astorja' in the data. Did y"),
        (PLUS.replace("astoria", "Astoria"), "Did you mean astoria?"),
        (PLUS.replace("astoria", "salem"), "there is no branch 'salem' in the data."),
        (PLUS.replace("remedial_", "remedal_"), "no program 'remedal_services'. Did you mean rem"),
        (PLUS.replace(",1,", ",0,"), "'0' is no change in positions"),
        (PLUS.replace(",1,", ",one,"), "'one' is no change in positions; write it as 1 or -1"),
        (PLUS.replace(",1,", ",1/0,"), "'1/0' is no change"),
        (PLUS.replace("Two workers on long leave", "N/A"), "its reason is 'N/A', which says no"),
        (PLUS.replace("Two workers on long leave", ""), "its reason is '', which says nothing"),
        (PLUS.replace("J. Ruiz", "tbd."), "its author is 'tbd.', which says nothing; say who"),
        (PLUS.replace("2000-03-01", "March"), "'March' is no day; write it as 2000-03-01"),
        (PLUS.replace("2000-03-01", "2000-02-03"), "before the 2000-02-04 that the data stand"),
        (f"{PLUS}\n{PLUS}", "3: this row stands here twice"),
        ("astoria", "1 cell stands under 6 columns"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_by_its_line(tmp_path, row, words):
    with pytest.raises(TableError) as refused:
        read(tmp_path, row)
    assert words in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path / 'adjust.csv'}:")


def test_a_decision_on_the_day_of_the_data_counts(tmp_path):
    (only,) = read(tmp_path, PLUS.replace("2000-03-01", "2000-02-04"))
    assert only.decided_on == AS_OF


def test_a_minus_as_people_write_it_and_a_half_are_read(tmp_path):
    assert [a.change for a in read(tmp_path, PLUS.replace(",1,", ",−1/2,"))] == [F(-1, 2)]


def test_two_reasons_for_one_branch_may_stand_beside_each_other(tmp_path):
    assert len(read(tmp_path, PLUS, PLUS.replace("Two workers", "A court order"))) == 2


def test_a_file_that_is_not_so_is_refused(tmp_path):
    with pytest.raises(TableError, match="holds no row"):
        read(tmp_path)
    with pytest.raises(TableError, match=r":1: there is no column reason and no author"):
        read(tmp_path, header="branch,program,change,decided_on")
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(TableError, match=r":1: there is no column branch"):
        read_adjustments(str(tmp_path / "empty.csv"), BRANCHES, PROGRAMS, AS_OF)
    with pytest.raises(TableError, match="cannot be read"):
        read_adjustments(str(tmp_path / "none.csv"), BRANCHES, PROGRAMS, AS_OF)
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"\n\xff")
    with pytest.raises(TableError, match="no CSV in UTF-8"):
        read_adjustments(str(tmp_path / "latin.csv"), BRANCHES, PROGRAMS, AS_OF)


@pytest.mark.parametrize("text", ["", " - ", "N/A", "none.", "...", "TODO"])
def test_a_placeholder_says_nothing_however_it_is_written(text):
    assert says_nothing(text)
    assert not says_nothing("None left after the flood")


def test_the_formula_s_answer_is_not_touched(small_result, by_two):
    assert replace(by_two, adjustments=()) == small_result
    assert by_two.decided("astoria", "remedial_services") == 3
    assert by_two.decided("astoria") == 6


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([change("astoria", 1)], "add up to 1, not to 0: .* Take 1 elsewhere"),
        ([change("bend", -2)], "add up to -2, not to 0: .* Give 2 elsewhere"),
        ([change("bend", -3), change("astoria", 3)], "bend, .*gives 2, and .* would leave -1"),
        ([change("bend", F(1, 2)), change("astoria", F(-1, 2))], "0.5 by hand is no whole number"),
    ],
)
def test_changes_that_cannot_be_made_are_refused(small_result, changes, words):
    with pytest.raises(NotPossible, match=words):
        adjusted(small_result, changes)


def test_a_branch_may_be_left_with_nothing_but_not_with_less_over_several_rows(small_result):
    one = replace(change("bend", -1), reason="One more goes")
    assert adjusted(small_result, [change("bend", -1), one, change("astoria", 2)])
    two = [change("bend", -2), one, change("astoria", 3)]
    with pytest.raises(NotPossible, match="would leave -1"):
        adjusted(small_result, two)


@given(st.lists(st.tuples(st.sampled_from(list(BRANCHES)), st.integers(-2, 2)), max_size=6))
def test_whatever_is_moved_by_hand_the_total_stays_and_so_does_the_formula(small_result, moves):
    """Each move goes from Bend's neighbour to Bend or back, so the changes add up to 0."""
    pairs = [(change(b, n), change("bend", -n)) for b, n in moves if n and b != "bend"]
    every = [each for pair in pairs for each in pair]
    loose = replace(small_result, adjustments=tuple(every))
    if any(loose.decided(b, p) < 0 for b in BRANCHES for p in PROGRAMS):
        with pytest.raises(NotPossible, match="would leave -"):
            adjusted(small_result, every)
        return
    made = adjusted(small_result, every)
    assert sum(made.decided(b) for b in BRANCHES) == small_result.shared
    assert replace(made, adjustments=()) == small_result


def test_half_positions_may_be_moved_where_the_unit_is_a_half(small_result):
    halves = replace(small_result, unit=F(1, 2))
    moved = adjusted(halves, [change("bend", F(1, 2)), change("astoria", F(-1, 2))])
    assert moved.by_hand("bend") == F(1, 2)


def test_moved_by_hand_counts_each_position_once_and_what_cancels_not_at_all():
    back = [change("bend", 1), change("bend", -1), change("astoria", 2), change("coos_bay", -2)]
    assert moved_by_hand(back) == 2
    assert program_by_hand([*back, change("bend", 1)], "remedial_services") == 1
    assert moved_by_hand([]) == 0


def test_what_was_decided_is_told_with_programs_that_changed_and_limits_that_were_crossed(
    small_result,
):
    changes = [
        change("astoria", 1),
        change("bend", 8, "remedial_services"),
        change("coos_bay", -1),
        change("bend", -2, "protective_services"),
        change("astoria", -6 + 1, "protective_services"),
        change("coos_bay", -1, "protective_services"),
    ]
    told = list(by_hand(replace(small_result, adjustments=tuple(changes))))
    assert told[0].startswith("9 positions were moved by hand after the formula")
    assert told[1].endswith("protective services −8, remedial services +8.")
    assert "Bend has 10 in remedial services, past its limit of at most 9." in " ".join(told)
    assert "Coos Bay has 1 in remedial services, past its limit of at least 2." in " ".join(told)
    assert not any("Astoria has 3" in each for each in told)


def test_a_limit_that_is_just_kept_is_not_crossed(small_result):
    kept = (change("bend", 7), change("bend", -1, "protective_services"))
    assert not [each for each in by_hand(replace(small_result, adjustments=kept)) if "past" in each]


def test_one_position_is_moved_in_the_singular_and_none_in_silence(small_result, by_two):
    assert next(by_hand(by_two)).startswith("1 position was moved by hand")
    assert len(list(by_hand(by_two))) == 1
    assert list(by_hand(small_result)) == []


def test_what_was_decided_is_a_note_of_its_branch_and_program_alone(by_two):
    protective, remedial = explain(by_two, "astoria")
    assert remedial.notes[:2] == (
        "By hand +1: Two on leave (J. Ruiz, 2000-03-01).",
        "So 3 positions were decided on.",
    )
    assert "By hand" not in " ".join(protective.notes)


def test_tables_have_what_was_decided_beside_the_formula_s_answer(small_result, by_two):
    totals = totals_table(by_two)
    at = [column.title for column in totals.columns].index("By hand")
    assert [row[at : at + 2] for row in totals.rows] == [(1, 6), (-1, 3), (0, 3), (0, 12)]
    assert [column.title for column in totals_table(small_result).columns][at] != "By hand"
    program = program_table(by_two, by_two.programs[1])
    at = [column.title for column in program.columns].index("Decided")
    assert [row[at] for row in program.rows] == [3, 1, 2]


def test_csv_has_two_more_columns_only_where_something_was_decided(small_result, by_two):
    rows = list(csv.DictReader(io.StringIO(positions_csv(by_two).decode())))
    mine = [row for row in rows if row["branch"] == "astoria"]
    assert [(row["by_hand"], row["decided"], row["positions"]) for row in mine] == [
        *(("0", "3", "3"), ("1", "3", "2"), ("1", "6", "5")),
    ]
    plain = positions_csv(small_result).decode().splitlines()
    assert plain[0].endswith("p_lose")
    cut = [line.rsplit(",", 2)[0] for line in positions_csv(by_two).decode().splitlines()]
    assert cut == plain


def test_the_page_has_a_section_and_a_caution_only_where_something_was_decided(
    small_result, small_pictures, by_two
):
    page = report_html(by_two, small_pictures)
    assert '<h2 id="hand">Decided by hand</h2>' in page
    assert "Two on leave." in page
    assert "1 position was moved by hand" in page
    assert "by hand" not in report_html(small_result, small_pictures).lower()
    assert any("moved by hand" in each for each in cautions(by_two))


def test_a_reason_with_an_escape_recolours_no_terminal(by_two):
    spoiled = replace(by_two.adjustments[0], reason="On \x1b[31mleave")
    shown = by_hand_table(replace(by_two, adjustments=(spoiled,)))
    assert shown.rows == (
        *(("Astoria", "Remedial services", F(1), "On [31mleave", "J. Ruiz", "2000-03-01"),),
    )

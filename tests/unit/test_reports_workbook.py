"""The workbook: the same bytes on each run, numbers as numbers, and never a formula."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from evenhand.reports.workbook import report_xlsx


def test_the_same_result_gives_the_same_bytes(small_result, small_pictures):
    first = report_xlsx(small_result, small_pictures)
    assert report_xlsx(small_result, small_pictures) == first
    with ZipFile(io.BytesIO(first)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-02-04T00:00:00Z" in packed.read("docProps/core.xml")


def test_its_sheets_hold_what_the_page_shows(small_result, small_pictures):
    book = load_workbook(io.BytesIO(report_xlsx(small_result, small_pictures)))
    assert book.sheetnames == [
        *("Positions", "Intervals", "How sure", "Components", "Working notes", "Charts data")
    ]
    positions = [[cell.value for cell in row] for row in book["Positions"].iter_rows(max_col=7)]
    assert ["Astoria", 3, 2, 5, "4–6", 4, 1] in positions
    assert ["All branches", 6, 6, 12, None, None, None] in positions
    notes = [cell.value for row in book["Working notes"].iter_rows() for cell in row]
    assert "Level 1–5 counts as difficult: the paper is silent." in notes


def test_intervals_and_verdicts_have_sheets_with_a_number_to_a_cell(small_result):
    book = load_workbook(io.BytesIO(report_xlsx(small_result, ())))
    [_, head, *rows] = [[cell.value for cell in row] for row in book["Intervals"].iter_rows()]
    assert head[:4] == ["Program", "Branch", "Positions", "1 in 20 below"]
    assert ["All", "Astoria", 5, 4, 5, 6, 0.77, 0, 3, 7, None] in rows
    assert len([row for row in rows if row[0]]) == 9
    sure = [[cell.value for cell in row] for row in book["How sure"].iter_rows(max_col=6)]
    assert ["All programs", 1.2, 3, 1, 0.2, None] in sure
    assert ["Protective services", "assessment time", "call reviews", 60, 240, 0.25] in sure
    assert ["Bend", 30, 40, 20, 1.5, 1.1] in sure


def test_a_run_without_intervals_has_no_sheet_for_them(small_result):
    programs = tuple(
        replace(p, components=tuple(replace(c, judged=()) for c in p.components))
        for p in small_result.programs
    )
    bare = replace(small_result, programs=programs, uncertainty=None)
    book = load_workbook(io.BytesIO(report_xlsx(bare, ())))
    assert not {"Intervals", "How sure"} & set(book.sheetnames)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "{=", "https://"])
def test_text_stays_text_whatever_it_starts_with(small_result, start):
    evil = f"{start}1+1"
    total = replace(small_result.totals[0], name=evil)
    result = replace(
        small_result,
        totals=(total, *small_result.totals[1:]),
        assumptions=(evil,),
        flags=(evil,),
    )
    book = load_workbook(io.BytesIO(report_xlsx(result, ())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == evil]
    assert len(found) >= 4
    assert {cell.data_type for cell in found} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]

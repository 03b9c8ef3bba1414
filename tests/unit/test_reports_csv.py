"""The CSV files of a run: their columns, their order, and that no cell is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from evenhand.reports.csv_files import (
    components_csv,
    fillings_csv,
    formula_safe,
    positions_csv,
)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def test_positions_run_over_the_programs_and_then_over_all(small_result):
    lines = positions_csv(small_result).decode().splitlines()
    assert lines == [
        "program,branch,quota,positions,current,change,lower,upper,bound,tie,p05,p50,p95,p_gain,p_lose",
        "protective_services,astoria,2.500000,3,,,1,,,bend,3,3,3,,",
        "protective_services,bend,2.500000,2,,,1,9,,astoria,2,2,3,,",
        "protective_services,coos_bay,1.000000,1,,,2,,,,1,1,1,,",
        "remedial_services,astoria,2.250000,2,,,1,,,,1,2,2,,",
        "remedial_services,bend,2.400000,2,,,1,9,,,1,2,2,,",
        "remedial_services,coos_bay,1.350000,2,,,2,,minimum,,1,1,1,,",
        "all,astoria,4.750000,5,4,1,,,,,4,5,6,0.7700,0.0000",
        "all,bend,4.900000,4,6,-2,,,,,3,4,5,0.0000,0.9800",
        "all,coos_bay,2.350000,3,,,,,,,2,2,2,,",
    ]


def test_components_give_one_row_a_component_and_branch(small_result):
    header, first, *rest = read(components_csv(small_result))
    assert ",".join(header) == (
        "program,component,score,influence,adjusted_by,positions_moved,"
        "branch,base,score_value,index,share,pull,flags"
    )
    assert dict(zip(header, first, strict=True)) == {
        "program": "protective_services",
        "component": "assessment_time",
        "score": "assessment_time",
        "influence": "1",
        "adjusted_by": "none",
        "positions_moved": "1.000000",
        "branch": "astoria",
        "base": "140",
        "score_value": "1.05",
        "index": "1.050000",
        "share": "0.3333333333",
        "pull": "0.500000",
        "flags": "",
    }
    assert len(rest) == 8


def test_fillings_say_the_lowest_and_the_highest(small_result):
    assert fillings_csv(small_result).decode().splitlines() == [
        "program,branch,positions,lowest,highest",
        "remedial_services,bend,2,1,2",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_would_run_in_a_spreadsheet_is_quoted(start):
    assert formula_safe(f"{start}1+1") == f"'{start}1+1"
    assert formula_safe(f"1{start}1") == f"1{start}1"


def test_a_branch_named_like_a_formula_is_quoted_wherever_it_stands(small_result):
    evil = '=HYPERLINK("x")'
    program = small_result.programs[0]
    first, second, third = program.awards
    awards = (replace(first, branch=evil), replace(second, tie=(evil,)), third)
    total = replace(small_result.totals[0], branch=evil)
    result = replace(
        small_result,
        programs=(replace(program, awards=awards),),
        totals=(total, *small_result.totals[1:]),
    )
    cells = [cell for row in read(positions_csv(result)) for cell in row]
    assert cells.count(f"'{evil}") == 3
    assert evil not in cells


def test_a_loss_stays_a_number(small_result):
    [bend] = [row for row in read(positions_csv(small_result)) if row[:2] == ["all", "bend"]]
    assert bend[5] == "-2"


def test_without_intervals_their_columns_are_empty(small_result):
    _, *rows = read(positions_csv(replace(small_result, uncertainty=None)))
    assert {tuple(row[-5:]) for row in rows} == {("",) * 5}

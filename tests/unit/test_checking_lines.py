"""Whatever bytes a CSV file holds, each line after the header is accepted or rejected."""

from __future__ import annotations

import pytest

from evenhand.errors import TableError
from evenhand.sources.checking import check_table
from evenhand.sources.rows import lines
from evenhand.sources.tables import TABLES

BRANCHES = TABLES["branches"]


@pytest.fixture
def branches(tmp_path):
    def check(content: bytes, theirs=None):
        path = tmp_path / "branches.csv"
        path.write_bytes(content)
        return check_table(path, BRANCHES, theirs or {}, {})

    return check


def ids(checked):
    return checked.rows.collect()["id"].to_list()


def reasons(checked):
    assert checked.read == checked.accepted + checked.faults["line"].n_unique()
    return dict(checked.faults.select("line", "reason").iter_rows())


def test_a_quoted_cell_may_hold_commas_and_doubled_quotes(branches):
    checked = branches(b'id,name,region\nA,"Astoria, ""the old port""",\n"B",Bend,""\n')
    assert checked.rows.collect()["name"].to_list() == ['Astoria, "the old port"', "Bend"]
    assert checked.rows.collect()["region"].to_list() == [None, None]


def test_blanks_around_a_cell_are_taken_off(branches):
    assert ids(branches(b"id,name\n A\t, Astoria \n")) == ["A"]


def test_a_line_with_too_many_or_too_few_cells_is_rejected(branches):
    checked = branches(b'id,name\nA,Astoria, Oregon\nB\nC,"Coos, Bay",x\nD,Drain\n')
    assert ids(checked) == ["D"]
    assert reasons(checked) == {
        2: "the line has 3 cells where the header has 2; a cell with a comma in it needs quotes",
        3: "the line has 1 cells where the header has 2",
        4: "the line has 3 cells where the header has 2; a cell with a comma in it needs quotes",
    }


def test_an_open_quote_spoils_its_own_line_and_no_other(branches):
    checked = branches(b'id,name\nA,"Astoria\nB,Bend\nC,Coos Bay\n')
    assert ids(checked) == ["B", "C"]
    assert "a quote is not closed on its line" in reasons(checked)[2]


def test_a_line_break_inside_quotes_is_refused_with_that_reason(branches):
    checked = branches(b'id,name\nA,"Astoria\nOregon"\nB,Bend\n')
    assert ids(checked) == ["B"]
    assert all("line breaks inside quotes are not read" in why for why in reasons(checked).values())


@pytest.mark.parametrize("line", [b'A,Ast"or"ia', b'A,"Ast"oria', b'A, "Astoria"', b'A,""x""'])
def test_a_quote_in_the_wrong_place_is_rejected(branches, line):
    assert "the quotes are broken" in reasons(branches(b"id,name\n" + line + b"\n"))[2]


def test_a_line_that_is_not_utf_8_is_rejected_and_the_others_stay(branches):
    checked = branches("id,name\nA,Astoria\nB,Bénd\nC,Coos Bay �\n".encode().replace(b"\xc3", b""))
    assert ids(checked) == ["A", "C"]
    assert "not UTF-8" in reasons(checked)[3]


def test_nul_bytes_and_carriage_returns_inside_a_line_are_rejected(branches):
    checked = branches(b"id,name\nA,Asto\0ria\nB,Be\rnd\nC,Coos Bay\n")
    assert reasons(checked) == {
        2: "the line holds a NUL byte",
        3: "the line holds a carriage return",
    }


def test_byte_order_mark_and_windows_line_ends_are_accepted(branches):
    assert ids(branches(b"\xef\xbb\xbfid,name\r\nA,Astoria\r\nB,Bend")) == ["A", "B"]


def test_blank_lines_at_the_end_are_no_rows_and_elsewhere_are_rejected(branches):
    checked = branches(b"id,name\nA,Astoria\n\n \t\nB,Bend\n\n  \r\n\n")
    assert ids(checked) == ["A", "B"]
    assert reasons(checked) == {3: "the line is blank", 4: "the line is blank"}
    assert checked.read == 4


def test_a_header_alone_is_a_table_of_no_rows(branches):
    for content in (b"id,name", b"id,name\n", b"id,name\r\n\r\n"):
        assert branches(content).read == 0


def test_line_numbers_run_on_from_batch_to_batch(branches, monkeypatch, tmp_path):
    whole = branches(b"id,name\n" + b"".join(b"%d,x\n\n" % n for n in range(50)) + b"z,x")
    monkeypatch.setattr(lines, "BATCH", 7)
    again = branches((tmp_path / "branches.csv").read_bytes())
    assert again.read == whole.read == 101
    assert again.rows.collect().equals(whole.rows.collect())
    assert again.faults.equals(whole.faults)


def test_trailing_blank_lines_may_be_many(branches):
    assert branches(b"id,name\nA,Astoria\n" + b"\n" * 200_000).read == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04xxxx", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0xx", "old spreadsheet"),
        ("id,name\n".encode("utf-16"), "UTF-16"),
        (b"PAR1xx", "Parquet"),
        (b"id,name\rA,Astoria\r", "carriage return alone"),
        (b"id,na\xffme\n", "not UTF-8"),
        (b'id,"name\nA,b\n', "quotes in the first line"),
        (b"id,id,name\n", "id stands twice"),
        (b"id,nmae\nA,Astoria\n", "needs a column name. Its columns are: id, nmae. Did you me"),
        (b"id;name\nA;Astoria\n", "parted by semicolons"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_whole_and_told_why(branches, content, says):
    with pytest.raises(TableError, match=r"branches\.csv") as told:
        branches(content)
    assert says in str(told.value)


def test_unknown_columns_are_told_and_not_read(branches):
    checked = branches(b"id,name,regoin,\nA,Astoria,north,\n")
    assert checked.columns == ["line", "id", "name"]
    assert checked.flags == (
        "branches.csv: nobody asks for the column regoin; it was not read. Did you mean region?",
        "branches.csv: column 4 has no name and was not read.",
    )


def test_an_agency_may_keep_its_own_names_for_columns(branches):
    checked = branches(b"code,name,id\nA,Astoria,9\n", {"id": "code"})
    assert ids(checked) == ["A"]
    assert "nobody asks for the column id" in checked.flags[0]


@pytest.mark.parametrize(
    ("theirs", "says"),
    [
        ({"nam": "name"}, "has no column nam to name. Did you mean name?"),
        ({"region": "area"}, "needs a column area"),
        ({"id": "name", "name": "name"}, "cannot both be read from name"),
    ],
)
def test_names_that_cannot_be_meant_are_refused(branches, theirs, says):
    with pytest.raises(TableError) as told:
        branches(b"id,name\nA,Astoria\n", theirs)
    assert says in str(told.value)

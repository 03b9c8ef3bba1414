"""A table in a spreadsheet gives the same cells as the same table in CSV, or says why not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.errors import TableError
from evenhand.sources.rows import sheets
from evenhand.sources.rows.sheets import sheet_cells, sheet_names
from evenhand.sources.rows.xlsx.formats import DAY, LENGTH, PLAIN, Shown, shown

#: A moment as spreadsheets know it: without a zone.
moment = datetime.fromisoformat


@pytest.fixture
def book(tmp_path):
    """Write a workbook, `book({"removals": [[…], …]}, options)`, or what a function writes."""

    def write(given, **options):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path, options) as made:
            if callable(given):
                given(made)
                return path
            day = made.add_format({"num_format": "d mmm yyyy"})
            for name, rows in given.items():
                sheet = made.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        _put(sheet, at, column, cell, day)
        return path

    return write


def _put(sheet, row, column, cell, day):
    if isinstance(cell, datetime | date | time):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write(row, column, cell)


def read(path, table="removals"):
    """All cells and all faults of the table's sheet."""
    names = sheet_names(path, table)
    batches = list(sheet_cells(path, table, names, list(enumerate(names))))
    return pl.concat([cells for cells, _ in batches]), pl.concat([bad for _, bad in batches])


def columns(path, table="removals"):
    return read(path, table)[0].drop("line").to_dict(as_series=False)


def faults(path, table="removals"):
    cells, bad = read(path, table)
    assert not set(cells["line"]) & set(bad["line"])
    return {row[0]: row[1:] for row in bad.iter_rows()}


def test_days_moments_numbers_and_words_are_the_text_that_a_csv_would_hold(book):
    path = book({"removals": [
        ["child", "removed_on", "moment", "level", "share", "home", "note"],
        ["c1", date(1998, 2, 28), moment("1998-02-28 09:30"), 3, 0.1, True, " Bend\t"],
        ["c2", date(2000, 2, 29), moment("2000-01-01 23:59:59"), -4.0, 1e-7, False, "é"],
    ]})  # fmt: skip
    assert columns(path) == {
        "child": ["c1", "c2"],
        "removed_on": ["1998-02-28", "2000-02-29"],
        "moment": ["1998-02-28 09:30:00", "2000-01-01 23:59:59"],
        "level": ["3", "-4"],
        "share": ["0.1", "0.0000001"],
        "home": ["true", "false"],
        "note": ["Bend", "é"],
    }


def test_empty_cells_are_null_and_short_rows_are_filled(book):
    path = book({"removals": [["a", "b", "c"], [None, "x", None], ["y"]]})
    assert columns(path) == {"a": [None, "y"], "b": ["x", None], "c": [None, None]}


@pytest.mark.parametrize("first", [1900, 1904])
def test_days_are_the_same_whichever_year_the_spreadsheet_counts_from(book, first):
    days = [date(1904, 1, 2), date(1999, 12, 31), date(2000, 3, 1)]
    path = book({"removals": [["on"], *[[day] for day in days]]}, date_1904=first == 1904)
    assert columns(path) == {"on": [str(day) for day in days]}


def test_the_first_days_of_1900_are_right_and_its_29th_of_february_is_no_day(book):
    def write(made):
        sheet, day = made.add_worksheet(), made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_column("A1", ["on"])
        for row, number in enumerate([1, 59, 60, 61], start=1):
            sheet.write_number(row, 0, number, day)

    path = book(write)
    assert columns(path) == {"on": ["1900-01-01", "1900-02-28", "1900-03-01"]}
    assert faults(path) == {4: ("on", "1900-02-29", "is no day of the calendar")}


def test_a_time_alone_and_a_length_of_time_are_never_taken_for_a_number(book):
    def write(made):
        sheet = made.add_worksheet()
        sheet.write("A1", "minutes")
        sheet.write_number("A2", 1, made.add_format({"num_format": "[h]:mm"}))
        sheet.write_number("A3", 0.03125, made.add_format({"num_format": "h:mm"}))

    assert columns(book(write)) == {"minutes": ["24:00:00", "00:45:00"]}


def test_a_number_shown_with_leading_zeros_keeps_them(book):
    def write(made):
        sheet = made.add_worksheet()
        sheet.write("A1", "id")
        sheet.write_number("A2", 123, made.add_format({"num_format": "00000"}))

    assert columns(book(write)) == {"id": ["00123"]}


def test_a_number_longer_than_spreadsheets_keep_is_a_fault_and_as_text_is_none(book):
    path = book({"removals": [["id"], [123456789012345], [1234567890123456], ["1234567890123456"]]})
    assert columns(path) == {"id": ["123456789012345", "1234567890123456"]}
    assert "more than 15 digits, which spreadsheets do not keep" in faults(path)[3][2]


def test_a_formula_is_what_it_came_to_and_an_error_or_no_value_is_a_fault(book, tmp_path):
    def write(made):
        sheet = made.add_worksheet()
        sheet.write_column("A1", ["a", "b"])
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("A3", '="x"', None, "x")
        sheet.write_formula("A4", "=1/0", None, "#DIV/0!")

    path = book(write)
    assert columns(path) == {"a": ["2", "x"]}
    assert faults(path) == {4: ("a", "#DIV/0!", "holds the error #DIV/0!; mend its formula")}
    made = openpyxl.Workbook()
    made.active.append(["a"])
    made.active.append(["=1+1"])
    made.save(tmp_path / "never_opened.xlsx")
    assert "is a formula saved without its value" in faults(tmp_path / "never_opened.xlsx")[2][2]


def test_an_error_in_a_column_nobody_asks_for_rejects_nothing(book):
    def write(made):
        sheet = made.add_worksheet()
        sheet.write_row("A1", ["a", "b"])
        sheet.write("A2", "x")
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")

    (cells, bad), = sheet_cells(book(write), "removals", ["a", "b"], [(0, "own")])  # fmt: skip
    assert cells.to_dicts() == [{"line": 2, "own": "x"}]
    assert bad.is_empty()


def test_blank_rows_at_the_end_are_no_rows_and_elsewhere_are_faults(book):
    path = book({"removals": [["a"], ["x"], [], [" "], ["y"], [""], ["  "]]})
    assert read(path)[0]["line"].to_list() == [2, 5]
    assert {line: why for line, (_, _, why) in faults(path).items()} == {
        3: "the row is blank",
        4: "the row is blank",
    }


def test_a_value_beyond_the_header_rejects_its_row(book):
    path = book({"removals": [["a", "b"], ["x", "y", "z"], ["v", "w"]]})
    assert faults(path) == {2: ("", "z", "stands in column C, and the header ends at column B")}


def test_a_column_without_a_name_keeps_its_place(book):
    assert sheet_names(book({"removals": [["a", "", " b "]]}), "removals") == ["a", "", "b"]


def test_the_sheet_is_the_one_named_like_the_table_or_the_only_one(book):
    many = book({"Notes": [["x"]], "Worker Status": [["worker"]]})
    assert sheet_names(many, "worker_status") == ["worker"]
    with pytest.raises(TableError, match=r"holds 2 sheets \(Notes, Worker Status\); name just one"):
        sheet_names(many, "removals")
    assert sheet_names(book({"Sheet1": [["child"]]}), "removals") == ["child"]


def test_a_hidden_sheet_is_never_read(book):
    def write(made):
        made.add_worksheet("Notes").write("A1", "child")
        hidden = made.add_worksheet("removals")
        hidden.write("A1", "secret")
        hidden.hide()

    with pytest.raises(TableError, match="the sheet removals is hidden"):
        sheet_names(book(write), "removals")
    assert sheet_names(book(write), "branches") == ["child"]


def test_hidden_rows_are_read_like_the_others(book):
    def write(made):
        sheet = made.add_worksheet()
        sheet.write_column("A1", ["a", "x", "y"])
        sheet.set_row(1, None, None, {"hidden": True})

    assert columns(book(write)) == {"a": ["x", "y"]}


def test_merged_cells_are_refused_where_they_are_read_and_only_there(book):
    def write(made):
        sheet = made.add_worksheet()
        sheet.write_row("A1", ["a", "b"])
        sheet.write_column("A2", ["x", "y"])
        sheet.merge_range("B2:B3", "z")
        sheet.merge_range("A9:B9", "")

    path = book(write)
    with pytest.raises(TableError, match="the cells B2:B3 are merged"):
        read(path)
    assert sheet_names(path, "removals") == ["a", "b"]
    (cells, _), = sheet_cells(path, "removals", ["a", "b"], [(0, "a")])  # fmt: skip
    assert cells["a"].to_list() == ["x", "y"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "first row of the sheet must name the columns"),
        ([[], ["a"]], "first row of the sheet must name the columns"),
        ([["x"] * 2_001], "reaches to column BXY, and a table has 2,000 columns at most"),
    ],
)
def test_a_sheet_without_a_header_that_can_be_meant_is_refused(book, rows, says):
    with pytest.raises(TableError) as told:
        sheet_names(book({"removals": rows}), "removals")
    assert says in str(told.value)


def test_rich_text_is_read_whole_and_escaped_letters_are_put_back(book):
    def write(made):
        sheet, bold = made.add_worksheet(), made.add_format({"bold": True})
        sheet.write("A1", "a")
        sheet.write_rich_string("A2", "Coos ", bold, "Bay")
        sheet.write_string("A3", "two\nlines\r")
        sheet.write_string("A4", "a\x01b")

    assert columns(book(write)) == {"a": ["Coos Bay", "two\nlines\r", "a_x0001_b"]}


@pytest.mark.parametrize(
    ("code", "is_shown"),
    [
        ("General", PLAIN), ("#,##0.00", PLAIN), ("0.00E+00", PLAIN), ('0 "days"', PLAIN),
        ("[Red]0", PLAIN), ('_-* #,##0 "€"', PLAIN), ("0", PLAIN), ("00000", Shown(digits=5)),
        ("d/m/yy", DAY), ("[$-409]mmmm d, yyyy;@", DAY), ("h:mm AM/PM", DAY), ("YYYY\\-MM", DAY),
        ("[h]:mm", LENGTH), ("[mm]:ss", LENGTH), ("0;yyyy", PLAIN),
    ],
)  # fmt: skip
def test_a_format_tells_days_from_numbers(code, is_shown):
    assert shown(code) == is_shown


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n\0', min_codepoint=32),
                max_size=6)  # fmt: skip
CELLS = st.one_of(TEXTS, st.integers(-(10**15) + 1, 10**15 - 1), st.booleans(), st.none(),
                  st.dates(date(1900, 3, 1), date(2199, 12, 31)))  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    in_memory=st.booleans(),
)
def test_a_sheet_holds_the_cells_that_the_same_table_in_csv_holds(
    tmp_path_factory, rows, in_memory
):
    path = tmp_path_factory.mktemp("same") / "t.xlsx"
    made = openpyxl.Workbook(write_only=not in_memory)
    sheet = made.create_sheet("removals", 0)
    for row in [["a", "b", "c"], *rows]:
        sheet.append([_plain(sheet, cell) for cell in row])
    made.save(path)
    lines = {
        at: [_text(cell).strip(" \t") or None for cell in row] for at, row in enumerate(rows, 2)
    }
    while lines and not any(lines[max(lines)]):
        del lines[max(lines)]
    found = list(sheet_cells(path, "removals", ["a", "b", "c"], [(0, "a"), (2, "c")]))
    cells = pl.concat([each for each, _ in found])
    assert cells.rows() == [(at, row[0], row[2]) for at, row in lines.items() if any(row)]
    blank = [line for _, bad in found for line in bad["line"]]
    assert blank == [at for at, row in lines.items() if not any(row)]


def _plain(sheet, cell):
    """Text stays text, even where it looks like a formula."""
    if not isinstance(cell, str):
        return cell
    made = openpyxl.cell.WriteOnlyCell(sheet, cell)
    made.data_type = "s"
    return made


def _text(cell):
    if cell is None or isinstance(cell, bool):
        return {None: "", True: "true", False: "false"}[cell]
    return str(cell)


MOMENTS = st.datetimes(moment("1900-03-01"), moment("2199-12-31")).map(
    lambda each: each.replace(microsecond=each.microsecond // 1000 * 1000)
)


@settings(max_examples=30, deadline=None)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=20), from_1904=st.booleans())
def test_a_moment_comes_back_to_the_thousandth_of_a_second(tmp_path_factory, moments, from_1904):
    path = tmp_path_factory.mktemp("moments") / "t.xlsx"
    if from_1904:
        moments = [max(each, moment("1904-01-02")) for each in moments]
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as made:
        sheet, form = made.add_worksheet(), made.add_format({"num_format": "d.m.yy hh:mm"})
        sheet.write("A1", "at")
        for row, each in enumerate(moments, start=1):
            sheet.write_datetime(row, 0, each, form)
    for text, each in zip(columns(path)["at"], moments, strict=True):
        assert abs(moment(text) - each) <= timedelta(milliseconds=1)
        assert not text.endswith(" 00:00:00")


@settings(max_examples=30, deadline=None)
@given(numbers=st.lists(st.floats(-(10**14), 10**14), min_size=1, max_size=20))
def test_a_number_keeps_every_decimal_that_the_file_holds(tmp_path_factory, numbers):
    path = tmp_path_factory.mktemp("numbers") / "t.xlsx"
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("removals")
    for row in (["share"], *([number] for number in numbers)):
        sheet.append(row)
    made.save(path)
    texts = columns(path)["share"]
    kept = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(2, values_only=True)]
    assert [float(text) for text in texts] == kept
    assert not any("e" in text or text.endswith(".0") for text in texts)


def test_batches_hold_so_many_rows_and_no_row_is_lost_between_them(book, monkeypatch):
    rows = [["id"], *([[str(number)], [], []][: 1 + number % 3 // 2 * 2] for number in range(9))]
    flat = [rows[0], *(row for group in rows[1:] for row in group)]
    path = book({"removals": flat})
    whole, bad = read(path)
    monkeypatch.setattr(sheets, "ROWS", 3)
    again, bad_again = read(path)
    assert again.equals(whole)
    assert bad_again.equals(bad)
    assert whole.height + bad.height == whole["line"].max() - 1


def test_one_text_repeated_without_end_is_refused(book, monkeypatch):
    path = book({"removals": [["id"], *[["x" * 100]] * 50]})
    monkeypatch.setattr(sheets, "LETTERS", 100)
    monkeypatch.setattr(sheets, "MOST_LETTERS", 2_000)
    with pytest.raises(TableError, match=r"holds more than 2,000 letters\. Save the sheet as CSV"):
        read(path)

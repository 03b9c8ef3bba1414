"""A spreadsheet made to do harm is refused with a sentence, within little memory and time."""

from __future__ import annotations

import re
from itertools import chain, repeat
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from evenhand.errors import TableError
from evenhand.sources.rows.sheets import sheet_cells, sheet_names
from evenhand.sources.rows.xlsx.shared_text import LONGEST_CELL, Words

READ_SHEET = """
    from pathlib import Path
    from evenhand.sources.rows.sheets import sheet_cells, sheet_names
    path = Path(sys.argv[1])
    names = sheet_names(path, "branches")
    rows = [(c.height, f.height) for c, f in
            sheet_cells(path, "branches", names, list(enumerate(names)))]
    print("read", sum(c for c, _ in rows), sum(f for _, f in rows))
"""
MB = 1024**2


def read(path):
    names = sheet_names(path, "branches")
    return list(sheet_cells(path, "branches", names, list(enumerate(names))))


def refused(path):
    with pytest.raises(TableError) as told:
        read(path)
    assert str(told.value).startswith("branches.xlsx")
    assert len(str(told.value)) < 500
    return str(told.value)


def test_a_bomb_of_a_gigabyte_of_zeros_is_refused_before_it_is_unpacked(workbook, reading):
    path = workbook(parts={"xl/worksheets/sheet1.xml": repeat(b"\0" * MB, 1024)})
    assert path.stat().st_size < 6 * MB
    said = reading(path, READ_SHEET)
    assert re.search(r"branches.xlsx unpacks to 1,024 MB from .* KB, as no honest", said)


def test_many_parts_that_are_each_small_enough_are_still_too_much_together(workbook, monkeypatch):
    monkeypatch.setattr("evenhand.sources.rows.xlsx.container.UNPACKED", 10_000)
    parts = {f"xl/media/{n}.png": "x" * 1_000 for n in range(20)}
    assert "as no honest spreadsheet does. Save the sheet as CSV" in refused(workbook("", parts))


@pytest.mark.parametrize("said", [10, 10**6])
def test_a_size_that_lies_is_damage_and_unpacks_no_further(workbook, said):
    path = workbook('<row><c t="str"><v>A</v></c></row>')
    content = bytearray(path.read_bytes())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = said.to_bytes(4, "little")
    path.write_bytes(content)
    assert "is damaged: " in refused(path)


def test_one_text_of_sixty_megabytes_is_kept_only_as_far_as_a_cell_may_be_long(workbook, reading):
    long = chain(
        ["<worksheet><sheetData><row><c t='inlineStr'><is><t>id</t></is></c></row>"
         "<row><c t='inlineStr'><is><t>"],
        repeat(b"x" * MB, 60),
        ["</t></is></c></row></sheetData></worksheet>"],
    )  # fmt: skip
    path = workbook(parts={"xl/worksheets/sheet1.xml": long})
    assert "read 0 1" in reading(path, READ_SHEET)
    words = Words()
    for _ in range(100):
        words.add("x" * 1_000)
    assert len(words.taken()) == LONGEST_CELL + 1


def test_one_tag_of_sixty_megabytes_is_never_held(workbook, reading):
    long = chain(["<worksheet><sheetData><row r='"], repeat(b"1" * MB, 60), ["'/></sheetData>"])
    said = reading(workbook(parts={"xl/worksheets/sheet1.xml": long}), READ_SHEET)
    assert "has a tag that never ends" in said


def test_tags_within_tags_and_names_without_end_are_damage(workbook):
    assert "tags within tags" in refused(workbook("<a>" * 1_000))
    assert "too many of them" in refused(workbook("".join(f"<a{n}/>" for n in range(90_000))))


def test_entities_are_refused_wherever_they_stand(workbook):
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
    for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"):
        for start in (laughs, outside):
            said = refused(workbook(parts={part: f"{start}<a>&c;</a>"}))
            assert f"{part} defines XML entities" in said


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../evil.xml", "unpacked outside its folder"),
        ("/etc/evil.xml", "unpacked outside its folder"),
        ("xl/vbaProject.bin", "holds macros. Save it as XLSX without them"),
        ("xl/workbook.bin", "binary workbook (XLSB). Save it as XLSX"),
        ("xl/externalLinks/externalLink1.xml", "takes values from other workbooks"),
    ],
)
def test_parts_that_no_table_needs_are_refused(workbook, name, says):
    assert says in refused(workbook(parts={name: "x"}))


def test_two_parts_of_one_name_are_refused(workbook):
    path = workbook()
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<other/>")
    assert "two of its parts have one name" in refused(path)


def test_a_part_packed_otherwise_is_refused(workbook):
    path = workbook()
    with ZipFile(path, "a", ZIP_BZIP2) as archive:
        archive.writestr("xl/other.xml", "x" * 1_000)
    assert "packed in a way that no spreadsheet program packs" in refused(path)


def test_a_list_of_parts_without_end_is_refused(workbook):
    path = workbook()
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        for number in range(20_000):
            archive.writestr(f"xl/media/{number}.png", "")
    assert "the list of its parts is too long" in refused(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no XLSX file, whatever its name says"),
        (b"id,name\nA,Astoria\n", "is no XLSX file, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old spreadsheet (XLS) or has a password"),
        (b"PK\x03\x04", "is damaged"),
        (b"PK\x05\x06" + bytes(18), "holds no workbook"),
    ],
)
def test_what_is_no_spreadsheet_is_said_to_be_none(tmp_path, content, says):
    path = tmp_path / "branches.xlsx"
    path.write_bytes(content)
    assert says in refused(path)


def test_a_spreadsheet_cut_short_anywhere_is_damaged(workbook):
    path = workbook('<row><c t="str"><v>A</v></c></row>')
    whole = path.read_bytes()
    for end in range(4, len(whole), 37):
        path.write_bytes(whole[:end])
        assert "is damaged" in refused(path)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="1"/>', "a row 1 stands after row 1"),
        ('<row r="5"/><row r="4"/>', "a row 4 stands after row 5"),
        ('<row r="1048577"/>', "a row 1048577 stands after"),
        ('<row r="99999999999999999999"/>', "stands after row 1"),
        ('<row r="2"><c r="B2"/><c r="A2"/></row>', "a cell A2 is out of place in row 2"),
        ('<row r="2"><c r="B2"/><c r="B2"/></row>', "a cell B2 is out of place in row 2"),
        ('<row r="2"><c r="A3"/></row>', "a cell A3 is out of place in row 2"),
        ('<row r="2"><c r="ZZZ2"/></row>', "a cell ZZZ2 is out of place"),
        ('<row r="2"><c r="2A"/></row>', "a cell 2A is out of place"),
        ('<row><c t="s"><v>2</v></c></row>', "a cell refers to a text that is not there"),
        ('<row><c t="s"><v>-1</v></c></row>', "a cell refers to a text that is not there"),
        ('<row><c t="s"><v>x</v></c></row>', "a cell refers to a text that is not there"),
        ("<row><c></row>", "sheet1.xml cannot be read"),
        ("\0", "sheet1.xml cannot be read"),
    ],
)
def test_a_sheet_that_does_not_hold_together_is_damaged(workbook, rows, says):
    assert says in refused(workbook(rows))


def test_a_part_that_is_missing_is_damage(workbook):
    missing = "xl/worksheets/sheet9.xml"
    links = (
        '<Relationships><Relationship Id="b" Type="x/worksheet" '
        'Target="worksheets/sheet9.xml"/></Relationships>'
    )
    said = refused(workbook(parts={"xl/_rels/workbook.xml.rels": links}))
    assert f"its part {missing} is missing" in said


def test_a_last_row_a_million_rows_down_names_each_blank_row_within_bounds(workbook, reading):
    path = workbook('<row r="1048576"><c t="str"><v>A</v></c><c t="str"><v>B</v></c></row>')
    assert "read 1 1048574" in reading(path, READ_SHEET)


def test_numbers_and_styles_that_mean_nothing_are_left_to_the_rules(workbook):
    odd = ["nan", "1e999", "-1e999", "1_0", "٣", "0x1", "1" * 500, "--1", "1e9999999"]
    cells = "".join(
        f'<row><c s="{style}"><v>{kept}</v></c><c t="?"><v>B</v></c></row>'
        for kept in odd
        for style in ("0", "-1", "x", "9" * 50)
    )
    (found, faults), = read(workbook(cells))  # fmt: skip
    assert found.height == 4 * len(odd)
    assert faults.is_empty()
    assert set(found["id"]) == set(odd)


def test_how_a_word_is_to_be_pronounced_is_no_part_of_it(workbook):
    said = "<rPh><t>as-tor-ia</t></rPh>"
    texts = f"<sst><si><t>id</t></si><si><t>name</t></si><si><t>A</t>{said}</si></sst>"
    inside = f'<row><c t="s"><v>2</v></c><c t="inlineStr"><is><t>Astoria</t>{said}</is></c></row>'
    ((cells, _),) = read(workbook(inside, {"xl/sharedStrings.xml": texts}))
    assert cells.to_dicts() == [{"line": 2, "id": "A", "name": "Astoria"}]

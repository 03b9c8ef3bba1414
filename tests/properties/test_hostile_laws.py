"""Whatever bytes a folder holds: rows and faults that add up, or one sentence; and again the same.

Bytes are drawn as an enemy would: from pieces that mean something, then spoilt here and there.
"""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.errors import TableError
from evenhand.sources.folder import read_folder

CELLS = ["A", "Astoria", "", '"', '""', '"a,b"', "\0", "\r", "é", "1", "1e9", "-1", "2000-02-30",
         "9" * 40, "=1", "<= 10", "x" * 300]  # fmt: skip
NAMES = ["id", "name", "region", "latitude", "child_population", "", "id ", "x"]
YAML = ["as_of", ": ", "2000-02-04", "\n", "  ", "tables", "branches", "file", "columns", "{", "}",
        "[", "]", "&a ", "*a", "- ", "!!str ", "'", '"', "#", "|", "b.csv", "branches.xlsx", "\t",
        "---\n", "%YAML 1.2\n", "\0", "? "]  # fmt: skip
XML = ["<row>", "</row>", '<row r="', '">', '<c r="A2" t="', "s", "str", "n", "e", "b", "d",
       "inlineStr", '" s="1">', "<c>", "</c>", "<v>", "</v>", "<is><t>", "</t></is>", "<f>", "</f>",
       "0", "1", "2", "36526.5", "-1", "1e400", "&lt;", "&x;", "<!--", "-->", "</sheetData>",
       '<mergeCell ref="A1:B2"/>', "\0", "_x000D_", "<![CDATA[", "]]>", "#REF!", " "]  # fmt: skip
ROW = '<row r="{n}"><c r="A{n}" t="str"><v>{a}</v></c><c r="B{n}" {b}</c></row>'
SECOND = ['t="s"><v>0</v>', 't="b"><v>1</v>', 's="1"><v>36526</v>', 's="0"><v>0.1</v>',
          't="e"><v>#REF!</v>', "><f>1+1</f>", 't="inlineStr"><is><t>x</t></is>', ">"]  # fmt: skip
PARTS = {
    "_rels/.rels": '<R><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></R>',
    "xl/workbook.xml": '<w xmlns:r="r"><sheets><sheet name="branches" r:id="b"/></sheets></w>',
    "xl/_rels/workbook.xml.rels": '<R><Relationship Id="b" Type="x/worksheet" Target="s.xml"/>'
    '<Relationship Id="c" Type="x/sharedStrings" Target="t.xml"/>'
    '<Relationship Id="d" Type="x/styles" Target="y.xml"/></R>',
    "xl/t.xml": "<sst><si><t>Astoria</t></si></sst>",
    "xl/y.xml": '<y><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></y>',
}
HEADER = '<row r="1"><c t="str"><v>id</v></c><c t="str"><v>name</v></c></row>'


def _bytes(pieces, most):
    return st.lists(st.sampled_from(pieces), max_size=most).map(lambda each: "".join(each).encode())


@st.composite
def _spoilt(draw, whole, times):
    """The bytes with a few put in, taken away or doubled."""
    content = draw(whole)
    for _ in range(draw(st.integers(0, times))):
        at, wide = draw(st.integers(0, max(len(content), 1))), draw(st.integers(0, 4))
        put = draw(st.one_of(st.binary(max_size=4), st.just(content[at : at + wide] * 2)))
        content = content[:at] + put + content[at + wide :]
    return content


@st.composite
def _csv(draw):
    header = draw(st.one_of(st.just(["id", "name"]), st.lists(st.sampled_from(NAMES), max_size=4)))
    cells = st.lists(st.sampled_from(CELLS), min_size=len(header), max_size=len(header))
    rows = draw(st.lists(st.one_of(cells, st.lists(st.sampled_from(CELLS))), max_size=6))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return end.join(map(",".join, [header, *rows])).encode()


@st.composite
def _xlsx(draw):
    seconds = draw(st.lists(st.sampled_from(SECOND), max_size=5))
    rows = "".join(ROW.format(n=at, a=at, b=each) for at, each in enumerate(seconds, start=2))
    rows += draw(_bytes(XML, 12)).decode()
    sheet = f"<s><sheetData>{HEADER}{rows}</sheetData></s>"
    parts = {**PARTS, "xl/s.xml": sheet}
    name = draw(st.sampled_from(sorted(parts)))
    spoilt = draw(_spoilt(st.just(parts[name].encode()), 2))
    kept = io.BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, spoilt if each == name else content)
    return kept.getvalue()


LAYOUTS = st.one_of(
    st.just(b"as_of: 2000-02-04\n"),
    _spoilt(st.just(b"as_of: 2000-02-04\ntables:\n  branches: {columns: {id: x}}\n"), 3),
    _bytes(YAML, 30),
    _bytes(YAML, 30).map(lambda tail: b"as_of: 2000-02-04\n" + tail),
)


def read_twice(folder):
    """Read the folder; what comes out adds up, and comes out again."""
    said = [_said(folder), _said(folder)]
    assert said[0] == said[1]


def _said(folder):
    try:
        data = read_folder(folder)
    except TableError as told:
        return str(told)
    for count in data.table_counts:
        assert count.read == count.accepted + count.rejected
    assert sum(count.rejected for count in data.table_counts) == len(
        {(each.file, each.line) for each in data.rejects}
    )
    assert all(each.reason for each in data.rejects)
    return data.table_counts, tuple(data.rejects), data.flags, data.branches


def _folder(tmp_path_factory, layout, **files):
    folder = tmp_path_factory.mktemp("tables")
    (folder / "tables.yaml").write_bytes(layout)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return folder


@given(layout=LAYOUTS, branches=_spoilt(_csv(), 4))
def test_whatever_a_csv_file_and_a_layout_hold_is_read_or_refused(
    tmp_path_factory, layout, branches
):
    read_twice(_folder(tmp_path_factory, layout, branches_csv=branches))


@given(branches=_spoilt(_xlsx(), 1))
def test_whatever_a_spreadsheet_holds_is_read_or_refused(tmp_path_factory, branches):
    read_twice(_folder(tmp_path_factory, b"as_of: 2000-02-04\n", branches_xlsx=branches))


@settings(max_examples=50)
@given(branches=st.binary(max_size=200), start=st.sampled_from([b"", b"id,name\n", b"PK\x03\x04"]))
def test_any_bytes_at_all_are_read_or_refused(tmp_path_factory, branches, start):
    for name in ("branches_csv", "branches_xlsx", "branches_parquet"):
        files = {name: start + branches}
        read_twice(_folder(tmp_path_factory, b"as_of: 2000-02-04\n", **files))

"""Coverage-guided fuzzing (atheris) of every road from bytes to rows.

Run it as `python tests/fuzz/fuzz_rows.py`.

The first byte says what the rest is: a CSV file, a sheet's XML in a workbook, a whole XLSX file,
or `tables.yaml`. Only Data or a TableError may come out, read must equal accepted and rejected
together, and a second reading must say the same. Options are libFuzzer's, such as
`-max_total_time=300`; a folder given is the corpus that is kept.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import atheris

with atheris.instrument_imports(include=["evenhand.sources", "yaml", "zipfile"]):
    from evenhand.errors import TableError
    from evenhand.sources.folder import read_folder
    from evenhand.sources.rows import sheets  # noqa: F401 - loaded late, yet to be followed

AS_OF = b"as_of: 2000-02-04\n"
PARTS = {
    "_rels/.rels": '<R><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></R>',
    "xl/workbook.xml": '<w xmlns:r="r"><sheets><sheet name="branches" r:id="b"/></sheets></w>',
    "xl/_rels/workbook.xml.rels": '<R><Relationship Id="b" Type="x/worksheet" Target="s.xml"/>'
    '<Relationship Id="d" Type="x/styles" Target="y.xml"/></R>',
    "xl/y.xml": '<y><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></y>',
}
START = (
    '<s><sheetData><row r="1"><c t="str"><v>id</v></c><c t="str"><v>name</v></c></row>'
    '<row r="2"><c r="A2" t="str"><v>A</v></c><c r="B2" s="1"><v>36526</v></c></row>'
)
SEEDS = (
    b'\0id,name,child_population\nA,Astoria,12\nB,"Bend, ""OR""",x\n',
    b"\1" + START.encode() + b"</sheetData></s>",
    b"\3as_of: 2000-02-04\ntables:\n  branches: {file: branches.csv, columns: {id: id}}\n",
)


def folder_of(place: Path, content: bytes) -> None:
    """Lay the bytes down as a folder of tables."""
    kind, rest = content[0] % 4 if content else 0, content[1:]
    layout = rest if kind == 3 else AS_OF
    (place / "tables.yaml").write_bytes(layout)
    if kind in (0, 3):
        (place / "branches.csv").write_bytes(rest if kind == 0 else b"id,name\nA,Astoria\n")
    else:
        (place / "branches.xlsx").write_bytes(rest if kind == 2 else _workbook(rest))


def _workbook(sheet: bytes) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, part in PARTS.items():
            archive.writestr(name, part)
        archive.writestr("xl/s.xml", sheet)
    return kept.getvalue()


def said(place: Path) -> object:
    """What comes out: counts and faults that add up, or a sentence."""
    try:
        data = read_folder(place)
    except TableError as told:
        return str(told)
    lines = {(each.file, each.line) for each in data.rejects}
    if sum(count.rejected for count in data.table_counts) != len(lines) or any(
        count.read != count.accepted + count.rejected for count in data.table_counts
    ):
        raise RuntimeError(f"rows were lost: {data.table_counts} {data.rejects}")
    return data.table_counts, tuple(data.rejects), data.flags


def one_input(content: bytes) -> None:
    """Try one file; anything but rows or a sentence is a finding."""
    with tempfile.TemporaryDirectory() as place:
        folder_of(Path(place), content)
        if said(Path(place)) != said(Path(place)):
            raise RuntimeError("two readings differ")


def main() -> None:
    """Fuzz from the seeds, or from the corpus folder given."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    for folder in folders[:1]:
        folder.mkdir(parents=True, exist_ok=True)
        for at, seed in enumerate(SEEDS):
            (folder / f"seed-{at}").write_bytes(seed)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

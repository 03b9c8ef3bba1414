"""Hostile files are read in a process of their own that can take only so much memory and time."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import textwrap
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

#: What the process may take: libraries, threads' stacks and all. Most of it is never touched.
ADDRESSES, SECONDS = 3 * 1024**3, 30

#: What the process may come to hold: the libraries take 150 MB, a batch of lines some more.
HELD = 600

FEW_THREADS = {"POLARS_MAX_THREADS": "2", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}

SCRIPT = """
import resource, sys
from evenhand.errors import TableError
try:
    {call}
except TableError as told:
    print("TableError:", told)
print("held", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

READ_FOLDER = """
    from evenhand.sources.folder import read_folder
    data = read_folder(sys.argv[1])
    for each in data.table_counts:
        print(each.table, each.read, each.accepted, each.rejected)
    for each in data.rejects[:5]:
        print(each.file, each.line, each.column, each.value[:40], "|", each.reason)
"""


def _limited():
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.fixture
def reading():
    """Read a folder as a stranger's, within bounds, and give all that was said of it."""

    def read(folder, call=READ_FOLDER):
        script = SCRIPT.replace("    {call}", textwrap.dedent(call).replace("\n", "\n    "))
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            capture_output=True, text=True, check=False, preexec_fn=_limited,
            env={**os.environ, **FEW_THREADS},
        )  # fmt: skip
        assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-2000:]}"
        said, _, held = done.stdout.rpartition("held ")
        assert int(held) < HELD, f"held {held} MB"
        return said

    return read


@pytest.fixture
def folder(tmp_path):
    """A folder of tables with a day, `folder(branches=b"…")`, or another file by its name."""

    def make(files=None, **csv):
        place = tmp_path / "tables"
        place.mkdir()
        (place / "tables.yaml").write_text("as_of: 2000-02-04\n", "utf-8")
        for name, content in {**{f"{n}.csv": c for n, c in csv.items()}, **(files or {})}.items():
            (place / name).write_bytes(content)
        return place

    return make


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

#: The parts of the smallest workbook there can be, but for its sheet.
PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="branches" sheetId="1" r:id="b"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" '
    f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/sharedStrings.xml": "<sst><si><t>id</t></si><si><t>name</t></si></sst>",
}
SHEET = "xl/worksheets/sheet1.xml"
HEADER = '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook of XML, `workbook(rows)`; other parts may be given, as pieces or whole."""

    def write(rows="", parts=None, sheet="<worksheet><sheetData>{}</sheetData></worksheet>"):
        path = tmp_path / "branches.xlsx"
        whole = {**PARTS, SHEET: sheet.format(HEADER + rows), **(parts or {})}
        with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in whole.items():
                pieces = [content] if isinstance(content, str | bytes) else content
                with archive.open(name, "w", force_zip64=True) as part:
                    for piece in pieces:
                        part.write(piece.encode() if isinstance(piece, str) else piece)
        return path

    return write

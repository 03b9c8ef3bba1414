"""What a workbook says of itself: its sheets, how cells are shown, and its first day.

The sheet of a table is the one of its name, or the only one. A hidden sheet is never
read, since whoever handed the file over did not see it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import ZipFile

from evenhand.errors import TableError
from evenhand.sources.rows.xlsx.container import damaged
from evenhand.sources.rows.xlsx.formats import BUILT_IN, PLAIN, Shown, shown
from evenhand.sources.rows.xlsx.parts import tags

#: Sheets, number formats and cell styles followed: more than any program writes.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """The parts to read, how each style shows a number, and whether days count from 1904."""

    sheets: Mapping[str, str]
    hidden: tuple[str, ...]
    texts: str
    styles: tuple[Shown, ...]
    from_1904: bool


def workbook(file: str, archive: ZipFile) -> Workbook:
    """Read what the workbook says of itself.

    Raises:
        TableError: There is no workbook in the file, or it does not hold together.
    """
    main = next((part for kind, part in _links(file, archive, "").values()
                 if kind == "officeDocument"), "")  # fmt: skip
    if main not in archive.NameToInfo:
        raise TableError(f"{file} holds no workbook. Save it as XLSX, or as CSV in UTF-8.")
    links = _links(file, archive, main)
    parts = dict(links.values())
    sheets, hidden, from_1904 = {}, [], False
    for within, name, said in tags(file, archive, main):
        if name == "workbookPr":
            from_1904 = said.get("date1904") in ("1", "true")
        elif name == "sheet" and within == "sheets":
            kind, part = links.get(_value(said, "id"), ("", ""))
            if said.get("state", "visible") != "visible":
                hidden.append(said.get("name", ""))
            elif kind == "worksheet":
                sheets[said.get("name", "")] = part
        if len(sheets) + len(hidden) > MOST:
            raise damaged(file, "it has more sheets than any program writes")
    styles = _styles(file, archive, parts.get("styles", ""))
    return Workbook(sheets, tuple(hidden), parts.get("sharedStrings", ""), styles, from_1904)


def sheet_of(file: str, book: Workbook, table: str) -> str:
    """The part of the table's sheet.

    Raises:
        TableError: No sheet is named so and several stand there, or it is hidden.
    """
    named = [part for name, part in book.sheets.items() if _same(name, table)]
    if any(_same(name, table) for name in book.hidden) and not named:
        raise TableError(f"{file}: the sheet {table} is hidden. Look it over, and unhide it.")
    found = named or list(book.sheets.values())
    if len(found) == 1:
        return found[0]
    if not found:
        raise TableError(f"{file} holds no sheet of cells that is not hidden.")
    raise TableError(
        f"{file} holds {len(book.sheets)} sheets ({_some(list(book.sheets))}); "
        f"name just one of them {table}."
    )


def _same(name: str, table: str) -> bool:
    return name.strip().casefold().replace(" ", "_").replace("-", "_") == table


def _some(names: list[str]) -> str:
    more = f", and {len(names) - 10} more" if len(names) > 10 else ""
    return ", ".join(name[:40] for name in names[:10]) + more


def _links(file: str, archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part refers to, by their id: kind and name."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links not in archive.NameToInfo:
        return {}
    found = {}
    for _, tag, said in tags(file, archive, links):
        if tag == "Relationship" and said.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, said.get("Target", "")))
            found[said.get("Id", "")] = (said.get("Type", "").rpartition("/")[2], target[1:])
        if len(found) > MOST:
            raise damaged(file, f"{part or 'the file'} refers to too many parts")
    return found


def _styles(file: str, archive: ZipFile, part: str) -> tuple[Shown, ...]:
    formats, styles = dict(BUILT_IN), []
    for within, name, said in tags(file, archive, part) if part else ():
        if name == "numFmt" and within == "numFmts":
            formats[said.get("numFmtId", "")] = shown(said.get("formatCode", ""))
        elif name == "xf" and within == "cellXfs":
            styles.append(formats.get(said.get("numFmtId", ""), PLAIN))
        if len(formats) + len(styles) > MOST:
            raise damaged(file, "it has more styles than any program writes")
    return tuple(styles)


def _value(said: Mapping[str, str], name: str) -> str:
    """An attribute that stands under any prefix, as `r:id`."""
    return next((value for key, value in said.items() if key.endswith(f":{name}")), "")

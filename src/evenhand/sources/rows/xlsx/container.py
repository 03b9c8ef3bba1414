"""The container of an XLSX file: a zip, opened only if nothing in it can do harm.

What it says of itself is judged before anything is unpacked. Declared sizes may be
trusted, since no part is ever unpacked further than its declared size.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from evenhand.errors import TableError

#: Bytes that all parts together may unpack to. A full sheet of 1,048,576 rows needs less.
UNPACKED = 2 * 1024**3

#: A part larger than LARGE may unpack to at most so many times its packed size; true ones
#: come to 10 or 30 times, and nothing but repetition comes to 1,000 times.
LARGE, TIMES = 64 * 1024**2, 200

#: Bytes read from the file at once, and so the longest list of parts that is read.
AT_ONCE = 1024**2

SAVE_AS_CSV = "Save the sheet as CSV in UTF-8"
ENCRYPTED = 1
DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class _Bounded(io.FileIO):
    """A file of which nobody reads more than `AT_ONCE` at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        asked = self._left() if size is None or size < 0 else size
        if asked > AT_ONCE:
            raise BadZipFile("the list of its parts is too long")
        return super().read(asked) or b""

    def _left(self) -> int:
        here = self.tell()
        left = self.seek(0, io.SEEK_END) - here
        self.seek(here)
        return left


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """The file's parts, once all that they say of themselves has been judged.

    Raises:
        TableError: It is no XLSX file, or one that is damaged or could do harm.
    """
    if not path.is_file():
        raise TableError(f"{path.name} is no ordinary file. {SAVE_AS_CSV}.")
    with _Bounded(path) as file:
        _refuse_other_kinds(path.name, file.read(8))
        try:
            archive = ZipFile(file)
        except DAMAGE as fault:
            raise damaged(path.name, str(fault)) from None
        with archive:
            _refuse_harm(path.name, archive)
            yield archive


def damaged(file: str, what: str) -> TableError:
    """The sentence on a file that does not hold together."""
    return TableError(f"{file} is damaged: {what}. Open it in a spreadsheet program, and save it.")


def _refuse_other_kinds(file: str, start: bytes) -> None:
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(
            f"{file} is an old spreadsheet (XLS) or has a password. "
            "Save it as XLSX without one, or as CSV in UTF-8."
        )
    if not start.startswith(b"PK"):
        raise TableError(f"{file} is no XLSX file, whatever its name says. {SAVE_AS_CSV}.")


def _refuse_harm(file: str, archive: ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise damaged(file, "two of its parts have one name")
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise damaged(file, "a part of it is to be unpacked outside its folder")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise damaged(file, "a part is packed in a way that no spreadsheet program packs")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise TableError(f"{file} has a password. Save it without one.")
    _refuse_bomb(file, archive)
    _refuse_programs(file, [name.lower() for name in names])


def _refuse_bomb(file: str, archive: ZipFile) -> None:
    parts = archive.infolist()
    whole = sum(part.file_size for part in parts)
    swollen = [p for p in parts if p.file_size > max(LARGE, TIMES * p.compress_size)]
    if whole > UNPACKED or swollen:
        raise TableError(
            f"{file} unpacks to {whole // 1024**2:,} MB from {path_size(archive) // 1024:,} KB, "
            f"as no honest spreadsheet does. {SAVE_AS_CSV}, if it is one."
        )


def path_size(archive: ZipFile) -> int:
    """Bytes of the packed parts together."""
    return sum(part.compress_size for part in archive.infolist())


def _refuse_programs(file: str, names: list[str]) -> None:
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise TableError(f"{file} holds macros. Save it as XLSX without them, or as CSV in UTF-8.")
    if any(name.endswith("xl/workbook.bin") for name in names):
        raise TableError(f"{file} is a binary workbook (XLSB). Save it as XLSX, or as CSV.")
    if any("/externallinks/" in name for name in names):
        raise TableError(
            f"{file} takes values from other workbooks, which are not here to be checked. "
            f"Break the links (Data, Edit Links), or save the sheet as CSV in UTF-8."
        )

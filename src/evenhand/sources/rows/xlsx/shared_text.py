"""The texts that cells share: each stands once in a part of its own, read as far as asked.

A text is kept as far as a cell may be long, and one letter more, so that what is too
long can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from evenhand.errors import TableError
from evenhand.sources.rows.xlsx.container import SAVE_AS_CSV, damaged
from evenhand.sources.rows.xlsx.parts import Attributes, read_part

#: Letters in a cell: the most that spreadsheet programs keep.
LONGEST_CELL = 32_767

#: Bytes all texts together may take in memory, counted as Python holds them.
MOST_BYTES, EACH = 512 * 1024**2, 64

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Words:
    """The words of one cell or shared text, as far as a cell may be long."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, words: str) -> None:
        room = LONGEST_CELL + 1 - self.length
        if room > 0:
            self.pieces.append(words[:room])
            self.length += min(len(words), room)

    def taken(self) -> str:
        words = "".join(self.pieces)
        self.pieces.clear()
        self.length = 0
        return words


def unescaped(words: str) -> str:
    """The words, with letters written as `_x000A_` put back, unless XML forbids them."""
    return ESCAPED.sub(_letter, words) if "_x" in words else words


def _letter(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if allowed else escaped[0]


class _Texts:
    """Collects the shared texts; how a word is pronounced is no part of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.words = Words()
        self.reading = self.pronounced = False

    def started(self, name: str, _attributes: Attributes) -> None:
        if name == "rPh":
            self.pronounced = True
        self.reading = name == "t" and not self.pronounced

    def text(self, words: str) -> None:
        if self.reading:
            self.words.add(words)

    def ended(self, name: str) -> None:
        self.reading = False
        if name == "rPh":
            self.pronounced = False
        elif name == "si":
            self.found.append(unescaped(self.words.taken()))


class SharedTexts:
    """The shared texts by their number; the part is read only as far as is asked for."""

    def __init__(self, file: str, archive: ZipFile, part: str) -> None:
        self.file = file
        self.rest = self._read(archive, part) if part else iter(())
        self.texts: list[str] = []
        self.held = 0

    def __getitem__(self, number: str) -> str:
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
        while len(self.texts) <= at:
            if next(self.rest, None) is None:
                break
        if not 0 <= at < len(self.texts):
            raise damaged(self.file, "a cell refers to a text that is not there")
        return self.texts[at]

    def _read(self, archive: ZipFile, part: str) -> Iterator[bool]:
        reader = _Texts()
        for _ in read_part(self.file, archive, part, reader):
            self.texts += reader.found
            self.held += sum(EACH + 4 * len(text) for text in reader.found)
            reader.found.clear()
            if self.held > MOST_BYTES:
                raise TableError(f"{self.file} holds more text than can be kept. {SAVE_AS_CSV}.")
            yield True

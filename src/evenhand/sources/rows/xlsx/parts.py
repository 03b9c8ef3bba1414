"""One XML part, read piece by piece: no entity, no part of it held longer than its turn.

A document type is refused, and with it every entity. A tag longer than a megabyte,
tags within tags without end, or names without end are damage, not a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat
from zipfile import ZipFile

from evenhand.errors import TableError
from evenhand.sources.rows.xlsx.container import DAMAGE, damaged

#: Bytes unpacked at a time.
PIECE = 64 * 1024

#: The longest tag, the deepest nesting and the most names of tags that are followed.
LONGEST, DEEPEST, MOST_NAMES = 1024**2, 64, 10_000

Attributes = dict[str, str]


class Reader(Protocol):
    """What is told of each tag and text of a part; names come without their prefix."""

    def started(self, name: str, attributes: Attributes, /) -> None: ...
    def text(self, words: str, /) -> None: ...
    def ended(self, name: str, /) -> None: ...


def read_part(file: str, archive: ZipFile, part: str, reader: Reader) -> Iterator[None]:
    """Read the part, telling the reader, and stop after each piece.

    Raises:
        TableError: The part is not there, is broken, or is not what a spreadsheet holds.
    """
    if part not in archive.NameToInfo:
        raise damaged(file, f"its part {part} is missing")
    parser = _parser(file, part, reader)
    try:
        with archive.open(part) as packed:
            fed = 0
            while piece := packed.read(PIECE):
                parser.Parse(piece)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > LONGEST or len(parser.intern) > MOST_NAMES:
                    raise damaged(file, f"{part} has a tag that never ends, or too many of them")
                yield
        parser.Parse(b"", True)
        if fed != archive.NameToInfo[part].file_size:
            raise damaged(file, f"{part} is not as long as it is said to be")
    except (expat.ExpatError, *DAMAGE, LookupError) as fault:
        raise damaged(file, f"{part} cannot be read ({fault})") from None
    yield


def _parser(file: str, part: str, reader: Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def started(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise damaged(file, f"{part} holds tags within tags without end")
        reader.started(name.rpartition(":")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.ended(name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise TableError(f"{file}: {part} defines XML entities, which no spreadsheet program does.")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    return parser


class _Tags:
    """Collects tags, each with the tag it stands in."""

    def __init__(self) -> None:
        self.within = [""]
        self.found: list[tuple[str, str, Attributes]] = []

    def started(self, name: str, attributes: Attributes) -> None:
        self.found.append((self.within[-1], name, attributes))
        self.within.append(name)

    def text(self, words: str) -> None:
        pass

    def ended(self, _name: str) -> None:
        self.within.pop()


def tags(file: str, archive: ZipFile, part: str) -> Iterator[tuple[str, str, Attributes]]:
    """Each tag of a part: the tag around it, its name, its attributes."""
    reader = _Tags()
    for _ in read_part(file, archive, part, reader):
        yield from reader.found
        reader.found.clear()

"""Tables for a narrow terminal: heads in several lines, names broken where they may be, no loss.

What still does not fit stands in several tables, each with what its rows are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from evenhand.reports.table import Cell, Column, Table

#: A column's own frame, and the table's, in letters; and how long a line of text may always be.
FRAME, EDGE, LONGEST = 3, 1, 16


def fitted(shown: Table, width: int) -> list[Table]:
    """The table as it is if it fits, else broken into lines, else in several tables."""
    natural = [max(map(len, _texts(shown, place))) for place in range(len(shown.columns))]
    if _wide(natural) <= width:
        return [shown]
    needed = [min(_needed(shown, place), n) for place, n in enumerate(natural)]
    keys = len(list(takewhile(lambda column: column.kind == "text", shown.columns)))
    blocks = list(_blocks(needed, keys, width))
    return [
        _part(shown, block, _widths(shown, block, needed, natural, width), at, len(blocks))
        for at, block in enumerate(blocks, 1)
    ]


def _widths(
    shown: Table, block: Sequence[int], needed: Sequence[int], natural: Sequence[int], width: int
) -> list[int]:
    """What each column needs; room that is left is given to the columns of text."""
    widths = list(needed)
    spare = width - _wide([needed[place] for place in block])
    for place in (each for each in block if shown.columns[each].kind == "text"):
        given = max(0, min(spare, natural[place] - widths[place]))
        widths[place], spare = widths[place] + given, spare - given
    return widths


def lines(text: str, most: int) -> list[str]:
    """Break at spaces, after hyphens and underscores, and before the dot in a standard's name."""
    found = [""]
    for piece in re.findall(r"\s+|[.]?[^\s.\-_]+[-_]?|.", text):
        if found[-1].strip() and len(found[-1] + piece.rstrip()) > most:
            found.append("")
        found[-1] = (found[-1] + piece).lstrip()
    return [line.rstrip() for line in found]


def _texts(shown: Table, place: int) -> list[str]:
    column = shown.columns[place]
    return [column.title, *(column.text(row[place]) for row in shown.rows)]


def _wide(widths: Sequence[int]) -> int:
    return sum(each + FRAME for each in widths) + EDGE


def _needed(shown: Table, place: int) -> int:
    """The letters without which a column's words, or its numbers, would be broken."""
    head, *cells = _texts(shown, place)
    if shown.columns[place].kind == "text":
        return max(_longest(head, 1), *(_longest(cell, LONGEST) for cell in cells))
    return max(_longest(head, 1), *map(len, cells))


def _longest(text: str, most: int) -> int:
    return max(map(len, lines(text, most)))


def _blocks(needed: Sequence[int], keys: int, width: int) -> Iterator[list[int]]:
    """Columns side by side as far as there is room; the first ones stand in every block."""
    first = list(range(keys))
    block = list(first)
    for place in range(keys, len(needed)):
        if len(block) > keys and _wide([needed[p] for p in (*block, place)]) > width:
            yield block
            block = list(first)
        block.append(place)
    yield block


def _part(shown: Table, block: Sequence[int], needed: Sequence[int], at: int, of: int) -> Table:
    columns = tuple(
        Column(_broken(shown.columns[p].title, needed[p]), shown.columns[p].kind) for p in block
    )
    rows = tuple(tuple(_cell(row[p], needed[p]) for p in block) for row in shown.rows)
    # What the heads mean is said once, above the first part.
    caption = shown.caption if at == 1 else f"{shown.caption.partition(';')[0]} ({at} of {of})"
    return replace(shown, caption=caption, columns=columns, rows=rows)


def _cell(cell: Cell, most: int) -> Cell:
    return _broken(cell, most) if isinstance(cell, str) else cell


def _broken(text: str, most: int) -> str:
    return "\n".join(lines(text, most))

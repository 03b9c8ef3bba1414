"""Which lines of a block are regular: the right number of cells, and nothing to be careful about.

Regular lines can be split at their commas, all at once; every other line is set aside
to be judged alone. A line is never in both parts, and never in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.sources.rows.lines import BYTE_ORDER_MARK, LONGEST

COMMA, NEWLINE, RETURN, QUOTE, NUL = b',\n\r"\0'

#: Bytes looked at together: few enough to stay close to the processor.
PIECE = 256 * 1024

#: One byte in so many is few.
RARE = 1_000

Positions = NDArray[np.int64]
NOWHERE: Positions = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Parted:
    """The regular lines and the odd ones as bytes, and where in the block each line stands."""

    regular: bytes
    regular_at: Positions
    odd: bytes
    odd_at: Positions


def parted(content: bytes, width: int) -> Parted:
    """Part a block of whole lines, each ending in a newline, into regular and odd ones."""
    looked = [_look(content, start) for start in range(0, len(content), PIECE)]
    ends = np.concatenate([each.ends for each in looked])
    before = np.cumsum([0, *(each.marks for each in looked[:-1])])
    last = np.concatenate([each.last + n for each, n in zip(looked, before, strict=True)])
    odd = (np.diff(last, prepend=-1) != width) | (np.diff(ends, prepend=-1) > LONGEST)
    if width == 1:
        odd[:] = True  # A blank line has one cell too.
    odd[np.searchsorted(ends, np.concatenate([each.careful for each in looked]))] = True
    odd[np.searchsorted(ends, _strange(content, [each.strange for each in looked]))] = True
    at = np.flatnonzero(odd)
    regular, aside = _cut(content, ends, at)
    return Parted(regular, np.flatnonzero(~odd), aside, at)


@dataclass(frozen=True, slots=True)
class _Look:
    """What one piece of a block holds: line ends, and bytes that want a careful look.

    `marks` counts its commas and newlines, and `last` is the number of each newline among
    them. `strange` are the places of bytes that are not ASCII.
    """

    ends: Positions
    last: Positions
    marks: int
    careful: Positions
    strange: Positions


def _look(content: bytes, start: int) -> _Look:
    piece = content[start : start + PIECE]
    letters = np.frombuffer(piece, np.uint8)
    # Commas, line ends, quotes and NUL all stand at or before the comma; few other letters do.
    low = np.flatnonzero(letters <= COMMA)
    kind = letters[low]
    parting = (kind == COMMA) | (kind == NEWLINE)
    marks, others = (low, NOWHERE) if parting.all() else (low[parting], low[~parting])
    last = np.flatnonzero(letters[marks] == NEWLINE)
    strange = NOWHERE if piece.isascii() else np.flatnonzero(letters > 127)
    careful = _to_judge(content, others + start)
    return _Look(marks[last] + start, last, len(marks), careful, strange + start)


def _to_judge(content: bytes, places: Positions) -> Positions:
    """The places of quotes, of NUL, and of carriage returns that end no line."""
    letters = np.frombuffer(content, np.uint8)
    kind = letters[places]
    bare = (kind == RETURN) & (letters[np.minimum(places + 1, len(letters) - 1)] != NEWLINE)
    judged: Positions = places[(kind == QUOTE) | (kind == NUL) | bare]
    return judged


def _strange(content: bytes, places: list[Positions]) -> Positions:
    """Where letters stand that must be judged: where few are not ASCII, all of these."""
    found: Positions = np.concatenate(places)
    if len(found) * RARE < len(content):
        return found
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return found
    marked: Positions = found[np.frombuffer(content, np.uint8)[found] == BYTE_ORDER_MARK[0]]
    return marked


def _cut(content: bytes, ends: Positions, odd: Positions) -> tuple[bytes, bytes]:
    if len(odd) == 0:
        return _plain_ends(content), b""
    if len(odd) == len(ends):
        return b"", content
    regular, aside, done = [], [], 0
    starts: Any = np.where(odd > 0, ends[odd - 1] + 1, 0)
    for start, end in zip(starts.tolist(), (ends[odd] + 1).tolist(), strict=True):
        regular.append(content[done:start])
        aside.append(content[start:end])
        done = end
    regular.append(content[done:])
    return _plain_ends(b"".join(regular)), b"".join(aside)


def _plain_ends(regular: bytes) -> bytes:
    return regular.replace(b"\r\n", b"\n") if b"\r" in regular else regular

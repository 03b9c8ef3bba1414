"""Slices: a large join taken some names at a time, so that it fits into memory; no number changes.

Only Polars holds a join in memory; other engines look after themselves and get one slice. A
slice is told by how a name ends: pseudonyms are handed out or drawn, so that all endings are
about as frequent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.sources.engine import kept, rows
from evenhand.sources.memory import allowed_bytes

Frame = nw.LazyFrame[Any]
#: Which rows are in a slice, by the name of a column of the frame.
Slice = Callable[[Frame, str], Frame]
#: Of what is left, one part in so many may go into one slice.
SHARE = 3
#: So many letters at the end of a name tell its slice.
ENDING = 2


def slices(frame: Frame, column: str, each: int) -> list[Slice]:
    """As many slices as memory asks for, where a row of the frame takes `each` bytes to join."""
    if not frame.implementation.is_polars():
        return [_everything]
    ((found,),) = rows(frame.select(n=nw.len()), "n")
    return sliced(frame, column, goes(found, each))


def goes(found: int, each: int) -> int:
    """In how many goes so many rows of `each` bytes fit into memory."""
    return found * each // max(1, allowed_bytes() // SHARE) + 1


def sliced(frame: Frame, column: str, times: int) -> list[Slice]:
    """At most so many slices by endings, as even as they can be; together they are everything."""
    if times == 1:
        return [_everything]
    ends = frame.select(end=_ending(column)).group_by("end").agg(n=nw.len())
    bins: list[list[str]] = [[] for _ in range(times)]
    sizes = [0] * times
    for count, end in sorted(((n, end) for end, n in rows(ends, "end", "n")), reverse=True):
        smallest = sizes.index(min(sizes))
        bins[smallest].append(end)
        sizes[smallest] += count
    return [_ending_in(ends) for ends in bins if ends] or [_everything]


@contextmanager
def kept_narrow(frames: Iterable[Frame], columns: Sequence[str]) -> Iterator[Frame]:
    """Frames of small whole numbers worked out one after another, then as one frame.

    Each number is kept in 32 bits, half of what it had, as there may be a hundred million
    rows. Widen them before any sum or product.
    """
    narrow = [nw.col(name).cast(nw.Int32) for name in columns]
    with ExitStack() as held:
        parts = [held.enter_context(kept(frame.select(*narrow))) for frame in frames]
        yield parts[0] if len(parts) == 1 else nw.concat([part.select(*columns) for part in parts])


def _everything(frame: Frame, _column: str) -> Frame:
    return frame


def _ending_in(ends: Sequence[str]) -> Slice:
    return lambda frame, column: frame.filter(_ending(column).is_in(ends))


def _ending(column: str) -> nw.Expr:
    return nw.coalesce(nw.col(column).str.tail(ENDING), nw.lit(""))

"""Rejected rows of a database by name, for `rejects.csv` in an agency's own folder.

A row has no line there, so its key says which it is. Of each table at most so many rows
leave the database, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.sources.data import Reject
from evenhand.sources.engine import rows
from evenhand.sources.warehouse.conforming import TWICE, Again, Conformed

#: Rejected rows that are named of one table.
MOST = 10_000


def named(each: Conformed) -> list[Reject]:
    """The rejected rows of a table, by column, reason and key; at most `MOST` of them."""
    found: list[Reject] = []
    for reject in _all(each):
        if len(found) == MOST:
            break
        found.append(reject)
    return found


def unnamed(each: Conformed) -> str:
    """A sentence on the rejected rows that are not named, if there are any."""
    told = sum(each.faults.values())
    if told <= MOST:
        return ""
    return f"{each.called}: {MOST:,} of {told:,} faults are named in rejects.csv."


def _all(each: Conformed) -> Iterator[Reject]:
    judging, names = each.judging, each.judging.names
    key = [f"text_{judging.own[names.index(name)].at}" for name in each.table.key if name in names]
    key = key or [f"text_{one.at}" for one in judging.own]
    frame = judging.judged()
    places = {one.column.name: one.at for one in judging.own}
    for mark in judging.marks:
        texts = list(dict.fromkeys([*key, f"text_{places[mark.column]}"]))
        bad = frame.filter(nw.col(mark.name) > 0).select(*map(_text, texts))
        for row in _first(bad, texts):
            cells = dict(zip(texts, row, strict=True))
            value = cells[f"text_{places[mark.column]}"]
            which = ", ".join(cells[name] for name in key)
            yield Reject(each.called, which, mark.column, value, mark.reason)
    if each.again:
        yield from _repeated(each.called, each.again)


def _repeated(called: str, again: Again) -> Iterator[Reject]:
    texts = [nw.col(name).cast(nw.String) for name in again.key]
    shown = [text.fill_null("").alias(name) for text, name in zip(texts, again.key, strict=True)]
    for *key, times in _first(again.keys.select(*shown, "times"), [*again.key, "times"]):
        which = ", ".join(key)
        for _ in range(times - 1):
            yield Reject(called, which, ", ".join(again.key), which, TWICE)


def _first(frame: nw.LazyFrame[Any], names: Sequence[str]) -> list[tuple[Any, ...]]:
    return rows(frame.sort(*names).head(MOST), *names)


def _text(name: str) -> nw.Expr:
    return nw.col(name).fill_null("")

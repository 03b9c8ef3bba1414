"""Every fault of some tables as a list of rejects, each made only when it is asked for.

A million faults are so a million rows of a frame, and not a million objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import polars as pl

from evenhand.sources.data import Reject
from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.parts import placed

#: Rows made into objects at a time.
AT_ONCE = 10_000


class Rejects(Sequence[Reject]):
    """Rejects in the order of tables, and of lines in each; equal to a tuple of the same."""

    def __init__(self, faults: pl.DataFrame) -> None:
        """Take faults with their `file`."""
        self.faults = faults

    @classmethod
    def of(cls, checked: Iterable[Checked]) -> Rejects:
        """The faults of all the tables."""
        none = pl.DataFrame(schema={"file": pl.String, **FAULTS})
        return cls(pl.concat([none, *map(placed, checked)]))

    def __len__(self) -> int:
        return self.faults.height

    def __iter__(self) -> Iterator[Reject]:
        for some in self.faults.iter_slices(AT_ONCE):
            yield from (Reject(*row) for row in some.iter_rows())

    @overload
    def __getitem__(self, at: int) -> Reject: ...
    @overload
    def __getitem__(self, at: slice) -> Rejects: ...
    def __getitem__(self, at: int | slice) -> Reject | Rejects:
        if isinstance(at, slice):
            return Rejects(self.faults[at])
        return Reject(*self.faults.row(at))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

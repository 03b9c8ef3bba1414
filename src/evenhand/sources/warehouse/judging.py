"""Every row of a table with a mark for each rule it breaks: one frame, nothing read yet.

Judged with all its rules once, to be counted; then only with those that some row broke,
so that measures on a clean table ask the bare table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.sources.engine import flag, rows
from evenhand.sources.warehouse.cells import Cells, Mark
from evenhand.sources.warehouse.rules import Rule

Frame = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows read and rejected, rows by mark, and the places of columns with untidy text."""

    read: int
    rejected: int
    marks: dict[Mark, int]
    untidy: frozenset[int]


@dataclass(frozen=True, slots=True)
class Judging:
    """A table, its columns and its rules.

    `broken` are the only marks that need be looked for, `untidy` the only places whose text
    need be tidied; None where that is not known yet.
    """

    raw: Frame
    own: Sequence[Cells]
    rules: Sequence[Rule]
    broken: frozenset[Mark] | None = None
    untidy: frozenset[int] | None = None

    @property
    def names(self) -> list[str]:
        return [each.column.name for each in self.own]

    @property
    def marks(self) -> list[Mark]:
        """Every mark that a row may bear in `judged`."""
        of_rules = [mark for rule in self._rules() for mark in rule.marks]
        return [*(mark for mark, _ in self._of_cells()), *of_rules]

    def after(self, counted: Counted) -> Judging:
        """The same, with the rules that some row broke."""
        broken = frozenset(mark for mark, n in counted.marks.items() if n)
        return Judging(self.raw, self.own, self.rules, broken, counted.untidy)

    def judged(self) -> Frame:
        """Every row: its values, its cells as text, and a 1 under each mark that it bears."""
        frame = self.raw.select(
            *self._values(),
            *(each.text.alias(f"text_{each.at}") for each in self.own),
            *(flag(when).alias(mark.name) for mark, when in self._of_cells()),
            *(flag(when).alias(f"untidy_{at}") for at, when in self._blanks().items()),
        )
        good = _sum(mark for mark, _ in self._of_cells()) == 0
        for rule in self._rules():
            frame = rule.judge(frame, good)
        return frame

    def counted(self) -> Counted:
        """How many rows bear which mark, in one statement."""
        marks, blanks = self.marks, self._blanks()
        names = [*(mark.name for mark in marks), *(f"untidy_{at}" for at in blanks)]
        sums = self.judged().select(
            nw.len().alias("read"),
            flag(_sum(marks) > 0).sum().alias("rejected"),
            *(nw.col(name).sum() for name in names),
        )
        # No sum is known of a table without rows.
        [(read, rejected, *found)] = rows(sums, "read", "rejected", *names)
        by_name = {name: n or 0 for name, n in zip(names, found, strict=True)}
        untidy = frozenset(at for at in blanks if by_name[f"untidy_{at}"])
        return Counted(read, rejected or 0, {mark: by_name[mark.name] for mark in marks}, untidy)

    def good(self) -> Frame:
        """The rows that bear no mark; the bare table where none can be borne."""
        if not self.marks:
            return self.raw.select(*self._values())
        return self.judged().filter(_sum(self.marks) == 0).select(*self.names)

    def lost(self) -> Frame | None:
        """The ids of rows that bear a mark, each once; None where there can be none."""
        if not self.marks or "id" not in self.names:
            return None
        bad = self.judged().filter(_sum(self.marks) > 0, ~nw.col("id").is_null())
        return bad.select("id").unique()

    def _of_cells(self) -> list[tuple[Mark, nw.Expr]]:
        marks = [pair for each in self.own for pair in each.marks]
        return [(mark, when) for mark, when in marks if self._may_be(mark)]

    def _rules(self) -> list[Rule]:
        return [rule for rule in self.rules if any(map(self._may_be, rule.marks))]

    def _may_be(self, mark: Mark) -> bool:
        return self.broken is None or mark in self.broken

    def _values(self) -> list[nw.Expr]:
        tidied = self.untidy
        return [
            (each.value if tidied is None or each.at in tidied else each.tidy).alias(
                each.column.name
            )
            for each in self.own
        ]

    def _blanks(self) -> dict[int, nw.Expr]:
        if self.untidy is not None:
            return {}
        return {each.at: each.untidy for each in self.own if each.untidy is not None}


def _sum(marks: Iterable[Mark]) -> nw.Expr:
    return reduce(add, (nw.col(mark.name) for mark in marks), nw.lit(0))

"""Classified: how near the policy's decision table comes to the levels that readers gave.

The table and the reader are two judges of the same record, so that their agreement has
the same measure as that of two readers: Krippendorff's ordinal alpha. The shares beside
it are plain counts.

Source: Evenhand method, section 3 (the classifier as a decision table).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.estimation.agreement import Agreement, agreement, generator_of
from evenhand.figures import Tally

LEVELS = range(1, 8)
STATE = "state"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Classified:
    """Readings of one branch (or "state"): `cells[r - 1][t - 1]` read at r, by the table at t.

    `unknown` readings gave the table nothing to go on; they are in no cell and no share.
    A share is None where no reading can be compared.
    """

    where: str
    cells: tuple[tuple[int, ...], ...]
    unknown: int
    agreement: Agreement

    @property
    def compared(self) -> int:
        """Readings that both the reader and the table gave a level."""
        return sum(map(sum, self.cells))

    @property
    def equal_share(self) -> Fraction | None:
        """The share of readings at the same level by both."""
        return self._share([Fraction(apart == 0) for apart in LEVELS_APART])

    @property
    def within_one_share(self) -> Fraction | None:
        """The share at the same level or the next one."""
        return self._share([Fraction(apart <= 1) for apart in LEVELS_APART])

    @property
    def weighted_share(self) -> Fraction | None:
        """As the equal share, with credit for coming near: 5/6 for one level apart, 0 for six."""
        return self._share([1 - Fraction(apart, 6) for apart in LEVELS_APART])

    def _share(self, credit: Sequence[Fraction]) -> Fraction | None:
        if not self.compared:
            return None
        earned = (
            n * credit[abs(read - table)]
            for read, row in enumerate(self.cells)
            for table, n in enumerate(row)
        )
        return sum(earned, Fraction(0)) / self.compared


#: How many levels apart two judgements can lie.
LEVELS_APART = range(7)


def classified(tallies: Sequence[Tally], seed: int, *, by_branch: bool) -> tuple[Classified, ...]:
    """Compare levels, each branch where that is asked, then the state.

    `tallies` are of "read=3 table=4" (or "table=unknown"), as `classified_levels` gives them.
    """
    branches = sorted({tally.branch for tally in tallies}) if by_branch else []
    parts = [(branch, [t for t in tallies if t.branch == branch]) for branch in branches]
    return tuple(_classified(where, own, seed) for where, own in [*parts, (STATE, tallies)])


def _classified(where: str, tallies: Sequence[Tally], seed: int) -> Classified:
    counts: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        read, table = (word.partition("=")[2] for word in tally.of.split())
        counts[read, table] += tally.hits
    levels = [str(level) for level in LEVELS]
    patterns = [(_pattern(*pair), n) for pair, n in sorted(counts.items()) if pair[1] != UNKNOWN]
    generator = generator_of(seed, "classified", where)
    return Classified(
        where,
        tuple(tuple(counts[read, table] for table in levels) for read in levels),
        sum(n for (_, table), n in counts.items() if table == UNKNOWN),
        agreement(patterns, levels, generator, ordinal=True),
    )


def _pattern(read: str, table: str) -> Mapping[str, int]:
    return Counter((read, table))

"""Recounting: one branch's rows of a reading, so many hits and so large a base more or less.

Where all rows of a branch repeat one base, as levels and types do, it moves in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from evenhand.figures import Tally
from evenhand.scenarios.incentives.counting import APART, NOTHING, Counts

#: What changes by row (`of`): hits and base.
Rows = dict[str, Counts]


def recounted(
    measure: str, tallies: Sequence[Tally], branch: str, rows: Rows, times: int, whole: int
) -> list[Tally]:
    """A reading with its rows changed `times` over; a stratum's population by `whole`."""
    own = [t for t in tallies if t.branch == branch]
    rest = [t for t in tallies if t.branch != branch]
    more = sum(base for _, base in rows.values()) * times
    for of in rows.keys() - {t.of for t in own}:
        shared = [t.base for t in own if _shares_base(measure, t.of, rows)]
        own.append(Tally(branch, of, 0, shared[0] if shared else 0))
    made = []
    for t in own:
        hits, base = (n * times for n in rows.get(t.of, NOTHING))
        if _shares_base(measure, t.of, rows):
            base = more
        elif measure == "levels_by_stratum" and t.of == _stratum(rows) + "|read":
            hits, base = more, more * whole
        made.append(_added(t, hits, base, within=bool(measure)))
    return rest + made


def _shares_base(measure: str, of: str, rows: Rows) -> bool:
    """Whether a row repeats the base that the changed rows have."""
    if measure == "levels_by_stratum":
        return of.rpartition("|")[0] == _stratum(rows) and not of.endswith("|read")
    return measure not in APART


def _stratum(rows: Rows) -> str:
    return next(iter(rows)).rpartition("|")[0]


def _added(tally: Tally, hits: int, base: int, *, within: bool) -> Tally:
    """A tally so much larger; never below nothing, nor (`within`) above a base that shrank."""
    bases = [max(n + base, 0) for n in (tally.base, tally.base_most)]
    counted = [max(n + hits, 0) for n in (tally.hits, tally.hits_most)]
    if within and base < 0:
        counted = [min(n, most) for n, most in zip(counted, bases, strict=True)]
    return Tally(tally.branch, tally.of, counted[0], bases[0], counted[1], bases[1])

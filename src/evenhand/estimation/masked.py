"""Masked cells: what a count could have been, at both ends.

A masked cell is a range. Where a publisher printed the state's total, the result fills
the cells so that they add up to it, each in proportion to its room; elsewhere it uses
the middle of the range. To see how much the masking leaves open for one branch, the
branch's own cells are put at one end and everybody else's at the other, as far as
those totals allow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from evenhand.errors import TableError
from evenhand.figures import Tally


def settled(tallies: Sequence[Tally], printed: Mapping[str, int]) -> list[Tally]:
    """One reading with the masked cells filled wherever a printed total says what they sum to.

    Each such cell takes up its share of the total in proportion to the room its range
    leaves, as a whole number; remainders go to the largest, then by branch. Cells of
    types without a printed total stay ranges.

    Raises:
        TableError: No filling of the cells adds up to a printed total.
    """
    summed, done = _summed_bases(tallies), list[Tally]()
    for of in sorted({t.of for t in tallies}):
        cells = sorted((t for t in tallies if t.of == of), key=lambda t: t.branch)
        if of in printed:
            hits = _hits(cells, (), True, printed[of])
            cells = [replace(t, hits=n, hits_most=n) for t, n in zip(cells, hits, strict=True)]
        done += cells
    least, most = _sums(done)
    return [
        replace(t, base=least[t.branch], base_most=most[t.branch]) if t.branch in summed else t
        for t in done
    ]


def filled(
    tallies: Sequence[Tally],
    own: Collection[str],
    *,
    own_low: bool,
    printed: Mapping[str, int],
    ceilings: Mapping[str, int] | None = None,
) -> list[Tally]:
    """One reading with every masked cell filled, those of `own` branches at one end.

    Args:
        tallies: The reading, all branches.
        own: The branches whose positions are in question.
        own_low: Their cells at their least and others' at their most, or the reverse.
        printed: State totals by `of`, where a publisher printed them: the cells then
            add up to exactly that. What others must take up is shared among them in
            proportion to the room their cells leave.
        ceilings: What a branch's cells cannot exceed together, where its own total is
            printed; at their most, the cells of `own` keep below it, each in proportion.

    Raises:
        TableError: No filling of the cells adds up to a printed total.
    """
    done: list[Tally] = []
    kept = _below(tallies, own, ceilings or {})
    for of in sorted({t.of for t in tallies}):
        cells = sorted((t for t in kept if t.of == of), key=lambda t: t.branch)
        hits = _hits(cells, own, own_low, printed.get(of))
        done += [replace(t, hits=n, hits_most=n) for t, n in zip(cells, hits, strict=True)]
    summed, (totals, _) = _summed_bases(tallies), _sums(done)
    return [
        _with_base(
            t, totals[t.branch] if t.branch in summed else None, (t.branch in own) == own_low
        )
        for t in done
    ]


def _below(
    tallies: Sequence[Tally], own: Collection[str], ceilings: Mapping[str, int]
) -> list[Tally]:
    """Lower the upper ends of `own` branches' cells to what their printed totals allow."""
    least, most = _sums(tallies)
    lowered = [t for t in tallies if t.branch not in own]
    for branch in sorted({t.branch for t in tallies} & set(own)):
        cells = [t for t in tallies if t.branch == branch]
        if (ceiling := ceilings.get(branch, most[branch])) < most[branch]:
            highest = _spread(cells, max(ceiling, least[branch]))
            cells = [replace(t, hits_most=n) for t, n in zip(cells, highest, strict=True)]
        lowered += cells
    return lowered


def _hits(
    cells: Sequence[Tally], own: Collection[str], own_low: bool, total: int | None
) -> list[int]:
    wanted = [c.hits if (c.branch in own) == own_low else c.hits_most for c in cells]
    if total is None:
        return wanted
    _check_reachable(cells, total)
    others = [c for c in cells if c.branch not in own]
    least, most = sum(c.hits for c in others), sum(c.hits_most for c in others)
    mine = [
        min(max(n, total - most), total - least)
        for c, n in zip(cells, wanted, strict=True)
        if c.branch in own
    ]
    theirs = iter(_spread(others, total - sum(mine)))
    kept = iter(mine)
    return [next(kept) if c.branch in own else next(theirs) for c in cells]


def _check_reachable(cells: Sequence[Tally], total: int) -> None:
    least, most = sum(c.hits for c in cells), sum(c.hits_most for c in cells)
    if not least <= total <= most:
        raise TableError(
            f"The printed state total of {cells[0].of} is {total:,}, and the branches' counts can "
            f"only add up to {least:,} to {most:,}. Mend the counts or the range of a masked cell."
        )


def _spread(cells: Sequence[Tally], total: int) -> list[int]:
    """Fill `cells` to `total`, each in proportion to its room; remainders to the first."""
    room = [c.hits_most - c.hits for c in cells]
    spare, space = total - sum(c.hits for c in cells), sum(room)
    if space == 0:
        return [c.hits for c in cells]
    exact = [Fraction(spare * r, space) for r in room]
    given = [floor(e) for e in exact]
    order = sorted(
        range(len(cells)), key=lambda i: (given[i] - exact[i], cells[i].branch, cells[i].of)
    )
    for i in order[: spare - sum(given)]:
        given[i] += 1
    return [c.hits + n for c, n in zip(cells, given, strict=True)]


def _summed_bases(tallies: Sequence[Tally]) -> set[str]:
    """Branches whose base is no count of its own but the sum of the hits."""
    least, most = _sums(tallies)
    own = {t.branch for t in tallies if (t.base, t.base_most) != (least[t.branch], most[t.branch])}
    return {t.branch for t in tallies} - own


def _sums(tallies: Sequence[Tally]) -> tuple[dict[str, int], dict[str, int]]:
    """Each branch's hits over all types, at their least and at their most."""
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    for t in tallies:
        least[t.branch] = least.get(t.branch, 0) + t.hits
        most[t.branch] = most.get(t.branch, 0) + t.hits_most
    return least, most


def _with_base(tally: Tally, total: int | None, low: bool) -> Tally:
    base = total if total is not None else (tally.base if low else tally.base_most)
    return replace(tally, base=base, base_most=base)

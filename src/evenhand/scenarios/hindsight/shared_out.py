"""Shared out: one past year's whole positions and quotas, beside what heads alone would give.

What stands where is compared in whole positions; what the formula gives beyond head count
is not, since making whole would drown it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import Result
from evenhand.figures.together import ALL
from evenhand.run import told_of
from evenhand.scenarios.hindsight.past_years import PastYear
from evenhand.scenarios.masking import coefficients
from evenhand.steps.drawing import Drawing

#: Positions by branch.
Positions = Mapping[str, Fraction]


@dataclass(frozen=True)
class Shared:
    """One program (or "all") in one year, by branch; `staff` is empty where not comparable.

    `heads` are whole positions by head count, and `head_quotas` the same before they are
    made whole: a branch's quota less these is what the formula gives beyond head count.
    """

    program: str
    awards: Positions
    quotas: Positions
    heads: Positions
    head_quotas: Positions
    staff: Positions


def shared_out(read: PastYear, result: Result) -> Iterator[Shared]:
    """Every program of one year, then all of them together."""
    told = told_of(read.policy, read.data, read.tallies, frozen=coefficients(result), working=False)
    branches = [total.branch for total in result.totals]
    found = list[Shared]()
    for program in result.programs:
        drawing = Drawing(told, program)
        whole = zip(branches, drawing.by_head_count, strict=True)
        awards = {award.branch: award.positions for award in program.awards}
        quotas = {award.branch: award.quota for award in program.awards}
        by_heads = {branch: int(units) * result.unit for branch, units in whole}
        owed = quotas | _by_heads(drawing, result.unit)
        staff = _comparable(branches, program.current, program.positions)
        found.append(Shared(program.name, awards, quotas, by_heads, owed, staff))
    yield from found
    yield Shared(
        ALL,
        {total.branch: total.positions for total in result.totals},
        {total.branch: total.quota for total in result.totals},
        _added(each.heads for each in found),
        _added(each.head_quotas for each in found),
        _comparable(branches, [total.current for total in result.totals], result.shared),
    )


def _by_heads(drawing: Drawing, unit: Fraction) -> dict[str, Fraction]:
    """What those who share would be owed by heads alone, in positions and not made whole."""
    heads, positions = drawing.heads, drawing.free * unit
    every = sum(heads.values(), Fraction(0)) or Fraction(1)
    return {branch: positions * number / every for branch, number in heads.items()}


def _added(parts: Iterable[Positions]) -> Positions:
    """The same over all programs."""
    found: dict[str, Fraction] = {}
    for branch, number in (pair for part in parts for pair in part.items()):
        found[branch] = found.get(branch, Fraction(0)) + number
    return found


def _comparable(
    branches: Sequence[str], staff: Sequence[Fraction | None], positions: Fraction
) -> Positions:
    """Staff by branch, if all are known and they are as many as the positions shared."""
    known = {b: n for b, n in zip(branches, staff, strict=True) if n is not None}
    return known if sum(known.values(), Fraction(0)) == positions else {}

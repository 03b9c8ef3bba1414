"""A backtest: whole positions by each past year's data, against what the next year brought.

Coefficients are those of the first year unless each year is fitted anew. What followed
was not caused by the formula, which was not in force: it is hindsight and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from evenhand.figures import Period, ProgramResult, Result
from evenhand.figures.backtest import Backtest, Followed, Hindsight, YearPair
from evenhand.policy import Policy
from evenhand.run import allocate
from evenhand.scenarios.hindsight.past_years import past_year
from evenhand.scenarios.hindsight.shared_out import Positions, Shared, shared_out
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data


@dataclass(frozen=True)
class Year:
    """One year, shared out."""

    period: Period
    result: Result
    programs: tuple[Shared, ...]


def backtest(
    policy: Policy,
    periods: Sequence[Period],
    opened: Callable[[Period], Data],
    asked: str,
    *,
    refit: bool = False,
) -> Backtest:
    """Share out `asked` positions by each period's data, and look at the period after it.

    Raises:
        EvenhandError: A year cannot be read or shared out; the text says which and why.
    """
    years, stayed, frozen = list[Year](), dict[str, None](), None
    for period in periods:
        read = past_year(policy, opened(period), period)
        result = allocate(read.policy, read.data, asked, read.tallies, frozen=frozen)
        if frozen is None and not refit:
            frozen = coefficients(result)
        years.append(Year(period, result, tuple(shared_out(read, result))))
        stayed |= dict.fromkeys(read.stayed)
    return Backtest(
        policy=policy.name,
        version=policy.version,
        as_of=years[-1].result.as_of,
        asked=asked,
        pairs=tuple(_pair(year, after) for year, after in pairwise(years)),
        notes=tuple(_notes(policy, years, tuple(stayed), refit=refit)),
    )


def rank_agreement(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction | None:
    """Kendall's rank agreement: pairs in the same order less pairs in another, over all pairs."""
    pairs = len(one) * (len(one) - 1) // 2
    if not pairs:
        return None
    first, second = (
        np.sign(np.subtract.outer(ranks, ranks)) for ranks in map(_ranks, (one, other))
    )
    return Fraction(int((first * second).sum()) // 2, pairs)


def _ranks(values: Sequence[Fraction]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Small whole numbers in the same order, so that no fraction becomes a float."""
    place = {value: rank for rank, value in enumerate(sorted(set(values)))}
    return np.array([place[value] for value in values], dtype=np.int64)


def misplaced(given: Positions, owed: Positions) -> Fraction:
    """Half the sum of what branches have too many and too few."""
    nothing = Fraction(0)
    apart = (abs(given.get(b, nothing) - owed.get(b, nothing)) for b in given.keys() | owed.keys())
    return sum(apart, nothing) / 2


def _pair(year: Year, after: Year) -> YearPair:
    both = list(zip(year.programs, after.programs, strict=True))
    return YearPair(
        year.period,
        after.period,
        tuple(_hindsight(one, next_one) for one, next_one in both),
        tuple(
            each
            for (one, _), program in zip(both, after.result.programs, strict=False)
            for each in followed(one, program)
        ),
    )


def _hindsight(one: Shared, after: Shared) -> Hindsight:
    both = sorted(one.quotas.keys() & after.quotas.keys())
    return Hindsight(
        program=one.program,
        shared=sum(one.awards.values(), Fraction(0)),
        formula=misplaced(one.awards, after.quotas),
        head_count=misplaced(one.heads, after.quotas),
        staff=misplaced(one.staff, after.quotas) if one.staff else None,
        moved=misplaced(one.awards, one.staff) if one.staff else None,
        rank=rank_agreement(
            *([each.quotas[b] - each.head_quotas[b] for b in both] for each in (one, after))
        ),
    )


def followed(one: Shared, after: ProgramResult) -> Iterator[Followed]:
    """Outcomes of the year after, over branches that would have gained and those to lose."""
    against = one.staff or one.heads
    for component in after.components:
        sums = {True: [Fraction(0), Fraction(0)], False: [Fraction(0), Fraction(0)]}
        for each in component.judged:
            gap = one.awards.get(each.branch, Fraction(0)) - against.get(each.branch, Fraction(0))
            if gap:
                sums[gap > 0][0] += each.hits
                sums[gap > 0][1] += each.base
        if component.judged:
            yield Followed(after.name, component.name, *sums[True], *sums[False])


def _notes(
    policy: Policy, years: Sequence[Year], stayed: Sequence[str], *, refit: bool
) -> Iterator[str]:
    yield (
        "Coefficients were fitted on each year's own data."
        if refit
        else f"Coefficients are those of {years[0].period} in every year, so that years compare."
    )
    if stayed:
        yield (
            f"Surveys that were taken only once stay at {policy.period}: {', '.join(stayed)}. So "
            "they know what came later."
        )
    if years[0].programs[-1].staff:
        yield "Staff are those of today, not those of the year."
    yield "Wrong is by the formula's own quotas of the next year, which flatters the formula."
    yield (
        "Gaining and losing is against staff now, where they are known by program, else against "
        "head count. What followed was not caused by the formula."
    )
    yield from dict.fromkeys(flag for year in years for flag in year.result.flags)

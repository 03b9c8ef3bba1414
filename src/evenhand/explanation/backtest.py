"""A backtest in words: what would have stood wrong, and what followed; always as hindsight."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.explanation.numbers import plain, words
from evenhand.figures.backtest import Backtest, Followed, Hindsight, YearPair
from evenhand.figures.together import ALL

#: Rates below this are told in a thousand.
RARE = Fraction(1, 100)


def backtest_in_words(found: Backtest) -> Iterator[str]:
    """The label first, then a sentence or two on each pair of years, then the notes."""
    yield found.label
    for pair in found.pairs:
        yield from _pair(pair)
    yield from found.notes


def _pair(pair: YearPair) -> Iterator[str]:
    whole = next(each for each in pair.programs if each.program == ALL)
    yield f"{pair.year}, then {pair.after}: {_stood_wrong(whole)}"
    for each in pair.followed:
        told = list(_rates(each))
        if told:
            yield f"  The year after, {words(each.component)}: {' and '.join(told)}."


def _stood_wrong(whole: Hindsight) -> str:
    moved = (
        f"the formula would have moved {plain(whole.moved)} of {plain(whole.shared)} positions; "
        if whole.moved is not None
        else ""
    )
    staff = "" if whole.staff is None else f", {_one(whole.staff)} as staff stand now"
    rank = (
        "" if whole.rank is None else f" Rank agreement of the two years: {float(whole.rank):.2f}."
    )
    return (
        f"{moved}against the next year's quotas {_one(whole.formula)} positions would have stood "
        f"wrong, {_one(whole.head_count)} by head count{staff}.{rank}"
    )


def _rates(each: Followed) -> Iterator[str]:
    sides = (
        (each.gaining_rate, each.gaining_hits, each.gaining_base, "gained"),
        (each.losing_rate, each.losing_hits, each.losing_base, "lost"),
    )
    # Both alike, so that they can be compared; a tenth of a percent would hide what is rare.
    rare = any(rate and rate < RARE for rate, *_ in sides)
    for rate, hits, base, what in sides:
        if rate is not None:
            much = f"{float(rate * 1000):.1f} in 1,000" if rare else f"{float(rate):.1%}"
            yield f"{much} ({plain(hits)} of {plain(base)}) where branches would have {what}"


def _one(value: Fraction) -> str:
    return f"{float(value):,.1f}"

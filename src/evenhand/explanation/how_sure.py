"""How sure a branch's number is, in words for its manager: no draws, no quotas, no percentiles."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.explanation.numbers import counted, plain, words
from evenhand.figures import Filling, Interval, Result
from evenhand.figures.together import ALL


def how_sure(result: Result, at: int) -> Iterator[str]:
    """Between which numbers the branch's positions lie, and whether its change is chance."""
    seen, total = result.uncertainty, result.totals[at]
    if seen is None:
        yield "This run was made without draws, so one position more or fewer is no finding."
    elif not seen.drew(ALL):
        yield "Nothing here is a sample that could have come out otherwise."
    else:
        found = next(i for i in seen.intervals if (i.program, i.branch) == (ALL, total.branch))
        yield from _span(found, seen.draws)
        yield from _change(found, total.current)
    if seen is not None and seen.rates:
        named = ", ".join(dict.fromkeys(words(name.partition(".")[2]) for name in seen.rates))
        yield f"All this takes as known without error: {named}."
    yield from _masked(f for f in result.fillings if (f.program, f.branch) == (ALL, total.branch))


def _span(found: Interval, draws: int) -> Iterator[str]:
    yield (
        f"The allocation was made {draws:,} times over, with samples and outcomes as they might "
        "have come out as well."
    )
    low, high = plain(found.p05), plain(found.p95)
    if low == high:
        yield f"Nine times in ten your branch got {low}."
    else:
        yield f"Nine times in ten your branch got from {low} to {high}."
    if found.outside:
        yield f"Your number lies {found.outside}."


def _change(found: Interval, now: Fraction | None) -> Iterator[str]:
    if now is None or found.positions == now:
        return
    gain = found.positions > now
    what = "gain" if gain else "loss"
    if found.gain_is_beyond_noise if gain else found.loss_is_beyond_noise:
        yield f"Nearly every time it was a {what}: your {what} is more than chance."
    else:
        yield f"Too often it was no {what}: your {what} may be chance."


def _masked(fillings: Iterator[Filling]) -> Iterator[str]:
    for each in fillings:
        if each.lowest != each.highest:
            yield (
                f"Numbers that a publisher hid leave open whether you get {plain(each.lowest)} or "
                f"up to {counted(each.highest)}."
            )

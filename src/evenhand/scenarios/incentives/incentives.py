"""Incentives: what one more of each event is worth to each branch, and which returns pay.

Source: Evenhand method, sections 6 and 9 and law 20.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.figures import Incentives, Marginal, ReturnWorth, Untold
from evenhand.figures.incentives import NOBODY, STANDS_FOR
from evenhand.figures.together import ALL
from evenhand.scenarios.incentives.dials import dials
from evenhand.scenarios.incentives.events import EVENTS, SAFE_RETURN, UNSAFE_RETURN, Event
from evenhand.scenarios.incentives.slopes import Rises, Slopes


def incentives(slopes: Slopes, branches: Iterable[str] | None = None) -> Incentives:
    """Every event's worth to `branches` (all who share, unless named), and each one's ρ*.

    Raises:
        NotPossible: A branch is held at current: nothing is worth anything to it.
    """
    chosen = slopes.sharing if branches is None else tuple(branches)
    if held := sorted(set(chosen) - set(slopes.sharing)):
        raise NotPossible(
            f"{', '.join(held)} stands outside the formula, held at its current positions: "
            "nothing that happens there changes them."
        )
    told = [event for event in EVENTS if any(_tellers(slopes, event))]
    marginals, nobody, worth = list[Marginal](), list[Untold](), list[ReturnWorth]()
    for branch in chosen:
        for event in told:
            rises = slopes.rises(event, branch)
            if rises is None:
                nobody.append(Untold(ALL, branch, event.name, NOBODY))
                continue
            marginals += _told(slopes, event, branch, rises)
            if event == SAFE_RETURN:
                worth += _worth(slopes, branch, rises)
    return Incentives(
        position=slopes.result.position,
        events=tuple(event.name for event in EVENTS),
        marginals=tuple(marginals),
        untold=(*_silent(slopes), *nobody),
        worth=tuple(worth),
        now=tuple(dials(slopes)),
    )


def highest_risk(safe: Fraction, unsafe: Fraction) -> Fraction:
    """ρ*: the risk of re-abuse at which a return is worth nothing, between 0 and 1.

    Of what a return without re-abuse gains and one with it: (1 − ρ) `safe` + ρ `unsafe`
    is above 0 for smaller risks. Where no return pays it is 0, where any does 1.
    """
    if safe <= 0:
        return Fraction(0)
    if unsafe >= 0:
        return Fraction(1)
    return safe / (safe - unsafe)


def _tellers(slopes: Slopes, event: Event) -> Iterator[str]:
    """The programs that can tell of an event."""
    return (program for program in slopes.policy.programs if slopes.told(event, program))


def _silent(slopes: Slopes) -> Iterator[Untold]:
    """The programs that cannot tell of an event, whatever the branch."""
    for event in EVENTS:
        telling = set(_tellers(slopes, event))
        for program in slopes.policy.programs:
            if program not in telling:
                yield Untold(program, "", event.name, STANDS_FOR)


def _told(slopes: Slopes, event: Event, branch: str, rises: Rises) -> Iterator[Marginal]:
    for (program, component), rise in rises.items():
        yield Marginal(program, branch, event.name, rise, component)
    sums = _sums(rises)
    for program in _tellers(slopes, event):
        yield Marginal(program, branch, event.name, sums.get(program, Fraction(0)))
    yield Marginal(ALL, branch, event.name, sum(sums.values(), Fraction(0)))


def _worth(slopes: Slopes, branch: str, rises: Rises) -> Iterator[ReturnWorth]:
    """ρ* of each program in which a return changes anything."""
    unsafe = _sums(slopes.rises(UNSAFE_RETURN, branch) or {})
    for program, gain in _sums(rises).items():
        other = unsafe.get(program, Fraction(0))
        yield ReturnWorth(program, branch, highest_risk(gain, other), gain, other)


def _sums(rises: Rises) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for (program, _), rise in rises.items():
        sums[program] = sums.get(program, Fraction(0)) + rise
    return sums

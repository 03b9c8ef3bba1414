"""Shrinkage: a small sample is drawn towards the state, a census is left alone.

Only the children nobody read are estimated. For them the branch's own sample and
`kappa` imagined children at the state's share speak together; the children who
were read speak for themselves.

Source: Evenhand method, section 3 (empirical Bayes with finite-population correction).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction


def state_share(
    read: Mapping[str, tuple[Fraction, Fraction]], population: Mapping[str, Fraction]
) -> Fraction | None:
    """The state's share: each branch's sample share, weighted by its population.

    `read` gives (hits, read) by branch. None where nobody was read anywhere.
    """
    seen = {b: hits / n for b, (hits, n) in read.items() if n > 0 and population[b] > 0}
    people = sum((population[b] for b in seen), Fraction(0))
    if people == 0:
        return None
    return sum((population[b] * share for b, share in seen.items()), Fraction(0)) / people


def shrunk_share(
    hits: Fraction, read: Fraction, population: Fraction, state: Fraction, kappa: Fraction
) -> Fraction:
    """One branch's share of `population`, from `hits` among `read` of them.

    With everybody read it is exactly `hits / read`; with nobody read it is the
    state's share. A sample as large as the population counts as everybody.
    """
    unread = max(population - read, Fraction(0))
    if unread == 0 and read > 0:
        return hits / read
    if read + kappa == 0:
        return state
    per_unread = (kappa * state + hits) / (kappa + read)
    return (hits + unread * per_unread) / (read + unread) if read + unread else state


def shrunk_rate(hits: Fraction, base: Fraction, state: Fraction, kappa: Fraction) -> Fraction:
    """A rate drawn towards the state's by `kappa` imagined cases; no census correction.

    Used where a census would still be chance: re-abuse of the children who
    happened to return this year.
    """
    return (kappa * state + hits) / (kappa + base) if kappa + base else state

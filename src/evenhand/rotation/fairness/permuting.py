"""Permuting: how often chance alone would tie two things as closely as they are tied.

What people are held against is ranked within their unit, since units differ; what they
received is counted as it is, so that one who lost seven weighs as much as seven who gained
one, and the shape of the counts makes no pattern. Where people are exchangeable within their unit,
every order of what they received is as likely as the one that came about: all orders are
gone through where they are few, else as many as `DRAWN` are drawn from the seed.

Source: Phipson and Smyth 2010, Permutation P-values should never be zero (one is added to
both counts of draws).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from itertools import permutations, product
from math import factorial, prod, sqrt

#: Orders up to which every one is gone through, and how many are drawn where there are more.
EXACT, DRAWN = 5040, 9_999

#: One unit's people: what they are held against, and how many reports they received more.
Unit = tuple[Sequence[Fraction], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Tie:
    """How closely two things go together (−1 to 1), and how often chance alone does as much.

    `least` is the smallest chance there could have been: 0 where orders were drawn.
    """

    correlation: float
    chance: float
    least: float


def tie(units: Sequence[Unit], seed: int, name: str) -> Tie | None:
    """How closely the two numbers of each person go together; None where one does not vary."""
    ranked = [(ranks(against), got) for against, got in units]
    if not any(any(one) and len(set(got)) > 1 for one, got in ranked):
        return None
    wide = sum(_product(one, one) for one, _ in ranked)
    high = sum(
        Fraction(len(got) * _product(got, got) - sum(got) ** 2, len(got)) for _, got in units
    )
    seen = sum(_product(one, got) for one, got in ranked)
    correlation = seen / sqrt(wide * high)
    if prod(factorial(len(one)) for one, _ in ranked) <= EXACT:
        sums = list(_all_sums(ranked))
        most = max(map(abs, sums))
        at_least = [sum(abs(each) >= bound for each in sums) for bound in (abs(seen), most)]
        return Tie(correlation, at_least[0] / len(sums), at_least[1] / len(sums))
    as_far = sum(abs(each) >= abs(seen) for each in _drawn_sums(ranked, seed, name))
    return Tie(correlation, (as_far + 1) / (DRAWN + 1), 0.0)


def ranks(values: Sequence[Fraction]) -> list[int]:
    """Twice each value's rank less its mean, so that ties stay whole numbers."""
    below = {each: sum(other < each for other in values) for each in set(values)}
    same = {each: values.count(each) for each in below}
    return [2 * below[each] + same[each] - len(values) for each in values]


def _product(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _all_sums(ranked: Sequence[tuple[list[int], Sequence[int]]]) -> Iterator[int]:
    """The sum under every order within units."""
    each = [[_product(one, order) for order in permutations(other)] for one, other in ranked]
    return (sum(chosen) for chosen in product(*each))


def _drawn_sums(
    ranked: Sequence[tuple[list[int], Sequence[int]]], seed: int, name: str
) -> Sequence[int]:
    """The sums under orders drawn from the seed, and from the test's name, and nothing else."""
    import numpy as np

    key = int.from_bytes(blake2b(f"{seed}\n{name}".encode(), digest_size=16).digest())
    generator = np.random.Generator(np.random.Philox(key=key))
    sums = np.zeros(DRAWN, dtype=np.int64)
    for one, other in ranked:
        orders = generator.random((DRAWN, len(one))).argsort(axis=1)
        sums += np.array(other, dtype=np.int64)[orders] @ np.array(one, dtype=np.int64)
    drawn: list[int] = sums.tolist()
    return drawn

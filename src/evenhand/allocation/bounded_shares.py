"""Bounded shares: what limits leave of quotas before anything is made whole, exact.

Each branch gets median(least, level × quota, most), with one level for all, so that the
shares come out to the positions. The divisor methods do the same with a rounded middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from evenhand.allocation.feasibility import check_feasible
from evenhand.figures import Limits


def bounded_shares(
    positions: int, quotas: Mapping[str, Fraction], limits: Mapping[str, Limits]
) -> dict[str, Fraction]:
    """Share out `positions` units in fractions, by quotas and within the limits.

    A branch without a quota gets its least. Where no limit binds, and the quotas add up to
    the positions, the shares are the quotas.

    Raises:
        NotPossible: No sharing out is within every limit.
    """
    check_feasible(positions, quotas, limits)
    within = {branch: limits.get(branch, Limits()) for branch in quotas}
    if sum(quotas.values()) == positions and all(
        _held(quota, within[branch]) == quota for branch, quota in quotas.items()
    ):
        return dict(quotas)  # no limit binds: quick for thousands of branches
    level = _level(positions, quotas, within)
    return {branch: _held(level * quota, within[branch]) for branch, quota in quotas.items()}


def _held(share: Fraction, limits: Limits) -> Fraction:
    if limits.most is not None and share > limits.most:
        return Fraction(limits.most)
    return max(share, Fraction(limits.least))


def _level(
    positions: int, quotas: Mapping[str, Fraction], within: Mapping[str, Limits]
) -> Fraction:
    """The level at which the shares add up to the positions.

    Between the levels at which one branch leaves its least, or meets its most, the sum
    grows in a straight line: by `slope`, the quotas of those whom no limit holds there.
    """
    level, slope = Fraction(0), Fraction(0)
    missing = Fraction(positions - sum(limit.least for limit in within.values()))
    for at, change in sorted(_bends(quotas, within)):
        if slope * (at - level) >= missing:
            break
        missing -= slope * (at - level)
        level, slope = at, slope + change
    return level + missing / slope if missing else level


def _bends(
    quotas: Mapping[str, Fraction], within: Mapping[str, Limits]
) -> Iterable[tuple[Fraction, Fraction]]:
    """Each level at which a branch begins or ceases to grow, and by how much that bends the sum."""
    for branch, quota in quotas.items():
        if quota:
            limits = within[branch]
            yield limits.least / quota, quota
            if limits.most is not None:
                yield limits.most / quota, -quota

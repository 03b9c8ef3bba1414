"""The price of a needless removal: what a branch gains by taking an easy child into care.

A child at the easiest level is removed, is home within the year and is not abused
again. Every reading that would count the child does so, models stay as they are,
and the branch's quotas are looked at again, added up over programs. A policy that
pays for such a removal pays for harm.

Source: Evenhand method, law 20.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evenhand.figures import RemovalPrice, Result
from evenhand.policy import Policy
from evenhand.run import Tallies, allocate, sharing_branches
from evenhand.scenarios.incentives.events import NEEDLESS_REMOVAL, Happened, happened
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data


def with_removal_prices(
    result: Result, policy: Policy, data: Data, asked: str, tallies: Tallies
) -> Result:
    """The result, with the price at its smallest, middle and largest branch."""
    sharing = set(sharing_branches(policy, data))
    by_size = sorted((t.quota, t.branch) for t in result.totals if t.branch in sharing)
    chosen = {by_size[at][1] for at in (0, len(by_size) // 2, -1)}
    if not any(_removed(policy, tallies, branch).tallies for branch in chosen):
        return result  # nothing this policy reads would count the child
    return replace(
        result,
        removal_prices=tuple(
            removal_price(result, policy, data, asked, tallies, branch) for branch in sorted(chosen)
        ),
    )


def removal_price(
    result: Result, policy: Policy, data: Data, asked: str, tallies: Tallies, branch: str
) -> RemovalPrice:
    """Positions by which `branch`'s quotas rise for one needless removal (below 0: it loses).

    Where levels are read from a sample, the sample reads the same share as before:
    so many children are added that one more is read, and the rise is divided by them.
    """
    removed = _removed(policy, tallies, branch)
    after = {**tallies, **removed.tallies}
    other = allocate(policy, data, asked, after, frozen=coefficients(result), working=False)
    before = {t.branch: t.quota for t in result.totals}
    rise = next(t.quota for t in other.totals if t.branch == branch) - before[branch]
    return RemovalPrice(branch, rise / removed.times)


def _removed(policy: Policy, tallies: Tallies, branch: str) -> Happened:
    removed = happened(NEEDLESS_REMOVAL, policy, tallies, branch)
    return removed or Happened({}, Fraction(1))  # one more child is possible everywhere

"""A complete result: the allocation, what masking leaves open, and what it pays for."""

from __future__ import annotations

from evenhand.figures import Result
from evenhand.policy import Policy
from evenhand.run import Tallies, allocate
from evenhand.scenarios.masking import with_fillings
from evenhand.scenarios.needless_removal import with_removal_prices
from evenhand.sources.data import Data


def complete(policy: Policy, data: Data, asked: str, tallies: Tallies) -> Result:
    """Allocate, then look at the ends of masked cells and at the price of a removal."""
    result = allocate(policy, data, asked, tallies)
    result = with_fillings(result, policy, data, asked, tallies)
    return with_removal_prices(result, policy, data, asked, tallies)

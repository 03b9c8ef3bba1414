"""A complete result: the allocation, what masking leaves open, what it pays for, how sure it is."""

from __future__ import annotations

from collections.abc import Collection

from evenhand.figures import Model, Result
from evenhand.policy import Policy
from evenhand.run import Tallies, allocate
from evenhand.scenarios.fitting import with_model
from evenhand.scenarios.incentives.needless_removal import with_removal_prices
from evenhand.scenarios.masking import with_fillings
from evenhand.scenarios.uncertainty import DRAWS, SEED, with_uncertainty
from evenhand.sources.data import Data


def complete(
    policy: Policy,
    data: Data,
    asked: str,
    tallies: Tallies,
    *,
    model: Model | None = None,
    anew: Collection[tuple[str, str]] = (),
    seed: int = SEED,
    draws: int = DRAWS,
) -> Result:
    """Allocate, then look at masked cells, at the price of a removal, and at the errors.

    With a `model` its coefficients are used, but for the components in `anew`; without, all
    are fitted on these data. Of no draws nothing is said: the result then has no intervals.
    """
    if model:
        result = with_model(policy, data, asked, tallies, model, anew)
    else:
        result = allocate(policy, data, asked, tallies)
    result = with_fillings(result, policy, data, asked, tallies)
    result = with_removal_prices(result, policy, data, asked, tallies)
    if not draws:
        return result
    return with_uncertainty(result, policy, data, tallies, seed=seed, draws=draws)

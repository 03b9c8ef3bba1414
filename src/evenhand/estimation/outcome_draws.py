"""Outcome draws: what return home and re-abuse might have been for the children there were.

Chance in outcomes: a census of the children has it too, and no larger sample takes it
away. How far a branch's own figure is believed is the same here as in the score.

Source: Evenhand method, section 8 ("branch effect b ~ N(b̂, sd); re-abuse Beta").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from evenhand.estimation.asked import Asked
from evenhand.estimation.chance import BLOCK, Chance, Draws, Floats, Stream, by_branch, constant
from evenhand.estimation.reabuse import UNIT, Reabuse
from evenhand.estimation.returns import Outcome
from evenhand.estimation.unread import ALONE

#: A Beta's hits and misses, and what turns its rate into a ratio.
Posterior = tuple[float, float, float]


def return_draws(asked: Asked, outcomes: Sequence[Outcome], chance: Chance) -> Draws:
    """What each branch's ratio of returns might be: normal about its score, never below 0."""
    known = [float(found.ratio) for found in outcomes]
    if not chance.outcomes:
        return constant(known)
    stream = chance.stream(f"{asked.name}:outcomes")
    alone = [_alone(found) if found.expected and chance.raw else None for found in outcomes]
    spreads = [found.spread for found in outcomes]

    def draw(place: int, branch: str, block: int) -> Floats | float:
        if alone[place]:
            return _beta(stream, alone, known, place, branch, block)
        if not spreads[place]:
            return known[place]
        drawn = stream.of(branch, block).standard_normal(BLOCK)
        return np.maximum(known[place] + spreads[place] * drawn, 0.0)

    return Draws(by_branch(asked.branches, draw))


def reabuse_draws(found: Reabuse, chance: Chance) -> Draws:
    """What each branch's brake might be: its rate of re-abuse is Beta, its expected rate known."""
    asked, floor = found.asked, float(found.asked.number("floor"))
    known = [1.0 if (r := found.ratio(b)) is None else float(r) for b in asked.branches]
    if not chance.outcomes:
        return constant([max(floor, 2 - ratio) for ratio in known])
    kappa = max(found.kappa[0], UNIT)
    possible = [
        found.posterior(b, kappa=kappa, alone=chance.raw and not found.nothing(b))
        if found.state
        else None
        for b in asked.branches
    ]
    stream = chance.stream(f"{asked.name}:outcomes")
    ratios = by_branch(asked.branches, partial(_beta, stream, possible, known))
    return Draws(lambda block: np.maximum(floor, 2 - ratios(block)))


def _alone(found: Outcome) -> Posterior:
    """What a branch's own returns say of its ratio, by Jeffreys' prior."""
    home, away = float(found.hits) + ALONE, float(found.base - found.hits) + ALONE
    return home, away, float(found.base / found.expected)


def _beta(
    stream: Stream,
    possible: Sequence[Posterior | None],
    known: Sequence[float],
    place: int,
    branch: str,
    block: int,
) -> Floats | float:
    """One branch's ratios, where anything is to be judged and not everybody is a hit."""
    posterior = possible[place]
    if posterior is None or posterior[0] <= 0 or posterior[1] <= 0:
        return known[place]
    yes, no, scale = posterior
    return scale * stream.of(branch, block).beta(yes, no, BLOCK)

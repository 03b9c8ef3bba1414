"""A simulated out-of-home caseload whose truth is known, and samples of it.

Every branch has its own mix of ages, levels and one family factor, its own effect on
return home, and its own risk of re-abuse. What positions should be, if all that were
known, follows; what a sample says can be held against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from evenhand.figures import Tally

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

AGES, LEVELS, DRUGS = ("0-4", "5-9", "10-14", "15+"), range(1, 8), (0, 1)
PATTERNS = list(product(AGES, LEVELS, DRUGS))
OF = [f"age={age} level={level} factor_drug_alcohol={drug}" for age, level, drug in PATTERNS]
#: How much each thing known at removal adds to the log odds of return home.
SLOPES = {"age": (0.0, 0.14, -0.04, -0.1), "level": 0.25, "drug": -0.31}
ALWAYS, BETWEEN, REABUSE, APART = -1.2, 0.34, 0.12, 0.45
VULNERABLE = 5
INFLUENCES = {"vulnerability": 0.5, "return_home": 0.3, "reabuse": 0.2}


@dataclass(frozen=True)
class State:
    """Children by branch and pattern, and what is true of each branch.

    `cells` are branches × patterns × (not home, home, home and abused again).
    """

    branches: tuple[str, ...]
    cells: Whole
    effects: Floats
    risks: Floats

    @property
    def children(self) -> Whole:
        """Children by branch."""
        whole: Whole = self.cells.sum(axis=(1, 2))
        return whole

    def true_shares(self) -> Floats:
        """Each branch's share of positions, were everything about it known."""
        served = self.children.astype(float)
        odds = log_odds()
        mix = self.cells.sum(axis=2)
        ratio = (mix * expit(odds + self.effects[:, None])).sum(1) / (mix * expit(odds)).sum(1)
        hard = [level <= VULNERABLE for _, level, _ in PATTERNS]
        vulnerable = mix[:, hard].sum(1) / served
        brake = np.maximum(0.05, 2 - self.risks / REABUSE)
        scores = {"vulnerability": vulnerable, "return_home": ratio, "reabuse": brake}
        claims = {name: served * score for name, score in scores.items()}
        shares = [w * claims[name] / claims[name].sum() for name, w in INFLUENCES.items()]
        total: Floats = np.sum(shares, axis=0)
        return total


def expit(odds: Floats) -> Floats:
    """Log odds as a chance."""
    chance: Floats = 1 / (1 + np.exp(-odds))
    return chance


def log_odds() -> Floats:
    """What is known at removal, as log odds of return home, by pattern."""
    return np.array(
        [
            ALWAYS
            + SLOPES["age"][AGES.index(age)]
            + SLOPES["level"] * (level - 1)
            + SLOPES["drug"] * drug
            for age, level, drug in PATTERNS
        ]
    )


def simulated_state(branches: int, children: int, seed: int) -> State:
    """A state of so many branches and about so many children."""
    draw = np.random.default_rng(seed)
    sizes = draw.lognormal(0, 1, branches)
    sizes = np.maximum(29, sizes / sizes.sum() * children).astype(int)
    level = np.array([0.08, 0.14, 0.18, 0.18, 0.16, 0.14, 0.12])
    usual = np.outer(np.outer([0.3, 0.25, 0.25, 0.2], level).ravel(), [0.6, 0.4]).ravel()
    mixes = draw.dirichlet(usual * 60, branches)
    effects = draw.normal(0, BETWEEN, branches)
    risks = np.clip(REABUSE * np.exp(draw.normal(-(APART**2) / 2, APART, branches)), 0.01, 0.5)
    counts = np.array([draw.multinomial(n, mix) for n, mix in zip(sizes, mixes, strict=True)])
    home = draw.binomial(counts, expit(log_odds() + effects[:, None]))
    again = draw.binomial(home, risks[:, None])
    names = tuple(f"b{number:04}" for number in range(branches))
    cells = np.stack([counts - home, home - again, again], axis=2)
    return State(names, cells, effects, risks)


def sample_of(state: State, share: float, least: int, seed: int) -> Whole:
    """Children drawn at random in each branch: that share of them, and at least so many."""
    draw = np.random.default_rng(seed)
    wanted = np.maximum(least, np.rint(state.children * share).astype(int))
    read = np.minimum(state.children, wanted)
    flat = state.cells.reshape(len(state.branches), -1)
    drawn = [
        draw.multivariate_hypergeometric(row, n) if n < row.sum() else row
        for row, n in zip(flat, read, strict=True)
    ]
    return np.array(drawn).reshape(state.cells.shape)


def tallies_of(state: State, sample: Whole) -> dict[str, list[Tally]]:
    """What measures would count: all children served, and the sample's levels and outcomes."""
    made: dict[str, list[Tally]] = {"served": [], "levels": [], "removals": [], "returns": []}
    by_level = [[lv == level for _, lv, _ in PATTERNS] for level in LEVELS]
    for at, branch in enumerate(state.branches):
        cells, served = sample[at], int(state.children[at])
        read, home, again = int(cells.sum()), cells[:, 1:].sum(axis=1), int(cells[:, 2].sum())
        made["served"].append(Tally(branch, "", served, served))
        made["levels"] += [
            Tally(branch, str(level), int(cells[which].sum()), read)
            for level, which in zip(LEVELS, by_level, strict=True)
        ]
        made["removals"] += [
            Tally(branch, of, int(home[p]), int(cells[p].sum()))
            for p, of in enumerate(OF)
            if cells[p].sum()
        ]
        made["returns"].append(Tally(branch, "", again, int(home.sum())))
    return made

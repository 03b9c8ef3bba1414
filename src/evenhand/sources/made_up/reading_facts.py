"""Reading facts: what a reader wrote down of a child beside its level.

They have a stream of chance of their own, so that nothing else in the state hangs on
them. A reader who sees a level also sees reasons for it; not always, and not only then.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from evenhand.sources.made_up.chance import Array, Stream
from evenhand.sources.made_up.columns import NONE, words

SEVERITIES = ("none", "mild", "moderate", "severe", "life_threatening")
#: How badly treated a child is where the next severity begins.
EDGES = np.array([-0.8, 0.0, 0.9, 1.9])
#: Reasons readers give for the hardest level, for the easiest of teenagers, and of others.
HARDEST = ("abandoned", "physical_abuse", "sexual_abuse_in_family", "sibling_died")
TEENAGERS = ("acting_out", "chronic_neglect", "court_ordered")
OTHERS = ("court_ordered", "voluntary")
CIRCUMSTANCES = (*HARDEST, *TEENAGERS[:2], *OTHERS)
TEENAGE = 13


def reading_facts(draw: Stream, harm: Array, age: Array, level: Array) -> dict[str, pl.Series]:
    """The columns `severity` and `circumstance`; three in a hundred name no severity."""
    severity = np.searchsorted(EDGES, harm + draw.normal(0, 0.1, len(harm)))
    severity = np.where(draw.random(len(harm)) < 0.03, NONE, severity)
    circumstance = draw.integers(0, len(CIRCUMSTANCES), len(harm))
    circumstance = np.where(draw.random(len(harm)) < 0.02, circumstance, NONE)
    seen = draw.random(len(harm)) < 0.7
    teenage = age >= TEENAGE
    for told, who in (
        (HARDEST, level == 1),
        (TEENAGERS, (level == 7) & teenage),
        (OTHERS, (level == 7) & ~teenage),
    ):
        reason = np.array([CIRCUMSTANCES.index(word) for word in told])
        drawn = reason[draw.integers(0, len(told), len(harm))]
        circumstance = np.where(who & seen, drawn, circumstance)
    return {
        "severity": words(SEVERITIES, severity),
        "circumstance": words(CIRCUMSTANCES, circumstance),
    }

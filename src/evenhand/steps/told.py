"""What every step of one run is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evenhand.figures import Coefficient, Tally
from evenhand.policy import Policy
from evenhand.sources.data import Data

Tallies = Mapping[str, Sequence[Tally]]
#: Coefficients by program and component, to be used as they are instead of fitted anew.
Frozen = Mapping[tuple[str, str], tuple[Coefficient, ...]]


@dataclass(frozen=True)
class Told:
    """One run: its policy and data, who shares, the tallies, and how it is to be made.

    `working` is off for a what-if, whose scores need not say how they were made.
    """

    policy: Policy
    data: Data
    sharing: tuple[str, ...]
    tallies: Tallies
    frozen: Frozen
    working: bool

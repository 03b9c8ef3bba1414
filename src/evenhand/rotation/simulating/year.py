"""A year as it comes whatever the rule: what happens, and what becomes of each report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.figures.rotation import Event


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one report in whoever's hands it is; hours count from its assignment.

    `removal`, `complicated` and `returned` are hours after which a child is removed, a
    supervisor finds the case very complicated, or it is handed back: 0 is never. A
    supervisor gives it `by_hand`. `family` is an earlier report of the same family.
    """

    open_for: timedelta
    removal: int = 0
    complicated: int = 0
    returned: int = 0
    by_hand: bool = False
    family: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """Facts in order of time, without numbers yet, and every report's fate.

    A `Skipped` among the facts is a wish: it is asked where a rule has its reason. A
    reason's days are the same under every rule: `removal_days` and `complicated_days`.
    """

    begins: datetime
    ends: datetime
    facts: tuple[Event, ...]
    fates: Mapping[str, Fate]
    removal_days: int = 0
    complicated_days: int = 0

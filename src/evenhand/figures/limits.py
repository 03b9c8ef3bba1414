"""Limits: the least and the most a branch may have, and which rule says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`least` to `most` units for one branch; `most` None means no upper limit."""

    least: int = 0
    most: int | None = None
    least_rule: str = "minimum"
    most_rule: str = "maximum"

    def hold(self, units: int) -> int:
        """Move `units` to the nearest number within these limits."""
        if self.most is not None and units > self.most:
            return self.most
        return max(units, self.least)

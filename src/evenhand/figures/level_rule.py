"""A level rule: one row of a decision table from what was read of a child to its level."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{1,2})(?:-(\d{1,2})|(\+))?")


@dataclass(frozen=True, slots=True)
class Ages:
    """Whole years of age, `first` to `last`, both inside; `last` None means no upper age."""

    first: int = 0
    last: int | None = None

    @classmethod
    def read(cls, text: str) -> Ages:
        """Read `0-4`, `13+` or `7`.

        Raises:
            ValueError: The text is not so written, or the last age comes before the first.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            raise ValueError(text)
        return cls(first, None if found[3] else last)

    def hold(self, other: Ages) -> bool:
        """Whether every age in `other` is one of these."""
        if self.first > other.first:
            return False
        return self.last is None or (other.last is not None and other.last <= self.last)


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A child of whom all of this was read stands at `level`; an empty list asks nothing."""

    level: int
    severity: tuple[str, ...] = ()
    ages: Ages = Ages()
    circumstance: tuple[str, ...] = ()

    def covers(self, other: LevelRule) -> bool:
        """Whether this rule takes every child that `other` would take."""
        pairs = (self.severity, other.severity), (self.circumstance, other.circumstance)
        words = all(not mine or (theirs and set(theirs) <= set(mine)) for mine, theirs in pairs)
        return words and self.ages.hold(other.ages)

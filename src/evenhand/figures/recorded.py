"""A recorded figure: one number that may be quoted, with the rule it was counted by and its source.

Our own figures and published ones take this one form, so that they can be held against
each other. What has no value says why; it is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.figures.period import Period


@dataclass(frozen=True, slots=True)
class Recorded:
    """One number: what it is, of whom, when, how counted, and who says so.

    `as_of` is the last day that the number speaks of, and `period` all of its days;
    `printed` is how a publisher wrote them. Of a part that nobody dates (a year, part of it)
    both are None, and `within` are the days that it lies in. `standard` is what the number is held
    against, if it is. `note` says what must be said beside it.
    """

    what: str
    value: Fraction | None
    unit: str
    population: str
    as_of: date | None
    period: Period | None
    counting_rule: str
    source: str
    standard: str = ""
    printed: str = ""
    note: str = ""
    within: Period | None = None

    @property
    def span(self) -> Period:
        """The days it speaks of, or those that they lie in.

        Raises:
            ValueError: Nobody says either.
        """
        found = self.period or self.within
        if found is None:
            raise ValueError(f"of {self.what} no days are known at all")
        return found

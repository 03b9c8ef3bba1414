"""A period: from one day up to, but without, another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

#: Days of other years are a slip of the pen, and what looks before or after them would fail.
FIRST, LAST = 1800, 2200


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to `end`; `end` itself is outside."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period must end after it starts: {self}")

    @classmethod
    def read(cls, text: str) -> Period:
        """Read `2023-07-01..2024-07-01`; the second day is the first one outside.

        Raises:
            ValueError: The text is not two dates with two dots between them, or
                they are in the wrong order.
        """
        start, dots, end = text.partition("..")
        if not dots:
            raise ValueError("a period is written START..END")
        days = date.fromisoformat(start.strip()), date.fromisoformat(end.strip())
        if not all(FIRST <= day.year <= LAST for day in days):
            raise ValueError(f"a period lies in the years {FIRST} to {LAST}")
        return cls(*days)

    @property
    def last_day(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

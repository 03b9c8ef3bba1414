"""A calendar: from days to pixels, with years (or months, where there are few) written below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evenhand.explanation.caseload import MONTHS
from evenhand.reports.charts.marks import FAINT, QUIET, Line, Mark, Text

#: Room that a year, or a month with its year, takes below an axis.
YEAR_ROOM, MONTH_ROOM = 34, 52
#: Below so many days months are written, and above it years.
FEW_DAYS = 3 * 366


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days from `first` to `last`, both on the axis, over `width` pixels."""

    first: date
    last: date
    width: float

    def at(self, day: date) -> float:
        """Say at which pixel a day stands, to a hundredth."""
        span = (self.last - self.first).days or 1
        return round((day - self.first).days * self.width / span, 2)

    def axis(self, bottom: float) -> Iterator[Mark]:
        """Draw the axis at `bottom`, with its days below it, as many as there is room for."""
        yield Line(0, bottom, self.width, bottom, QUIET)
        for day, words in self._ticks():
            x = self.at(day)
            yield Line(x, bottom, x, bottom + 3, QUIET)
            yield Text(x, bottom + 11, words, QUIET, "center", 10)

    def rules(self, top: float, bottom: float) -> Iterator[Mark]:
        """A faint upright for each day that is written."""
        for day, _ in self._ticks():
            yield Line(self.at(day), top, self.at(day), bottom, FAINT)

    def _ticks(self) -> list[tuple[date, str]]:
        if (self.last - self.first).days > FEW_DAYS:
            firsts = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 2)]
            return self._room([(day, str(day.year)) for day in firsts], YEAR_ROOM)
        months = range(
            self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month + 1
        )
        days = [date(at // 12, at % 12 + 1, 1) for at in months]
        written = [(day, f"{MONTHS[day.month - 1][:3]} {day.year}") for day in days]
        return self._room(written, MONTH_ROOM)

    def _room(self, ticks: list[tuple[date, str]], room: int) -> list[tuple[date, str]]:
        """Every so-manieth, so that no two touch; those beyond the axis are left out."""
        kept = [tick for tick in ticks if self.first <= tick[0] <= self.last]
        every = max(1, -(-len(kept) * room // int(self.width)))
        return kept[::every]

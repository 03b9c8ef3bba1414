"""A draw of random moments: (worker, minute) pairs, each as likely as any other, none twice.

The seed and each worker's own id decide everything: the order of a roster changes
nothing, and a stranger with the seed and the roster draws the same. What is drawn is
whom to ask and when; it says nothing about anyone.

Source: 2 CFR 200.430 (all employees, the entire period); Evenhand method, section 2
(one moment is one draw of a worker and a minute).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import accumulate

from evenhand.errors import NotPossible

#: What is assumed and no source gives; said with every draw.
ASSUMES = "A part-time worker has that share of all working minutes, spread over the whole day."


@dataclass(frozen=True, slots=True)
class Frame:
    """Every minute anybody works: days, the working minutes of a day, and workers' parts.

    `first` up to `last` are minutes after midnight; `last` itself is outside. `parts` is
    each worker's full-time equivalent.
    """

    days: Sequence[date]
    first: int
    last: int
    parts: Mapping[str, Fraction]

    @property
    def minutes(self) -> int:
        """The minutes of one full-time worker."""
        return len(self.days) * (self.last - self.first)

    def minutes_of(self, worker: str) -> int:
        """The minutes one worker works, rounded to whole ones."""
        return min(round(self.parts[worker] * self.minutes), self.minutes)

    @property
    def population(self) -> int:
        """All workers' minutes: as many as there are moments to draw from."""
        return sum(map(self.minutes_of, self.parts))

    def moment(self, minute: int) -> datetime:
        """The moment at which a full-time worker's working minute of that number begins."""
        day, of_day = divmod(minute, self.last - self.first)
        return datetime.combine(self.days[day], time.min) + timedelta(minutes=self.first + of_day)


def working_days(
    first: date, end: date, weekdays: Collection[int], without: Collection[date] = ()
) -> list[date]:
    """The days from `first` up to, but without, `end` that fall on these weekdays (Monday 1)."""
    days = (first + timedelta(n) for n in range((end - first).days))
    return [day for day in days if day.isoweekday() in weekdays and day not in without]


def drawn_moments(frame: Frame, number: int, seed: int) -> list[tuple[str, datetime]]:
    """Draw so many moments, in the order in which they come.

    Raises:
        NotPossible: There are not so many minutes to draw from.
    """
    population = frame.population
    if number > population:
        raise NotPossible(
            f"{number:,} moments cannot be drawn from {population:,} working minutes. Draw fewer, "
            "or from more days, hours or workers."
        )
    workers = sorted(frame.parts)
    ends = list(accumulate(frame.minutes_of(worker) for worker in workers))
    found = []
    for place in _places(number, population, seed):
        at = bisect_right(ends, place)
        worker, own = workers[at], place - (ends[at - 1] if at else 0)
        found.append((worker, frame.moment(_minute(frame, worker, own, seed))))
    return sorted(found, key=lambda each: (each[1], each[0]))


def _places(number: int, population: int, seed: int) -> Collection[int]:
    """So many different whole numbers below `population`, by the seed."""
    # Of more than half it is the places left out that are drawn: repeats stay rare.
    wanted = min(number, population - number)
    drawn: set[int] = set()
    places = _numbers(f"{seed}", population)
    while len(drawn) < wanted:
        drawn.add(next(places))
    return drawn if wanted == number else set(range(population)) - drawn


def _minute(frame: Frame, worker: str, own: int, seed: int) -> int:
    """Which full-time minute a worker's own n-th one is.

    A part-timer's minutes are spread evenly over all, from a start of that worker's own,
    so that every minute of the day is as likely as any other.
    """
    start = next(_numbers(f"{seed} {worker}", frame.minutes))
    return (start + own * frame.minutes // frame.minutes_of(worker)) % frame.minutes


def _numbers(key: str, below: int) -> Iterator[int]:
    """Whole numbers below `below`, without end, that hang on nothing but the key."""
    turn = 0
    while True:
        yield int.from_bytes(sha256(f"{key}\n{turn}".encode()).digest()) % below
        turn += 1

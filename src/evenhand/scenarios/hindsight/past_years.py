"""Past years: the policy's period moved back, and the readings each year can give.

A survey was taken once and stays where it was; whatever else a year lacks stops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from evenhand.errors import EvenhandError, PolicyError, TableError
from evenhand.figures import Period, Tally
from evenhand.measures import catalogue
from evenhand.policy import Policy
from evenhand.run import measure
from evenhand.sources.data import Data

#: The tables of surveys, which an agency does not take every year.
SURVEYS = {"call_reviews", "case_readings", "time_samples"}


@dataclass(frozen=True)
class PastYear:
    """One year of data: the policy over its period, what was read, and what was not."""

    policy: Policy
    data: Data
    tallies: dict[str, Sequence[Tally]]
    stayed: tuple[str, ...]


def years_of(policy: Policy, text: str) -> tuple[Period, ...]:
    """The policy's period, moved so that it starts in each year of FIRST..LAST.

    Raises:
        PolicyError: That is no span of two years or more.
    """
    first, _, last = text.partition("..")
    if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) < int(last) <= 9998):
        raise PolicyError(
            f"{text!r} is no span of years. Write the years in which a period starts, at least "
            "two: 1997..1999."
        )
    return tuple(_starting_in(policy.period, year) for year in range(int(first), int(last) + 1))


def past_year(policy: Policy, data: Data, period: Period) -> PastYear:
    """Read one year; a survey that has nothing in it is read over the policy's own period.

    Raises:
        EvenhandError: Something else than a survey is not there for that year.
    """
    moved = replace(policy, period=period)
    if data.columns and (fixed := sorted(policy.needed & set(data.counts))):
        raise TableError(
            f"{', '.join(fixed)} come as counts of one year, so past years cannot be told apart. "
            "A backtest needs case tables, or a publisher's tables of several years."
        )
    tallies, stayed = dict[str, Sequence[Tally]](), []
    for name in policy.measures:
        try:
            found = measure(moved, data, [name])[name]
            if not any(tally.base for tally in found) and _is_survey(policy, name):
                found = measure(policy, data, [name])[name]
                stayed.append(name)
            elif not any(tally.base for tally in found) and name in policy.needed:
                raise TableError(f"{name} counts nothing. Leave this year out")
        except EvenhandError as error:
            if name in policy.needed:
                raise type(error)(f"The year {period}: {str(error).rstrip('.')}.") from None
            continue
        tallies[name] = found
    return PastYear(moved, data, tallies, tuple(stayed))


def _is_survey(policy: Policy, name: str) -> bool:
    """Whether a reading counts what only a survey tells."""
    reading = policy.measures[name]
    if reading.stands_for:
        return False
    return bool(SURVEYS & set(catalogue()[reading.measure or name].reads))


def _starting_in(period: Period, year: int) -> Period:
    years = year - period.start.year
    return Period(_moved(period.start, years), _moved(period.end, years))


def _moved(day: date, years: int) -> date:
    """The same day so many years on; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)

"""The forecast: simulated months, when a standard is met for good, and which classes keep it.

A draw meets the standard on a day if its cases are at most so many times its workers; with
nobody carrying it meets none. It keeps the standard if it meets it at the end of each of the
last twelve months simulated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from evenhand.caseloads.forecasting.arriving import open_cases
from evenhand.caseloads.forecasting.enough import Found, enough
from evenhand.caseloads.forecasting.lots import Counts, Floats
from evenhand.caseloads.forecasting.months import last_days
from evenhand.caseloads.forecasting.staying import drawn_staying, workers
from evenhand.figures.forecast import Ahead, Forecast, Hires, Range
from evenhand.figures.situation import Situation, Taken

Truths = NDArray[np.bool_]
YEAR = 12
#: A standard met at fewer months' ends than this before the simulation stops is not met for good.
LASTING = 3


@dataclass(frozen=True, slots=True)
class Named:
    """The counting rule and the standard a forecast is about, by name and in sentences."""

    counting: str
    standard: str
    says: tuple[str, ...] = ()


def forecast(
    situation: Situation,
    taken: Taken,
    named: Named,
    seed: int,
    happened: Mapping[date, Fraction] | None = None,
) -> Forecast:
    """Simulate the months ahead; the same seed gives the same numbers.

    Args:
        situation: What was measured up to the day it begins.
        taken: What the policy states of the months ahead.
        named: What the ratio and its limit are called.
        seed: Where the random draws start.
        happened: In a backtest, the ratio measured since, by day.
    """
    staff, load = (np.random.default_rng([seed, stream]) for stream in (0, 1))
    days = last_days(situation.begins, taken.months)
    cases = _carried(situation, taken, days, load)
    staying = drawn_staying(situation, taken, staff)
    there = workers(staying, taken.each_class)
    meets = _meets(cases, there, taken)
    search = enough(
        lambda size: _keeps(_meets(cases, workers(staying, size), taken)),
        taken.each_class,
        situation.workers,
        taken.certainty,
    )
    return Forecast(
        counting=named.counting,
        standard=named.standard,
        most=taken.most,
        begins=situation.begins,
        seed=seed,
        draws=taken.draws,
        months=tuple(_months(days, there, cases, meets, happened or {})),
        met_on=_met_on(meets, days),
        certainty=taken.certainty,
        each_class=taken.each_class,
        enough=search.enough,
        tried=_tried(search),
        takes=named.says,
        flags=tuple(_flags(there, days)),
    )


def _carried(
    situation: Situation, taken: Taken, days: list[date], chance: np.random.Generator
) -> Floats:
    """Cases carried by workers who count: of each kind's open cases, the share there is now."""
    total = np.zeros((len(days), taken.draws))
    for flow in situation.flows:
        still = open_cases(flow, days, float(taken.growth), taken.draws, chance)
        total += still * float(flow.carried_share)
    return total


def _meets(cases: Floats, there: Counts, taken: Taken) -> Truths:
    met: Truths = (there > 0) & (cases <= float(taken.most) * there)
    return met


def _keeps(meets: Truths) -> Fraction:
    kept = int(meets[1:][-YEAR:].all(axis=0).sum())
    return Fraction(kept, meets.shape[1])


def _tried(search: Found) -> tuple[Hires, ...]:
    return tuple(Hires(size, search.tried[size]) for size in sorted(search.tried))


def _months(
    days: list[date],
    there: Counts,
    cases: Floats,
    meets: Truths,
    happened: Mapping[date, Fraction],
) -> Iterator[Ahead]:
    for month, on in enumerate(days):
        yield Ahead(
            on,
            _range(there[month]),
            _range(cases[month]),
            _ratio(cases[month], there[month]),
            Fraction(int(meets[month].sum()), there.shape[1]),
            happened.get(on),
        )


def _ratio(cases: Floats, there: Counts) -> Range | None:
    """Cases a worker; None where nobody carries in more than one draw of twenty."""
    some = there > 0
    each = np.where(some, cases / np.where(some, there, 1), np.inf)
    return None if np.isinf(np.sort(each)[_ends(len(each))]).any() else _range(each)


def _ends(draws: int) -> list[int]:
    """The places of the 5th, 50th and 95th in a hundred draws in order."""
    return [draws // 20, (draws - 1) // 2, draws - 1 - draws // 20]


def _range(values: Counts | Floats) -> Range:
    """Order statistics of the draws, to a millionth."""
    ordered = np.sort(values)[_ends(len(values))]
    return Range(*(Fraction(round(float(each) * 10**6), 10**6) for each in ordered))


def _met_on(meets: Truths, days: list[date]) -> tuple[date | None, date | None, date | None]:
    """The day from which each draw meets it to the end: early, middle and late.

    What is met only in the last month or two may be a good month and no more.
    """
    kept = np.logical_and.accumulate(meets[::-1])[::-1][: max(1, len(days) - LASTING + 1)]
    first = np.where(kept.any(axis=0), kept.argmax(axis=0), len(days))
    low, middle, high = (int(each) for each in np.sort(first)[_ends(len(first))])
    dated: list[date | None] = [*days, None]
    return dated[low], dated[middle], dated[high]


def _flags(there: Counts, days: list[date]) -> Iterator[str]:
    empty = (there == 0).sum(axis=1)
    for on, draws in zip(days, empty, strict=True):
        if draws:
            yield (
                f"No case-carrying workers on {on} in {draws:,} of {there.shape[1]:,} simulations: "
                "the standard is not met there, and the ratio has no value."
            )
            return

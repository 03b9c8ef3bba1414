"""Loads: the line of days counted up, by load and by days over a limit; no worker is told apart.

What leaves the engine is counted by branch and unit. The line is worked out once; all
limits are counted from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures.period import Period
from evenhand.figures.spread import Spread
from evenhand.sources.carried import ZERO
from evenhand.sources.day_line import Line, counts, load
from evenhand.sources.engine import flag, kept, rows

Frame = nw.LazyFrame[Any]
#: Branch, unit, what was met, and the period it was met in.
Key = tuple[str, str, str, Period]


def load_spreads(
    lines: Iterable[Line], period: Period, cuts: Sequence[date], limits: Sequence[int]
) -> list[Spread]:
    """Worker-days by load in each part of the period, and workers by days and spells over."""
    parts = parts_of(period, cuts)
    found: dict[Key, Counter[int]] = {}
    for line in lines:
        # Worked out once; everything is counted from it.
        with kept(line.changes) as changes:
            here = replace(line, changes=changes)
            for key, told in _counted(here, period, parts, limits):
                counts = found.setdefault(key, Counter())
                for value, times in told.items():
                    counts[value] += times
    return spreads(found)


def parts_of(period: Period, cuts: Sequence[date]) -> list[Period]:
    """The period cut at those days, which lie inside it."""
    days = [period.start, *cuts, period.end]
    return [Period(*pair) for pair in pairwise(days)]


def months_cut(period: Period) -> list[date]:
    """The first days of months inside the period, its own first day left out."""
    numbers = range(period.start.year * 12 + period.start.month, period.end.year * 12 + 12)
    firsts = (date(number // 12, number % 12 + 1, 1) for number in numbers)
    return [day for day in firsts if day < period.end]


def spreads(found: dict[Key, Counter[int]]) -> list[Spread]:
    """What was met, group after group, each value in order."""
    keys = sorted(found, key=lambda key: (*key[:3], key[3].start))
    return [Spread(*key, dict(sorted(found[key].items()))) for key in keys]


def _counted(
    line: Line, period: Period, parts: Sequence[Period], limits: Sequence[int]
) -> Iterator[tuple[Key, dict[int, int]]]:
    with kept(line.days()) as days:
        # Whole parts at once: by the month, a large state has hundreds of thousands of loads.
        for (branch, unit, part), told in groupby(_by_load(line, days), itemgetter(0, 1, 2)):
            yield (branch, unit, "load", parts[part]), {load: times for *_, load, times in told}
        for limit in limits:
            for of, branch, unit, value, workers in _by_worker(line, days, limit):
                yield (branch, unit, f"{of} {limit}", period), {value: workers}


def _by_load(line: Line, days: Frame) -> list[tuple[Any, ...]]:
    by = ("branch", "unit", "part", "load")
    told = days.with_columns(place=line.place_of_cell, part=line.part)
    told = told.join(line.workers, on="place").group_by(*by).agg(nw.col("days").sum())
    return rows(told, *by, "days")


def _by_worker(line: Line, days: Frame, limit: int) -> Iterator[tuple[Any, ...]]:
    """Workers who count by their days over the limit, and by their longest spell over it."""
    each = (
        days.with_columns(place=line.place_of_cell)
        .group_by("place")
        .agg(days=(flag(nw.col("load") > limit) * nw.col("days")).sum())
        .join(_longest_spells(line, limit), on="place", how="left")
        .with_columns(spell=nw.coalesce(nw.col("spell"), ZERO))
        .join(line.workers, on="place")
    )
    for of, value in (("days over", "days"), ("longest spell over", "spell")):
        counted = each.group_by("branch", "unit", value).agg(workers=nw.len())
        for row in rows(counted, "branch", "unit", value, "workers"):
            yield (of, *row)


def _longest_spells(line: Line, limit: int) -> Frame:
    """Each worker's longest run of days over, from the slots at which runs begin and end."""
    turn = _over("after", limit) - _over("before", limit)
    turns = (
        line.changes.select("slot", turn=turn)
        .filter(nw.col("turn") != 0)
        .group_by("slot")
        .agg(nw.col("turn").sum().cast(nw.Int64))
        .filter(nw.col("turn") != 0)
    )
    end = nw.col("slot").shift(-1).over(order_by="slot")
    return (
        turns.with_columns(spell=end - nw.col("slot"), place=line.place)
        .filter(nw.col("turn") > 0)
        .group_by("place")
        .agg(nw.col("spell").max())
    )


def _over(state: str, limit: int) -> nw.Expr:
    return flag(counts(state) & (load(state) > limit))

"""What the caseload watch asks of the measures: each distinct question once, for all rules.

Two rules that count the same cases by the same workers ask one question, and so do all
limits held against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from evenhand.caseloads.full_load import points
from evenhand.caseloads.through_time import months_of
from evenhand.figures.period import Period
from evenhand.figures.spread import Daily, Spread
from evenhand.measures import catalogue
from evenhand.policy import CountingRule, held_against, weighed_by
from evenhand.policy.standards import Limit, Yardstick
from evenhand.sources.engine import CaseTables


@dataclass(frozen=True, slots=True)
class Weighing:
    """One question about worker-days: whose, and what a case of each kind weighs.

    `whole` is how many points are 1; `children` weighs each case by its children.
    """

    kinds: tuple[str, ...]
    points: tuple[int, ...]
    statuses: tuple[str, ...]
    programs: tuple[str, ...]
    children: bool = False
    whole: int = 1

    def limit(self, limit: Limit) -> int:
        """The most that is not over, in points."""
        return int(limit.most) * self.whole


def weighing(rule: CountingRule, limit: Limit | None = None) -> Weighing:
    """How the rule weighs its cases, or how a limit held against it does."""
    kinds, by = tuple(sorted(rule.kinds)), weighed_by(rule)
    if limit is None:
        limit = by.limit if by else None
    weights, whole = points(limit.full_load) if limit and limit.full_load else ({}, 1)
    return Weighing(
        kinds,
        tuple(weights.get(kind, 1) for kind in kinds),
        tuple(sorted(rule.statuses)),
        tuple(sorted(rule.programs)),
        limit is not None and limit.kind == "children",
        whole,
    )


@dataclass(frozen=True)
class Questions:
    """The answers so far, from one set of tables for one period."""

    tables: CaseTables
    period: Period
    rules: tuple[CountingRule, ...]
    _known: dict[object, list[Any]] = field(default_factory=dict)

    def held(self, rule: CountingRule) -> tuple[Yardstick, ...]:
        """The limits that the rule is held against, as far as the tables can tell."""
        told = "children" in self.tables
        return tuple(h for h in held_against(rule) if told or h.limit.kind != "children")

    @cached_property
    def months(self) -> tuple[Period, ...]:
        return months_of(self.period)

    @cached_property
    def _limits(self) -> dict[Weighing, set[int]]:
        """Every limit on worker-days, by the question it goes with."""
        found: dict[Weighing, set[int]] = {}
        for rule in self.rules:
            found.setdefault(weighing(rule), set())
            for held in self.held(rule):
                if held.limit.kind != "flow":
                    asked = weighing(rule, held.limit)
                    found.setdefault(asked, set()).add(asked.limit(held.limit))
        return found

    def worker_days(self, asked: Weighing) -> list[Spread]:
        """Loads by month, and days and spells over each limit anyone holds against them."""
        measure = "children_carried_by_day" if asked.children else "worker_days"
        cuts: Sequence[date] = tuple(month.start for month in self.months[1:])
        weights = {} if asked.children else {"points": asked.points}
        return self._ask(
            measure,
            kinds=asked.kinds,
            **weights,
            statuses=asked.statuses,
            programs=asked.programs,
            limits=tuple(sorted(self._limits[asked])),
            cuts=cuts,
        )

    def new_cases(self, asked: Weighing, active: bool) -> list[Spread]:
        """Worker-months by cases new in the month, or new and carried into it."""
        return self._ask(
            "new_cases",
            kinds=asked.kinds,
            statuses=asked.statuses,
            programs=asked.programs,
            active=active,
        )

    def carried(self, asked: Weighing, kinds: Iterable[str]) -> list[Daily]:
        """Cases carried, workers who carry, and cases open, day by day."""
        return self._ask(
            "carried_by_day",
            kinds=tuple(sorted(kinds)),
            statuses=asked.statuses,
            programs=asked.programs,
        )

    def daily(self, measure: str, **parameters: Any) -> list[Daily]:
        """Any other number through time, by branch."""
        return self._ask(measure, **parameters)

    def _ask(self, measure: str, **parameters: Any) -> list[Any]:
        key = measure, tuple(parameters.items())
        if key not in self._known:
            compute = catalogue()[measure].compute
            self._known[key] = list(compute(self.tables, self.period, **parameters))
        return self._known[key]

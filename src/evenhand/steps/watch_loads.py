"""One counting rule's caseloads: every group's load over the period, its months and its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from evenhand.caseloads.by_group import Held, Merged, held_on, merged, weighed, within
from evenhand.caseloads.distribution import distribution
from evenhand.caseloads.over import over
from evenhand.caseloads.together import Counts, Groups, met, total
from evenhand.figures.caseload import Load, Month, Over, Ratio, Whom
from evenhand.figures.period import Period
from evenhand.figures.spread import Daily
from evenhand.policy import CountingRule
from evenhand.policy.standards import Yardstick
from evenhand.steps.watch_questions import Questions, Weighing, weighing

NOBODY = "no case-carrying workers"
LOAD = "load"


@dataclass(frozen=True)
class Answers:
    """What one rule's questions were answered, by group."""

    name: str
    rule: CountingRule
    asked: Questions
    groups: Groups
    _spreads: dict[tuple[Weighing, bool | None], Merged] = field(default_factory=dict)

    @cached_property
    def own(self) -> Weighing:
        """How the rule itself weighs its cases."""
        return weighing(self.rule)

    @cached_property
    def held(self) -> tuple[tuple[Yardstick, Weighing], ...]:
        """The limits held against the rule, each with how it weighs the cases."""
        held = self.asked.held(self.rule)
        return tuple((each, weighing(self.rule, each.limit)) for each in held)

    def whom(self) -> tuple[Whom, ...]:
        """Every group: each branch, and each unit in which anybody ever carried cases.

        Workers in no unit are one more of their branch, unless nobody has a unit at all.
        """
        units = {(s.branch, s.unit) for s in self.asked.worker_days(self.own)}
        return self.groups.every(units if any(unit for _, unit in units) else ())

    def loads(self) -> Iterator[Load]:
        """Every group's load over the whole period."""
        for whom in self.whom():
            yield self._load(whom)

    def months(self, periods: Iterable[Period]) -> Iterator[Month]:
        """Every group's load in each month or year."""
        periods = tuple(periods)
        for whom in self.whom():
            for period in periods:
                counts = self._counts(whom, self.own, period)
                judged = tuple(self._judged(whom, period, spells=False))
                yield Month(
                    self.name,
                    whom,
                    period,
                    self._mean(counts),
                    self._last_day(whom, period),
                    judged,
                )

    def _load(self, whom: Whom) -> Load:
        period = self.asked.period
        counts = self._counts(whom, self.own, period)
        mean, at_last = self._mean(counts), self._last_day(whom, period)
        outside = self._outside(whom, period)
        return Load(
            self.name,
            whom,
            period,
            mean,
            at_last,
            outside,
            distribution(counts, self.own.whole),
            tuple(self._judged(whom, period, spells=True)),
            _note(mean, at_last, outside, period),
        )

    def _mean(self, counts: Counts) -> Ratio:
        return Ratio(Fraction(total(counts), self.own.whole), Fraction(met(counts)))

    def _judged(self, whom: Whom, period: Period, *, spells: bool) -> Iterator[Over]:
        for held, asked in self.held:
            limit = held.limit
            if limit.kind == "flow":
                active = limit.active == "yes"
                taken = self._merged(self.own, active=active)
                months = within(taken, whom, "active" if active else "new", period)
                yield over(held.name, months, int(limit.most))
            else:
                yield self._over(held, asked, whom, period, spells=spells)

    def _over(
        self, held: Yardstick, asked: Weighing, whom: Whom, period: Period, *, spells: bool
    ) -> Over:
        most, counts = asked.limit(held.limit), self._counts(whom, asked, period)
        if not spells:
            return over(held.name, counts, most)
        days, runs = (
            within(self._merged(asked), whom, f"{of} over {most}", period)
            for of in ("days", "longest spell")
        )
        return over(held.name, counts, most, days, runs, int(held.limit.days))

    def _counts(self, whom: Whom, asked: Weighing, period: Period) -> dict[int, int]:
        """Worker-days of a group by load, in a period made of whole parts (months)."""
        return within(self._merged(asked), whom, LOAD, period)

    def _merged(self, asked: Weighing, active: bool | None = None) -> Merged:
        """Worker-days, or (with `active` said) worker-months, by group, thing and part."""
        key = asked, active
        if key not in self._spreads:
            taken = (
                self.asked.worker_days(asked)
                if active is None
                else self.asked.new_cases(asked, active)
            )
            self._spreads[key] = merged(taken, self.groups)
        return self._spreads[key]

    def _last_day(self, whom: Whom, period: Period) -> Ratio:
        """Cases carried by workers who count on the period's last day, by those workers."""
        carried = Fraction(self._on(whom, "points", period.last_day), self.own.whole)
        return Ratio(carried, Fraction(self._on(whom, "workers", period.last_day)))

    def _outside(self, whom: Whom, period: Period) -> int | None:
        day = period.last_day
        outside = self._on(whom, "open", day) - self._on(whom, "cases", day)
        return outside if outside >= 0 and whom.level != "unit" else None

    def _on(self, whom: Whom, of: str, day: date) -> int:
        return self._month_ends.get((whom, of), {}).get(day, 0)

    @cached_property
    def _month_ends(self) -> Held:
        """What is carried, by how many, and what is open, on each month's last day by group."""
        days = [month.last_day for month in self.asked.months]
        return held_on(self._dailys(), days, self.groups)

    def _dailys(self) -> Iterator[Daily]:
        """Kinds of the same weight are asked for together.

        Workers, who come with each weight again, are taken from the first.
        """
        for at, weight in enumerate(sorted(set(self.own.points))):
            kinds = [k for k, p in zip(self.own.kinds, self.own.points, strict=True) if p == weight]
            for daily in self.asked.carried(self.own, kinds):
                if daily.of == "cases":
                    yield weighed(daily, weight, "points")
                if daily.of != "workers" or at == 0:
                    yield daily


def _note(mean: Ratio, at_last: Ratio, outside: int | None, period: Period) -> str:
    if at_last.workers:
        return ""
    when = "" if not mean.workers else f" on {period.last_day}"
    cases = "case" if outside == 1 else "cases"
    still = f"; {outside:,} {cases} open on {period.last_day}" if outside else ""
    return f"{NOBODY}{when}{still}"

"""The situation a forecast begins with, from the tables up to one day, and what followed it.

Nothing that happened on the day or later enters the situation: a forecast from a day gone
by knows only what was known then, as far as the tables tell when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from evenhand.caseloads.forecasting.months import last_days
from evenhand.caseloads.through_time import on_days
from evenhand.figures import Daily, Period
from evenhand.figures.situation import BLOCK, Flow, Situation
from evenhand.measures import catalogue
from evenhand.policy import CountingRule
from evenhand.policy.forecast import Forecasting
from evenhand.sources.engine import CaseTables

TRAINEE = "trainee"


def situation(
    tables: CaseTables, rule: CountingRule, begins: date, section: Forecasting
) -> Situation:
    """Who carries, who is in training and what is open on the eve of `begins`."""
    days = int(section.looks_back.value) // BLOCK * BLOCK
    before = Period(begins - timedelta(days), begins)
    flows, workers = [], 0
    for kind in rule.kinds:
        dailys = _carried(tables, before, rule, (kind,))
        arrived = catalogue()["arrivals_by_day"].compute(tables, before, kinds=(kind,))
        flows.append(_flow(kind, dailys, arrived, before))
        workers = _on_eve(_only(dailys, "workers"), begins)
    length = int(section.training_days.value)
    return Situation(begins, workers, tuple(_trainees(tables, rule, begins, length)), tuple(flows))


def happened_since(
    tables: CaseTables, rule: CountingRule, begins: date, months: int
) -> dict[date, Fraction]:
    """The ratio on every month's last day that the tables know, where anybody carried."""
    ends = [day for day in last_days(begins, months)[1:] if day < tables.as_of]
    if not ends:
        return {}
    dailys = _carried(tables, Period(begins, ends[-1] + timedelta(1)), rule, rule.kinds)
    cases, workers = (
        [on_days(daily, ends) for daily in _only(dailys, of)] for of in ("cases", "workers")
    )
    heads = {day: sum(each[day] for each in workers) for day in ends}
    return {
        day: Fraction(sum(each[day] for each in cases), heads[day]) for day in ends if heads[day]
    }


def told(found: Situation) -> list[str]:
    """Arrivals that begin only after a while: the tables may not reach as far back as is looked."""
    return [
        f"No {flow.kind} arrived in the first {BLOCK} days looked back on, and some did since: the "
        "tables may begin later, and the rates of arriving and closing be too low."
        for flow in found.flows
        if flow.arrivals and not flow.arrivals[0] and any(flow.arrivals)
    ]


def _carried(
    tables: CaseTables, period: Period, rule: CountingRule, kinds: tuple[str, ...]
) -> list[Daily]:
    found: list[Daily] = catalogue()["carried_by_day"].compute(
        tables, period, kinds=kinds, statuses=rule.statuses, programs=rule.programs
    )
    return found


def _only(dailys: Iterable[Daily], of: str) -> list[Daily]:
    return [daily for daily in dailys if daily.of == of]


def _on_eve(dailys: Iterable[Daily], begins: date) -> int:
    eve = begins - timedelta(1)
    return sum(on_days(daily, [eve])[eve] for daily in dailys)


def _flow(kind: str, dailys: list[Daily], arrived: list[Daily], before: Period) -> Flow:
    """One kind's cases; whatever came and is not open any more has closed."""
    still, carried = _only(dailys, "open"), _only(dailys, "cases")
    blocks = [0] * ((before.end - before.start).days // BLOCK)
    for daily in arrived:
        for day, n in daily.changes:
            blocks[(day - before.start).days // BLOCK] += n
    last = _on_eve(still, before.end)
    closures = sum(daily.before for daily in still) + sum(blocks) - last
    # What was there all along counts each day; what came (or went) since, each day from then on.
    days = sum(daily.before for daily in still) * (before.end - before.start).days
    days += sum(n * (before.end - day).days for daily in still for day, n in daily.changes)
    return Flow(kind, last, _on_eve(carried, before.end), tuple(blocks), closures, days)


def _trainees(
    tables: CaseTables, rule: CountingRule, begins: date, length: int
) -> Iterator[tuple[date, int]]:
    """When those in training finish: who began last is taken to be still there."""
    if TRAINEE in rule.statuses:
        return
    before = Period(begins - timedelta(max(length, 1)), begins)
    for daily in catalogue()["headcount_by_day"].compute(tables, before):
        _, status, program = daily.of.split("|")
        if status == TRAINEE and (not rule.programs or program in rule.programs):
            yield from _finishing(daily, begins, length)


def _finishing(daily: Daily, begins: date, length: int) -> Iterator[tuple[date, int]]:
    left = _on_eve([daily], begins)
    for day, n in sorted(daily.changes, reverse=True):
        came = min(max(n, 0), left)
        if came:
            yield day + timedelta(length), came
        left -= came
    if left:
        yield begins, left

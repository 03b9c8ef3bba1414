"""Each measure of caseloads beside a second one: day by day, worker by worker, in plain Python."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import groupby, pairwise
from random import Random
from typing import get_type_hints

import pytest

from evenhand.figures import Period
from evenhand.figures.spread import Daily, Spread
from evenhand.measures import catalogue

YEAR = Period(date(2000, 1, 1), date(2001, 1, 1))
DAY = timedelta(days=1)
CASELOADS = {
    name: measure
    for name, measure in catalogue().items()
    if get_type_hints(measure.compute)["return"] in (list[Spread], list[Daily])
}


def days_of(period):
    return [period.start + DAY * n for n in range((period.end - period.start).days)]


def holds(record, day):
    return record["from_on"] <= day < (record["to_on"] or date.max)


def counts(t, worker, day, statuses, programs):
    held = [s for s in t["worker_status"] if s["worker"] == worker["id"] and holds(s, day)]
    held = [s for s in held if s["status"] in statuses]
    return any(not programs or s["program"] in programs for s in held)


def assignments(t, worker, kinds):
    """The worker's assignments of such cases, each as far as its case is open."""
    of = {c["id"]: c for c in t["cases"]}
    for a in t["case_assignments"]:
        case = of[a["case"]]
        over = min(a["to_on"] or date.max, case["closed_on"] or date.max)
        if a["worker"] == worker["id"] and case["kind"] in kinds and over > a["from_on"]:
            yield case, {"from_on": a["from_on"], "to_on": over}


def loads(t, worker, kinds, weight, statuses, programs, period=YEAR):
    """What the worker carries on each day; None on days on which the worker does not count."""
    mine = list(assignments(t, worker, kinds))
    return [
        sum(weight(case) for case, a in mine if holds(a, day))
        if counts(t, worker, day, statuses, programs)
        else None
        for day in days_of(period)
    ]


def spell(over):
    return max((len(list(run)) for is_over, run in groupby(over) if is_over), default=0)


def as_spreads(found):
    keys = sorted(found, key=lambda key: (*key[:3], key[3].start))
    return [Spread(*key, dict(sorted(found[key].items()))) for key in keys]


def spreads_of_days(t, kinds, weight, statuses, programs, limits, cuts):
    found = {}
    parts = [Period(*pair) for pair in zip([YEAR.start, *cuts], [*cuts, YEAR.end], strict=True)]
    for worker in t["workers"]:
        group = (worker["branch"], worker["unit"] or "")
        daily = loads(t, worker, kinds, weight, statuses, programs)
        for day, load in zip(days_of(YEAR), daily, strict=True):
            (part,) = (p for p in parts if p.start <= day < p.end)
            if load is not None:
                found.setdefault((*group, "load", part), Counter())[load] += 1
        for limit in limits if any(load is not None for load in daily) else ():
            over = [load is not None and load > limit for load in daily]
            for of, value in (("days over", sum(over)), ("longest spell over", spell(over))):
                found.setdefault((*group, f"{of} {limit}", YEAR), Counter())[value] += 1
    return as_spreads(found)


def worker_days(t, kinds, points, statuses, programs, limits, cuts):
    of = dict(zip(kinds, points, strict=True))
    return spreads_of_days(t, kinds, lambda c: of[c["kind"]], statuses, programs, limits, cuts)


def children_carried_by_day(t, kinds, statuses, programs, limits, cuts):
    def weight(case):
        family = [c for c in t["children"] if c["family"] == case["family"]]
        return 1 if case["kind"] == "child" else len(family)

    return spreads_of_days(t, kinds, weight, statuses, programs, limits, cuts)


def new_cases(t, kinds, statuses, programs, active):
    found = {}
    firsts = [date(2000, month, 1) for month in range(1, 13)] + [YEAR.end]
    for worker in t["workers"]:
        for first, after in pairwise(firsts):
            month = Period(first, after)
            if any(counts(t, worker, day, statuses, programs) for day in days_of(month)):
                mine = [a for _, a in assignments(t, worker, kinds)]
                new = [a for a in mine if first <= a["from_on"] < after]
                carried_into = [a for a in mine if a["from_on"] < first < a["to_on"]]
                of = "active" if active else "new"
                key = (worker["branch"], worker["unit"] or "", of, month)
                value = len(new) + (len(carried_into) if active else 0)
                found.setdefault(key, Counter())[value] += 1
    return as_spreads(found)


def as_dailys(on_day):
    """From a function that gives, for a day, everything's number on that day."""
    eve = on_day(YEAR.start - DAY)
    changes, before = {}, eve
    for day in days_of(YEAR):
        now = on_day(day)
        for key in {*before, *now}:
            if now[key] != before[key]:
                changes.setdefault(key, []).append((day, now[key] - before[key]))
        before = now
    keys = sorted({key for key, n in eve.items() if n} | set(changes))
    return [Daily(*key, eve[key], tuple(changes.get(key, ()))) for key in keys]


def carried_by_day(t, kinds, statuses, programs):
    def on_day(day):
        found = Counter()
        for worker in t["workers"]:
            group = (worker["branch"], worker["unit"] or "")
            one_day = Period(day, day + DAY)
            (load,) = loads(t, worker, kinds, lambda c: 1, statuses, programs, one_day)
            if load is not None:
                found[(*group, "cases")] += load
                found[(*group, "workers")] += 1
        for case in t["cases"]:
            if case["kind"] in kinds and case["opened_on"] <= day < (case["closed_on"] or date.max):
                found[(case["branch"], "", "open")] += 1
        return found

    return as_dailys(on_day)


def headcount_by_day(t):
    def on_day(day):
        found = Counter()
        for worker in t["workers"]:
            held = [s for s in t["worker_status"] if s["worker"] == worker["id"] and holds(s, day)]
            if held:
                last = max(held, key=lambda s: s["from_on"])
                of = f"{worker['role']}|{last['status']}|{last['program'] or ''}"
                found[worker["branch"], "", of] += 1
        return found

    return as_dailys(on_day)


def happened(found):
    """Dailys of what merely happens: (branch, of, day) as often as it happened."""
    changes = {}
    for (branch, of, day), n in sorted(Counter(found).items()):
        if YEAR.start <= day < YEAR.end:
            changes.setdefault((branch, "", of), []).append((day, n))
    return [Daily(*key, 0, tuple(days)) for key, days in changes.items()]


def arrivals_by_day(t, kinds):
    return happened(
        (c["branch"], "arrivals", c["opened_on"]) for c in t["cases"] if c["kind"] in kinds
    )


def closures_by_day(t):
    return happened((c["branch"], "closures", c["closed_on"]) for c in t["cases"] if c["closed_on"])


def transfers_by_day(t):
    of = {c["id"]: c for c in t["cases"]}
    gave_up = {
        (of[a["case"]]["branch"], a["to_on"], a["worker"])
        for a in t["case_assignments"]
        if a["to_on"] and (of[a["case"]]["closed_on"] or date.max) > a["to_on"]
    }
    return happened((branch, "transfers", day) for branch, day, _ in gave_up)


KINDS = [("family",), ("investigation", "child"), ("child", "family", "investigation")]
PARAMETERS = {
    "kinds": KINDS,
    "statuses": [("case_carrying",), ("restricted", "case_carrying", "trainee")],
    "programs": [(), ("neglect",), ("sexual", "neglect")],
    "limits": [(), (0,), (1, 3), (7,)],
    "cuts": [(), (date(2000, 1, 2),), (date(2000, 3, 1), date(2000, 7, 1), date(2000, 12, 31))],
    "active": [False, True],
}


def chosen(chance, measure):
    """Parameters drawn for the measure, as many points as kinds."""
    drawn = {p: chance.choice(PARAMETERS[p]) for p in measure.parameters if p != "points"}
    if "points" in measure.parameters:
        drawn["points"] = tuple(chance.randint(0, 5) for _ in drawn["kinds"])
    return drawn


@pytest.mark.parametrize("name", CASELOADS)
@pytest.mark.parametrize("seed", range(6))
def test_every_measure_of_caseloads_agrees_with_slow_counting(
    case_tables, random_records, name, seed
):
    chance = Random(seed)
    records = random_records(chance)
    parameters = chosen(chance, CASELOADS[name])
    found = CASELOADS[name].compute(case_tables("2003-01-01", **records), YEAR, **parameters)
    assert found == globals()[name](records, **parameters), parameters

"""Worker-days: on how many days workers carried how much, and how long they were over a limit.

A worker-day is one day of one worker on which one of the statuses asked for holds (and, where
programs are named, in one of them). It counts at what the worker carries on that day: the sum of
the points of the cases of the kinds asked for, 1 for each in a plain count. A worker who
may carry and has no case is a worker-day at 0, not left out; who may not carry on that day,
whatever is assigned, is no worker-day. Where two statuses hold at once, the day counts once.

A case is carried from the first day of its assignment; `to_on` is the first day no longer.
An assignment that outlasts its case ends with it: the day the case is closed is no longer
carried. A case assigned to two workers at once is carried by both.

Days are counted by the branch and unit of the worker, not of the case. `cuts` are days at
which the period is cut into parts (months): each part has a spread of its own. A part in
which a group has no worker-day has none: nothing was carried by nobody, which is not 0.

For each limit, all workers with a worker-day are counted by their days over it ("days over
12") and by their longest run of days over it, one after the other ("longest spell over 12"). A
day on which the worker does not count ends a run; the first day of a part does not. Both are
of the whole period. A load at the limit is not over it.

A count on one day can be chosen; a mean over all days cannot.

Source: New York City Council, Committee on Children and Youth, hearing with ACS (how is the
caseload ratio determined); Evenhand method, section 12. That a day with nothing carried
counts as a worker-day is an assumption.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evenhand.figures import Period
from evenhand.figures.spread import Spread
from evenhand.measures import measure
from evenhand.sources.carried import Rule
from evenhand.sources.day_line import lines
from evenhand.sources.engine import CaseTables
from evenhand.sources.loads import load_spreads


@measure(
    title="Worker-days by what was carried, and workers by days over a limit",
    reads={
        "case_assignments": ("case", "worker", "from_on", "to_on"),
        "cases": ("id", "kind", "closed_on"),
        "worker_status": ("worker", "status", "program", "from_on", "to_on"),
        "workers": ("id", "branch", "unit"),
    },
)
def worker_days(
    tables: CaseTables,
    period: Period,
    kinds: tuple[str, ...],
    points: tuple[int, ...],
    statuses: tuple[str, ...],
    programs: tuple[str, ...],
    limits: Sequence[int] = (),
    cuts: Sequence[date] = (),
) -> list[Spread]:
    """Count worker-days by load, and workers by days and spells over each limit."""
    line = lines(tables, period, Rule(kinds, points, statuses, programs), cuts)
    return load_spreads(line, period, cuts, limits)

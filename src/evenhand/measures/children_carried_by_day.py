"""Children carried by day: worker-days by how many children were in the cases carried.

Worker-days are counted as in worker_days, but a case of a family, or an investigation, weighs as
many as the table of children has of that family, whatever their ages; a child's own case weighs
1. A family of which no child is listed weighs 0. A child whose own case and whose family's
case are both carried by one worker counts in each: name only kinds that do not overlap.

Branch, unit, `cuts` and `limits` are as in worker_days; limits are numbers of children.

Some standards cap the children a worker may have, whatever the number of cases.

Source: Evenhand method, section 12 (standards of the kind "children"). That all children
of the family count is an assumption.
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
    title="Worker-days by children carried, and workers by days over a limit",
    reads={
        "case_assignments": ("case", "worker", "from_on", "to_on"),
        "cases": ("id", "family", "kind", "closed_on"),
        "children": ("family",),
        "worker_status": ("worker", "status", "program", "from_on", "to_on"),
        "workers": ("id", "branch", "unit"),
    },
)
def children_carried_by_day(
    tables: CaseTables,
    period: Period,
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
    programs: tuple[str, ...],
    limits: Sequence[int] = (),
    cuts: Sequence[date] = (),
) -> list[Spread]:
    """Count worker-days by children carried, and workers by days and spells over each limit."""
    rule = Rule(kinds, (1,) * len(kinds), statuses, programs)
    return load_spreads(lines(tables, period, rule, cuts, children=True), period, cuts, limits)

"""Tables of a caseload watch: loads, standards, months and years, each by one counting rule.

A cell without a value says why: where nobody carries cases there is no ratio, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.explanation.caseload import (
    STATE,
    counting_text,
    period_text,
    standard_named,
    standard_text,
    standards_of,
)
from evenhand.figures.caseload import Counting, Load, Month, Over, Watch, Whom
from evenhand.reports.presenting import readable, sentence_case
from evenhand.reports.table import Cell, Table, table

#: The groups a number may be about, from the largest to the smallest.
LEVELS = (STATE, "region", "zone", "branch", "unit")


def name_of(whom: Whom) -> str:
    """A group's name in a table of its level; the state says that it is the state."""
    return "The state" if whom.level == STATE else readable(whom.name or whom.id)


def at_level(loads: Iterable[Load], counting: str, level: str) -> list[Load]:
    """One rule's loads: the groups of a level, and the state last."""
    own = [each for each in loads if each.counting == counting]
    below = [each for each in own if each.whom.level == level and level != STATE]
    return [*below, *(each for each in own if each.whom.level == STATE)]


def load_table(watch: Watch, counting: Counting, level: str) -> Table:
    """Each group's caseload: mean over days, on the last day, and how it is distributed."""
    columns = [
        ("Group", "text"),
        *((title, "quota") for title in ("Mean", "Last day")),
        *((title, "positions") for title in ("Median", "9 in 10", "Most")),
        *((title, "positions") for title in ("Workers", "Carried", "With nobody")),
        ("Note", "text"),
    ]
    rows = [_load(each) for each in at_level(watch.loads, counting.name, level)]
    each = "" if level == STATE else f" by {level}"
    caption = (
        f"{counting.title}: {counting.unit} per worker{each}, {period_text(watch.period)}; on the "
        "last day: workers, what they carried, and cases with nobody who counts"
    )
    made = table(f"loads-{counting.name}-{level}", readable(caption), columns, rows)
    return made.without_empty_columns()


def _load(load: Load) -> tuple[Cell, ...]:
    found, final = load.distribution, load.last_day
    spread = (found.median, found.p90, found.most) if found else (None, None, None)
    counts = (final.workers, final.cases, _whole(load.outside))
    return name_of(load.whom), load.mean.value, final.value, *spread, *counts, load.note


def over_table(watch: Watch, counting: Counting, level: str) -> Table:
    """Each group against each standard: the share over, who was ever over, and how long."""
    columns = [
        *([("Group", "text")] if level != STATE else []),
        ("Standard", "text"),
        ("At most", "number"),
        ("By", "text"),
        ("Over", "points"),
        *((title, "positions") for title in ("Ever over", "Workers")),
        ("Days over", "moved"),
        *((title, "positions") for title in ("Spell", ON_END)),
    ]
    own = at_level(watch.loads, counting.name, level)
    flows = _flows(watch, own)
    rows = [
        (*([name_of(x.whom)] if level != STATE else []), *_over(watch, x.counting, over, flows))
        for x in own
        for over in x.over
    ]
    made = table(f"over-{counting.name}", "", columns, rows).without_empty_columns()
    apart = ON_END in {column.title for column in made.columns}
    caption = (
        f"{counting.title}: against standards, {period_text(watch.period)}; over: the share of "
        f"worker-days{' or worker-months' if flows else ''}; days over: a worker's mean; spell: "
        "the longest, in days"
        f"{'; on end: workers over for as long as the standard says' if apart else ''}"
    )
    return replace(made, caption=readable(caption))


def _flows(watch: Watch, loads: Iterable[Load]) -> bool:
    """Whether any standard speaks of months, so that a row must say whether it does."""
    judged = ((over.standard, load.counting) for load in loads for over in load.over)
    return any(standard_named(watch, *each).kind == "flow" for each in judged)


def _over(watch: Watch, counting: str, over: Over, flows: bool) -> tuple[Cell, ...]:
    standard = standard_named(watch, over.standard, counting)
    met = ("months" if standard.kind == "flow" else "days") if flows else ""
    counts = (_whole(over.workers_over), _whole(over.workers))
    ends = (over.mean_days_over, _whole(over.longest), _whole(over.workers_on_end))
    share: Cell = NONE_JUDGED if over.share is None else over.share
    return readable(standard.name), standard.most, met, share, *counts, *ends


NONE_JUDGED, ON_END = "nobody", "On end"


def _whole(count: int | None) -> Fraction | None:
    return None if count is None else Fraction(count)


def month_table(counting: Counting, level: str, months: Sequence[Month], name: str) -> Table:
    """Months (or years) of the groups of one level."""
    own = [each for each in months if each.counting == counting.name and each.whom.level == level]
    standards = dict.fromkeys(over.standard for each in own for over in each.over)
    columns = [
        (sentence_case(name), "text"),
        *([("Group", "text")] if level != STATE else []),
        *((title, "quota") for title in ("Mean", "Last day")),
        *((title, "positions") for title in ("Workers", "Carried")),
        *((f"Over {each}", "points") for each in short_names(standards)),
    ]
    rows = [_month(each, list(standards), level) for each in own]
    caption = (
        f"{counting.title}, by {name}: {counting.unit} per worker; workers, and what they carried, "
        "on the last day"
    )
    return table(f"{name}s-{counting.name}", readable(caption), columns, rows)


def _month(month: Month, standards: Sequence[str], level: str) -> tuple[Cell, ...]:
    found = {over.standard: over.share for over in month.over}
    whom = (name_of(month.whom),) if level != STATE else ()
    final = month.last_day
    return (
        period_text(month.period),
        *whom,
        *_said(month.mean.value, final.value),
        final.workers,
        final.cases,
        *(found.get(each) for each in standards),
    )


def _said(*values: Fraction | None) -> tuple[Cell, ...]:
    return tuple("nobody carries" if value is None else value for value in values)


def rule_said(counting: Counting) -> list[str]:
    """A counting rule whole, and who answers for it."""
    said = f"Counting rule. {counting_text(counting)}", f"Source of the rule: {counting.source}"
    return [readable(each) for each in said]


def standards_said(watch: Watch, counting: Counting) -> list[str]:
    """Each standard that a rule's loads are held against, whole, under its short name."""
    own = [each for each in watch.loads if each.counting == counting.name]
    standards = dict.fromkeys(each for load in own for each in standards_of(watch, load))
    return [readable(f"{each.name}. {standard_text(each)}") for each in standards]


def short_names(standards: Iterable[str]) -> list[str]:
    """The standards' names for heads; of one that stands there by one limit, without the limit."""
    names = list(standards)
    whole = [name.partition(".")[0] for name in names]
    return [
        readable(short if whole.count(short) == 1 else name)
        for name, short in zip(names, whole, strict=True)
    ]


def shares_table(watch: Watch, counting: Counting, level: str) -> Table:
    """Each group's share over, a column a standard, where all else would be too long to read."""
    own = at_level(watch.loads, counting.name, level)
    standards = dict.fromkeys(over.standard for load in own for over in load.over)
    columns = [("Group", "text"), *((each, "points") for each in short_names(standards))]
    rows = [
        (name_of(load.whom), *({o.standard: o.share for o in load.over}.get(s) for s in standards))
        for load in own
    ]
    caption = f"{counting.title}: share over each standard, {period_text(watch.period)}"
    return table(f"shares-{counting.name}", readable(caption), columns, rows)

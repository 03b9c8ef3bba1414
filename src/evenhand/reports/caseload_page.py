"""The page of a caseload watch: one HTML file, every number with its counting rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.explanation.caseload import STATE, few, period_text
from evenhand.figures.caseload import Counting, Watch
from evenhand.figures.heads import headlines
from evenhand.reports.caseload_answers import caseload_answers
from evenhand.reports.caseload_beside import (
    found_near,
    head_table,
    month_end_table,
    vacancy_table,
    workload_table,
)
from evenhand.reports.caseload_heads import head_answer
from evenhand.reports.caseload_tables import (
    LEVELS,
    at_level,
    load_table,
    month_table,
    over_table,
    rule_said,
    standards_said,
)
from evenhand.reports.charts.headcount import headcount
from evenhand.reports.charts.loads import loads_picture
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.ratio import ratio
from evenhand.reports.pages import filled
from evenhand.reports.presenting import readable
from evenhand.reports.table import Table


@dataclass(frozen=True, slots=True)
class Section:
    """One counting rule on the page: what it says, its pictures, and its tables."""

    name: str
    title: str
    said: list[str]
    standards: list[str]
    pictures: list[Picture]
    tables: list[Table]


def caseload_html(watch: Watch, title: str) -> str:
    """Write the page. The same watch gives the same text."""
    return filled(
        "caseload.html.j2",
        title=readable(title),
        facts=[("Days", period_text(watch.period)), ("Data as of", str(watch.as_of))],
        cautions=cautions(watch),
        sections=sections(watch),
        heads=head_lines(watch),
        headcount=headcount(watch),
        beside=[each for each in beside_tables(watch, level_of(watch)) if each.rows],
        near=found_near(watch),
        month_ends=month_end_table(watch),
        assumptions=[readable(each) for each in watch.assumptions],
        as_of=watch.as_of,
    )


def level_of(watch: Watch) -> str:
    """The level that a page shows: branches, where there are any."""
    met = {load.whom.level for load in watch.loads}
    return next((level for level in ("branch", *LEVELS) if level in met), STATE)


def cautions(watch: Watch) -> list[str]:
    """What must be said of the whole watch before any number."""
    return [readable(each) for each in (*few(watch.loads), *watch.flags)]


def sections(watch: Watch) -> list[Section]:
    """The counting rules, in the policy's order."""
    return [_section(watch, each) for each in watch.countings]


def _section(watch: Watch, counting: Counting) -> Section:
    found = (ratio(watch, counting), loads_picture(watch, counting))
    drawn = [picture for picture in found if picture]
    beside = {picture.table.name for picture in drawn}
    tables = rule_tables(watch, counting, level_of(watch))
    return Section(
        counting.name,
        readable(counting.title),
        [*caseload_answers(watch, counting), *rule_said(counting)],
        standards_said(watch, counting),
        drawn,
        [each for each in tables if each.rows and each.name not in beside],
    )


def rule_tables(watch: Watch, counting: Counting, level: str) -> Iterator[Table]:
    """One rule's tables: every level but units, then standards, then years.

    Units stand in `loads.csv`; on a page most of them would tell of a person or two.
    """
    for each in dict.fromkeys(("region", "zone", level)):
        if at_level(watch.loads, counting.name, each)[:-1]:
            yield load_table(watch, counting, each)
    yield over_table(watch, counting, level)
    yield month_table(counting, STATE, watch.years, "year")


def beside_tables(watch: Watch, level: str) -> Sequence[Table]:
    """Who there is and what work came, of one level and of the state."""
    return [head_table(watch, level), vacancy_table(watch, level), workload_table(watch, level)]


def head_lines(watch: Watch) -> list[str]:
    """The state's headcount in sentences, one a status."""
    own = [
        line for line in headlines(watch.headcounts) if line.whom.level == STATE and not line.role
    ]
    return [readable(head_answer(line)) for line in own]

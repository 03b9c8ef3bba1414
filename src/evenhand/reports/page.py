"""The page: a result as one self-contained HTML file that needs no network and no script.

Everything shown is prepared before the template sees it; the template only lays it out.
"""

from __future__ import annotations

from dataclasses import dataclass

from evenhand.explanation.in_force import not_in_force, titled
from evenhand.figures import Result
from evenhand.reports.answers import whole_answer
from evenhand.reports.by_hand_tables import by_hand_table
from evenhand.reports.cautions import cautions
from evenhand.reports.certainty_section import certainty_section
from evenhand.reports.charts import Picture, pictures
from evenhand.reports.notice_tables import (
    cost_table,
    count_table,
    filling_table,
    flag_table,
    listed_table,
    removal_table,
    tie_table,
)
from evenhand.reports.numerals import positions_text, share_text, trimmed_text
from evenhand.reports.pages import filled
from evenhand.reports.position_tables import (
    coefficient_table,
    component_table,
    program_table,
    totals_table,
)
from evenhand.reports.presenting import branch_names, plain_words, readable, sentence_case
from evenhand.reports.table import Table
from evenhand.reports.working import Working, branch_working, state_working


@dataclass(frozen=True, slots=True)
class BranchPage:
    """One branch's own part of the page; `number` makes its anchor."""

    number: int
    name: str
    branch: str
    positions: str
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """One program's own part: a line that says what it is, and its table."""

    title: str
    said: str
    table: Table
    flags: tuple[str, ...]


def report_html(result: Result, drawn: tuple[Picture, ...] | None = None) -> str:
    """Write the whole page; `drawn` hands over pictures that are already drawn."""
    shown = pictures(result) if drawn is None else drawn
    return filled(
        "report.html.j2",
        result=result,
        title=titled(result, result.title),
        not_in_force=not_in_force(result),
        answer=whole_answer(result),
        cautions=list(cautions(result)),
        facts=_facts(result),
        pictures={picture.name: picture for picture in shown},
        totals=totals_table(result),
        sure=certainty_section(result, shown),
        programs=_programs(result),
        components=component_table(result),
        coefficients=coefficient_table(result),
        by_hand=by_hand_table(result),
        notices=_notices(result),
        counts=count_table(result),
        flags=flag_table(result),
        assumptions=[_without_mark(each) for each in result.assumptions],
        branches=_branches(result),
        state_steps=state_working(result),
    )


def _facts(result: Result) -> list[tuple[str, str]]:
    return [
        ("Policy", f"{readable(result.title)} ({result.policy}), version {result.version}"),
        ("Period", f"{result.period.start} up to, but without, {result.period.end}"),
        ("Data as of", str(result.as_of)),
        ("A position is", readable(result.position)),
        ("Shared in units of", positions_text(result.unit)),
    ]


def _programs(result: Result) -> list[ProgramPage]:
    return [
        ProgramPage(
            sentence_case(program.name),
            f"{positions_text(program.positions)} positions ({share_text(program.part)} of the "
            f"total), made whole by {plain_words(program.method)}; components: "
            + ", ".join(
                f"{plain_words(each.name)} at influence {trimmed_text(each.influence, 4)}"
                for each in program.components
            )
            + ".",
            program_table(result, program),
            program.flags,
        )
        for program in result.programs
    ]


def _notices(result: Result) -> list[tuple[Table, str]]:
    """Pair each table a reader must see with what its emptiness means."""
    return [
        (cost_table(result), "No bound moves a position."),
        (tie_table(result), "No tie decided a last position."),
        (filling_table(result), "No masked cell can change a position."),
        (listed_table(result), "Every place in the data is given positions."),
        (removal_table(result), "Not computed for this policy."),
    ]


def _branches(result: Result) -> list[BranchPage]:
    names = branch_names(result)
    return [
        BranchPage(
            number,
            names[total.branch],
            total.branch,
            positions_text(total.positions),
            tuple(branch_working(program, total.branch) for program in result.programs),
        )
        for number, total in enumerate(result.totals, start=1)
    ]


def _without_mark(assumption: str) -> str:
    return readable(assumption).removeprefix("assumption:").strip()

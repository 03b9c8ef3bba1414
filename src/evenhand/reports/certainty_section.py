"""The section of the page that says how sure the result is, ready to be laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.figures import ComponentResult, Result
from evenhand.reports.certainty import known_answer, misplaced_answer
from evenhand.reports.certainty_beside import funnel_name, intervals_beside, verdicts_beside
from evenhand.reports.charts import Picture
from evenhand.reports.presenting import plain_words, sentence_case, total_rows
from evenhand.reports.table import Table
from evenhand.reports.uncertainty_tables import (
    judged_components,
    misplaced_table,
    survey_table,
)


@dataclass(frozen=True, slots=True)
class CertaintySection:
    """`answer` is empty where the run has no intervals; `verdicts` have no funnel of their own."""

    answer: str
    draws: str
    misplaced: Table
    surveys: Table
    known: str
    intervals: Table
    funnels: tuple[Picture, ...]
    verdicts: tuple[Table, ...]
    judged_by: str


def _judged_by(component: ComponentResult) -> str:
    """What branches were set against: what was known of each case, or the state's rate alone."""
    name = sentence_case(component.name)
    if component.is_adjusted:
        by = plain_words(component.adjusted_by)
        return f"{name}: set against what a branch's own caseload leads one to expect, by {by}."
    return (
        f"{name}: set against the state's plain rate; nothing of what branches differ in is "
        "taken into account."
    )


def certainty_section(result: Result, drawn: Sequence[Picture]) -> CertaintySection:
    """Gather the section; a table that stands beside a picture is not shown twice."""
    judged = {funnel_name(*each): each for each in judged_components(result)}
    funnels = tuple(each for each in drawn if each.name in judged)
    told = {each.name for each in funnels}
    seen = result.uncertainty
    return CertaintySection(
        answer=misplaced_answer(result),
        draws=f"{seen.draws:,} draws, seed {seen.seed}" if seen else "",
        misplaced=misplaced_table(result),
        surveys=survey_table(result),
        known=known_answer(result),
        intervals=intervals_beside(total_rows(result)),
        funnels=funnels,
        verdicts=tuple(
            verdicts_beside(result, *judged[name]) for name in judged if name not in told
        ),
        judged_by=" ".join(_judged_by(component) for _, component in judged.values()),
    )

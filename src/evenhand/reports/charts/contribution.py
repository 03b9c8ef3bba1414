"""The picture of why: each component's pull on each branch, one panel a component.

All panels share one scale, so that lengths compare across components as well as branches.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evenhand.figures import Result
from evenhand.reports.answers import contribution_answer
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.panels import Panel, panels_height, panels_marks
from evenhand.reports.charts.picture import Picture
from evenhand.reports.presenting import (
    branch_names,
    component_title,
    components,
    plain_words,
    sentence_case,
    total_rows,
)
from evenhand.reports.table import Table, table

MOST = 60
QUESTION = "Why? What pulls each branch up or down?"
READING = (
    "Each panel is one component. A bar to the right is positions it brings the branch over its "
    "plain share of the base, a bar to the left positions it costs; the longest bar of each panel "
    "carries its number. Branches are sorted by all their pulls together."
)


def contribution(result: Result) -> Picture | None:
    """Draw every component that pulls at all; the 60 largest branches where there are more."""
    panels = _panels(result)
    drawn = [panel for panel in panels if any(panel.pulls.values())]
    if not drawn:
        return None
    branches = _branches(result, drawn)
    answer, reading = contribution_answer(result), READING + _still(panels)
    if len(branches) < len(result.totals):
        answer += f" Drawn: the {len(branches)} largest of {len(result.totals)} branches."
    height = panels_height(len(drawn), len(branches))
    frame = Frame("contribution", answer, reading, left=104, right=6, height=height, head=0)
    names = branch_names(result)
    shown = svg(
        frame, panels_marks(frame, drawn, [(each, names.get(each, each)) for each in branches])
    )
    return Picture("contribution", QUESTION, answer, reading, shown, _table(result, panels))


def _panels(result: Result) -> list[Panel]:
    several = len(result.programs) > 1
    return [
        Panel(
            plain_words(program.name) if several else "",
            sentence_case(component.name),
            component_title(result, program, component),
            {pot.branch: pot.pull for pot in component.pots},
        )
        for program, component in components(result)
    ]


def _branches(result: Result, panels: Sequence[Panel]) -> list[str]:
    """Choose the largest branches and sort them by their pulls together."""
    rows = sorted(total_rows(result), key=lambda row: (-row.positions, row.branch))
    chosen = [row.branch for row in rows[:MOST]]
    return sorted(chosen, key=lambda branch: (-_together(branch, panels), branch))


def _together(branch: str, panels: Sequence[Panel]) -> Fraction:
    return sum((panel.pulls.get(branch, Fraction(0)) for panel in panels), Fraction(0))


def _still(panels: Sequence[Panel]) -> str:
    """Tell the components that are left out because they pull no branch."""
    still = [panel.whole_title for panel in panels if not any(panel.pulls.values())]
    return f" Not drawn, since they pull no branch: {'; '.join(still)}." if still else ""


def _table(result: Result, panels: Sequence[Panel]) -> Table:
    columns = [("Branch", "text"), *((panel.whole_title, "pull") for panel in panels)]
    rows = [
        (row.name, *(panel.pulls.get(row.branch) for panel in panels)) for row in total_rows(result)
    ]
    return table("table-contribution", "Pull in positions, by branch", columns, rows)

"""Charts: the pictures of a result, each with its question, its answer and its table.

`chart_svg` draws one by name. The same result gives the same bytes: no random ids, no clock,
no fonts from a network, and no layout that depends on the fonts a machine happens to have.
"""

from __future__ import annotations

from evenhand.figures import Result
from evenhand.reports.charts.contribution import contribution
from evenhand.reports.charts.funnel import funnels
from evenhand.reports.charts.gap import gap
from evenhand.reports.charts.intervals import intervals
from evenhand.reports.charts.moved import moved
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.positions import positions

DRAWN = {
    "positions": positions,
    "gap": gap,
    "intervals": intervals,
    "contribution": contribution,
    "moved": moved,
}

__all__ = ["DRAWN", "Picture", "chart_svg", "pictures"]


def chart_svg(result: Result, name: str) -> str:
    """Draw one picture; an empty text where the result cannot answer it.

    Args:
        result: What is to be shown.
        name: A key of `DRAWN`, or the name of a funnel: `funnel-PROGRAM-COMPONENT`.
    """
    found = [DRAWN[name](result)] if name in DRAWN else [*funnels(result)]
    return next((each.svg for each in found if each and each.name == name), "")


def pictures(result: Result) -> tuple[Picture, ...]:
    """Draw every picture this result can answer, in reading order; the funnels come last."""
    drawn = (draw(result) for draw in DRAWN.values())
    return (*(picture for picture in drawn if picture), *funnels(result))

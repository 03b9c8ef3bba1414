"""The picture of fair judgement: a funnel, each branch's adjusted rate against how many it had.

Branches are named only beyond the outer limits, where chance hardly brings one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import sqrt

from evenhand.figures import ComponentResult, Funnel, Judged, ProgramResult, Result
from evenhand.reports.certainty_answers import funnel_answer
from evenhand.reports.certainty_beside import funnel_name, verdicts_beside
from evenhand.reports.charts.axes import Axes
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import WIDTH, Frame
from evenhand.reports.charts.marks import (
    GAIN,
    INK,
    LOSS,
    PAPER,
    QUIET,
    Dot,
    Line,
    Mark,
    Side,
    Text,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.presenting import branch_names, component_title, plain_words, sentence_case
from evenhand.reports.uncertainty_tables import judged_components

LEFT, RIGHT, HEIGHT, FOOT, MARGIN = 40, 8, 250, 30, Fraction(1, 12)
NAME_LETTERS, LINE, LETTER, LIFT = 16, 12, 6.2, 6
#: How far a name may stand from where it would like to.
STEPS = (0, 6, -6, 12, -12)
#: So many branches are named at most, the farthest out first.
NAMED = 12
READING = (
    "A dot is a branch: to the right the more children it had, up the more often it happened, "
    "were its caseload like the state's. Of 100 branches that do as the others do 95 lie within "
    "the inner curves, of 1,000 branches 998 within the outer; {spread}. The line across is the "
    "state's rate."
)
WIDENED = (
    "both are widened because branches differ beyond chance, by about {} points of 100 "
    "(over-dispersion)"
)
PLAIN = "branches differ no more than chance makes them, so the curves are not widened"


def funnels(result: Result) -> Iterator[Picture]:
    """Draw one funnel for each outcome that is judged."""
    for program, component in judged_components(result):
        if component.funnel is not None and component.funnel.limits:
            yield _funnel(result, program, component, component.funnel)


def _funnel(
    result: Result, program: ProgramResult, component: ComponentResult, funnel: Funnel
) -> Picture:
    names, what = branch_names(result), plain_words(component.name)
    answer = funnel_answer(sentence_case(component.name), component.judged, names)
    spread = WIDENED.format(f"{100 * sqrt(funnel.spread):.1f}") if funnel.spread else PLAIN
    axes = _axes(component.judged, funnel, WIDTH - LEFT - RIGHT)
    labels = list(_labels(axes, funnel, component.judged, names))
    reading = READING.format(spread=spread) + _named(component.judged, len(labels))
    name = funnel_name(program, component)
    frame = Frame(name, answer, reading, left=LEFT, right=RIGHT, height=HEIGHT + FOOT)
    marks: list[Mark] = [*axes.grid(), *_limits(axes, funnel)]
    marks += [
        *_dots(axes, funnel, component.judged),
        *labels,
        Text(-34, -9, f"{what}, adjusted rate", QUIET, size=10),
        Text(frame.width, HEIGHT + 26, "out of so many children", QUIET, "right", 10),
    ]
    question = f"Judged fairly: {component_title(result, program, component)}"
    beside = verdicts_beside(result, program, component)
    return Picture(name, question, answer, reading, svg(frame, marks), beside)


def _rate(each: Judged, funnel: Funnel) -> Fraction:
    return each.ratio * funnel.rate


def _axes(judged: Sequence[Judged], funnel: Funnel, width: int) -> Axes:
    """Room for every branch, and for the curves from a quarter of the largest branch on."""
    most = max(each.base for each in judged)
    rates = [funnel.rate, *(_rate(each, funnel) for each in judged)]
    for limit in funnel.limits:
        if most / 4 <= limit.base <= most:
            rates += [limit.low998, limit.high998]
    margin = (max(rates) - min(rates) or Fraction(1, 10)) * MARGIN
    least = max(Fraction(0), min(rates) - margin)
    return Axes(most * Fraction(21, 20), least, max(rates) + margin, width, HEIGHT)


def _limits(axes: Axes, funnel: Funnel) -> Iterator[Mark]:
    y = axes.y(funnel.rate)
    yield Line(0, y, axes.width, y, INK, 1.5)
    for inner, outer in (("low95", "low998"), ("high95", "high998")):
        for side, color, width in ((inner, QUIET, 0.8), (outer, QUIET, 1.8)):
            points = [(limit.base, getattr(limit, side)) for limit in funnel.limits]
            yield from axes.curve(points, color, width)


def _dots(axes: Axes, funnel: Funnel, judged: Sequence[Judged]) -> Iterator[Mark]:
    for each in sorted(judged, key=lambda each: (bool(each.outside), each.branch)):
        color = _color(each)
        x, y = axes.x(each.base), axes.y(_rate(each, funnel))
        yield Dot(x, y, color if each.outside else PAPER, color)


def _color(each: Judged) -> str:
    if not each.outside:
        return QUIET
    if each.verdict.startswith("better"):
        return GAIN
    return LOSS if each.verdict.startswith("worse") else INK


def _labels(
    axes: Axes, funnel: Funnel, judged: Sequence[Judged], names: dict[str, str]
) -> Iterator[Text]:
    """Name the farthest branches first, each near its dot and on the side that has room.

    A name that finds no room near its dot is left to the table.
    """
    taken: list[tuple[float, float, float]] = []
    for each in _farthest(judged):
        name = short(names.get(each.branch, each.branch), NAME_LETTERS)
        x, room = axes.x(each.base), LETTER * len(name)
        right = x + 8 + room <= axes.width
        start = x + 8 if right else x - 8 - room
        y = axes.y(_rate(each, funnel)) + (LIFT if each.outside == "below" else -LIFT)
        free = [y + step for step in STEPS if _is_free(taken, start, start + room, y + step)]
        if free:
            taken.append((start, start + room, free[0]))
            side: Side = "left" if right else "right"
            yield Text(x + 8 if right else x - 8, free[0], name, _color(each), side)


def _is_free(
    taken: Sequence[tuple[float, float, float]], start: float, end: float, y: float
) -> bool:
    return not any(start < b and a < end and abs(y - at) < LINE for a, b, at in taken)


def _farthest(judged: Sequence[Judged]) -> list[Judged]:
    """The branches to name, those farthest from what was expected first."""
    outside = [each for each in judged if each.outside]
    far = sorted(outside, key=lambda e: (-((e.ratio - 1) ** 2) * e.expected, e.branch))
    return far[:NAMED]


def _named(judged: Sequence[Judged], named: int) -> str:
    outside = sum(bool(each.outside) for each in judged)
    if outside == named:
        return " Branches are named only outside the outer curves."
    return f" Of the {outside} branches outside the outer curves {named} are named, as room allows."

"""The picture of the caseload: cases per worker by month against the standard, and who is over.

The line is the mean over a month's days; beneath it, on the same months, the share of
worker-days over the first standard. A month in which nobody carries cases breaks the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from evenhand.explanation.caseload import STATE, period_text, standard_named
from evenhand.figures.caseload import Counting, Month, Over, Standard, Watch
from evenhand.reports.caseload_tables import month_table
from evenhand.reports.charts.calendar import Calendar
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import GAIN, INK, LOSS, QUIET, Block, Dot, Line, Mark, Text
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale
from evenhand.reports.charts.upright import apart, upright
from evenhand.reports.numerals import positions_text, quota_text, share_text
from evenhand.reports.presenting import readable

LEFT, RIGHT, UPPER, GAP, LOWER, FOOT = 40, 62, 170, 40, 56, 16
#: Kinds of standard that limit the cases carried at a time, and so can be a line on this axis.
AT_A_TIME = ("stock", "mixed")
QUESTION = "How many cases does a worker carry, against the standard?"


def ratio(watch: Watch, counting: Counting) -> Picture | None:
    """Draw the state's months by one counting rule; None where fewer than two have a ratio."""
    months = [m for m in watch.months if m.counting == counting.name and m.whom.level == STATE]
    known = [month for month in months if month.mean.value is not None]
    if len(known) < 2:
        return None
    limits = _limits(watch, counting, months)
    answer, reading = ratio_answer(counting, known, limits), _reading(months, known, limits)
    below = GAP + LOWER if limits else 0
    frame = Frame(
        f"ratio-{counting.name}", answer, reading, LEFT, RIGHT, UPPER + below + FOOT, head=28
    )
    across = Calendar(months[0].period.start, months[-1].period.last_day, frame.width)
    marks = [*across.rules(0, UPPER), *_upper(counting, months, limits, across)]
    if limits:
        marks += _lower(months, limits[0], across)
    marks += across.axis(UPPER + below)
    beside = month_table(counting, STATE, months, "month")
    return Picture(frame.name, QUESTION, answer, reading, svg(frame, marks), beside)


def _limits(watch: Watch, counting: Counting, months: Sequence[Month]) -> list[Standard]:
    """The standards that limit what is carried at a time, in the policy's order."""
    names = dict.fromkeys(over.standard for month in months for over in month.over)
    every = [standard_named(watch, name, counting.name) for name in names]
    return [each for each in every if each.kind in AT_A_TIME]


def ratio_answer(counting: Counting, known: Sequence[Month], limits: Sequence[Standard]) -> str:
    """Say the last month's mean, how it stands to the first standard, and the share over."""
    month = known[-1]
    mean = month.mean.value or Fraction(0)
    said = (
        f"{readable(counting.title)}: {quota_text(mean)} {counting.unit} per worker in "
        f"{period_text(month.period)}"
    )
    if not limits:
        return f"{said}."
    most, over = limits[0].most, _over(month, limits[0])
    stands = "above" if mean > most else "below" if mean < most else "at"
    part = (
        ""
        if over is None or over.share is None
        else f"; {share_text(over.share)} of worker-days over"
    )
    return f"{said}, {stands} the standard of {positions_text(most)}{part}."


def _over(month: Month, standard: Standard) -> Over | None:
    return next((over for over in month.over if over.standard == standard.name), None)


def _reading(months: Sequence[Month], known: Sequence[Month], limits: Sequence[Standard]) -> str:
    said = "The line is the mean over the days of each month."
    if limits:
        said += (
            f" Beneath, the share of that month's worker-days over “{readable(limits[0].title)}”: "
            "the mean may keep a standard that many days do not."
        )
    if len(known) < len(months):
        said += " Where the line breaks there were no case-carrying workers."
    return said


def _upper(
    counting: Counting, months: Sequence[Month], limits: Sequence[Standard], across: Calendar
) -> Iterator[Mark]:
    means = [month.mean.value or Fraction(0) for month in months]
    top = max([*means, *(each.most for each in limits)]) * Fraction(21, 20)
    scale = Scale(Fraction(0), top or Fraction(1), UPPER, 0)
    yield from upright(scale, across.width)
    yield Text(-LEFT, -14, f"{counting.unit} per worker", QUIET, size=10)
    wanted = {each.most for each in limits}
    for most in wanted:
        yield Line(0, scale.at(most), across.width, scale.at(most), LOSS, 1.6)
    for one, two in pairwise(months):
        if one.mean.value is not None and two.mean.value is not None:
            yield _stretch(one, two, one.mean.value, two.mean.value, scale, across)
    for month in months:
        if month.mean.value is not None:
            yield Dot(_middle(month, across), scale.at(month.mean.value), GAIN, GAIN)
    yield from _labels(months, sorted(wanted), scale, across)


def _stretch(
    one: Month, two: Month, here: Fraction, there: Fraction, scale: Scale, across: Calendar
) -> Line:
    start, end = _middle(one, across), _middle(two, across)
    return Line(start, scale.at(here), end, scale.at(there), GAIN, 2)


def _middle(month: Month, across: Calendar) -> float:
    return round((across.at(month.period.start) + across.at(month.period.last_day)) / 2, 2)


def _labels(
    months: Sequence[Month], limits: Sequence[Fraction], scale: Scale, across: Calendar
) -> Iterator[Text]:
    """At the right end: the last mean, and each standard's number, pushed apart."""
    last = next(m.mean.value for m in reversed(months) if m.mean.value is not None)
    said = [(scale.at(most), f"standard {positions_text(most)}", LOSS) for most in limits]
    said.append((scale.at(last), quota_text(last), GAIN))
    said.sort(key=lambda each: (each[0], each[1]))
    for y, (_, words, color) in zip(apart([e[0] for e in said], UPPER), said, strict=True):
        yield Text(across.width + 6, y, words, color, size=10.5)


def _lower(months: Sequence[Month], standard: Standard, across: Calendar) -> Iterator[Mark]:
    """The band beneath: a bar a month, as high as the share of its worker-days over."""
    top, bottom = UPPER + GAP, UPPER + GAP + LOWER
    shares = [
        (m, over.share) for m in months if (over := _over(m, standard)) and over.share is not None
    ]
    most = max((share for _, share in shares), default=Fraction(0))
    scale = Scale(Fraction(0), most or Fraction(1), bottom, top)
    yield Text(
        -LEFT,
        top - 14,
        f"share of worker-days over {positions_text(standard.most)}",
        QUIET,
        size=10,
    )
    for value in (Fraction(0), most) if most else (Fraction(0),):
        yield Line(0, scale.at(value), across.width, scale.at(value), "#e3e3e3")
        yield Text(-5, scale.at(value), share_text(value), QUIET, "right", 10)
    for month, share in shares:
        begin, end = across.at(month.period.start), across.at(month.period.last_day)
        gap = min(1.5, (end - begin) / 6)
        yield Block(begin + gap, scale.at(share), end - gap, bottom, LOSS)
    if shares:
        yield Text(
            across.width + 6, scale.at(shares[-1][1]), share_text(shares[-1][1]), INK, size=10.5
        )

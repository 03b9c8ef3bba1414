"""The picture of the distribution: worker-days by what was carried, a panel a group, one scale.

Small multiples: every panel has the same axis and the same height for the same share, so
that boroughs compare at a glance. Bars beyond the standard have the other colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.explanation.caseload import STATE, standard_named
from evenhand.figures.caseload import Counting, Distribution, Load, Watch
from evenhand.reports.caseload_tables import at_level, load_table, name_of
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    GAIN,
    INK,
    LOSS,
    QUIET,
    Block,
    Line,
    Mark,
    Side,
    Text,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.ratio import AT_A_TIME
from evenhand.reports.charts.scale import Scale
from evenhand.reports.numerals import positions_text, quota_text, share_text
from evenhand.reports.presenting import readable

MOST, PLOT, PANEL, LETTERS, GAP = 12, 46, 100, 22, 0.6
#: Into so many bars, at most, what is carried is gathered.
BARS = 40
QUESTION = "How evenly is the work spread?"

Shares = list[tuple[Fraction, Fraction]]


def loads_picture(watch: Watch, counting: Counting) -> Picture | None:
    """Draw the regions; where there are none the largest branches; None without a load."""
    level = "region" if len(_drawable(watch, counting, "region")) > 1 else "branch"
    found = _drawable(watch, counting, level)
    if not found:
        return None
    shown = found[:MOST]
    answer, reading = loads_answer(shown, counting), _reading(watch, shown, found)
    frame = Frame(f"loads-{counting.name}", answer, reading, 6, 6, PANEL * len(shown) + 12, head=10)
    top = max(each.most for _, each in shown)
    width = _width(top)
    across = Scale(Fraction(0), top + width, 0, frame.width)
    spreads = [_shares(each, width) for _, each in shown]
    high = max(share for spread in spreads for _, share in spread)
    marks: list[Mark] = []
    for place, ((load, _), spread) in enumerate(zip(shown, spreads, strict=True)):
        heading = _heading(load, watch)
        limit = _limit(watch, load)
        marks += _panel(heading, spread, limit, Bars(across, width, high, PANEL * place))
    marks.append(_unit(counting, frame))
    beside = load_table(watch, counting, level)
    return Picture(frame.name, QUESTION, answer, reading, svg(frame, marks), beside)


def _drawable(watch: Watch, counting: Counting, level: str) -> list[tuple[Load, Distribution]]:
    """Groups of a level with a distribution, the heaviest first."""
    own = at_level(watch.loads, counting.name, level)
    found = [
        (load, load.distribution)
        for load in own
        if load.whom.level != STATE and load.distribution and load.distribution.counts
    ]
    return sorted(found, key=lambda each: (-each[1].mean, each[0].whom.id))


def loads_answer(shown: Sequence[tuple[Load, Distribution]], counting: Counting) -> str:
    """Say where most is carried and where least."""
    first, last = shown[0], shown[-1]
    most = f"{name_of(first[0].whom)} carries most, {quota_text(first[1].mean)}"
    if len(shown) == 1:
        return f"{readable(counting.title)}: {most} {counting.unit} per worker."
    return (
        f"{readable(counting.title)}: {most} {counting.unit} per worker; "
        f"{name_of(last[0].whom)} least, {quota_text(last[1].mean)}."
    )


def _reading(
    watch: Watch,
    shown: Sequence[tuple[Load, Distribution]],
    found: Sequence[tuple[Load, Distribution]],
) -> str:
    limit = _limit(watch, shown[0][0])
    over = "" if limit is None else " The upright line is the standard; bars to its right are over."
    left = f" Drawn: the {len(shown)} heaviest of {len(found)}." if len(shown) < len(found) else ""
    return (
        "A bar is the share of worker-days on which so much was carried; every panel has the same "
        f"scales. The heaviest group comes first.{over}{left}"
    )


def _limit(watch: Watch, load: Load) -> Fraction | None:
    every = (standard_named(watch, over.standard, load.counting) for over in load.over)
    return next((each.most for each in every if each.kind in AT_A_TIME), None)


def _width(top: Fraction) -> Fraction:
    """How much one bar gathers: whole cases, or tenths where a full load is 1 or little more."""
    width = Fraction(1) if top > 4 else Fraction(1, 10)
    while top / width > BARS:
        width *= 2
    return width


def _shares(found: Distribution, width: Fraction) -> Shares:
    """The share of worker-days in each bar, by where the bar begins."""
    bars: dict[Fraction, int] = {}
    for value, times in found.counts:
        at = value // width * width
        bars[at] = bars.get(at, 0) + times
    return [(at, Fraction(times, found.met)) for at, times in sorted(bars.items())]


@dataclass(frozen=True, slots=True)
class Bars:
    """Where one panel's bars stand: on the scales of all, from the panel's own top."""

    across: Scale
    width: Fraction
    high: Fraction
    top: int

    @property
    def floor(self) -> int:
        return self.top + 34 + PLOT

    def block(self, at: Fraction, share: Fraction, color: str) -> Block:
        begin, end = self.across.at(at) + GAP, self.across.at(at + self.width) - GAP
        up = Scale(Fraction(0), self.high, self.floor, self.floor - PLOT)
        return Block(round(begin, 2), up.at(share), round(end, 2), self.floor, color)


def _heading(load: Load, watch: Watch) -> tuple[str, str]:
    found = load.distribution
    said = "" if found is None else f"median {positions_text(found.median)}"
    said += "" if found is None else f", 9 in 10 ≤ {positions_text(found.p90)}"
    first = next((over for over in load.over if over.standard in _at_a_time(watch, load)), None)
    if first is not None and first.share is not None:
        said += f", {share_text(first.share)} over"
    return short(name_of(load.whom), LETTERS), said


def _at_a_time(watch: Watch, load: Load) -> list[str]:
    names = [over.standard for over in load.over]
    return [n for n in names if standard_named(watch, n, load.counting).kind in AT_A_TIME]


def _panel(
    heading: tuple[str, str], spread: Shares, limit: Fraction | None, place: Bars
) -> Iterator[Mark]:
    name, said = heading
    yield Text(0, place.top + 8, name, INK, weight="bold")
    yield Text(0, place.top + 22, said, QUIET, size=10)
    yield Line(0, place.floor, place.across.end, place.floor, QUIET)
    for step in place.across.steps(6):
        x = place.across.at(step + (place.width / 2 if place.width >= 1 else 0))
        yield Text(x, place.floor + 8, positions_text(step), QUIET, "center", 9)
    edge = None if limit is None else (limit // place.width + 1) * place.width
    for at, share in spread:
        yield place.block(at, share, GAIN if edge is None or at < edge else LOSS)
    if edge is not None:
        x = place.across.at(edge)
        yield Line(x, place.floor - PLOT, x, place.floor, INK, 1)
        if limit is not None and place.top == 0:
            yield _named(limit, x, place)


def _named(limit: Fraction, x: float, place: Bars) -> Text:
    """Name the standard once, over its line and inside the picture."""
    side: Side = "right" if x > place.across.end / 2 else "left"
    words = f"standard {positions_text(limit)}"
    return Text(x, place.floor - PLOT - 6, words, INK, side, 10)


def _unit(counting: Counting, frame: Frame) -> Text:
    words = f"{counting.unit} carried on a worker-day"
    return Text(frame.width, frame.height, words, QUIET, "right", 10)

"""A forecast in words: the answers first, each with how sure it is; a backtest as hindsight."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.explanation.caseload import day_text
from evenhand.figures.forecast import Ahead, Forecast


def forecast_in_words(found: Forecast) -> Iterator[str]:
    """Where the caseload goes, when the standard is met, which classes keep it, what came of it."""
    yield where_it_goes(found)
    yield when_met(found)
    yield from which_classes(found)
    yield from what_happened(found)


def where_it_goes(found: Forecast) -> str:
    """The caseload now, and at the end in the middle of the simulations, with its range."""
    now, end = found.months[0], found.months[-1]
    said = f"{found.counting}: {_ratio(now)} cases per worker on {day_text(now.on)}"
    if end.ratio is None:
        return f"{said}; by {day_text(end.on)} there may be no case-carrying workers."
    return (
        f"{said}; {_ratio(end)} on {day_text(end.on)} in the middle of {found.draws:,} "
        f"simulations, nine in ten of them from {_one(end.ratio.low)} to {_one(end.ratio.high)}."
    )


def when_met(found: Forecast) -> str:
    """From which day on the standard is met for good: early, in the middle, late."""
    early, middle, late = found.met_on
    eve, end = found.months[0].on, day_text(found.months[-1].on)
    said = f"With classes of {found.each_class:,} the standard of {_short(found.most)} is"
    if early is None:
        return f"{said} not met for good by {end} in nineteen simulations of twenty."
    first = "already" if early == eve else f"from {day_text(early)} on"
    if middle is None:
        return (
            f"{said} not met for good by {end} in half of the simulations; in one of twenty it is, "
            f"{first}."
        )
    if late == eve:
        return f"{said} met already, and to {end} in nineteen simulations of twenty."
    half = "met already" if middle == eve else f"met for good from {day_text(middle)} on"
    ends = f"not by {end}" if late is None else f"only from {day_text(late)} on"
    return (
        f"{said} {half} in half of the simulations; in one of twenty {first}, and in one of twenty "
        f"{ends}."
    )


def which_classes(found: Forecast) -> Iterator[str]:
    """The smallest class that keeps the standard as surely as asked, and the one below it."""
    keeps = {each.each_class: each.keeps for each in found.tried}
    asked = _percent(found.certainty)
    if found.enough is None:
        most = max(keeps)
        yield (
            f"No size of class tried keeps it with {asked} within these months: even classes of "
            f"{most:,} do in {_percent(keeps[most])}."
        )
    elif not found.enough:
        yield f"It is kept with {_percent(keeps[0])} even if nobody is hired; {asked} is asked for."
    else:
        below = max(size for size in keeps if size < found.enough)
        yield (
            f"Classes of {found.enough:,} keep it with {_percent(keeps[found.enough])}, where "
            f"{asked} is asked for; classes of {below:,} with {_percent(keeps[below])}."
        )


def what_happened(found: Forecast) -> Iterator[str]:
    """In a backtest, how many of the months that have been lie in the range simulated for them."""
    if found.been:
        yield (
            f"Hindsight: of {len(found.been)} months since then, {found.months_inside} came out "
            "inside the range in which nine simulations of ten lie."
        )


def _ratio(month: Ahead) -> str:
    return "no" if month.ratio is None else _one(month.ratio.middle)


def _one(value: Fraction) -> str:
    return f"{float(value):,.1f}"


def _short(value: Fraction) -> str:
    return f"{float(value):g}"


def _percent(share: Fraction) -> str:
    """A share of simulations; never 100% where one fails, never 0% where one does not."""
    if 0 < share < Fraction(1, 1000):
        return "less than 0.1%"
    if Fraction(999, 1000) < share < 1:
        return "more than 99.9%"
    return f"{float(share * 100):.3g}%"

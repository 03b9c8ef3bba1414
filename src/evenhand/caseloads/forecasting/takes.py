"""What a forecast takes: every assumption in a whole sentence, with its number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.caseloads.forecasting.arriving import unevenness
from evenhand.caseloads.forecasting.situation import BLOCK, Flow, Situation, Taken


def takes(situation: Situation, taken: Taken) -> Iterator[str]:
    """Say what was taken of staff, then of cases, then of what the words mean."""
    yield (
        f"Of all who carry cases, {_percent(taken.attrition)} leave in a year, with the same "
        "chance in every month and for everybody; who leaves hands all cases over at once."
    )
    yield _classes(taken)
    heads = sum(number for _, number in situation.trainees)
    if heads:
        yield (
            f"{heads:,} are in training on {situation.begins}. Those who began last are taken to "
            f"be the ones still there; each finishes after {taken.training_days} days, the overdue "
            f"within the first month, and {_percent(taken.completes)} complete it."
        )
    for flow in situation.flows:
        yield _flow(flow)
    yield (
        "How long a case stays open does not depend on how many its worker carries, on the "
        "season, or on how long it has been open."
    )
    if taken.growth:
        yield f"Arrivals change by {_percent(taken.growth)} from one year to the next."
    yield (
        "The rates of arriving and closing are drawn as well: they were measured on so many cases "
        "and no more. That attrition, classes or policy might change is not drawn."
    )
    yield (
        "A standard is met for good from the first month's end on at which, and at every one that "
        "follows, it is met: three at least. It is kept if it is met at the end of each of the "
        "last twelve months."
    )


def _classes(taken: Taken) -> str:
    if not taken.classes:
        return "Nobody is hired."
    return (
        f"{taken.classes} classes of {taken.each_class:,} begin in a year, evenly spread, the "
        f"first {12 // taken.classes} months from the start. After {taken.training_days} days "
        f"{_percent(taken.completes)} of those hired complete training and carry cases."
    )


def _flow(flow: Flow) -> str:
    days = BLOCK * len(flow.arrivals)
    came = sum(flow.arrivals)
    each = Fraction(came, days) if days else Fraction(0)
    share = Fraction(flow.carried, flow.open) if flow.open else Fraction(1)
    closing = (
        f"an open one closes after {float(Fraction(flow.case_days, flow.closures)):,.0f} days in "
        f"the mean ({flow.closures:,} closed)"
        if flow.closures
        else "none closed, so none is taken to close"
    )
    return (
        f"{flow.kind.capitalize()} cases as in the {days} days before: {float(each):,.1f} arrive a "
        f"day ({came:,} in all; blocks of {BLOCK} days differ {unevenness(flow.arrivals):.1f} "
        f"times as much as by chance), and {closing}. {_percent(share)} of the open ones stay with "
        "workers who count."
    )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.3g}%"

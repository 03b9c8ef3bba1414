"""What a forecast takes: every assumption in a whole sentence, with its number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.figures.situation import BLOCK, Flow, Situation, Taken


def takes(situation: Situation, taken: Taken) -> Iterator[str]:
    """Say what was taken of staff, then of cases, then of what the words mean."""
    yield (
        f"Of all who carry cases, {_percent(taken.attrition)} leave in a year, with the same "
        "chance in every month and for everybody; who leaves hands all cases over at once."
    )
    yield _classes(taken)
    if situation.in_training:
        yield (
            f"{situation.in_training:,} are in training on {situation.begins}. Those who began "
            f"last are taken to be the ones still there; each finishes after {taken.training_days} "
            "days, the overdue within the first month, and "
            f"{_percent(taken.completes)} complete it."
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
    closing = (
        f"an open one closes after {float(flow.days_open):,.0f} days in the mean "
        f"({flow.closures:,} closed)"
        if flow.days_open is not None
        else "none closed, so none is taken to close"
    )
    return (
        f"{flow.kind.capitalize()} cases as in the {flow.days} days before: "
        f"{float(flow.arriving):,.1f} arrive a day ({flow.arrived:,} in all; blocks of {BLOCK} "
        f"days differ {float(flow.unevenness):.1f} times as much as by chance), and {closing}. "
        f"{_percent(flow.carried_share)} of the open ones stay with workers who count."
    )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.3g}%"

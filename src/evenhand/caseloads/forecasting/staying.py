"""Staying: workers who carry cases, month by month: some leave, then those trained join.

Everyone who carries leaves with the same chance in every month, such that the year's
share comes out. Who is hired counts from the end of the month in which training ends, if
they complete it. All lots are drawn once and serve every size of class.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evenhand.caseloads.forecasting.lots import Counts, Floats, how_many
from evenhand.caseloads.forecasting.months import finishing_classes, finishing_trainees
from evenhand.figures.situation import Situation, Taken


@dataclass(frozen=True, slots=True)
class Staying:
    """What decides who is there: lots by month, or class, and by draw."""

    situation: Situation
    taken: Taken
    leaving: Floats
    of_class: Floats
    of_trainees: Floats


def drawn_staying(situation: Situation, taken: Taken, chance: np.random.Generator) -> Staying:
    """Draw every lot that decides who leaves and who completes training."""
    classes = len(finishing_classes(situation.begins, taken))
    leaving, of_trainees, of_class = (
        chance.random((number, taken.draws)) for number in (taken.months, taken.months, classes)
    )
    return Staying(situation, taken, leaving, of_class, of_trainees)


def workers(staying: Staying, each_class: int) -> Counts:
    """Workers who carry: first day and months × draws, for classes of that size."""
    situation, taken = staying.situation, staying.taken
    classes = finishing_classes(situation.begins, taken)
    trainees = finishing_trainees(situation, taken)
    completes = float(taken.completes)
    leaves = 1 - float(1 - taken.attrition) ** (1 / 12)
    there = np.full(taken.draws, situation.workers, dtype=np.int64)
    found = [there]
    for month in range(1, taken.months + 1):
        there = there - how_many(there, leaves, staying.leaving[month - 1])
        if month in trainees:
            heads = np.full(taken.draws, trainees[month], dtype=np.int64)
            there = there + how_many(heads, completes, staying.of_trainees[month - 1])
        for number, finishes in enumerate(classes):
            if finishes == month:
                hired = np.full(taken.draws, each_class, dtype=np.int64)
                there = there + how_many(hired, completes, staying.of_class[number])
        found.append(there)
    return np.stack(found)

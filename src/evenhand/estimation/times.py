"""Times: how long the state takes to assess each type of allegation.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (worker activity
survey: "statewide averages"); Evenhand method, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from evenhand.errors import TableError
from evenhand.estimation.asked import Asked
from evenhand.estimation.chance import BLOCK, Chance, Draws, Floats, Sample
from evenhand.figures import Figure, Tally

#: How a reading names calls that need no assessment, and those whose type nobody gave.
REFERRED, UNSTATED = "refer", "unstated"
#: What the survey of workers' time is called; there are always more moments to ask at.
MOMENTS, NO_END = "random moments", Fraction(10**9)


@dataclass(frozen=True, slots=True)
class Time:
    """The state's time for one type of assessment, and how it was found."""

    value: Fraction
    working: Figure


def assessment_times(asked: Asked, warranted: Mapping[str, Fraction]) -> dict[str, Time]:
    """The time of each type of call that warrants an assessment, as the parameter `times` says.

    `measured` divides the minutes sampled on a type by the assessments of it that were
    made, or by the calls that warranted one; the number of hours worked cancels.
    `should_take` are the policy's own minutes, `equal` the same for every type. Calls
    whose type nobody gave take the mean of all others.

    Raises:
        TableError: A type that calls warrant has no time.
    """
    if asked.word("times") == "equal":
        return {kind: _stated(asked, Fraction(1), f"{kind}: as long as any") for kind in warranted}
    stated = {kind: n for kind, n in warranted.items() if kind != UNSTATED and n > 0}
    if asked.word("times") == "should_take":
        times = {kind: _should_take(asked, kind) for kind in stated}
    else:
        times = _measured(asked, warranted, stated)
    if UNSTATED in warranted:
        calls = sum(stated.values(), Fraction(0)) or Fraction(1)
        mean = sum((n * times[kind].value for kind, n in stated.items()), Fraction(0)) / calls
        times[UNSTATED] = _stated(asked, mean, "type not stated: the mean of all")
    return times


def time_draws(
    asked: Asked, warranted: Mapping[str, Fraction], times: Mapping[str, Time], chance: Chance
) -> Draws:
    """What the time of each type of call might be: block by block, draws × types.

    Random moments fall on types as they fall; the design effect makes fewer of them
    where one worker's moments resemble each other. Only the times' proportions matter,
    so each varies about its own count. Without moments the times are taken as known, and
    so is the time of a type on which no moment fell.
    """
    kinds = list(times)
    fixed = np.array([[float(times[kind].value) for kind in kinds]])
    moments = by_type(t for ts in asked.of("moments").values() for t in ts)
    if asked.word("times") != "measured" or not moments:
        return Draws(lambda block: fixed)  # noqa: ARG005 - known, so the same in every block
    sample = Sample(MOMENTS, {"state": sum(moments.values(), Fraction(0))}, {"state": NO_END})
    if not chance.sampling:
        return Draws(lambda block: fixed, (sample,))  # noqa: ARG005
    counts = np.array([float(moments.get(kind, 0)) for kind in kinds])
    counts *= chance.sample / float(asked.design_effect)
    part = np.array([float(warranted[kind]) * (kind != UNSTATED) for kind in kinds]) * fixed[0]
    stream = chance.stream(f"{asked.name}:{MOMENTS}")

    def block(number: int) -> Floats:
        fell = stream.of("state", number).standard_gamma(counts, (BLOCK, len(kinds)))
        about = np.where(counts > 0, fell / np.where(counts > 0, counts, 1.0), 1.0)
        if UNSTATED in kinds and part.any():
            about[:, kinds.index(UNSTATED)] = about @ part / part.sum()
        return fixed * about

    return Draws(block, (sample,))


def by_type(tallies: Iterable[Tally]) -> dict[str, Fraction]:
    """Hits by type, added up."""
    counts: dict[str, Fraction] = {}
    for tally in tallies:
        counts[tally.of] = counts.get(tally.of, Fraction(0)) + tally.hits_middle
    return counts


def _measured(
    asked: Asked, warranted: Mapping[str, Fraction], stated: Mapping[str, Fraction]
) -> dict[str, Time]:
    minutes = by_type(t for ts in asked.of("minutes").values() for t in ts)
    total = sum(minutes.values(), Fraction(0))
    if total == 0:
        raise TableError(f"{asked.name}: no minutes were sampled, so no type has a time.")
    made = warranted
    if asked.word("per") == "made":
        made = by_type(t for ts in asked.of("made").values() for t in ts)
    return {kind: _time(asked, kind, minutes, total, made) for kind in stated}


def _time(
    asked: Asked,
    kind: str,
    minutes: Mapping[str, Fraction],
    total: Fraction,
    made: Mapping[str, Fraction],
) -> Time:
    assessments = made.get(kind, Fraction(0))
    if assessments == 0:
        raise TableError(
            f"{asked.name}: calls of type {kind} warrant an assessment, but none was made in the "
            "period, so its time cannot be measured. Lengthen the period, merge the type with "
            "another, or say `per: warranted`."
        )
    spent = minutes.get(kind, Fraction(0))
    parts = (
        asked.figure("state", spent, "minutes", f"sampled on {kind}"),
        asked.figure("state", total, "minutes", "sampled in all"),
        asked.figure("state", assessments, "assessments", f"of {kind}"),
    )
    rule = f"{kind}: share of minutes ÷ assessments"
    return _stated(asked, spent / total / assessments, rule, *parts)


def _should_take(asked: Asked, kind: str) -> Time:
    if kind not in asked.should_take:
        raise TableError(
            f"{asked.name}: calls of type {kind} warrant an assessment, and the policy does not "
            f"say how long one should take. Give {kind} its minutes in `should_take`."
        )
    working = asked.should_take[kind]
    return Time(working.value, working)


def _stated(asked: Asked, value: Fraction, rule: str, *made_from: Figure) -> Time:
    return Time(value, asked.figure("state", value, "time", rule, *made_from))

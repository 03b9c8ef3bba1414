"""Minutes per call: how long the calls a branch ought to assess take, one with another.

Counts are of calls that the review panel found to warrant an assessment, so
assessing what the panel would not earns nothing, and leaving what it would
assess costs nothing.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (audio-taping
project × worker activity survey); Evenhand method, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.errors import TableError
from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Figure, Scores, Tally

#: How a reading names calls that need no assessment, and those whose type nobody gave.
REFERRED, UNSTATED = "refer", "unstated"


@dataclass(frozen=True, slots=True)
class Time:
    """The state's time for one type of assessment, and how it was measured."""

    value: Fraction
    working: Figure


@score(
    title="Minutes a call is worth",
    roles=("warranted",),
    may_use=("minutes", "made"),
    parameters={
        "times": Takes("each type's time from random moments, or the same", ("measured", "equal")),
        "per": Takes("what a type's minutes are spread over", ("made", "warranted")),
    },
)
def minutes_per_call(asked: Asked) -> Scores:
    """Weigh each branch's warranted calls by the state's time for their type.

    A type's time is its share of all sampled minutes divided by the assessments of
    it that were made (or that calls warranted: parameter `per`) in the state; the number of
    hours worked cancels. `times: equal` gives every type the same time.
    """
    calls = asked.of("warranted")
    times = _times(asked, _state_calls(asked, calls))
    return Scores(tuple(_score(asked, b, tallies, times) for b, tallies in calls.items()))


def _state_calls(asked: Asked, calls: Mapping[str, Sequence[Tally]]) -> dict[str, Fraction]:
    """The state's calls that warrant an assessment, by type.

    The panel hears more of some branches' calls than of others', so each branch's
    share of reviewed calls is taken of its own base.
    """
    counts: dict[str, Fraction] = {}
    for branch, tallies in calls.items():
        for tally in (t for t in tallies if t.of != REFERRED and t.base_middle):
            share = tally.hits_middle / tally.base_middle
            counts[tally.of] = counts.get(tally.of, Fraction(0)) + asked.base[branch] * share
    return counts


def _by_type(tallies: Iterable[Tally]) -> dict[str, Fraction]:
    counts: dict[str, Fraction] = {}
    for tally in tallies:
        counts[tally.of] = counts.get(tally.of, Fraction(0)) + tally.hits_middle
    return counts


def _times(asked: Asked, warranted: Mapping[str, Fraction]) -> dict[str, Time]:
    if asked.word("times") == "equal":
        return {kind: _stated(asked, Fraction(1), f"{kind}: as long as any") for kind in warranted}
    minutes = _by_type(t for ts in asked.of("minutes").values() for t in ts)
    total = sum(minutes.values(), Fraction(0))
    if total == 0:
        raise TableError(f"{asked.name}: no minutes were sampled, so no type has a time.")
    made = warranted
    if asked.word("per") == "made":
        made = _by_type(t for ts in asked.of("made").values() for t in ts)
    stated = {kind: n for kind, n in warranted.items() if kind != UNSTATED and n > 0}
    times = {kind: _time(asked, kind, minutes, total, made) for kind in stated}
    if UNSTATED in warranted:
        calls = sum(stated.values(), Fraction(0)) or Fraction(1)
        mean = sum((n * times[kind].value for kind, n in stated.items()), Fraction(0)) / calls
        times[UNSTATED] = _stated(asked, mean, "type not stated: the mean of all")
    return times


def _stated(asked: Asked, value: Fraction, rule: str, *made_from: Figure) -> Time:
    return Time(value, asked.figure("state", value, "time", rule, *made_from))


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


def _score(
    asked: Asked, branch: str, tallies: list[Tally], times: Mapping[str, Time]
) -> BranchScore:
    reviewed = max((t.base_middle for t in tallies), default=Fraction(0))
    if reviewed == 0:
        return BranchScore(branch, None, (), ("no calls reviewed",))
    found = [t for t in tallies if t.of in times]
    total = sum((t.hits_middle * times[t.of].value for t in found), Fraction(0)) / reviewed
    parts = [
        asked.figure(
            branch, t.hits_middle, "calls", f"warranted, of type {t.of}", times[t.of].working
        )
        for t in found
    ]
    whole = asked.figure(branch, reviewed, "calls", "reviewed")
    rule = "Σ warranted calls × time of their type ÷ calls reviewed"
    flags = thin(reviewed, "calls reviewed")
    return BranchScore(
        branch, total, (asked.figure(branch, total, "time", rule, *parts, whole),), flags
    )

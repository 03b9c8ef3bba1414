"""Calls: referrals, their allegations, and which of them the branch chose to assess.

How much a call warrants an assessment is one hidden number. Branches set their bar
in different places; the panel that hears the taped calls sets it once for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from evenhand.sources.made_up.care import CallsAfterReturn, Removals
from evenhand.sources.made_up.chance import Array, Stream, likelihood, one_of, spread, within
from evenhand.sources.made_up.columns import LAST, NONE, dates, day, known, pseudonyms, words
from evenhand.sources.made_up.people import People
from evenhand.sources.made_up.places import TYPES, Places

CALLS = 20_000
#: The first day of the record of calls.
RECORDED_FROM = day(1997, 1, 1)
SEVERITIES = ("low", "moderate", "severe")
UNFOUNDED, OPEN, FOUNDED = -1, 0, 1


@dataclass(frozen=True)
class Calls:
    """Calls by number, in order of the day they came."""

    child: Array  # unset where the caller named none
    branch: Array
    received_on: Array
    warrant: Array  # how much it warrants an assessment; the panel's bar stands at 0
    severity: Array
    assessed: Array
    type: Array
    founded: Array


@dataclass(frozen=True)
class _Callers:
    """What is known of calls before anyone judges them; `outcome` is settled for some."""

    child: Array
    branch: Array
    received_on: Array
    outcome: Array


def take_calls(
    draw: Stream,
    people: People,
    places: Places,
    removals: Removals,
    after: CallsAfterReturn,
    size: float,
) -> Calls:
    """Take the calls: behind removals, after returns, and about children at home."""
    known_calls = [_behind_removals(draw, people, removals), _after_returns(people, after)]
    rest = max(0, round(CALLS * size) - sum(len(calls.child) for calls in known_calls))
    callers = _joined([*known_calls, _at_home(draw, people, places, rest)])
    return _judged(draw, people, places, callers)


def _judged(draw: Stream, people: People, places: Places, callers: _Callers) -> Calls:
    """Set each call's warrant and type, and let its branch decide."""
    harm = people.harm[callers.child] + draw.normal(0, 0.5, len(callers.child))
    warrant = 0.15 + 0.5 * harm + draw.normal(0, 0.8, len(harm))
    settled, undecided = callers.outcome == FOUNDED, callers.outcome == OPEN
    # What was founded did warrant an assessment, and nearly every panel would say so.
    warrant = np.where(settled, np.abs(warrant) + 0.3, warrant)
    bar = 0.45 * places.assessing[callers.branch] + draw.normal(0, 0.4, len(harm))
    assessed = settled | (warrant + bar > 0)
    found = draw.random(len(harm)) < likelihood(warrant - 0.8)
    unnamed = ~assessed & undecided & (draw.random(len(harm)) < 0.25)
    return Calls(
        np.where(unnamed, NONE, callers.child),
        callers.branch,
        callers.received_on,
        warrant,
        np.searchsorted([-0.4, 0.9], harm).astype(np.int8),
        assessed,
        one_of(draw, places.types, callers.branch),
        settled | (assessed & found & undecided),
    )


def _joined(parts: list[_Callers]) -> _Callers:
    columns = [
        np.concatenate(arrays) for arrays in zip(*(vars(p).values() for p in parts), strict=True)
    ]
    order = np.argsort(columns[2], kind="stable")
    return _Callers(*(column[order] for column in columns))


def _behind_removals(draw: Stream, people: People, removals: Removals) -> _Callers:
    """A founded call shortly before each first removal; later ones have the call after return."""
    child, first = np.unique(removals.child, return_index=True)
    received_on = removals.removed_on[first] - draw.integers(0, 31, len(child))
    recorded = received_on >= RECORDED_FROM
    child = child[recorded]
    branch = people.branch[people.family[child]]
    return _Callers(child, branch, received_on[recorded], np.full(len(child), FOUNDED))


def _after_returns(people: People, after: CallsAfterReturn) -> _Callers:
    recorded = after.received_on >= RECORDED_FROM
    child = after.child[recorded]
    outcome = np.where(after.founded[recorded], FOUNDED, UNFOUNDED)
    return _Callers(
        child, people.branch[people.family[child]], after.received_on[recorded], outcome
    )


def _at_home(draw: Stream, people: People, places: Places, calls: int) -> _Callers:
    """Calls about children at home; branches are called more or less often."""
    at_home = ~people.out_of_home[people.family]
    children = np.bincount(people.branch[people.family[at_home]], minlength=len(places))
    often = children * np.exp(draw.normal(0, 0.2, len(places)))
    branch = np.repeat(np.arange(len(places)), spread(calls, often))
    starts = np.concatenate(([0], np.cumsum(children)[:-1]))
    received_on = draw.integers(RECORDED_FROM, LAST + 1, calls)
    child = within(draw, starts[branch], children[branch])
    return _Callers(child, branch, received_on, np.full(calls, OPEN))


def referrals_table(calls: Calls, places: Places) -> pl.DataFrame:
    """The table `referrals`."""
    return pl.DataFrame(
        {
            "id": pseudonyms("r", np.arange(len(calls.child))),
            "branch": words(places.ids, calls.branch),
            "child": pseudonyms("c", calls.child),
            "received_on": dates(calls.received_on),
            "decision": words(("refer", "assess"), calls.assessed),
        }
    )


def allegations_table(draw: Stream, calls: Calls) -> pl.DataFrame:
    """The table `allegations`: one of each call, and a second of a quarter of them."""
    found_on = known(calls.received_on + draw.integers(3, 31, len(calls.child)))
    found_on = np.where(calls.founded, found_on, NONE)
    severity = np.where(draw.random(len(calls.child)) < 0.03, NONE, calls.severity)
    second = np.flatnonzero(draw.random(len(calls.child)) < 0.25)
    other = (calls.type[second] + draw.integers(1, len(TYPES), len(second))) % len(TYPES)
    second_found = np.where(draw.random(len(second)) < 0.5, found_on[second], NONE)
    call = np.concatenate((np.arange(len(calls.child)), second))
    order = np.argsort(call, kind="stable")
    return pl.DataFrame(
        {
            "referral": pseudonyms("r", call[order]),
            "type": words(tuple(TYPES), np.concatenate((calls.type, other))[order]),
            "severity": words(SEVERITIES, np.concatenate((severity, severity[second]))[order]),
            "found_on": dates(np.concatenate((found_on, second_found))[order]),
        }
    )

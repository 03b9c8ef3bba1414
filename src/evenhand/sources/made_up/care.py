"""Care: removals, how each ended, and what befell the child after it went home.

Whether a child is home within a year hangs on what was known at removal (level,
age, family factors) and on its branch; re-abuse hangs on how hard the branch
returns children, so that the two pull against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from evenhand.sources.made_up.chance import Array, Stream, likelihood
from evenhand.sources.made_up.columns import LAST, NONE, dates, known, pseudonyms, words
from evenhand.sources.made_up.people import People, age_in_years, level_of_vulnerability
from evenhand.sources.made_up.places import Places

YEAR = 365
#: By how much each factor lowers the logit of a return within a year.
BRAKES = {
    "factor_drug_alcohol": 0.45,
    "factor_past_involvement": 0.30,
    "factor_mental_health": 0.25,
    "factor_domestic_violence": 0.15,
    "factor_inadequate_housing": 0.10,
}


@dataclass(frozen=True)
class Removals:
    """Removals by number. A day that never came, or is not known yet, is unset."""

    child: Array
    removed_on: Array
    level: Array
    returned_on: Array
    ended_on: Array
    plan_on: Array

    def __add__(self, other: Removals) -> Removals:
        mine, others = vars(self).values(), vars(other).values()
        return Removals(*(np.concatenate(pair) for pair in zip(mine, others, strict=True)))


@dataclass(frozen=True)
class CallsAfterReturn:
    """Calls about children back home, and whether each one's abuse was founded."""

    child: Array
    received_on: Array
    founded: Array


def take_into_care(
    draw: Stream, people: People, places: Places
) -> tuple[Removals, CallsAfterReturn]:
    """Remove the children of the out-of-home families; some go home, and some come back."""
    child = np.flatnonzero(people.out_of_home[people.family])
    # Most brothers and sisters are removed on one day, some later.
    later = (draw.random(len(child)) < 0.2) * draw.integers(0, 90, len(child))
    removed_on = people.started_on[people.family[child]] + later
    seen = removed_on <= LAST
    first = _removals(draw, people, places, child[seen], removed_on[seen])
    calls = _calls_after(draw, people, places, first)
    again = calls.founded & (draw.random(len(calls.child)) < 0.5)
    second_on = calls.received_on[again] + draw.integers(0, 6, again.sum())
    young = (second_on <= LAST) & (age_in_years(people, calls.child[again], second_on) < 16.5)
    second = _removals(draw, people, places, calls.child[again][young], second_on[young])
    later_calls = _calls_after(draw, people, places, second)
    pairs = zip(vars(calls).values(), vars(later_calls).values(), strict=True)
    return first + second, CallsAfterReturn(*(np.concatenate(pair) for pair in pairs))


def _removals(
    draw: Stream, people: People, places: Places, child: Array, removed_on: Array
) -> Removals:
    age = age_in_years(people, child, removed_on)
    level = level_of_vulnerability(people.harm[child], age)
    chance = _home_within_a_year(people, places, child, age, level)
    soon = draw.random(len(child)) < chance
    fate = draw.random(len(child))
    days = np.where(fate < 0.12, draw.integers(60, YEAR, len(child)), YEAR + 1)
    days = np.where(fate >= 0.12, days + draw.exponential(420, len(child)), days)
    days = np.where(soon, 1 + YEAR * draw.beta(1, 1.5, len(child)), days).astype(np.int32)
    birthday = people.born_on[child] + 18 * YEAR + 5
    ended_on = known(np.minimum(removed_on + days, birthday))
    home = (soon | ((fate >= 0.12) & (fate < 0.4))) & (removed_on + days < birthday)
    plan_on = removed_on + _days_to_plan(draw, places, people.branch[people.family[child]])
    over = np.where(ended_on == NONE, LAST, ended_on)
    planned = ~soon & (plan_on >= removed_on) & (plan_on <= over)
    return Removals(
        child,
        removed_on,
        level,
        np.where(home, ended_on, NONE),
        ended_on,
        np.where(planned, plan_on, NONE),
    )


def _home_within_a_year(
    people: People, places: Places, child: Array, age: Array, level: Array
) -> Array:
    family = people.family[child]
    logit = 0.75 + 0.28 * (level - 4) - 0.5 * ((age - 8) / 8) ** 2
    for name, brake in BRAKES.items():
        logit -= brake * people.factors[name][family]
    return likelihood(logit + 0.35 * places.returning[people.branch[family]])


def _days_to_plan(draw: Stream, places: Places, branch: Array) -> Array:
    """Days until a plan: most within the year, some after it, the rest never (before removal)."""
    prompt = likelihood(0.4 + 0.4 * places.planning[branch])
    chance = draw.random(len(branch))
    within_year = draw.integers(60, YEAR + 1, len(branch))
    after = draw.integers(YEAR + 1, 2 * YEAR, len(branch))
    return np.where(chance < prompt, within_year, np.where(chance < prompt + 0.2, after, NONE))


def _calls_after(
    draw: Stream, people: People, places: Places, removals: Removals
) -> CallsAfterReturn:
    home = removals.returned_on != NONE
    child, returned_on = removals.child[home], removals.returned_on[home]
    family = people.family[child]
    branch = people.branch[family]
    logit = -2.2 + 0.35 * places.returning[branch] + 0.3 * places.safety[branch]
    logit += 0.25 * people.factors["factor_drug_alcohol"][family]
    chance = draw.random(len(child))
    risk = likelihood(logit + 0.15 * (4 - removals.level[home]))
    received_on = returned_on + draw.integers(0, YEAR + 1, len(child))
    called = (chance < risk + 0.1) & (received_on <= LAST)
    return CallsAfterReturn(child[called], received_on[called], (chance < risk)[called])


def removals_table(removals: Removals, people: People, places: Places) -> pl.DataFrame:
    """The table `removals`."""
    family = people.family[removals.child]
    return pl.DataFrame(
        {
            "child": pseudonyms("c", removals.child),
            "family": pseudonyms("f", family),
            "branch": words(places.ids, people.branch[family]),
            "removed_on": dates(removals.removed_on),
            "level_at_removal": removals.level.astype(np.int64),
            "returned_on": dates(removals.returned_on),
            "ended_on": dates(removals.ended_on),
            "plan_on": dates(removals.plan_on),
        }
    )

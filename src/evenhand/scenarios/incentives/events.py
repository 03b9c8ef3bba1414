"""Events: one thing more that happens in a branch, and how its tallies would then read.

An event is a child (or call) as it was counted and as it would be; each reading counts
both by its own rule. Where a reading is a sample, so many such events are tried at once
that one more is read, and whoever looks at the outcome divides by them. A reading that
only stands for something can answer what its policy says a needless removal adds, and
nothing else.

Source: Evenhand method, section 9 and law 20.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import Tally
from evenhand.policy import Policy, Reading
from evenhand.run import Tallies
from evenhand.scenarios.incentives.counting import (
    APART,
    EASIEST,
    FIRST_EASY,
    HARD,
    LAST_DIFFICULT,
    NOTHING,
    SAMPLES,
    Call,
    Child,
    Subject,
    counts,
    measure_of,
)
from evenhand.scenarios.incentives.placing import behind_one_read, place_for_one_more, place_of_one
from evenhand.scenarios.incentives.recounting import Rows, recounted

#: Measures whose rows tell levels apart.
LEVELLED = APART | {"vulnerability_levels", "levels_by_stratum"}


@dataclass(frozen=True, slots=True)
class Event:
    """One child or call, as it was counted (None: not at all) and as it would be."""

    name: str
    before: Subject | None
    after: Subject


@dataclass(frozen=True, slots=True)
class Happened:
    """The readings that read otherwise after `times` such events in one branch."""

    tallies: Mapping[str, list[Tally]]
    times: Fraction


SAFE_RETURN = Event("safe_return", Child(HARD), Child(HARD, home=True))
#: Not told by itself: it says up to which risk a return pays.
UNSAFE_RETURN = Event("unsafe_return", Child(HARD), Child(HARD, home=True, again=True))
NEEDLESS_REMOVAL = Event("needless_removal", None, Child(EASIEST, home=True))
#: Those that are told, in the order of telling. What re-rating a child in care is worth
#: hangs on what became of it, so two are told: most are not home within the year.
EVENTS = (
    SAFE_RETURN,
    Event("reabuse", Child(HARD, home=True), Child(HARD, home=True, again=True)),
    Event("re_rated_home_and_safe", Child(FIRST_EASY, home=True), Child(LAST_DIFFICULT, home=True)),
    Event("re_rated_not_home", Child(FIRST_EASY), Child(LAST_DIFFICULT)),
    Event("re_rated_at_home", Child(FIRST_EASY, "in_home"), Child(LAST_DIFFICULT, "in_home")),
    Event("removal", None, Child(HARD)),
    Event("removal_at_level_5_home", None, Child(LAST_DIFFICULT, home=True)),
    NEEDLESS_REMOVAL,
    Event("screened_in_call", None, Call()),
)


def can_tell(event: Event, reading: Reading) -> bool:
    """Whether a reading can say anything of an event: one that only stands for others cannot."""
    return not reading.stands_for or event == NEEDLESS_REMOVAL


def happened(event: Event, policy: Policy, tallies: Tallies, branch: str) -> Happened | None:
    """The tallies as they would be after the event; None where nobody is there to whom it could.

    Args:
        event: What happens.
        policy: Says by which measure each reading counts.
        tallies: The readings that are to tell of it.
        branch: Where it happens.
    """
    rows, behind = dict[str, Rows](), Fraction(1)
    for name, own in tallies.items():
        found = _rows(event, policy.measures[name], name, own, branch)
        if found is None:
            return None
        if found:
            rows[name] = found
        if found and _sampled(policy, name):
            behind = behind_one_read(policy, tallies, name, branch, next(iter(found)))
    whole = max(1, round(behind))
    changed = {
        name: recounted(
            measure_of(policy.measures[name], name),
            tallies[name],
            branch,
            found,
            1 if _sampled(policy, name) else whole,
            whole,
        )
        for name, found in rows.items()
    }
    # Whole children are counted; where a sample alone reads otherwise, nobody need be whole.
    alone = bool(rows) and all(_sampled(policy, name) for name in rows)
    return Happened(changed, behind if alone else Fraction(whole))


def _sampled(policy: Policy, name: str) -> bool:
    return measure_of(policy.measures[name], name) in SAMPLES


def _rows(
    event: Event, reading: Reading, name: str, tallies: Sequence[Tally], branch: str
) -> Rows | None:
    """What one event adds to the rows of a reading; None where it cannot happen."""
    if reading.stands_for:
        return _adds(reading, tallies, branch) if event == NEEDLESS_REMOVAL else {}
    measure = measure_of(reading, name)
    was, now = (counts(reading, name, each) for each in (event.before, event.after))
    moves = measure in LEVELLED and _level(event.before) != _level(event.after)
    if was == now and not moves:
        return {}
    rows: Rows = {}
    at: str | None = None
    if event.before is not None and was != NOTHING:
        at = place_of_one(measure, tallies, branch, event.before, was)
        if at is None:
            return None
        rows[at] = -was[0], -was[1]
    if now != NOTHING:
        if at is None or moves:
            at = place_for_one_more(measure, tallies, branch, event.after, at or "")
        hits, base = rows.get(at, NOTHING)
        rows[at] = hits + now[0], base + now[1]
    return {of: each for of, each in rows.items() if each != NOTHING}


def _level(subject: Subject | None) -> int:
    return subject.level if isinstance(subject, Child) else 0


def _adds(reading: Reading, tallies: Sequence[Tally], branch: str) -> Rows:
    """What a needless removal adds to a reading that counts by proxy, as its policy says."""
    told = reading.removal_adds
    if told is None:
        return {}
    hits, base = (int(each.value) if each else 0 for each in (told.hits, told.base))
    of = place_for_one_more("", tallies, branch, NEEDLESS_REMOVAL.after)
    return {of: (hits, base)} if hits or base else {}

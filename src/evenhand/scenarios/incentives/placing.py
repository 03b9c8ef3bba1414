"""Placing: under which type, level or pattern a child is counted, and whom a sample stands for.

One who is counted already is found in the branch, or is not there. One more goes where
such children mostly are: a difficult one to the branch's commonest pattern, one of a
given level to the state's commonest of that level.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evenhand.figures import Tally
from evenhand.policy import Policy
from evenhand.run import Tallies
from evenhand.scenarios.incentives.counting import (
    HARD,
    LAST_DIFFICULT,
    Call,
    Counts,
    Subject,
    group_of,
    measure_of,
)

#: The call that warrants nothing, among the types of calls.
REFER = "refer"


def place_of_one(
    measure: str, tallies: Sequence[Tally], branch: str, subject: Subject, counted: Counts
) -> str | None:
    """The commonest row of the branch that has such a child now; None where none has."""
    own = [
        t
        for t in tallies
        if t.branch == branch and _fits(measure, t.of, subject) and _has(measure, t, counted)
    ]
    return _commonest(measure, own) if own else None


def place_for_one_more(
    measure: str, tallies: Sequence[Tally], branch: str, subject: Subject, beside: str = ""
) -> str:
    """The row that one more is counted under; of strata, the one `beside` was read in."""
    if measure == "vulnerability_levels":
        return str(_level(subject))
    own = [t for t in tallies if t.branch == branch]
    if measure == "levels_by_stratum":
        read = [t for t in own if t.of.endswith("|read")]
        stratum = beside or (_commonest("", read) if read else "|")
        return f"{stratum.rpartition('|')[0]}|{_level(subject)}"
    if not isinstance(subject, Call) and subject.level != HARD:
        own = []
    fit = [t for t in own if _fits(measure, t.of, subject)]
    fit = fit or [t for t in tallies if _fits(measure, t.of, subject)] or list(tallies)
    return _commonest(measure, fit) if fit else ""


def behind_one_read(policy: Policy, tallies: Tallies, name: str, branch: str, of: str) -> Fraction:
    """How many children or calls of the branch stand behind one that the sample `name` read."""
    reading = policy.measures[name]
    measure, own = measure_of(reading, name), [t for t in tallies[name] if t.branch == branch]
    if measure == "levels_by_stratum":
        read = next((t for t in own if t.of == f"{of.rpartition('|')[0]}|read"), None)
        return (
            max(Fraction(1), Fraction(read.base, read.hits)) if read and read.hits else Fraction(1)
        )
    whole = "calls_received" if measure == "warranted_calls" else "children_served"
    everyone = 0
    for other, rows in tallies.items():
        kind = policy.measures[other]
        if measure_of(kind, other) == whole and group_of(kind) == group_of(reading):
            everyone = sum(t.hits for t in rows if t.branch == branch)
    among = max((t.base for t in own), default=0)
    return max(Fraction(1), Fraction(everyone, among)) if among else Fraction(1)


def _level(subject: Subject) -> int:
    return 0 if isinstance(subject, Call) else subject.level


def _commonest(measure: str, tallies: Sequence[Tally]) -> str:
    """By base, or by hits where all rows of a branch have one base; ties to the last by name."""
    by_hits = measure in ("warranted_calls", "levels_by_stratum")
    return max(tallies, key=lambda t: (t.hits if by_hits else t.base, t.of)).of


def _fits(measure: str, of: str, subject: Subject) -> bool:
    """Whether a row may be that of such a child: its level is right, or it tells none."""
    if isinstance(subject, Call):
        return of != REFER
    if measure == "vulnerability_levels":
        told = of
    elif measure == "levels_by_stratum":
        told = of.rpartition("|")[2]
    else:
        told = next((w.removeprefix("level=") for w in of.split() if w.startswith("level=")), "")
    if not told.isdecimal():
        return not told
    return int(told) == subject.level or (subject.level == HARD and int(told) <= LAST_DIFFICULT)


def _has(measure: str, tally: Tally, counted: Counts) -> bool:
    """Whether one who counts so is among the row's; of those waiting, a plan may be anyone's."""
    if measure == "permanency_plans":
        return tally.base > 0
    return tally.hits > 0 if counted[0] else tally.base > tally.hits

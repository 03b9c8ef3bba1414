"""Judgements: agreement on verdicts, types and levels, for the state, each branch or each type.

Three questions are kept apart. Whether to assess: all raters of a call. Of which type:
only raters who would assess and gave a type; the others have not judged it. How
vulnerable: the readers of a child, on levels in order. A single type is looked at as
this type against all others.

Source: Krippendorff, Content Analysis (values one by one, as one against the rest).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evenhand.estimation.agreement import Agreement, Patterns, agreement, generator_of
from evenhand.figures import Tally
from evenhand.figures.pattern import pattern_counts

#: What agreement can be asked for by.
BY = ("state", "branch", "type")
STATE = "state"
LEVELS = tuple(str(level) for level in range(1, 8))
NO_TYPE = ("refer", "unstated")


@dataclass(frozen=True, slots=True)
class Judged:
    """Agreement on one question (`judged`: verdict, type or level) in one place."""

    judged: str
    where: str
    agreement: Agreement


def judged(
    calls: Sequence[Tally], readings: Sequence[Tally], by: str, seed: int
) -> tuple[Judged, ...]:
    """Agreement on `calls` and `readings` (patterns), by one of `BY`; the state comes last."""
    if by == "type":
        return tuple(_by_type(calls, seed))
    found: list[Judged] = []
    if calls:
        types = tuple(sorted({w for t in calls for w in pattern_counts(t.of)} - set(NO_TYPE)))
        verdicts = [(t.branch, _verdicts(pattern_counts(t.of)), t.hits) for t in calls]
        stated = [(t.branch, pattern_counts(t.of), t.hits) for t in calls]
        found += _in_places("verdict", verdicts, ("assess", "refer"), by, seed)
        found += _in_places("type", stated, types, by, seed)
    if readings:
        levels = [(t.branch, pattern_counts(t.of), t.hits) for t in readings]
        found += _in_places("level", levels, LEVELS, by, seed)
    return tuple(found)


def _in_places(
    what: str,
    patterns: Sequence[tuple[str, Mapping[str, int], int]],
    values: Sequence[str],
    by: str,
    seed: int,
) -> Iterator[Judged]:
    """One question, in each branch where that is asked, then in the state."""
    branches = sorted({branch for branch, _, _ in patterns}) if by == "branch" else []
    for branch in branches:
        own = [(counts, n) for at, counts, n in patterns if at == branch]
        yield _judged(what, branch, own, values, seed)
    yield _judged(what, STATE, [(counts, n) for _, counts, n in patterns], values, seed)


def _by_type(calls: Sequence[Tally], seed: int) -> Iterator[Judged]:
    """Each type against all others, in the state."""
    stated = [(_stated(pattern_counts(t.of)), t.hits) for t in calls]
    for kind in sorted({word for counts, _ in stated for word in counts}):
        against = [
            ({"this": counts.get(kind, 0), "other": sum(counts.values()) - counts.get(kind, 0)}, n)
            for counts, n in stated
        ]
        yield _judged("type", kind, against, ("other", "this"), seed)


def _judged(what: str, where: str, patterns: Patterns, values: Sequence[str], seed: int) -> Judged:
    generator = generator_of(seed, what, where)
    return Judged(what, where, agreement(patterns, values, generator, ordinal=values is LEVELS))


def _verdicts(counts: Mapping[str, int]) -> dict[str, int]:
    """A call's pattern as verdicts alone: every type is an assessment."""
    refer = counts.get("refer", 0)
    return {"assess": sum(counts.values()) - refer, "refer": refer}


def _stated(counts: Mapping[str, int]) -> dict[str, int]:
    """A call's pattern without raters who gave no type."""
    return {word: n for word, n in counts.items() if word not in NO_TYPE}

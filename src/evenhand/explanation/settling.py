"""Settling in words: how much larger samples would have to be."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.figures import Settled


def settled_in_words(found: Settled) -> Iterator[str]:
    """What is expected to stand wrong, and what larger samples could do about it."""
    of = found.branch or "the state"
    where = "" if found.program == "all" else f" in {found.program.replace('_', ' ')}"
    yield (
        f"Expected to stand wrong for {of}{where}: {_two(found.misplaced)} positions; "
        f"{_two(found.sampling)} if only sampling erred, {_two(found.outcomes)} if only outcomes "
        "were chance."
    )
    yield _sampling(found)
    yield _whole(found)


def _sampling(found: Settled) -> str:
    if not found.now:
        return "Nothing that is drawn rests on a sample, so no larger one would make it surer."
    if not found.sampling:
        return "Sampling alone puts nothing in the wrong place, so no larger sample is needed."
    if found.half_sampling is None:
        return "No sample halves the part that sampling adds."
    return (
        f"To halve the part that sampling adds, samples {_times(found.half_sampling)} as large "
        "as now would do."
    )


def _whole(found: Settled) -> str:
    if found.half_of_all is not None:
        return f"To halve the whole, samples {_times(found.half_of_all)} as large would do."
    if not found.misplaced:
        return "Nothing is expected to stand wrong."
    return (
        f"To halve the whole, no sample can: chance in outcomes alone leaves "
        f"{_two(found.outcomes)} of {_two(found.misplaced)}."
    )


def _two(value: Fraction) -> str:
    return f"{float(value):.2f}"


def _times(value: Fraction) -> str:
    return f"{float(value):.2g} times"

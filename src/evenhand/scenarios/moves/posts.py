"""Posts: what each branch is to have in each program, and who is there now.

The RUN tells both; a staffing file or a list of people says more of now. Where staff are
not told apart by program, one program "all" holds the branch's totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from evenhand.allocation.methods.webster import webster
from evenhand.errors import RunError
from evenhand.explanation.numbers import exactly
from evenhand.figures import Post, Result
from evenhand.figures.together import ALL
from evenhand.sources.data import Data
from evenhand.steps.standing import by_program

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts whose positions all count as filled, and what was settled on the way."""

    posts: tuple[Post, ...]
    notes: tuple[str, ...]


def programs_of(result: Result, data: Data) -> tuple[str, ...]:
    """The programs a plan can tell apart."""
    return tuple(p.name for p in result.programs) if by_program(data) else (ALL,)


def posts_of(result: Result, data: Data) -> Posts:
    """The posts of a RUN, in whole positions.

    Raises:
        RunError: The run counts in parts of positions, or does not know those there are now.
    """
    if result.unit != 1:
        raise RunError(
            f"This run counts positions in units of {exactly(result.unit)}, but a person holds one "
            "position, so no moves can be planned from it. Make a run of whole positions "
            "(`unit: 1` in its policy) and plan from that."
        )
    if not data.staff:
        raise RunError(
            "This run does not know which positions there are now, so nothing can be moved. "
            "Make it again with `evenhand allocate … --current FILE`."
        )
    targets, least = _targets(result, data)
    known = {branch for branch, _ in data.staff}
    now = {
        key: data.staff.get((key[0], "" if key[1] == ALL else key[1]), Fraction(0))
        for key in targets
        if key[0] in known
    }
    whole = dict(_whole(now, targets))
    posts = (
        Post(*key, held, 0, targets[key], least=min(targets[key], least[key]))
        for key, held in whole.items()
    )
    return Posts(tuple(posts), tuple(_notes(result, data, now, whole)))


def _targets(result: Result, data: Data) -> tuple[dict[Key, int], dict[Key, int]]:
    """What each post is to have, changes by hand among it, and the least it may have."""
    targets: dict[Key, Fraction] = {}
    least: dict[Key, Fraction] = {}
    apart = by_program(data)
    for program in result.programs:
        for award, (lowest, _) in zip(program.awards, program.limits, strict=True):
            key = award.branch, program.name if apart else ALL
            given = award.positions + result.by_hand(award.branch, program.name)
            targets[key] = targets.get(key, Fraction(0)) + given
            least[key] = least.get(key, Fraction(0)) + lowest
    return _floors(targets), _floors(least)


def _floors(counts: Mapping[Key, Fraction]) -> dict[Key, int]:
    return {key: floor(count) for key, count in counts.items()}


def _whole(now: Mapping[Key, Fraction], targets: Mapping[Key, int]) -> Iterator[tuple[Key, int]]:
    """Make positions now whole by Webster, program by program, to the number nearest their sum.

    Half way between two numbers it is the one nearer the target, else the lower.
    """
    for program in dict.fromkeys(program for _, program in now):
        held = {branch: count for (branch, name), count in now.items() if name == program}
        total = sum(held.values(), Fraction(0))
        wanted = sum(targets[branch, program] for branch in held)
        choices = (floor(total), floor(total) + 1)
        units = min(choices, key=lambda n: (abs(n - total), abs(n - wanted), n))
        for award in webster(units, held, {}):
            yield (award.branch, program), int(award.positions)


def _notes(
    result: Result, data: Data, now: Mapping[Key, Fraction], whole: Mapping[Key, int]
) -> Iterator[str]:
    if not by_program(data):
        yield "Staff are not told apart by program, so positions move over all programs together."
    if parts := [count for count in now.values() if count.denominator != 1]:
        total = exactly(sum(now.values(), Fraction(0)))
        yield (
            f"{len(parts)} of {len(now)} numbers of positions now are not whole; all {total} were "
            f"made {sum(whole.values()):,} by Webster."
        )
    if changed := len(result.adjustments):
        yield f"Targets hold what was changed by hand after the formula ({changed} in all)."
    if unknown := _unknown(result, data):
        yield f"Left out, since their positions now are not known: {', '.join(unknown)}."


def _unknown(result: Result, data: Data) -> Sequence[str]:
    known = {branch for branch, _ in data.staff}
    return [total.name for total in result.totals if total.branch not in known]

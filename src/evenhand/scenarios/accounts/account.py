"""Accounts: why positions differ between two runs, in parts that add up exactly.

First the quota before any limit, shared out among the causes that differ; then what
limits take and give, then what making whole does, then what was done by hand.

Source: Evenhand method, section 9.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from evenhand.allocation.bounded_shares import bounded_shares
from evenhand.figures import Account, Accounted, Limits, Part
from evenhand.figures.account import BOUNDS, BY_HAND, WHOLE
from evenhand.figures.together import ALL
from evenhand.scenarios.accounts.account_notes import listed, meanings, notes
from evenhand.scenarios.accounts.causes import CAUSES, Pair
from evenhand.scenarios.accounts.mixed import Mixed
from evenhand.scenarios.accounts.shapley import Group, shapley
from evenhand.scenarios.accounts.sides import Side

#: The one cause where only one run has the program.
PROGRAM = "program"
#: Quota, share within limits, whole positions, and those with what was done by hand.
Stages = tuple[Fraction, Fraction, Fraction, Fraction]
NONE: Stages = (Fraction(0),) * 4


def account(before: Side, after: Side) -> Account:
    """Say what each cause changed between two runs, by program and branch, and over all.

    The parts of every line add up to its change, exactly. What one run does not have,
    a branch or a whole program, counts as 0 there.
    """
    lines, told, groups = list[Accounted](), list(meanings(before, after)), set[Group]()
    for name in dict.fromkeys([*after.policy.programs, *before.policy.programs]):
        if name not in before.policy.programs or name not in after.policy.programs:
            lines += _one_sided(name, before, after)
            told.append(f"Only one of the runs has {name}: no cause within it can be told.")
            continue
        mixed = Mixed(Pair(before, after, name))
        shared = shapley(mixed.causes, mixed.quotas)
        ordered = {group: shared.changes[group] for group in sorted(shared.changes, key=_place)}
        lines += _lines(mixed, {listed(group): found for group, found in ordered.items()})
        groups |= set(ordered)
        told += notes(mixed.pair, shared.why)
    causes = _causes(groups, lines)
    whole = _over_all(lines, causes)
    return Account(before.name, after.name, causes, (*lines, *whole), tuple(told))


def _lines(mixed: Mixed, changes: Mapping[str, Mapping[str, Fraction]]) -> Iterator[Accounted]:
    """One program's lines: the causes of its quota's change, then the stages after it."""
    pair = mixed.pair
    old, new = (stages(each, pair.program) for each in (pair.before, pair.after))
    adjusted = pair.before.result.adjustments or pair.after.result.adjustments
    later = (BOUNDS, WHOLE, BY_HAND) if adjusted else (BOUNDS, WHOLE)
    for branch in mixed.branches:
        was, now = old.get(branch, NONE), new.get(branch, NONE)
        parts = [Part(name, found[branch]) for name, found in changes.items()]
        parts += [
            Part(name, now[at + 1] - now[at] - (was[at + 1] - was[at]))
            for at, name in enumerate(later)
        ]
        yield Accounted(pair.program, branch, was[-1], now[-1], tuple(parts))


def stages(side: Side, name: str) -> dict[str, Stages]:
    """From quota to final positions, branch by branch, in one program of a run."""
    result = side.result
    (program,) = (each for each in result.programs if each.name == name)
    rows = {
        award.branch: (quota.value, award.positions, limits)
        for award, quota, limits in zip(program.awards, program.quotas, program.limits, strict=True)
    }
    sharing = {b: row for b, row in rows.items() if b not in side.held}
    shares = bounded_shares(
        int(sum((given for _, given, _ in sharing.values()), Fraction(0)) / result.unit),
        {branch: quota / result.unit for branch, (quota, _, _) in sharing.items()},
        {branch: _limits(limits, result.unit) for branch, (_, _, limits) in sharing.items()},
    )
    return {
        branch: (
            quota,
            shares[branch] * result.unit if branch in shares else quota,
            given,
            given + result.by_hand(branch, name),
        )
        for branch, (quota, given, _) in rows.items()
    }


def _limits(limits: tuple[Fraction, Fraction | None], unit: Fraction) -> Limits:
    least, most = limits
    return Limits(int(least / unit), None if most is None else int(most / unit))


def _one_sided(name: str, before: Side, after: Side) -> Iterator[Accounted]:
    """A program that one run alone has: all of it comes, or goes, with the program."""
    old, new = (
        stages(each, name) if name in each.policy.programs else {} for each in (before, after)
    )
    for branch in sorted({*before.data.branches, *after.data.branches}):
        was, now = old.get(branch, NONE)[-1], new.get(branch, NONE)[-1]
        yield Accounted(name, branch, was, now, (Part(PROGRAM, now - was),))


def _place(group: Group) -> tuple[int, int]:
    return CAUSES.index(group[0]), len(group)


def _causes(groups: set[Group], lines: Sequence[Accounted]) -> tuple[str, ...]:
    """Every part that some line has, in the order of telling."""
    order = (*map(listed, sorted(groups, key=_place)), PROGRAM, BOUNDS, WHOLE, BY_HAND)
    found = {part.name for line in lines for part in line.parts}
    return tuple(name for name in order if name in found)


def _over_all(lines: Sequence[Accounted], causes: Sequence[str]) -> Iterator[Accounted]:
    """Each branch over all programs: what its lines say, added up part by part."""
    by_branch: dict[str, list[Accounted]] = {}
    for line in lines:
        by_branch.setdefault(line.branch, []).append(line)
    for branch, own in sorted(by_branch.items()):
        sums = dict.fromkeys(causes, Fraction(0))
        for part in (part for line in own for part in line.parts):
            sums[part.name] += part.change
        before = sum((line.before for line in own), Fraction(0))
        after = sum((line.after for line in own), Fraction(0))
        parts = tuple(Part(name, change) for name, change in sums.items())
        yield Accounted(ALL, branch, before, after, parts)

"""Sharing: the changes that others answer to: influences, the return dial, and the split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.policy import Number, Policy, Program
from evenhand.policy.nodes import number
from evenhand.scenarios.what_if.change import RHO, Change
from evenhand.scenarios.what_if.giving import shares_after
from evenhand.scenarios.what_if.return_dial import influences_at, only_stands_for, return_pair


def set_split(policy: Policy, changes: Sequence[Change]) -> Policy:
    """Set the parts of programs; the others move as `giving` says, all together stay as many."""
    if not changes:
        return policy
    whole = sum((program.part.value for program in policy.programs.values()), Fraction(0))
    now = {name: program.part.value / whole for name, program in policy.programs.items()}
    setting = {each.path[1]: each for each in changes}
    after = shares_after(now, setting)
    for each in changes:
        if not all(after.values()):
            each.refuse("a program must keep a part above 0.")
    programs = {
        name: replace(program, part=_told(program.part, after[name] * whole, name, setting))
        for name, program in policy.programs.items()
    }
    return replace(policy, programs=programs)


def set_influences(policy: Policy, name: str, changes: Sequence[Change]) -> Policy:
    """Set influences of one program; the dial comes last, on what its two have together."""
    if not changes:
        return policy
    program = policy.programs[name]
    now = {key: part.influence.value for key, part in program.components.items()}
    setting = {each.path[1]: each for each in changes if each.path[1] != RHO}
    after = shares_after(now, setting) if setting else dict(now)
    for dial in (each for each in changes if each.path[1] == RHO):
        pair = _pair(policy, program, dial, setting)
        after |= _dialled(pair, after, dial)
        setting |= dict.fromkeys(pair, dial)
    components = {
        key: replace(part, influence=_told(part.influence, after[key], key, setting))
        for key, part in program.components.items()
    }
    changed = replace(program, components=components)
    return replace(policy, programs={**policy.programs, name: changed})


def _told(old: Number, value: Fraction, name: str, setting: Mapping[str, Change]) -> Number:
    """A number that was set, or that gave to or took from what was set; the result says which."""
    if name in setting:
        return setting[name].to_number(old, value)
    named = next((each for each in setting.values() if each.giver == name), None)
    one = named or next(iter(setting.values()))
    others = " and ".join(key for key, each in setting.items() if named is None or each is named)
    verb = "gives to" if value < old.value else "takes from"
    return one.to_number(old, value, f", {verb} {others}")


def _pair(
    policy: Policy, program: Program, dial: Change, setting: Mapping[str, Change]
) -> tuple[str, str]:
    pair = return_pair(policy, program)
    if pair is None:
        why = only_stands_for(policy, program)
        dial.refuse(
            f"{why or 'this program has no two components for return home and for re-abuse'}."
        )
    if both := [name for name in pair if name in setting]:
        dial.refuse(f"the dial sets {both[0]} too; keep one of the two.")
    return pair


def _dialled(
    pair: tuple[str, str], now: Mapping[str, Fraction], dial: Change
) -> dict[str, Fraction]:
    if not dial.at:
        dial.refuse("say at which rate of re-abuse in the state, as in `… at 1/8`.")
    together = now[pair[0]] + now[pair[1]]
    if not together:
        dial.refuse(f"{pair[0]} and {pair[1]} have no influence to set the dial with.")
    try:
        given = influences_at(dial.number(), number(dial.at), together)
    except NotPossible as error:
        dial.refuse(f"{error}.")
    return dict(zip(pair, given, strict=True))

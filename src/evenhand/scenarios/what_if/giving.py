"""Giving: when some parts of a whole are set, who gives and who takes what that leaves.

All parts add up to 1 before and after, exactly. Where a change names no giver, the parts
that are neither set nor named move in proportion to what they have.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from evenhand.scenarios.what_if.change import Change, shown


def shares_after(now: Mapping[str, Fraction], setting: Mapping[str, Change]) -> dict[str, Fraction]:
    """Every part after the changes in `setting`, by the part each of them sets.

    Raises:
        ScenarioError: A part would lie below 0 or past 1, a giver is unknown or set itself,
            or nobody is there to give or to take.
    """
    after = {**now, **{name: _share(change) for name, change in setting.items()}}
    for name, change in setting.items():
        if change.giver:
            _see_giver(change, now, setting)
            after[change.giver] -= after[name] - now[name]
    givers = {change.giver: change for change in setting.values() if change.giver}
    for giver, change in givers.items():
        if not 0 <= after[giver] <= 1:
            taken = shown(now[giver] - after[giver])
            change.refuse(f"{giver} has {shown(now[giver])} and cannot give {taken}.")
    return after | _moved(now, after, setting, givers)


def _share(change: Change) -> Fraction:
    value = change.number()
    if not 0 <= value <= 1:
        change.refuse("a part of a whole lies between 0 and 1.")
    return value


def _see_giver(change: Change, now: Mapping[str, Fraction], setting: Mapping[str, Change]) -> None:
    if change.giver in setting:
        change.refuse(f"{change.giver} is set itself, so it cannot give.")
    if change.giver not in now:
        free = [name for name in now if name not in setting]
        change.refuse(f"there is no {change.giver} to give.", free, change.giver)


def _moved(
    now: Mapping[str, Fraction],
    after: Mapping[str, Fraction],
    setting: Mapping[str, Change],
    givers: Mapping[str, Change],
) -> dict[str, Fraction]:
    """The parts neither set nor named as givers, sharing what is left as they shared before."""
    rest = {name: part for name, part in now.items() if name not in setting and name not in givers}
    left = 1 - sum((after[name] for name in now if name not in rest), Fraction(0))
    had = sum(rest.values(), Fraction(0))
    last = list(setting.values())[-1]
    if left < 0:
        last.refuse(f"what is set comes to {shown(1 - left)}, and all together must be 1.")
    if left and not had:
        last.refuse(
            f"what is set comes to {shown(1 - left)}, and nothing else has a part that could "
            "move with it. Set the others too, so that all together are 1."
        )
    return {name: part * left / had if had else part for name, part in rest.items()}

"""Rules to compare: a rule as it is, and with one thing at a time otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evenhand.errors import RotationError
from evenhand.figures.rotation import RotationRule

#: Changes by name. The numbers are made up, to show what such a rule does.
CHANGES: dict[str, tuple[str, dict[str, object]]] = {
    "strict": ("Each report is a turn, everybody's turn is alike.", {"order": "strict"}),
    "cases": ("A part-timer's turn comes as much less often.", {"order": "cases"}),
    "minutes": ("A turn weighs the report's minutes.", {"order": "minutes"}),
    "caps": (
        "By cases, at most 12 open and 4 new in 7 days.",
        {"order": "cases", "open_most": 12, "new_most": 4, "new_days": 7},
    ),
    "cooling": (
        "By cases, and 7 days without a report after a removal, not owed.",
        {"order": "cases", "cooling_days": 7, "cooling_owed": False},
    ),
    "no-skips": ("By cases, and nobody is ever skipped.", {"order": "cases"}),
}
#: What a variant leaves out of the rule it is made from, before its own change.
PLAIN: dict[str, object] = {"open_most": None, "new_most": None, "cooling_days": 0}


def variant(rule: RotationRule, name: str) -> RotationRule:
    """The rule without caps and cooling-off, but for the change of that name.

    Raises:
        RotationError: There is no such change.
    """
    if name not in CHANGES:
        raise RotationError(f"No rule is called {name!r}; there are {', '.join(CHANGES)}.")
    says, change = CHANGES[name]
    changed: RotationRule = replace(rule, **{**PLAIN, **change})  # type: ignore[arg-type]
    changed = replace(changed, version=name, says=says)
    return without_skips(changed, name) if name == "no-skips" else changed


def variants(rule: RotationRule) -> Iterator[RotationRule]:
    """The rule in every variant."""
    for name in CHANGES:
        yield variant(rule, name)


def without_skips(rule: RotationRule, version: str = "") -> RotationRule:
    """The same rule if nobody could be skipped and nobody were let be after a removal."""
    return replace(
        rule, version=version or f"{rule.version} without skips", reasons=(), cooling_days=0
    )

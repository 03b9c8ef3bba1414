"""The rotation's rules as dated data: which holds from when, and who answers for each number.

They stand in a policy, or in a file of their own that holds nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from evenhand.errors import PolicyError
from evenhand.figures.rotation import RotationRule, SkipReason
from evenhand.policy.rotation_values import READ
from evenhand.policy.stated import Number, Parameter, Stated, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Stated):
    """Why somebody may be passed over for a time; `owed` and `approved` are yes or no."""

    title: str
    owed: str
    days_most: Fraction
    approved: str = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """One rule of the rotation, from a day on; `says` is what it does, in a sentence.

    What is left out, the rule lets be. `order` is strict, cases or minutes; `office_days` are
    weekdays by name; `spill` names zone and borough in the order in which they are asked.
    """

    version: str
    since: date
    says: str
    order: Word
    owed_most: Number
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    open_most: Number | None = None
    training_most: Number | None = None
    new_most: Number | None = None
    new_days: Number | None = None
    cooling_days: Number | None = None
    cooling_owed: Word | None = None
    sibling_first: Word | None = None
    previous_first: Word | None = None
    spill: Parameter | None = None
    office_days: Parameter | None = None
    opens: Word | None = None
    closes: Word | None = None
    escalate_hours: Number | None = None
    override_counts: Word | None = None
    returned_counts: Word | None = None
    round_minutes: Number | None = None
    line: int = 0

    @property
    def given(self) -> dict[str, Number | Word | Parameter]:
        """What the rule lays down, by the name of it."""
        found = {name: getattr(self, name) for name in READ}
        return {name: part for name, part in found.items() if part is not None}

    @property
    def rule(self) -> RotationRule:
        """The rule as the rotation takes it."""
        values = {name: READ[name].read(part.value) for name, part in self.given.items()}
        reasons = tuple(
            SkipReason(code, each.title, each.owed == "yes", int(each.days_most), asks)
            for code, each in self.reasons.items()
            for asks in [each.approved == "yes"]
        )
        return RotationRule(version=self.version, says=self.says, reasons=reasons, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationRules:
    """A file of rotation rules: what they are for, and each from its day on."""

    name: str
    title: str
    rotation: tuple[DatedRule, ...]
    line: int = 0
    file: str = ""

    def on(self, day: date) -> RotationRule:
        """The rule that holds on a day.

        Raises:
            PolicyError: The day lies before the first rule.
        """
        held = [each for each in self.rotation if each.since <= day]
        if not held:
            first = self.rotation[0].since
            raise PolicyError(f"{self.file}: no rule holds on {day}; the first begins on {first}.")
        return held[-1].rule

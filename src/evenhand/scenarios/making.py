"""Making: how a run was asked for, as its manifest keeps it, so that it can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from evenhand.errors import RunError
from evenhand.figures import Adjustment, Model, Scenario
from evenhand.figures.plain import from_plain, to_plain
from evenhand.sources.models import model_from
from evenhand.sources.run_parts import AGAIN, DAMAGE


@dataclass(frozen=True, slots=True)
class Making:
    """What somebody asked for beside the data: the policy as it was read, and all else.

    `staff_from` is the file that positions now came from, or "data". `asked` is the total
    before the scenario, which may ask for another.
    """

    file: str
    text: str
    asked: str
    staff_from: str = "data"
    model: Model | None = None
    scenario: Scenario | None = None
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def about(self) -> dict[str, Any]:
        """The part of a manifest that says so."""
        mark = sha256(self.text.encode()).hexdigest()
        return {
            "policy": {"file": self.file, "sha256": mark, "text": self.text},
            "asked": self.asked,
            "staff_from": self.staff_from,
            "model": to_plain(self.model),
            "scenario": to_plain(self.scenario),
            "adjustments": to_plain(self.adjustments),
        }


def making_of(about: Mapping[str, Any]) -> Making:
    """Read back what a manifest says.

    Raises:
        RunError: It is damaged.
    """
    try:
        model = None if about["model"] is None else model_from(about["model"])
        adjusted = tuple(from_plain(Adjustment, each) for each in about.get("adjustments", ()))
        policy = about["policy"]
        given = about["asked"], about["staff_from"], model, scenario_of(about), adjusted
        return Making(policy["file"], policy["text"], *given)
    except DAMAGE:
        raise damaged() from None


def scenario_of(about: Mapping[str, Any]) -> Scenario | None:
    """The scenario a run was made in, if it was.

    Raises:
        RunError: The manifest is damaged.
    """
    plain = about.get("scenario")
    try:
        return None if plain is None else from_plain(Scenario, plain)
    except DAMAGE:
        raise damaged() from None


def damaged() -> RunError:
    """The sentence for a manifest that says what it cannot."""
    return RunError(f"its manifest is damaged: it does not say how the run was asked for. {AGAIN}")

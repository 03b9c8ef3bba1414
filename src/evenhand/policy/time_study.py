"""What the time study may not say: results from before its first moment, minutes that are none."""

from __future__ import annotations

from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.policy.document import Policy


def check_time_study(policy: Policy) -> None:
    """Refuse a time study that holds before it was taken, or lays down impossible numbers.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    study = policy.time_study
    if study is None:
        return
    since, until, line = study.effective.since, study.effective.until, study.effective.line
    if until is not None and until <= since:
        _refuse(policy, line, "the time study ends before it begins to hold")
    if since < study.sampled.start:
        _refuse(
            policy,
            line,
            f"the time study holds from {since}, before its first moment on "
            f"{study.sampled.start}, and a study is not applied backwards. Let it hold from "
            f"{study.sampled.start} or later",
        )
    for kind, minutes in study.should_take.items():
        if minutes.value <= 0:
            _refuse(policy, minutes.line, f"an assessment of {kind} takes more than 0 minutes")
    if study.design_effect and study.design_effect.value <= 0:
        _refuse(policy, study.design_effect.line, "a design effect is more than 0, such as 1.5")


def _refuse(policy: Policy, line: int, what: str) -> NoReturn:
    raise PolicyError(f"{policy.file}:{line}: {what}.")

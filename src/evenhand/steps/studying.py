"""The policy's time study in a run: which days it speaks of, and whether it holds yet or still.

A study is never applied backwards. Past its last day a run goes on, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.figures import Figure, Period
from evenhand.policy import Base, Component, Policy

#: The parts that a reading of the study's own days plays in a score.
OF_THE_STUDY = frozenset({"minutes", "moments", "made"})


def vet_time_study(policy: Policy) -> None:
    """See that what should take so long is laid down, and that no reading needs two periods.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    minutes = policy.time_study.should_take if policy.time_study else {}
    own: set[str] = set()
    for part, role, reading in _parts(policy):
        times = part.parameters.get("times")
        if times and times.value == "should_take" and not minutes:
            _refuse(
                policy,
                times.line,
                "`times: should_take` uses minutes that this policy does not lay down. Write them "
                "under `time_study:`, `should_take:`",
            )
        if role in OF_THE_STUDY:
            own.add(reading)
    for part, role, reading in _parts(policy):
        if role not in OF_THE_STUDY and reading in own and _apart(policy):
            _refuse(
                policy,
                part.line,
                f"{reading} is counted over the time study's days for one score and over the "
                "policy's period for another. Name the measure twice, under two names",
            )


def days_of(policy: Policy, name: str) -> Period:
    """The period of one reading: the time study's days for what goes with its moments."""
    if policy.time_study and any(
        reading == name and role in OF_THE_STUDY for _, role, reading in _parts(policy)
    ):
        return policy.time_study.sampled
    return policy.period


def check_study_in_force(policy: Policy, as_of: date) -> None:
    """Refuse data from before the time study holds.

    Raises:
        PolicyError: With file, line, and from when it does.
    """
    study = policy.time_study
    if study and as_of < study.effective.since:
        _refuse(
            policy,
            study.effective.line,
            f"the time study holds from {study.effective.since}, and the data stand for {as_of}. "
            "A time study is not applied backwards; use the policy with the study that held then",
        )


def study_flags(policy: Policy, as_of: date) -> tuple[str, ...]:
    """What should be said of the time study beside every number that rests on it."""
    study, expired = policy.time_study, expiry_flags(policy, as_of)
    if study is None or study.sampled == policy.period:
        return expired
    return (
        "Minutes of work and the assessments they are spread over are those of the time study, "
        f"{study.sampled}; all else is of {policy.period}.",
        *expired,
    )


def expiry_flags(policy: Policy, as_of: date) -> tuple[str, ...]:
    """The warning that the time study holds no more, from its last day on."""
    study = policy.time_study
    if study is None or study.effective.until is None or as_of < study.effective.until:
        return ()
    return (
        f"The time study of {study.sampled} expired on {study.effective.until}: measure again.",
    )


def should_take(policy: Policy, as_of: date) -> dict[str, Figure]:
    """The minutes that the policy lays down for one assessment, by type."""
    given = policy.time_study.should_take if policy.time_study else {}
    return {
        kind: Figure(
            minutes.value,
            "minutes",
            "state",
            as_of,
            f"{kind}: what one assessment should take",
            source=minutes.reference,
        )
        for kind, minutes in given.items()
    }


def design_effect(policy: Policy) -> Fraction:
    """How many times as uncertain the study's workers make it as moments drawn one by one."""
    given = policy.time_study.design_effect if policy.time_study else None
    return given.value if given else Fraction(1)


def _apart(policy: Policy) -> bool:
    return policy.time_study is not None and policy.time_study.sampled != policy.period


def _parts(policy: Policy) -> Iterator[tuple[Base | Component, str, str]]:
    for program in policy.programs.values():
        parts: list[Base | Component] = [program.base, *program.components.values()]
        for part in parts:
            for role, reading in part.measures.items():
                yield part, role, reading


def _refuse(policy: Policy, line: int, what: str) -> NoReturn:
    raise PolicyError(f"{policy.file}:{line}: {what}.")

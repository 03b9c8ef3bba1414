"""Supply: what staff count for, and who else they take; and what a policy may not say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.policy.stated import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What staff count for. `counts_as` says by status, 0 to 1; a status left out counts 0.

    `workers_per_supervisor` and `support_per_worker` say who else caseworkers take.
    """

    counts_as: Mapping[str, Number]
    workers_per_supervisor: Number
    support_per_worker: Number
    line: int = 0


def check_supply(file: str, supply: Supply | None) -> None:
    """Refuse a supply in which somebody counts for more than one, or nobody for anything.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    if supply is None:
        return
    for status, weight in supply.counts_as.items():
        if not 0 <= weight.value <= 1:
            _refuse(file, weight.line, f"a worker who is {status} counts as 0 to 1")
    if not any(weight.value for weight in supply.counts_as.values()):
        _refuse(file, supply.line, "no status counts for anything; case_carrying should count as 1")
    if supply.workers_per_supervisor.value <= 0:
        _refuse(file, supply.workers_per_supervisor.line, "a supervisor has more than 0 workers")
    if supply.support_per_worker.value < 0:
        _refuse(file, supply.support_per_worker.line, "support staff cannot be less than 0")


def _refuse(file: str, line: int, what: str) -> NoReturn:
    raise PolicyError(f"{file}:{line}: {what}.")

"""What the classifier may not say: a level that is none, a row for nobody, a child left over."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.policy.document import Policy, Row, When

LEVELS = range(1, 8)


def check_classifier(policy: Policy) -> None:
    """Refuse a decision table that leaves a child without a level, or has rows for nobody.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    rows = policy.classifier
    for number, row in enumerate(rows):
        _check_row(policy, row, last=number == len(rows) - 1)
        for earlier in rows[:number]:
            if earlier.rule.covers(row.rule):
                _refuse(
                    policy,
                    row.line,
                    "no child reaches this row of the classifier, since the one on line "
                    f"{earlier.line} takes them all. Put it higher, or leave it out",
                )


def _check_row(policy: Policy, row: Row, *, last: bool) -> None:
    if row.level not in LEVELS:
        _refuse(policy, row.line, f"a level is a whole number from 1 to 7, not {row.level}")
    if row.when and replace(row.when, line=0) == When():
        _refuse(
            policy, row.when.line, "this `when` asks nothing. Leave it out, or say what it asks"
        )
    if last and row.when:
        _refuse(
            policy,
            row.line,
            "the last row of the classifier must catch every child that no other row takes. "
            "Add one with a level and without `when`",
        )


def _refuse(policy: Policy, line: int, what: str) -> NoReturn:
    raise PolicyError(f"{policy.file}:{line}: {what}.")

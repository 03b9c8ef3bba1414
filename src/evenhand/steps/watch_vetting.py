"""Vets a policy's caseload section: its words for cases and workers are the tables' own."""

from __future__ import annotations

from difflib import get_close_matches

from evenhand.errors import PolicyError
from evenhand.policy import Caseload, CountingRule, Policy
from evenhand.sources.tables import TABLES


def vetted(policy: Policy) -> Caseload:
    """The policy's section, whose words are all the tables' own.

    Raises:
        PolicyError: There is none, or it counts what no table can hold.
    """
    if policy.caseload is None:
        raise PolicyError(
            f"{policy.file}:{policy.line}: the policy does not say how caseloads are counted. "
            "Give it a section `caseload:` with a rule under `counting:`; oregon-2000 has one."
        )
    vet_caseload(policy)
    return policy.caseload


def vet_caseload(policy: Policy) -> None:
    """See that every counting rule of the policy, if it has any, counts what tables can hold.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    for rule in policy.caseload.counting.values() if policy.caseload else ():
        _vet(policy, rule, "cases", "kind", rule.kinds)
        _vet(policy, rule, "worker_status", "status", rule.statuses)


def _vet(
    policy: Policy, rule: CountingRule, table: str, column: str, words: tuple[str, ...]
) -> None:
    known = next(each.one_of for each in TABLES[table].columns if each.name == column)
    for word in words:
        if word not in known:
            near = get_close_matches(word, known, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise PolicyError(
                f"{policy.file}:{rule.line}: there is no {column} {word!r} in the table {table}."
                f"{meant} It can be: {', '.join(known)}."
            )

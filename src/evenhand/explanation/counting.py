"""Counting rules and standards in whole sentences: no number may stand without them."""

from __future__ import annotations

from evenhand.figures.caseload import Counting, Standard
from evenhand.policy import CountingRule, weighed_by
from evenhand.policy.standards import Limit, Yardstick

#: What a kind of case is called where there are many.
MANY = {"investigation": "investigations", "family": "families", "child": "children in care"}


def counting(name: str, rule: CountingRule) -> Counting:
    """The rule as it stands beside every number made by it."""
    by = weighed_by(rule)
    kinds = _listed([MANY.get(kind, kind) for kind in rule.kinds])
    able = _listed([_word(status) for status in rule.statuses], "or")
    served = _listed([f"the program {_word(program)}" for program in rule.programs], "or")
    weighed = f" Cases are parts of a full load: {by.limit.says}" if by else ""
    says = (
        f"Open {kinds} by the workers who carry them, day by day: every worker who is {able}"
        f"{f' in {served}' if served else ''} that day counts as one, with or without a case."
    )
    return Counting(name, rule.title, says + weighed, rule.unit, rule.reference)


def standard(held: Yardstick, rule: str) -> Standard:
    """One limit as it is held against one counting rule."""
    limit = held.limit
    return Standard(
        held.name,
        held.title,
        limit.kind,
        limit.most,
        rule,
        limit.says,
        limit.reference,
        held.since,
        held.until,
        int(limit.days),
        _counted(limit),
    )


def _counted(limit: Limit) -> str:
    """What a limit counts, whatever the rule counts that it is held against."""
    if limit.kind == "flow":
        return "cases in a month" if limit.active == "yes" else "new cases a month"
    return {"children": "children", "mixed": "full loads"}.get(limit.kind, "cases")


def _word(name: str) -> str:
    return name.replace("case_carrying", "case-carrying").replace("_", " ")


def _listed(words: list[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

"""A plan of moves in words: what it does, what is proven of it, and what stands in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from evenhand.explanation.numbers import words
from evenhand.figures import Broken, MoveRules, Plan, Stage

#: How the solver's tie rules begin; they choose among plans that are equally good.
TIE = "tie:"
MOVED = "people moved to another branch"

#: How a position moves.
KINDS = {
    "vacancy": "empty",
    "attrition": "as one leaves",
    "transfer": "with its person",
    "reassignment": "person changes program",
    "new": "new",
    "given up": "given up",
}
#: Each rule that may stand in the way: what is wrong, and what would work.
IN_THE_WAY = {
    "farthest": (
        "{people} would have to move farther than the farthest allowed",
        "allow a greater distance with --farthest, or leave that rule out",
    ),
    "within": (
        "{positions} would have to leave it",
        "leave out --within, or change the targets so that it keeps as many as it has",
    ),
    "most_out": ("no position may leave it, and some would have to", "give --most-out 1 or more"),
    "most_in": ("no position may come to it, and some would have to", "give --most-in 1 or more"),
    "fixed": (
        "{people} who may not be moved, or are expected to leave, would have to move",
        "free them to move, or wait until more of its people leave",
    ),
    "least": (
        "{positions} are missing to the least it must have",
        "raise --most-in, loosen the other rules, or lower that least in the policy",
    ),
    "dismissal": (
        "{positions} would have to be given up that nobody is expected to leave",
        "plan more cycles with --attrition, or share out as many positions as there are",
    ),
}


def answer(plan: Plan, by_kind: Mapping[str, int]) -> str:
    """Say in one sentence what the plan moves, how far, and what is proven."""
    ways = [
        _some(by_kind.get("vacancy", 0), "empty one first", "empty ones first"),
        _some(by_kind.get("attrition", 0), "as somebody leaves", "as people leave"),
        _some(by_kind.get("transfer", 0), "person moves", "people move"),
    ]
    if plan.distance and by_kind.get("transfer"):
        ways.append(f"{_distance(plan.distance)} {plan.rules.measure} in all")
    told = ", ".join(way for way in ways if way)
    moved = sum(by_kind.get(kind, 0) for kind in ("vacancy", "attrition", "transfer"))
    if not moved:
        return f"No position changes branch{_others(by_kind)}."
    first = "1 position changes" if moved == 1 else f"{moved:,} positions change"
    return f"{first} branch: {told}{_others(by_kind)}{_proof(plan)}."


def _others(by_kind: Mapping[str, int]) -> str:
    parts = [
        _some(by_kind.get("new", 0), "position is new", "positions are new"),
        _some(by_kind.get("given up", 0), "position is given up", "positions are given up"),
        _some(by_kind.get("reassignment", 0), "person changes program", "people change program"),
    ]
    return "".join(f"; {part}" for part in parts if part)


def _proof(plan: Plan) -> str:
    stage = next((each for each in plan.stages if each.aim == MOVED), None)
    if stage is None:
        return ""
    if not stage.proven:
        return "; not proven: a plan may exist that moves fewer people"
    which = "comes as near the target" if plan.short or plan.over else "reaches the target"
    third = _third(plan.rules)
    return (
        f"; proven: among plans that pass nobody on through {third}, none that {which} moves "
        "fewer people"
    )


def _third(rules: MoveRules) -> str:
    """What no plan passes anybody on through: only posts with too many give, too few take."""
    return "a third branch or program" if rules.across_programs else "a third branch"


def reached(plan: Plan) -> str:
    """Say when the target is reached, or what is still missing and how long it would take."""
    asked = _cycles(plan.rules.cycles)
    if not (plan.short or plan.over):
        if not plan.cycles_needed:
            return "Every branch has its positions already."
        return f"Every branch has its positions after {plan.cycles_needed} of {asked}."
    parts = [
        _some(plan.short, "position is still missing", "positions are still missing"),
        _some(plan.over, "is still too many", "are still too many"),
    ]
    still = " and ".join(part for part in parts if part)
    longer = f"{_cycles(plan.cycles_needed)} would do" if plan.cycles_needed else _never(plan)
    return f"After {asked} {still}; {longer}."


def _never(plan: Plan) -> str:
    if not plan.blocking:
        return "of the longer plans that were tried none would do"
    never = "under these rules no number of cycles would do, as far as leavers are known"
    if _passing_on_might_help(plan):
        return f"{never}, unless people are passed on through {_third(plan.rules)}"
    return never


def _passing_on_might_help(plan: Plan) -> bool:
    """Whether a third post could be of use: for a shorter way, another program, or a gap to close.

    Otherwise each group's positions would still be as many too many, or too few, as they are.
    """
    over: Counter[str] = Counter()
    for each in plan.standing:
        if not each.cycle:
            over[each.program] += each.positions - each.target
    rules = plan.rules
    return rules.farthest is not None or rules.across_programs or any((+over).values())


def proofs(plan: Plan) -> Iterator[Stage]:
    """The aims a reader cares for, in their order; tie rules are left out."""
    yield from (stage for stage in plan.stages if not stage.aim.startswith(TIE))


def obstacle(broken: Broken, names: Mapping[str, str]) -> str:
    """Say which rule stands in the way, where, by how much, and what would work."""
    other = (f"{words(broken.rule)} would have to give by {broken.by}", "loosen that rule")
    what, would = IN_THE_WAY.get(broken.rule, other)
    said = what.format(
        people=_some(broken.by, "person", "people"),
        positions=_some(broken.by, "position", "positions"),
    )
    return f"{_where(broken.where, names)}: {said}. What would work: {would}."


def _where(where: str, names: Mapping[str, str]) -> str:
    """A branch, a post ("branch, program"), or a way ("branch to branch"), by name."""
    branch, _, program = where.rpartition(", ")
    origin, _, destination = where.partition(" to ")
    if branch in names:
        return names[branch] if program == "all" else f"{names[branch]}, {words(program)}"
    if origin in names and destination in names:
        return f"{names[origin]} to {names[destination]}"
    return names.get(where, where)


def _some(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""


def _cycles(count: int) -> str:
    return _some(count, "cycle", "cycles") or "0 cycles"


def _distance(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:,.1f}"

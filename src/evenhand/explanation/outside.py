"""A branch that the policy holds at current: it stands outside the formula and keeps what it has.

Nothing that speaks of a claim, a chance or a gain is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.explanation.numbers import counted, plain
from evenhand.figures import BranchTotal, Result

#: How the policy's reason begins among the assumptions of a result.
REASON = "held: "
#: What `explain` says in place of how sure a number is.
WHATEVER_IS_DRAWN = "It stands outside the formula and keeps what it has, whatever is drawn."


def stands_outside(result: Result, at: int) -> bool:
    """Whether the branch at this place stands outside the formula."""
    return all(program.awards[at].stands_outside for program in result.programs)


def kept_in_words(total: BranchTotal) -> str:
    """Say that the branch keeps what it has, or as much of it as makes whole steps."""
    keeps = counted(total.positions)
    if total.current is None:
        return f"Your branch stands outside the formula and keeps {keeps}."
    if total.current == total.positions:
        return f"Your branch stands outside the formula and keeps the {keeps} it has now."
    return (
        f"Your branch has {counted(total.current)} now. It stands outside the formula and keeps "
        f"{plain(total.positions)} of them."
    )


def why_outside(result: Result, total: BranchTotal) -> Iterator[str]:
    """Say what being outside means, what it leaves of parts of positions, and the reason."""
    yield (
        "The policy holds your branch at what it has now, and the formula shares out the "
        "other positions among the other branches. Nothing counted in your branch changes its "
        "number."
    )
    if total.current not in (None, total.positions):
        yield f"Only whole steps of {counted(result.unit)} are kept, program by program."
    for each in result.assumptions:
        if each.startswith(REASON):
            yield f"The policy's reason: {each.removeprefix(REASON)}"

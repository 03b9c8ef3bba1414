"""The return dial: up to which risk of re-abuse returning a child shall pay, as influences.

At the state's rate of re-abuse ā a return pays up to the risk ρ* = ā (1 + w_R ÷ w_A), with
w_R the influence of return home and w_A that of its brake; what they have together stays.

Source: Evenhand method, section 6.
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.policy import Policy, Program

#: The scores of return home and of its brake, and the measures that count re-abuse.
RETURNS, BRAKE = "return_home", "reflected_rate"
REABUSE = frozenset({"reabuse_after_return", "reabuse_by_pattern"})


def influences_at(
    highest: Fraction, state_rate: Fraction, together: Fraction
) -> tuple[Fraction, Fraction]:
    """The influences of return home and of re-abuse at which returns pay up to `highest`.

    Args:
        highest: ρ*, the risk of re-abuse up to which a return shall pay.
        state_rate: ā, the part of those returned who were re-abused, in the whole state.
        together: What the two influences add up to.

    Raises:
        NotPossible: `highest` is no risk above the state's own, and no influences bring
            that about; or nobody was re-abused, so that the brake brakes nothing.
    """
    if not state_rate:
        raise NotPossible("nobody was re-abused in the state, so no influence sets this dial")
    if not state_rate < highest <= 1:
        raise NotPossible(
            f"a return at the state's rate of re-abuse, {float(state_rate):.2%}, always pays: "
            f"say a risk above it, up to 1, not {float(highest):g}"
        )
    reabuse = together * state_rate / highest
    return together - reabuse, reabuse


def only_stands_for(policy: Policy, program: Program) -> str:
    """Say of a brake that may well be re-abuse why it makes no pair; nothing if there is none."""
    parts = program.components.items()
    returns = [name for name, part in parts if part.score == RETURNS]
    for name, part in parts:
        counts = part.measures.get("counts", "")
        reading = policy.measures.get(counts)
        if returns and part.score == BRAKE and reading is not None and reading.stands_for:
            return (
                f"{returns[0]} and {name} are both there, but {name} is read from {counts}, which "
                "only stands for something: nobody can tell that it counts re-abuse"
            )
    return ""


def return_pair(policy: Policy, program: Program) -> tuple[str, str] | None:
    """The components that reward return home and brake it by re-abuse, if there are both."""
    parts = program.components.items()
    returns = [name for name, part in parts if part.score == RETURNS]
    brakes = [
        name
        for name, part in parts
        if part.score == BRAKE and _counts_reabuse(policy, part.measures.get("counts", ""))
    ]
    return (returns[0], brakes[0]) if returns and brakes else None


def _counts_reabuse(policy: Policy, name: str) -> bool:
    reading = policy.measures.get(name)
    return reading is not None and (reading.measure or name) in REABUSE

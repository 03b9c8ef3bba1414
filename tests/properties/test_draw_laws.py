"""Law 18: a branch's draws are its own, whoever stands beside it and in whatever order."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.estimation import Asked, Chance, scores
from evenhand.figures import Coefficient, Figure, Tally

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas", "Eugene"]


def figure(minutes):
    return Figure(F(minutes), "minutes", "state")


#: What a policy, a model or the state as a whole would say, the same whoever is asked beside it.
HELD_STILL = {
    "vulnerable_share": {"most_level": F(5), "kappa": F(0)},
    "difficult_children": {"most_level": F(5), "kappa": F(0)},
    "minutes_per_call": {"times": "should_take", "per": "made", "kappa": F(0)},
    "removal_risk": {"kappa": F(1), "form": "probability"},
}
FROZEN = tuple(Coefficient(n, v) for n, v in (("drink", "0.5"), ("drugs", "1"), ("offset", "-2")))


def drawn(name, branches, tallies):
    """One block of the score's draws, by branch; what the state says is held still."""
    readings = {role: [t for b in branches for t in tallies[b][role]] for role in ROLES}
    asked = Asked(
        name=f"a.{name}",
        branches=branches,
        readings={"factors": FACTORS, **readings},
        parameters=HELD_STILL[name],
        base={b: F(90) for b in branches},
        frozen=FROZEN if name == "removal_risk" else (),
        should_take={kind: figure(n) for kind, n in (("abuse", 60), ("neglect", 20))},
    )
    made = scores()[name].draws(asked)(Chance(5)).block(1)
    return dict(zip(branches, made.T, strict=True))


ROLES = ("served", "levels", "warranted", "families")
FACTORS = [
    Tally("Astoria", f"{group}:{factor}", n, 100)
    for group, drink, drugs in (("out_of_home", 40, 50), ("in_home", 30, 10))
    for factor, n in (("drink", drink), ("drugs", drugs))
]
some = st.integers(0, 9)


@st.composite
def surveys(draw, branch):
    # Where nobody was read the state speaks, and it may change with any branch.
    easy, hard, abuse, neglect = draw(some) + 1, *(draw(some) for _ in range(3))
    kinds = draw(st.permutations([("abuse", abuse), ("neglect", neglect), ("refer", 3)]))
    heard = abuse + neglect + 3
    return {
        "served": [Tally(branch, "", 90, 90)],
        "levels": [Tally(branch, of, n, easy + hard) for of, n in (("1", hard), ("7", easy))],
        "warranted": [Tally(branch, of, n, heard) for of, n in kinds],
        "families": [Tally(branch, f, draw(some) + 1, 99) for f in ("", "drink", "drink+drugs")],
    }


@given(data=st.data(), name=st.sampled_from(sorted(HELD_STILL)))
def test_adding_or_reordering_branches_changes_nobodys_draws(data, name):
    branches = data.draw(st.permutations(NAMES))[: data.draw(st.integers(2, 5))]
    assume("Astoria" in branches)
    few = sorted({"Astoria", *data.draw(st.sets(st.sampled_from(branches)))})
    tallies = {b: data.draw(surveys(b)) for b in branches}
    before, after = drawn(name, few, tallies), drawn(name, branches, tallies)
    for branch in few:
        assert np.allclose(before[branch], after[branch], rtol=1e-12, atol=0, equal_nan=True)

"""A harder caseload never loses: the return-home score, with models frozen at any numbers."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation import Asked, scores
from evenhand.estimation.expectation import BETWEEN
from evenhand.figures import Coefficient, Tally

rates = st.integers(1, 19).map(lambda n: F(n, 20))


@given(
    chances=st.lists(rates, min_size=2, max_size=4),
    removed=st.lists(st.integers(0, 5), min_size=4, max_size=4),
    between=st.sampled_from(["0", "1/10", "3"]),
    data=st.data(),
)
def test_a_harder_child_with_the_same_outcome_never_lowers_the_return_score(
    chances, removed, between, data
):
    """What is expected of each pattern is frozen; one child moves to a pattern expected less."""
    easy, hard = sorted(range(2), key=lambda at: -chances[at])
    removed = [n + (at == easy) for at, n in enumerate(removed[: len(chances)])]
    home = data.draw(st.integers(0, sum(removed)))
    moved = [n - (at == easy) + (at == hard) for at, n in enumerate(removed)]
    frozen = (
        Coefficient("rate", str(data.draw(rates))),
        Coefficient(BETWEEN, between),
        *(Coefficient(f"rate of level={at}", str(e)) for at, e in enumerate(chances)),
    )

    def score(counts):
        # Whose outcome it was does not matter to the score: all are laid on the first pattern.
        rows = [Tally("b0", f"level={at}", home * (at == 0), n) for at, n in enumerate(counts)]
        asked = Asked(
            name="out_of_home.return_home",
            branches=["b0"],
            readings={"removals": rows},
            parameters={
                "adjust": "strata",
                "estimator": "statewide",
                "reliability": "moments",
                "form": "reliability_weighted",
                "prior_sd": F(0),
            },
            frozen=frozen,
        )
        return scores()["return_home"].compute(asked).branches[0].value

    assert score(moved) >= score(removed)

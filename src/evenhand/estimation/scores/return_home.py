"""Return home: children home within the year, against what the caseload leads one to expect.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("calculated by
comparing actual and expected Return Rates"); ratio, reliability and model are
assumptions (Evenhand method, section 5).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from evenhand.estimation import Asked, Chance, Draws, Takes, score
from evenhand.estimation.expectation import BETWEEN
from evenhand.estimation.expected_rate import ESTIMATORS
from evenhand.estimation.judged import IN_90, Seen, judge
from evenhand.estimation.leaving import significant
from evenhand.estimation.outcome_draws import return_draws
from evenhand.estimation.returns import FORMS, Outcome, Returns
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Coefficient, Figure, Funnel, Judged, Scores
from evenhand.figures.flags import CANNOT_TELL

#: What each form makes of observed and expected, in words.
RULES = {
    "reliability_weighted": "1 + belief × (observed ÷ expected − 1)",
    "predicted": "predicted with the branch's own effect ÷ expected",
    "raw": "observed ÷ expected",
    "difference": "1 + (observed − expected) ÷ what the state's plain rate makes of all removed",
}


def _draws(asked: Asked) -> Callable[[Chance], Draws]:
    return partial(return_draws, asked, list(Returns(asked).outcomes.values()))


@score(
    title="Return home against expected",
    roles=("removals",),
    parameters={
        "adjust": Takes("what return is adjusted by", ("logistic", "strata", "none")),
        "estimator": Takes(
            "whose comparisons the logistic model rests on: of branches that differ by chance, "
            "of the state as one, or within branches",
            ESTIMATORS,
        ),
        "reliability": Takes(
            "draw small branches to what is expected", ("model", "moments", "none")
        ),
        "form": Takes("how observed and expected make a score", tuple(FORMS)),
        "prior_sd": Takes("spread of the weak prior on coefficients; 0 for none"),
    },
    draws=_draws,
    assumes="Actual against expected is their ratio, in the form the policy names; how far it is "
    "believed grows with the branch's removals.",
)
def return_home(asked: Asked) -> Scores:
    """Score each branch 1 + λ (observed ÷ expected − 1), or in another form.

    Expected sums, over a branch's removals, the state's rate for what was known at
    removal. λ is how much of the spread between branches is more than chance, for a
    branch of this size: near 1 for large ones, 0 for an empty one, whose score is
    therefore exactly 1. `strata` takes the state's plain rate in each pattern;
    `none` the state's one rate, and is labelled so. That a harder caseload never loses
    is promised for the reliability-weighted form, `raw` and `difference`, not for
    `predicted`.

    The random estimator expects what a middling branch would do; over the state that
    may be a little more or less than was observed. Scores are divided by their mean,
    weighted by the base, before they are shown.
    """
    returns = Returns(asked)
    state, between = returns.state, returns.between
    made = state.coefficients
    if not asked.frozen and between is not None and state.between is None:
        made = (*made, Coefficient(BETWEEN, significant(float(between))))
    judged, funnel = _judged(returns) if asked.told else ((), None)
    flags = ["not adjusted for the children's difficulty"] if state.adjusted_by == "none" else []
    if between == 0:
        flags.append(CANNOT_TELL)
    return Scores(
        tuple(_score(asked, branch, found) for branch, found in returns.outcomes.items()),
        adjusted_by=state.adjusted_by,
        coefficients=made,
        flags=tuple(flags),
        judged=judged,
        funnel=funnel,
    )


def _score(asked: Asked, branch: str, found: Outcome) -> BranchScore:
    own: tuple[Figure, ...] = (
        asked.figure(branch, found.hits, "children", "home within the time"),
        asked.figure(branch, found.base, "children", "removed"),
        asked.figure(branch, found.expected, "children", "expected home, as in the state"),
    )
    if found.expected == 0:
        even = asked.figure(branch, Fraction(1), "score", "nothing to judge by", *own)
        return BranchScore(branch, Fraction(1), (even,), ("nothing to judge by",))
    form = asked.word("form")
    if form == "reliability_weighted":
        rule = "how far the branch's own figure is believed"
        own = (*own, asked.figure(branch, found.trust, "share", rule))
    working = asked.figure(branch, found.ratio, "score", RULES[form], *own)
    return BranchScore(branch, found.ratio, (working,), thin(found.base, "removals"))


def _judged(returns: Returns) -> tuple[tuple[Judged, ...], Funnel | None]:
    """Verdicts from the score's own ratio, 1.64 standard deviations to either side.

    Judged against what adds up to the children observed over the state: a middling
    branch, which the random estimator expects by, is no one's fair share of them. The
    other forms are judged as they are.
    """
    weighted = returns.asked.word("form") == "reliability_weighted"
    seen = [
        _seen(branch, found, returns.centre if weighted else Fraction(1), weighted=weighted)
        for branch, found in returns.outcomes.items()
        if found.expected
    ]
    return judge(seen, returns.state.plain, more_is_better=True)


def _seen(branch: str, found: Outcome, centre: Fraction, *, weighted: bool) -> Seen:
    expected = found.expected * centre
    ratio = 1 + found.trust * (found.hits / expected - 1) if weighted else found.ratio
    reach = IN_90 * found.spread / float(centre)
    low, high = max(0.0, float(ratio) - reach), float(ratio) + reach
    return Seen(branch, found.hits, found.base, expected, low, high)

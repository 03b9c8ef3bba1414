"""Return home: children home within the year, against what the caseload leads one to expect.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("calculated by
comparing actual and expected Return Rates"); ratio, reliability and model are
assumptions (Evenhand method, section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.expectation import Expectation, expectation
from evenhand.estimation.expected_rate import significant
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Coefficient, Scores, Tally

#: The name of the variance between branches among the coefficients.
BETWEEN = "variance between branches"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One branch: children home, children removed, expected home, and the chance in that."""

    hits: Fraction
    base: Fraction
    expected: Fraction
    chance: Fraction


@score(
    title="Return home against expected",
    roles=("removals",),
    parameters={
        "adjust": Takes("what return is adjusted by", ("logistic", "strata", "none")),
        "reliability": Takes("draw small branches to what is expected", ("moments", "none")),
        "prior_sd": Takes("spread of the weak prior on coefficients; 0 for none"),
    },
    assumes="Actual against expected is their ratio; how far it is believed grows with the "
    "branch's removals.",
)
def return_home(asked: Asked) -> Scores:
    """Score each branch 1 + λ (observed ÷ expected − 1).

    Expected sums, over a branch's removals, the state's rate for what was known at
    removal. λ is how much of the spread between branches is more than chance, for a
    branch of this size: near 1 for large ones, 0 for an empty one, whose score is
    therefore exactly 1. `strata` takes the state's plain rate in each pattern;
    `none` the state's one rate, and is labelled so.
    """
    removals = asked.of("removals")
    state = expectation(asked, _patterns(t for ts in removals.values() for t in ts))
    outcomes = {branch: _outcome(tallies, state) for branch, tallies in removals.items()}
    between = _between(asked, list(outcomes.values()))
    made = state.coefficients
    if not asked.frozen and between is not None:
        made = (*made, Coefficient(BETWEEN, significant(float(between))))
    return Scores(
        tuple(_score(asked, b, outcome, state, between) for b, outcome in outcomes.items()),
        adjusted_by=state.adjusted_by,
        coefficients=made,
        flags=()
        if state.adjusted_by != "none"
        else ("not adjusted for the children's difficulty",),
    )


def _patterns(tallies: Iterable[Tally]) -> Mapping[str, tuple[Fraction, Fraction]]:
    patterns: dict[str, tuple[Fraction, Fraction]] = {}
    for tally in tallies:
        hits, base = patterns.get(tally.of, (Fraction(0), Fraction(0)))
        patterns[tally.of] = hits + tally.hits_middle, base + tally.base_middle
    return patterns


def _outcome(tallies: list[Tally], state: Expectation) -> Outcome:
    rates = [(t.base_middle, state.rate(t.of)) for t in tallies]
    return Outcome(
        hits=sum((t.hits_middle for t in tallies), Fraction(0)),
        base=sum((n for n, _ in rates), Fraction(0)),
        expected=sum((n * rate for n, rate in rates), Fraction(0)),
        chance=sum((n * rate * (1 - rate) for n, rate in rates), Fraction(0)),
    )


def _between(asked: Asked, outcomes: list[Outcome]) -> Fraction | None:
    """Variance between branches on the logit scale, by moments; never below 0.

    Frozen where coefficients are; None where the policy believes every branch whole.
    """
    if asked.word("reliability") == "none":
        return None
    for each in asked.frozen:
        if each.name == BETWEEN:
            return Fraction(each.value)
    squares = sum(((o.hits - o.expected) ** 2 for o in outcomes), Fraction(0))
    chance = sum((o.chance for o in outcomes), Fraction(0))
    square_chance = sum((o.chance**2 for o in outcomes), Fraction(0))
    if square_chance == 0:
        return Fraction(0)
    return Fraction(significant(float(max(Fraction(0), (squares - chance) / square_chance))))


def _score(
    asked: Asked, branch: str, found: Outcome, state: Expectation, between: Fraction | None
) -> BranchScore:
    own = (
        asked.figure(branch, found.hits, "children", "home within the time"),
        asked.figure(branch, found.base, "children", "removed"),
        asked.figure(branch, found.expected, "children", "expected home, as in the state"),
    )
    if found.expected == 0:
        even = asked.figure(branch, Fraction(1), "score", "nothing to judge by", *own)
        return BranchScore(branch, Fraction(1), (even,), ("nothing to judge by",))
    trust = _trust(found.base, state.plain, between)
    value = 1 + trust * (found.hits / found.expected - 1)
    weight = asked.figure(branch, trust, "share", "how far the branch's own figure is believed")
    rule = "1 + belief × (observed ÷ expected − 1)"
    flags = thin(found.base, "removals")
    return BranchScore(
        branch, value, (asked.figure(branch, value, "score", rule, *own, weight),), flags
    )


def _trust(base: Fraction, plain: Fraction, between: Fraction | None) -> Fraction:
    """λ, from the branch's size alone: with λ from its mix, a harder caseload could lose."""
    if between is None:
        return Fraction(1)
    spread = base * plain * (1 - plain) * between
    return spread / (1 + spread)

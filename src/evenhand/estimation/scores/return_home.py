"""Return home: children home within the year, against what the caseload leads one to expect.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("calculated by
comparing actual and expected Return Rates"); ratio, reliability and model are
assumptions (Evenhand method, section 5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from evenhand.estimation import Asked, score
from evenhand.estimation.expected_rate import Model, fit
from evenhand.estimation.leaving import rounded
from evenhand.figures import BranchScore, Scores, Tally

#: Below so many removals a branch's own rate is flagged as thin.
FEW = 10
Rate = Callable[[str], Fraction]


@score(
    title="Return home against expected",
    roles=("removals",),
    parameters={
        "adjust": "logistic, strata or none",
        "reliability": "moments (draw small branches to 1) or none",
        "prior_sd": "spread of the weak prior on coefficients; 0 for none",
    },
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
    rate, model, adjusted = _expectation(asked, removals)
    counted = {b: _observed(tallies, rate) for b, tallies in removals.items()}
    between = _between(list(counted.values())) if _reliable(asked) else None
    return Scores(
        tuple(_score(asked, b, *counted[b], between) for b in asked.branches),
        adjusted_by=adjusted,
        coefficients=model.coefficients if model else (),
        flags=() if adjusted != "none" else ("not adjusted for the children's difficulty",),
    )


def _reliable(asked: Asked) -> bool:
    return asked.word("reliability", "moments", "none") == "moments"


def _expectation(
    asked: Asked, removals: Mapping[str, list[Tally]]
) -> tuple[Rate, Model | None, str]:
    patterns: dict[str, tuple[Fraction, Fraction]] = {}
    for tally in (t for ts in removals.values() for t in ts):
        hits, base = patterns.get(tally.of, (Fraction(0), Fraction(0)))
        patterns[tally.of] = hits + tally.hits_middle, base + tally.base_middle
    adjust = asked.word("adjust", "logistic", "strata", "none")
    if adjust == "logistic":
        prior = float(asked.number("prior_sd"))
        model = Model(asked.frozen) if asked.frozen else fit(asked.name, patterns, prior)
        return (lambda of: rounded(Fraction(model.rate(of)))), model, model.adjusted_by or "none"
    if adjust == "strata":
        rates = {of: hits / base for of, (hits, base) in patterns.items() if base}
        return (lambda of: rates.get(of, Fraction(0))), None, "strata" if len(rates) > 1 else "none"
    hits, base = (sum((p[i] for p in patterns.values()), Fraction(0)) for i in (0, 1))
    plain = hits / base if base else Fraction(0)
    return (lambda _: plain), None, "none"


def _observed(tallies: list[Tally], rate: Rate) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Hits, base, expected hits and their variance by chance, of one branch."""
    hits = sum((t.hits_middle for t in tallies), Fraction(0))
    base = sum((t.base_middle for t in tallies), Fraction(0))
    expected = sum((t.base_middle * rate(t.of) for t in tallies), Fraction(0))
    chance = sum((t.base_middle * rate(t.of) * (1 - rate(t.of)) for t in tallies), Fraction(0))
    return hits, base, expected, chance


def _between(counted: list[tuple[Fraction, Fraction, Fraction, Fraction]]) -> Fraction:
    """Variance between branches on the logit scale, by moments; never below 0."""
    squares = sum(((hits - expected) ** 2 for hits, _, expected, _ in counted), Fraction(0))
    chance = sum((v for *_, v in counted), Fraction(0))
    square_chance = sum((v * v for *_, v in counted), Fraction(0))
    return (
        max(Fraction(0), rounded((squares - chance) / square_chance))
        if square_chance
        else Fraction(0)
    )


def _score(
    asked: Asked,
    branch: str,
    hits: Fraction,
    base: Fraction,
    expected: Fraction,
    chance: Fraction,
    between: Fraction | None,
) -> BranchScore:
    own = (
        asked.figure(branch, hits, "children", "home within the time"),
        asked.figure(branch, base, "children", "removed"),
        asked.figure(branch, expected, "children", "expected home, as in the state"),
    )
    if expected == 0:
        even = asked.figure(branch, Fraction(1), "score", "nothing to judge by", *own)
        return BranchScore(branch, Fraction(1), (even,), ("nothing to judge by",))
    trust = Fraction(1) if between is None else chance * between / (1 + chance * between)
    value = 1 + trust * (hits / expected - 1)
    weight = asked.figure(branch, trust, "share", "how far the branch's own figure is believed")
    rule = "1 + belief × (observed ÷ expected − 1)"
    flags = (f"only {float(base):g} removals",) if base < FEW else ()
    return BranchScore(
        branch, value, (asked.figure(branch, value, "score", rule, *own, weight),), flags
    )

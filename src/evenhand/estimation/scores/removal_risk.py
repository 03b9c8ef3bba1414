"""Removal risk: how likely families like a branch's are to have a child removed.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("a Family Factor
total … is calculated for each family and average scores are generated for each
branch office"); weights and form are assumptions (Evenhand method, section 4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import exp, fsum

import numpy as np

from evenhand.errors import TableError
from evenhand.estimation import Asked, Chance, Draws, Takes, score
from evenhand.estimation.chance import BLOCK, Floats
from evenhand.estimation.factor_weights import Count, factor_weights
from evenhand.estimation.leaving import significant
from evenhand.figures import BranchScore, Coefficient, Figure, Scores, Tally

GROUPS = ("out_of_home", "in_home")


def _draws(asked: Asked) -> Callable[[Chance], Draws]:
    return partial(_risk_draws, asked)


def _risk_draws(asked: Asked, chance: Chance) -> Draws:
    """What each branch's risk might be, had other families of the same kind been removed.

    Only the weights vary: which families a branch has is known. A raw draw doubts each
    weight as far as it was measured, not as far as it was drawn in.
    """
    weights = _weights(asked)[0]
    factors = [name for name in weights if name != "offset"]
    measured = factor_weights(_counts(asked), asked.number("kappa"))
    used = np.array([weights[f] for f in factors])
    doubt = np.array([measured[f].doubt if f in measured else 0.0 for f in factors])
    if chance.raw:
        used = np.array([measured[f].measured if f in measured else 0.0 for f in factors])
        doubt = np.array([measured[f].error if f in measured else 0.0 for f in factors])
    families, has = _families(asked, factors)
    stream = chance.stream(f"{asked.name}:weights")
    chance_of = _chance if asked.word("form") == "probability" else np.asarray

    def block(number: int) -> Floats:
        drawn = np.zeros((BLOCK, len(factors)))
        if chance.outcomes:
            drawn = stream.of("state", number).standard_normal((BLOCK, len(factors)))
        risks = chance_of(weights["offset"] + (used + doubt * drawn) @ has)
        mean: Floats = np.maximum(risks @ families, 0.0)
        return mean

    return Draws(block)


def _families(asked: Asked, factors: Sequence[str]) -> tuple[Floats, Floats]:
    """The part each pattern has in a branch's families, and which factors a pattern has."""
    rows = asked.of("families")
    patterns = sorted({t.of for ts in rows.values() for t in ts})
    place = {pattern: at for at, pattern in enumerate(patterns)}
    parts = np.zeros((len(patterns), len(rows)))
    for at, tallies in enumerate(rows.values()):
        for tally in tallies:
            parts[place[tally.of], at] += float(tally.hits_middle)
    everyone = parts.sum(axis=0)
    parts = np.where(everyone > 0, parts / np.where(everyone > 0, everyone, 1), np.nan)
    return parts, np.array([[float(f in p.split("+")) for p in patterns] for f in factors])


def _chance(totals: Floats) -> Floats:
    made: Floats = 1 / (1 + np.exp(-totals))
    return made


@score(
    title="Expected removals a family",
    roles=("factors", "families"),
    parameters={
        "kappa": Takes("imagined families at the pooled prevalence", above_nothing=True),
        "form": Takes("expected removals, or the sum of weights", ("probability", "sum")),
    },
    draws=_draws,
    assumes="Factors weigh by log odds, drawn to 0 as far as they are noise; a family's risk "
    "is a chance.",
)
def removal_risk(asked: Asked) -> Scores:
    """Average, over a branch's families, the risk that their factors speak of.

    `probability` turns a family's sum of weights into a chance of removal, set so
    that the state's mean is the share of families with a child removed: positive,
    with a natural zero. `sum` takes the mean sum itself; below 0 it is held at 0,
    and the flag says so. A branch with no families read has no score.
    """
    weights, told = _weights(asked)
    risk = _itself if asked.word("form") == "sum" else _expit
    made = []
    for branch, tallies in asked.of("families").items():
        mean = _mean([(t, risk(weights["offset"] + _total(t.of, weights))) for t in tallies])
        made.append(_score(asked, branch, tallies, mean, told))
    return Scores(
        tuple(made),
        coefficients=tuple(Coefficient(n, significant(v)) for n, v in sorted(weights.items())),
    )


def _weights(asked: Asked) -> tuple[dict[str, float], tuple[Figure, ...]]:
    """The weights and the offset: as frozen, or measured and how."""
    frozen = {each.name: float(each.value) for each in asked.frozen}
    return (frozen, ()) if frozen else _model(asked)


def _model(asked: Asked) -> tuple[dict[str, float], tuple[Figure, ...]]:
    """The weights as used and the offset, and how each weight was measured."""
    counts = _counts(asked)
    measured = factor_weights(counts, asked.number("kappa"))
    weights = {f: float(significant(w.used)) for f, w in measured.items()}
    offset = 0.0
    if asked.word("form") == "probability":
        families = [t for ts in asked.of("families").values() for t in ts]
        offset = _offset(families, weights, _removed_share(asked, counts))
    told = tuple(
        asked.figure("state", w.used, "weight", f"{f}: {w.measured:+.3f} ± {w.error:.3f} measured")
        for f, w in sorted(measured.items())
    )
    return {"offset": float(significant(offset)), **weights}, told


def _counts(asked: Asked) -> dict[str, tuple[Count, Count]]:
    found: dict[tuple[str, str], Count] = {}
    for tally in (t for ts in asked.of("factors").values() for t in ts):
        group, _, factor = tally.of.partition(":")
        hits, base = found.get((group, factor), (Fraction(0), Fraction(0)))
        found[group, factor] = hits + tally.hits_middle, base + tally.base_middle
    factors = sorted({factor for _, factor in found})
    none = Fraction(0), Fraction(0)
    return {f: (found.get((GROUPS[0], f), none), found.get((GROUPS[1], f), none)) for f in factors}


def _removed_share(asked: Asked, counts: Mapping[str, tuple[Count, Count]]) -> float:
    removed = max((groups[0][1] for groups in counts.values()), default=Fraction(0))
    at_home = max((groups[1][1] for groups in counts.values()), default=Fraction(0))
    if removed == 0 or at_home == 0:
        raise TableError(
            f"{asked.name}: weights compare families with a child removed and families at home, "
            f"and there are {removed} and {at_home}. Give both groups."
        )
    return float(removed / (removed + at_home))


def _total(pattern: str, weights: Mapping[str, float]) -> float:
    return sum(weights.get(factor, 0.0) for factor in pattern.split("+") if factor)


def _offset(tallies: Sequence[Tally], weights: Mapping[str, float], share: float) -> float:
    """The offset at which the state's mean chance is `share`; found by halving."""
    families: dict[str, float] = {}
    for tally in tallies:
        families[tally.of] = families.get(tally.of, 0.0) + float(tally.hits_middle)
    risks = [(n, _total(pattern, weights)) for pattern, n in sorted(families.items())]
    everyone = sum(n for n, _ in risks)
    low, high = -30.0, 30.0
    for _ in range(80):
        middle = (low + high) / 2
        expected = sum(n * _expit(middle + total) for n, total in risks)
        low, high = (middle, high) if expected < share * everyone else (low, middle)
    return (low + high) / 2


def _mean(risks: Sequence[tuple[Tally, float]]) -> float | None:
    """The mean over families, summed so that the order of rows does not matter."""
    families = fsum(float(t.hits_middle) for t, _ in risks)
    return fsum(float(t.hits_middle) * risk for t, risk in risks) / families if families else None


def _itself(total: float) -> float:
    return total


def _expit(total: float) -> float:
    return 1 / (1 + exp(-total))


def _score(
    asked: Asked, branch: str, tallies: list[Tally], mean: float | None, told: tuple[Figure, ...]
) -> BranchScore:
    if mean is None:
        return BranchScore(branch, None, (), ("no families read",))
    families = sum((t.hits_middle for t in tallies), Fraction(0))
    value = Fraction(max(mean, 0.0))
    flags = ("risk below nothing, held at 0",) if mean < 0 else ()
    own = asked.figure(branch, families, "families", "read")
    rule = "mean risk of removal over the branch's families"
    return BranchScore(
        branch, value, (asked.figure(branch, value, "risk", rule, own, *told),), flags
    )

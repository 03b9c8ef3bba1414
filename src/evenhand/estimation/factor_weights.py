"""Factor weights: how much more common a family factor is where children were removed.

Log odds against log odds, each group drawn towards the pooled prevalence, so that
a factor equally common in both groups weighs exactly nothing whatever the sizes
of the groups. Weights are then drawn towards nothing as far as they are noise.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("Factors equally
prevalent in both … have weights approximating zero"); the formula is an assumption
(Evenhand method, section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import log

#: Hits and base of one factor in one group.
Count = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Weight:
    """One factor's weight as measured, its standard error, as used, and how sure that is."""

    measured: float
    error: float
    used: float
    doubt: float = 0.0


def factor_weight(removed: Count, at_home: Count, kappa: Fraction) -> float:
    """How much a factor speaks for removal: above 0 where more common among the removed.

    Exactly 0 at equal prevalence, and where nobody or everybody has the factor;
    the same with the other sign when the groups change places.
    """
    (x1, n1), (x0, n0) = removed, at_home
    if n1 == 0 or n0 == 0 or not 0 < x1 + x0 < n1 + n0:
        return 0.0
    pooled = (x1 + x0) / (n1 + n0)
    return _logit((x1 + kappa * pooled) / (n1 + kappa)) - _logit(
        (x0 + kappa * pooled) / (n0 + kappa)
    )


def factor_weights(counts: Mapping[str, tuple[Count, Count]], kappa: Fraction) -> dict[str, Weight]:
    """Every factor's weight, drawn towards 0 by what chance alone would spread.

    The spread of true weights is estimated by moments about 0, since 0 is what
    weights are drawn to.
    """
    measured = {f: factor_weight(*groups, kappa) for f, groups in counts.items()}
    errors = {f: _variance(*groups, kappa) for f, groups in counts.items()}
    told = [f for f, v in errors.items() if v > 0]
    surplus = sum(measured[f] ** 2 / errors[f] for f in told) - len(told)
    precision = sum(1 / errors[f] for f in told)
    spread = max(0.0, surplus / precision) if told else 0.0
    return {f: _drawn_in(w, errors[f], spread) for f, w in measured.items()}


def _drawn_in(measured: float, variance: float, spread: float) -> Weight:
    if not variance:
        return Weight(measured, 0.0, 0.0)
    believed = spread / (spread + variance)
    return Weight(measured, variance**0.5, measured * believed, (believed * variance) ** 0.5)


def _variance(removed: Count, at_home: Count, kappa: Fraction) -> float:
    (x1, n1), (x0, n0) = removed, at_home
    if not 0 < x1 + x0 < n1 + n0:
        return 0.0
    pooled = (x1 + x0) / (n1 + n0)
    return float((1 / (n1 + kappa) + 1 / (n0 + kappa)) / (pooled * (1 - pooled)))


def _logit(share: Fraction) -> float:
    return log(share / (1 - share))

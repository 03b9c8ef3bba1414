"""The formula: base, scores and influences in; pots, shares and quotas out. All exact."""

from evenhand.formula.pots import Voice, pots
from evenhand.formula.quotas import quotas

#: What no source gives: printed with every result.
ASSUMES = (
    "Components are combined by pots: an influence is the part of the positions handed out on it."
)

__all__ = ["ASSUMES", "Voice", "pots", "quotas"]

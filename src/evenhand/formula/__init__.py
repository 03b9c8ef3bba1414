"""The formula: base, scores and influences in; pots, shares and quotas out. All exact."""

from evenhand.formula.pots import Voice, pots
from evenhand.formula.quotas import quotas

__all__ = ["Voice", "pots", "quotas"]

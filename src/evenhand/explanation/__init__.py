"""Explanation: figures in, words out. It computes nothing: every number was there before."""

from evenhand.explanation.branch import Explained, explain
from evenhand.explanation.outline import outline

__all__ = ["Explained", "explain", "outline"]

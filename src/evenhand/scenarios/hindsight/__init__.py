"""Hindsight: the formula on past years, and what followed."""

"""Scenarios: change one thing, run the same journey again, and look at the difference."""

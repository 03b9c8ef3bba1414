"""Whether a result is in force: that of a scenario says before all else that it is not."""

from __future__ import annotations

from evenhand.figures import Result


def not_in_force(result: Result) -> str:
    """Say in which scenario the result was made, and that it is not in force; else nothing."""
    return f"Scenario {result.scenario}. Not in force." if result.scenario else ""


def titled(result: Result, title: str) -> str:
    """A title of something made from the result, marked where it is a scenario's."""
    return f"Scenario, not in force: {title}" if result.scenario else title

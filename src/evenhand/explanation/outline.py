"""An outline of a figure: itself and everything it was made from, indented."""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.explanation.numbers import exactly
from evenhand.figures import Figure


def outline(figure: Figure) -> Iterator[str]:
    """Yield one line a figure: value, unit, whom it is about, rule, and who answers."""
    told: set[int] = set()
    for depth, step in figure.steps():
        if step.value == 0 and not step.rule:
            continue
        source = f"  [{step.source}]" if step.source and id(step.source) not in told else ""
        told.add(id(step.source))
        said = f"{exactly(step.value)} {step.unit} ({step.population}): {step.rule}{source}"
        yield "  " * depth + said

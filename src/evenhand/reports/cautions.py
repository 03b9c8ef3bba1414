"""Cautions: what must stand beside the answer, where nobody can overlook it."""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.explanation.by_hand import by_hand
from evenhand.figures import Result
from evenhand.figures.flags import CANNOT_TELL, MADE_UP, SILENT
from evenhand.figures.together import ALL
from evenhand.reports.certainty import (
    anything_drawn,
    formula_is_shown_better,
    known_answer,
    misplaced_answer,
)
from evenhand.reports.presenting import plain_words, sentence_case

NO_INTERVALS = (
    "Inputs that are samples carry error, and this run has no intervals: a difference of one "
    "position is not a finding."
)


def cautions(result: Result) -> Iterator[str]:
    """Yield what a reader of the answer alone must know, most important first."""
    yield from (flag for flag in result.flags if flag.startswith(MADE_UP))
    paid = [price for price in result.removal_prices if price.positions > 0]
    if paid:
        most = max(price.positions for price in paid)
        yield (
            "This policy pays for a needless removal: a branch would gain up to "
            f"{float(most):.2f} positions by taking in a child it need not have."
        )
    yield from by_hand(result)
    yield from _of_components(result)
    spans = [f for f in result.fillings if f.program == ALL]
    if open_ones := [f for f in spans if f.lowest != f.highest]:
        apart = ", and the intervals leave it out" if anything_drawn(result) else ""
        yield (
            f"Masked cells leave the positions of {len(open_ones)} of {len(spans)} branches open; "
            f"the table of masked cells says how far{apart}."
        )
    if result.uncertainty is None:
        yield NO_INTERVALS
    elif result.uncertainty.rates:
        yield f"{misplaced_answer(result)} {known_answer(result)}"
    elif not formula_is_shown_better(result):
        yield misplaced_answer(result)


def _of_components(result: Result) -> Iterator[str]:
    """What a program's base, or a component with influence, says of itself as a whole."""
    for program in result.programs:
        heard = [c for c in program.components if c.influence]
        said = [(c.name, flag) for c in heard for flag in c.flags]
        said += [("base", flag) for flag in program.flags if flag == CANNOT_TELL]
        for name, flag in said:
            if flag in (CANNOT_TELL, SILENT):
                yield f"{sentence_case(program.name)}, {plain_words(name)}: {flag}."

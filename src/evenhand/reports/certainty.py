"""Certainty in sentences: what is expected to be misplaced, and what the intervals leave out."""

from __future__ import annotations

from evenhand.figures import Misplaced, Result
from evenhand.figures.together import ALL
from evenhand.figures.uncertainty import AHEAD
from evenhand.reports.numerals import moved_text, positions_text
from evenhand.reports.presenting import plain_words

#: The number flatters the formula, so being a little ahead proves nothing.
FROM = f"{float(AHEAD):g}"
BETTER = f"From {FROM} times on the formula is called better than head count, as here."
NO_PROOF = f"Below {FROM} times that is no proof that the formula does better than head count."
UNTOLD = (
    "What components taken as known get wrong is in neither number, so that is no proof that the "
    "formula does better."
)
NOTHING_DRAWN = (
    "No draw moves a position: what the positions rest on is taken as known without error. That "
    "speaks neither for the formula nor against it."
)


def misplaced_over_all(result: Result) -> Misplaced | None:
    """What is expected to stand in the wrong branch over all programs, if that is known."""
    found = result.uncertainty.misplaced if result.uncertainty else ()
    return next((each for each in found if each.program == ALL), None)


def misplaced_answer(result: Result) -> str:
    """Say what is expected misplaced, and whether the formula is shown to beat head count.

    Empty where the run has no intervals.
    """
    whole = misplaced_over_all(result)
    if whole is None:
        return ""
    if not anything_drawn(result):
        return NOTHING_DRAWN
    return (
        f"Expected misplaced: {moved_text(whole.formula)} of {positions_text(result.shared)} under "
        f"the formula, {moved_text(whole.head_count)} by head count{_times(whole)}. "
        + _verdict(result, whole)
    )


def _times(whole: Misplaced) -> str:
    return "" if whole.times is None else f", {float(whole.times):.2f} times as many"


def formula_is_shown_better(result: Result) -> bool:
    """Whether draws were made, and put the formula ahead of head count by enough."""
    whole = misplaced_over_all(result)
    return whole is not None and anything_drawn(result) and _verdict(result, whole) == BETTER


def _verdict(result: Result, whole: Misplaced) -> str:
    seen = result.uncertainty
    if seen and (seen.rates or not all(seen.drew(p.name) for p in result.programs)):
        return UNTOLD
    return BETTER if whole.formula_is_better else NO_PROOF


def anything_drawn(result: Result) -> bool:
    """Whether the draws say anything of this run."""
    return result.uncertainty is not None and result.uncertainty.drew(ALL)


def known_answer(result: Result) -> str:
    """Say which components no draw touches, since they are taken as known without error."""
    told = result.uncertainty.known if result.uncertainty else ()
    if not told:
        return ""
    programs: dict[str, list[str]] = {}
    for name in told:
        program, _, component = name.partition(".")
        programs.setdefault(program, []).append(plain_words(component))
    parts = [f"{plain_words(name)}: {', '.join(some)}" for name, some in programs.items()]
    return f"Taken as known without error, and so in no interval: {'; '.join(parts)}."

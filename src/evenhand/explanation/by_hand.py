"""What was decided by hand, in words: how much, between which programs, past which limits."""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.explanation.numbers import counted, plain, signed, words
from evenhand.figures import Adjustment, ProgramResult, Result
from evenhand.figures.adjustment import moved_by_hand, program_by_hand


def by_hand(result: Result) -> Iterator[str]:
    """Yield what a reader must know of the adjustments of a run, if it has any."""
    if not result.adjustments:
        return
    moved = moved_by_hand(result.adjustments)
    verb = "was" if moved == 1 else "were"
    yield (
        f"{counted(moved)} {verb} moved by hand after the formula, whose own answer stands "
        "beside what was decided."
    )
    between = [(p.name, program_by_hand(result.adjustments, p.name)) for p in result.programs]
    said = [f"{words(name)} {signed(change)}" for name, change in between if change]
    if said:
        yield f"By hand the programs no longer have what the policy gives them: {', '.join(said)}."
    for program in result.programs:
        yield from _crossed(result, program)


def by_hand_of(result: Result, branch: str, program: str) -> Iterator[str]:
    """Yield what was decided for one branch in one program: how much, why, and by whom."""
    mine = [a for a in result.adjustments if (a.branch, a.program) == (branch, program)]
    for each in mine:
        yield f"By hand {signed(each.change)}: {answered_for(each)}."
    if mine:
        yield f"So {counted(result.decided(branch, program))} were decided on."


def answered_for(adjustment: Adjustment) -> str:
    """Its reason, and who answers for it since when."""
    reason = adjustment.reason.rstrip(".")
    return f"{reason} ({adjustment.author}, {adjustment.decided_on})"


def _crossed(result: Result, program: ProgramResult) -> Iterator[str]:
    """The limits that what was decided does not keep."""
    touched = {each.branch for each in result.adjustments if each.program == program.name}
    names = {total.branch: total.name or total.branch for total in result.totals}
    for award, (least, most) in zip(program.awards, program.limits, strict=True):
        if award.branch not in touched:
            continue
        decided, where = result.decided(award.branch, program.name), words(program.name)
        limit = ""
        if decided < least:
            limit = f"at least {plain(least)}"
        elif most is not None and decided > most:
            limit = f"at most {plain(most)}"
        if limit:
            yield (
                f"By hand {names[award.branch]} has {plain(decided)} in {where}, past its limit "
                f"of {limit}."
            )

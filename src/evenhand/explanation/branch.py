"""Why a branch has what it has: the questions a branch manager asks, answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evenhand.errors import RunError
from evenhand.explanation.by_hand import by_hand_of
from evenhand.explanation.certainty import certainty, certainty_over_all
from evenhand.explanation.numbers import counted, exactly, plain, signed, words
from evenhand.explanation.outside import WHATEVER_IS_DRAWN, stands_outside
from evenhand.explanation.which import which
from evenhand.figures import Award, ComponentResult, Pot, ProgramResult, Result

#: The score by which a component's pot is the base.
BASE_ITSELF = "of_the_base"


@dataclass(frozen=True, slots=True)
class Explained:
    """One branch in one program, in sentences by question."""

    branch: str
    program: str
    positions: str
    why: tuple[str, ...]
    next: str
    last: str
    bound: str
    notes: tuple[str, ...]
    certainty: tuple[str, ...] = ()


def explain(result: Result, branch: str, program: str | None = None) -> list[Explained]:
    """Answer for `branch`: why this many, what the next takes, what loses one, which bound holds.

    Raises:
        RunError: The result has no such branch or program; the text names those it has.
    """
    at = which(result, branch)
    wanted = program and program.lower().replace(" ", "_")
    programs = [p for p in result.programs if wanted in (None, p.name.lower())]
    if not programs:
        have = ", ".join(p.name for p in result.programs)
        raise RunError(f"This run has no program {program}. It has: {have}.")
    answers = [_explained(result, each, at) for each in programs]
    whole = certainty_over_all(result, programs, at)
    if whole and not stands_outside(result, at):
        answers[0] = replace(answers[0], certainty=(*answers[0].certainty, *whole))
    return answers


def _explained(result: Result, program: ProgramResult, at: int) -> Explained:
    award = program.awards[at]
    return Explained(
        branch=award.branch,
        program=program.name,
        positions=counted(award.positions),
        why=tuple(_why(program, at)),
        next=_next(award),
        last=_last(award),
        bound=_bound(program, at),
        notes=tuple(_notes(result, program, at)),
        certainty=(
            (WHATEVER_IS_DRAWN,) if award.stands_outside else tuple(certainty(result, program, at))
        ),
    )


def _why(program: ProgramResult, at: int) -> list[str]:
    award, base = program.awards[at], program.base[at]
    if award.stands_outside:
        return [f"{counted(award.positions)}, kept of what it has: it stands outside the formula."]
    said = [
        f"{counted(award.positions)}, from a quota of {exactly(award.quota)} out of "
        f"{plain(program.positions)}, made whole by {words(program.method)}."
    ]
    if base.value:
        said.append(
            f"Its base is {exactly(base.value)}: {words(base.rule)} ({base.source.rstrip('.')})."
        )
    for component in program.components:
        pot = next((p for p in component.pots if p.branch == award.branch), None)
        if pot is not None and component.influence:
            said.append(_pull(component, pot))
    return said


def _pull(component: ComponentResult, pot: Pot) -> str:
    if component.score == BASE_ITSELF:
        share = exactly(component.influence)
        return f"{words(component.name)}, influence {share}: handed out by the base itself."
    adjusted = f", adjusted by {words(component.adjusted_by)}" if component.adjusted_by else ""
    flags = f" ({'; '.join(pot.flags)})" if pot.flags else ""
    moved = (
        f"it moves this branch by {signed(pot.pull)} positions" if pot.pull else "it moves nothing"
    )
    return (
        f"{words(component.name)}, influence {exactly(component.influence)}: index "
        f"{exactly(pot.index)} where the state is 1{adjusted}; {moved}{flags}."
    )


def _next(award: Award) -> str:
    if award.price_of_next is None or award.short_of_next is None:
        return "No quota would bring one more: its limit stands in the way."
    return (
        f"One more would take a quota of {exactly(award.price_of_next)}, "
        f"{exactly(award.short_of_next)} more than it has, the others' as they stand."
    )


def _last(award: Award) -> str:
    if award.price_of_last is None or award.above_loss is None:
        return "None can be lost by a smaller quota."
    return (
        f"It would lose one below a quota of {exactly(award.price_of_last)}, "
        f"{exactly(award.above_loss)} less than it has."
    )


def _bound(program: ProgramResult, at: int) -> str:
    least, most = program.limits[at]
    upper = "no upper limit" if most is None else f"at most {plain(most)}"
    held = program.awards[at].held_by
    holds = f"It is held by: {held}." if held else "No bound holds it."
    return f"{holds} Limits: at least {plain(least)}, {upper}."


def _notes(result: Result, program: ProgramResult, at: int) -> list[str]:
    award = program.awards[at]
    notes = list(by_hand_of(result, award.branch, program.name))
    if award.tie:
        notes.append(f"A tie decided the last position, with {', '.join(award.tie)}.")
    for filling in result.fillings:
        if (filling.program, filling.branch) == (program.name, award.branch):
            low, high = plain(filling.lowest), plain(filling.highest)
            notes.append(
                "No filling of masked cells that was tried moves it."
                if low == high
                else f"Fillings of masked cells put it anywhere from {low} to {high}."
            )
    return [*notes, *(f"{flag[:1].upper()}{flag[1:]}." for flag in program.flags)]

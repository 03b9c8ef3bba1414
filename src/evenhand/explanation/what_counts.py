"""What counts most for a branch, and what would change its number, for its manager."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from evenhand.explanation.incentives import ONE_MORE
from evenhand.explanation.numbers import exactly, words
from evenhand.figures import Award, ComponentResult, Judged, Marginal, Pot, ProgramResult, Result

#: So many pulls are told, the largest first, if they move at least so much of a position.
PULLS, LEAST = 3, Fraction(1, 10)
#: What a letter tells the worth of: only what a branch is there to bring about or prevent. What
#: a removal or a rating is worth is for whoever looks after the policy.
ITS_WORK = ("safe_return", "reabuse")
#: Whose price a result keeps: a removal that need not have been, of the least vulnerable.
NEEDLESS_REMOVAL = "A needless removal of a child (at level 7, where levels are read)"
#: How the rule of a base opens that is a reading as it was counted.
PLAINLY = "counted ("


def what_counts(result: Result, at: int) -> Iterator[str]:
    """Where each program starts from, then the largest pulls, for and against the branch."""
    starts = [_start(program, at) for program in result.programs if program.base[at].value]
    yield from starts or ["Nothing that positions are shared out by is counted in your branch."]
    branch = result.totals[at].branch
    pulls = sorted(_pulls(result, branch), key=lambda each: -abs(each[2].pull))[:PULLS]
    if not pulls:
        also = " else" if starts else ""
        yield f"Nothing{also} moves your branch by as much as a tenth of a position."
    for program, component, pot in sorted(pulls, key=lambda each: each[2].pull < 0):
        yield _pull(program, component, pot)


def _start(program: ProgramResult, at: int) -> str:
    figure = program.base[at]
    what = words(figure.rule)
    if what.startswith(PLAINLY):
        what = what.removeprefix(PLAINLY).removesuffix(")")
    return (
        f"{_name(program.name)} is shared out by {what}: yours are {exactly(figure.value)} of "
        f"{exactly(program.whole_base)}."
    )


def _pulls(result: Result, branch: str) -> Iterator[tuple[ProgramResult, ComponentResult, Pot]]:
    for program in result.programs:
        for component in program.components:
            for pot in component.pots:
                if pot.branch == branch and abs(pot.pull) >= LEAST:
                    yield program, component, pot


def _pull(program: ProgramResult, component: ComponentResult, pot: Pot) -> str:
    side = "For you" if pot.pull > 0 else "Against you"
    judged = next((each for each in component.judged if each.branch == pot.branch), None)
    more = "more" if pot.pull > 0 else "fewer"
    return (
        f"{side}: {words(component.name)} ({words(program.name)}). It counts for you at "
        f"{float(pot.index):.0%} of the average: {_counted(abs(pot.pull))} {more}."
        f"{_judged(judged)}"
    )


def _counted(much: Fraction) -> str:
    return f"{exactly(much)} position{'' if much == 1 else 's'}"


def _judged(found: Judged | None) -> str:
    if found is None:
        return ""
    return (
        f" ({exactly(found.hits)} of {exactly(found.base)} children, where "
        f"{float(found.expected):,.1f} were to be expected: {found.verdict}.)"
    )


def what_would_change(result: Result, at: int, marginals: Sequence[Marginal] = ()) -> Iterator[str]:
    """How near the next and the last position are, and what one more of something is worth."""
    yield (
        "Before rounding, the formula owes a branch parts of a position. The table says from "
        "where on you would have one more, and below what one fewer, the others as they are."
    )
    awards = [(program.name, program.awards[at]) for program in result.programs]
    if any(None in (each.price_of_next, each.price_of_last) for _, each in awards):
        yield "A “–” stands where a limit is in the way, or where there is none to lose."
    yield from _nearest(awards)
    branch = result.totals[at].branch
    mine = [each for each in marginals if (each.program, each.branch) == ("all", branch)]
    worth = [each for each in mine if each.positions and each.event in ITS_WORK]
    for each in worth:
        verb = "adds" if each.positions > 0 else "takes"
        yield f"{_name(ONE_MORE[each.event])} {verb} {exactly(abs(each.positions))}."
    for price in result.removal_prices:
        if price.branch == branch:
            yield _removal(price.positions)


def _nearest(awards: Sequence[tuple[str, Award]]) -> Iterator[str]:
    gains = [(each.short_of_next, name) for name, each in awards if each.short_of_next is not None]
    losses = [(each.above_loss, name) for name, each in awards if each.above_loss is not None]
    if gains:
        short, name = min(gains, key=lambda each: each[0])
        yield f"You are nearest to one more in “{words(name)}”: {exactly(short)} is missing."
    if losses:
        above, name = min(losses, key=lambda each: each[0])
        less = exactly(above)
        yield f"You are nearest to one fewer in “{words(name)}”, if you were owed {less} less."


def _removal(price: Fraction) -> str:
    if price > 0:
        return (
            f"{NEEDLESS_REMOVAL} would add {exactly(price)}. That is a fault of this policy, and "
            "no reason to do it."
        )
    cost = f", and takes {exactly(-price)} away" if price else ""
    return f"{NEEDLESS_REMOVAL} adds nothing{cost}."


def _name(name: str) -> str:
    said = words(name)
    return f"{said[:1].upper()}{said[1:]}"

"""The opening of a letter: what there is, what the formula gives, where the change comes from."""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.explanation.numbers import counted, plain, signed, words
from evenhand.explanation.outside import kept_in_words
from evenhand.figures import BranchTotal, Result


def opening(result: Result, total: BranchTotal, *, outside: bool) -> Iterator[str]:
    """Yield the sentences; a branch outside the formula is told what it keeps."""
    yield kept_in_words(total) if outside else _given(total)
    if not outside:
        yield from _by_program(result, total)
    if result.adjustments:
        decided = result.decided(total.branch)
        yield (
            f"Afterwards some positions were moved by hand; yours are now {plain(decided)}."
            if result.by_hand(total.branch) or _by_hand_here(result, total.branch)
            else "Afterwards some positions were moved by hand; none of yours."
        )
    yield f"Positions here are {result.position}."


def _given(total: BranchTotal) -> str:
    given, now = counted(total.positions), total.current
    if now is None:
        return f"The formula gives your branch {given}. Nobody told how many it has now."
    if now == total.positions:
        return f"Your branch has {given} now, and the formula gives it as many."
    return f"Your branch has {counted(now)} now. The formula gives it {plain(total.positions)}."


def _by_program(result: Result, total: BranchTotal) -> Iterator[str]:
    """Where the change comes from, if there are programs to tell apart and all is known."""
    at = result.totals.index(total)
    known = [(p.name, p.awards[at].positions, p.current[at]) for p in result.programs]
    changes = [(name, given - now) for name, given, now in known if now is not None]
    if len(known) < 2 or len(changes) < len(known):
        return
    if told := [f"{signed(change)} in “{words(name)}”" for name, change in changes if change]:
        yield f"By program: {', '.join(told)}."


def _by_hand_here(result: Result, branch: str) -> bool:
    return any(each.branch == branch for each in result.adjustments)

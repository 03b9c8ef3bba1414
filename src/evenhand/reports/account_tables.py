"""The tables and answers of an account: which branches change, and what each cause moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from evenhand.errors import RunError
from evenhand.explanation.account import change_in_words
from evenhand.figures import Account, Accounted
from evenhand.figures.account import MovedByCause
from evenhand.figures.plain import to_plain
from evenhand.figures.together import ALL
from evenhand.reports.numerals import moved_text, positions_text
from evenhand.reports.presenting import plain_words, sentence_case
from evenhand.reports.table import Table, table

Names = Mapping[str, str]


def lines_of(account: Account, program: str) -> list[Accounted]:
    """The lines of one program, or of "all".

    Raises:
        RunError: Neither run has it; the text names those there are.
    """
    wanted = program.lower().replace(" ", "_")
    found = [line for line in account.lines if line.program.lower() == wanted]
    if not found:
        have = ", ".join(dict.fromkeys(line.program for line in account.lines))
        raise RunError(f"Neither run has a program {program}. They have: {have}.")
    return found


def branch_of(names: Names, given: str) -> str:
    """The id of the branch that is called so, or has that id.

    Raises:
        RunError: Neither run has it.
    """
    called = {name.lower(): branch for branch, name in names.items()}
    called |= {branch.lower(): branch for branch in names}
    if given.lower() not in called:
        near = get_close_matches(given.lower(), called, n=1)
        meant = f" Did you mean {called[near[0]]}?" if near else ""
        raise RunError(f"Neither run has a branch {given}.{meant}")
    return called[given.lower()]


def account_table(lines: Sequence[Accounted], causes: Sequence[str], names: Names) -> Table:
    """The branches that change, the largest gain first, one column a cause."""
    columns = [("Branch", "text"), ("Before", "positions"), ("After", "positions")]
    columns += [("Change", "change"), *((sentence_case(cause), "part") for cause in causes)]
    changed = sorted((x for x in lines if x.change), key=lambda x: (-x.change, x.branch))
    rows = [
        (names.get(x.branch, x.branch), x.before, x.after, x.change, *_parts(x, causes))
        for x in changed
    ]
    return table("table-account", "Positions that change, and why", columns, rows)


def _parts(line: Accounted, causes: Sequence[str]) -> list[Fraction | None]:
    found = {part.name: part.change for part in line.parts}
    return [found.get(cause) for cause in causes]


def state_answer(lines: Sequence[Accounted]) -> str:
    """Say how many branches gain, lose and keep what they had, and by how much together."""
    gains = [line.change for line in lines if line.change > 0]
    losses = [-line.change for line in lines if line.change < 0]
    if not gains and not losses:
        return "No branch has more or fewer positions than before."
    parts = [
        f"{_branches(len(changes))} {verb}{'s' * (len(changes) == 1)} {_positions(sum(changes))}"
        for verb, changes in (("gain", gains), ("lose", losses))
        if changes
    ]
    kept = len(lines) - len(gains) - len(losses)
    return f"{', '.join([*parts, f'{kept} as before'])}."


def branch_answer(line: Accounted, name: str) -> str:
    """Say what one branch gains or loses, and which cause pulled most in that direction."""
    where = "" if line.program == ALL else f" in {plain_words(line.program)}"
    from_to = f"{positions_text(line.before)} → {positions_text(line.after)}"
    if not line.change:
        return f"{name} keeps its positions{where} ({from_to})."
    most = line.most
    verb = "gains" if line.change > 0 else "loses"
    by = f"most by {most.name} ({change_in_words(most.change)})"
    return f"{name} {verb} {_positions(abs(line.change))}{where} ({from_to}), {by}."


def cause_answer(moved: Sequence[MovedByCause]) -> str:
    """Say which cause moved most positions."""
    most = max(moved, key=lambda each: each.gained + each.lost)
    if not most.gained and not most.lost:
        return "No cause moves a position."
    by = f"+{moved_text(most.gained)} positions in all, and −{moved_text(most.lost)}"
    return f"Most is moved by {most.cause}: {by}."


def account_plain(account: Account, lines: Sequence[Accounted]) -> dict[str, Any]:
    """The account as JSON takes it: by program and branch, every number exact.

    What is 0 in every line of the account is no cause of anything, and is named as none.
    """
    programs: dict[str, dict[str, Any]] = {}
    for line in lines:
        parts = {part.name: part.change for part in line.parts}
        numbers = {"before": line.before, "after": line.after, "parts": parts}
        programs.setdefault(line.program, {})[line.branch] = numbers
    moving = {part.name for line in account.lines for part in line.parts if part.change}
    causes = [cause for cause in account.causes if cause in moving]
    told = {"before": account.before, "after": account.after, "causes": causes}
    plain: dict[str, Any] = to_plain({**told, "notes": account.notes, "programs": programs})
    return plain


def _branches(count: int) -> str:
    return f"{count} branch" if count == 1 else f"{count} branches"


def _positions(value: Fraction | int) -> str:
    return f"{positions_text(Fraction(value))} {'position' if value == 1 else 'positions'}"

"""Answers: the sentence over each picture and at the head of the page, made from the figures.

A sentence names branches in the same order on every run: by size, then by id.
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.figures import Result
from evenhand.reports.numerals import (
    change_text,
    moved_text,
    positions_text,
    pull_text,
    trimmed_text,
)
from evenhand.reports.presenting import (
    PositionRow,
    branch_names,
    by_gap,
    component_title,
    components,
    plain_words,
    total_rows,
)


def positions_answer(result: Result) -> str:
    """Say who gains and who loses most; who gets most where nothing is known of now."""
    rows = total_rows(result)
    known = _known(rows)
    if not known:
        return _largest(rows, result)
    gap_most, gap_least = known[0].change or 0, known[-1].change or 0
    parts = []
    if gap_most > 0:
        parts.append(f"{known[0].name} gains most, {_from_to(known[0])}")
    if gap_least < 0:
        parts.append(f"{known[-1].name} loses most, {_from_to(known[-1])}")
    return "; ".join(parts) + "." if parts else "Every branch keeps the positions it has now."


def gap_answer(result: Result) -> str:
    """Say how many branches gain, lose and stay, and by how much together."""
    known = _known(total_rows(result))
    gaps = [row.change or Fraction(0) for row in known]
    gains, losses = [gap for gap in gaps if gap > 0], [-gap for gap in gaps if gap < 0]
    parts = [
        (len(gains), "gain", _sum(gains)),
        (len(losses), "lose", _sum(losses)),
        (len(gaps) - len(gains) - len(losses), "stay", "as now"),
    ]
    said = [f"{count} {verb}{'s' * (count == 1)} {what}" for count, verb, what in parts if count]
    sentence = " and ".join(", ".join(said).rsplit(", ", 1))
    number, _, rest = sentence.partition(" ")
    return f"{number} of {_branches(len(known))} {rest}."


def contribution_answer(result: Result) -> str:
    """Say which component pulls which branch hardest."""
    pulls = [
        (abs(pot.pull), pot.pull, component_title(result, program, component), pot.branch)
        for program, component in components(result)
        for pot in component.pots
        if pot.pull
    ]
    if not pulls:
        return "No component moves a branch from its plain share of the base."
    _, pull, title, branch = max(pulls, key=lambda each: each[0])
    name = branch_names(result).get(branch, branch)
    return f"{title} pulls hardest: {pull_text(pull)} positions for {name}."


def moved_answer(result: Result) -> str:
    """Say which component moves most positions, and with what influence."""
    moving = [each for each in components(result) if each[1].moved]
    if not moving:
        return "No component moves a position."
    program, component = max(moving, key=lambda each: each[1].moved)
    title = component_title(result, program, component)
    influence = trimmed_text(component.influence)
    moved, of = moved_text(component.moved), positions_text(program.positions)
    return f"{title} moves most: {moved} of {of} positions, at influence {influence}."


def whole_answer(result: Result) -> str:
    """Answer the page's question in one paragraph: what was shared, among whom, who gains."""
    parts = [
        f"{plain_words(program.name)} {positions_text(program.positions)}"
        for program in result.programs
    ]
    shared = f"{positions_text(result.shared)} positions are shared among"
    sentences = [f"{shared} {_branches(len(result.totals))}: {', '.join(parts)}."]
    if result.asked != result.shared:
        rest = f"{positions_text(result.asked - result.shared)} make no whole unit"
        sentences.append(
            f"{positions_text(result.asked)} were asked for; {rest}, and stay unshared."
        )
    if _known(total_rows(result)):
        sentences.append(gap_answer(result))
    return " ".join([*sentences, positions_answer(result)])


def _known(rows: list[PositionRow]) -> list[PositionRow]:
    return by_gap([row for row in rows if row.change is not None])


def _largest(rows: list[PositionRow], result: Result) -> str:
    row = max(rows, key=lambda each: each.positions)
    of = positions_text(result.shared)
    return f"{row.name} is given most, {positions_text(row.positions)} of {of} positions."


def _from_to(row: PositionRow) -> str:
    now = positions_text(row.current or Fraction(0))
    gap = change_text(row.change or Fraction(0))
    return f"{gap} ({now} → {positions_text(row.positions)})"


def _branches(count: int) -> str:
    return f"{count} branch" if count == 1 else f"{count} branches"


def _sum(gaps: list[Fraction]) -> str:
    whole = sum(gaps, Fraction(0))
    return f"{positions_text(whole)} {'position' if whole == 1 else 'positions'}"

"""A letter to the manager of one branch: a page of plain words and one small table.

It names nobody but who decided by hand, and every number in it stands in the result;
it takes the one difference people ask for first, what the formula gives less what is now.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.explanation.by_hand import answered_for
from evenhand.explanation.how_sure import how_sure
from evenhand.explanation.in_force import not_in_force, titled
from evenhand.explanation.letter_opening import opening
from evenhand.explanation.letter_table import letter_table
from evenhand.explanation.numbers import counted, plain, signed, words
from evenhand.explanation.outside import stands_outside, why_outside
from evenhand.explanation.what_counts import what_counts, what_would_change
from evenhand.explanation.which import which
from evenhand.explanation.whom_served import whom_served
from evenhand.figures import Account, Award, BranchTotal, Equity, Marginal, ProgramResult, Result
from evenhand.figures.flags import MADE_UP

#: So many assumptions are told in a letter; the report has them all.
ASSUMPTIONS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """Some sentences under a heading."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; `rows` are cells under `columns`, `warnings` come before everything else."""

    branch: str
    name: str
    title: str
    about: str
    warnings: tuple[str, ...]
    opening: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sections: tuple[Section, ...]


def letter(
    result: Result,
    branch: str,
    run: str,
    *,
    account: Account | None = None,
    marginals: Sequence[Marginal] = (),
    served: Sequence[Equity] = (),
) -> Letter:
    """Write to the manager of `branch`, named by id or name.

    Args:
        result: What was shared out, and why.
        branch: Whom the letter is to.
        run: The name of the RUN folder, for whoever wants to check.
        account: What changed since another run, where that is to be told.
        marginals: What one more of something is worth to each branch, where known.
        served: Whom each branch can serve, where a policy says how long children take.

    Raises:
        RunError: The result has no such branch, or the branch has no positions.
    """
    at = which(result, branch)
    total = result.totals[at]
    columns, rows = letter_table(result, at)
    outside = stands_outside(result, at)
    sections = [
        *(_outside(result, total) if outside else _by_the_formula(result, at, marginals)),
        Section("Decided by hand", tuple(_by_hand(result, total.branch))),
        Section("What has changed", tuple(_changed(account, total.branch))),
        Section("Whom you can serve", tuple(whom_served(served, total.branch))),
        Section("What is assumed", () if outside else tuple(_assumed(result, at))),
        Section("Where to check", tuple(_check(result, run, total.branch))),
    ]
    return Letter(
        branch=total.branch,
        name=total.name or total.branch,
        title=titled(result, f"To the manager of {total.name or total.branch}"),
        about=f"{result.title}, version {result.version}",
        warnings=tuple(_warnings(result)),
        opening=tuple(opening(result, total, outside=outside)),
        columns=columns,
        rows=rows,
        sections=tuple(section for section in sections if section.sentences),
    )


def _warnings(result: Result) -> Iterator[str]:
    if result.scenario:
        yield not_in_force(result)
    yield from (flag for flag in result.flags if flag.startswith(MADE_UP))


def _outside(result: Result, total: BranchTotal) -> list[Section]:
    """What is told of a branch that keeps what it has: neither its claim nor its chances."""
    return [Section("Why you stand outside the formula", tuple(why_outside(result, total)))]


def _by_the_formula(result: Result, at: int, marginals: Sequence[Marginal]) -> list[Section]:
    return [
        Section("What counts most for you", tuple(what_counts(result, at))),
        Section("What would change it", tuple(what_would_change(result, at, marginals))),
        Section("Which limits hold you", tuple(_limits(result, at))),
        Section("How sure is this", tuple(how_sure(result, at))),
    ]


def _limits(result: Result, at: int) -> Iterator[str]:
    for program in result.programs:
        award = program.awards[at]
        least, most = program.limits[at]
        span = f"at least {plain(least)}" + ("" if most is None else f", at most {plain(most)}")
        if award.held_by:
            yield f"In “{words(program.name)}” a limit holds you: {award.held_by} ({span})."
        if award.tie:
            yield _tie(result, program, award)
    if not any(program.awards[at].held_by for program in result.programs):
        yield "No limit on gains, losses or numbers holds your branch."


def _tie(result: Result, program: ProgramResult, award: Award) -> str:
    names = {total.branch: total.name or total.branch for total in result.totals}
    others = ", ".join(names.get(each, each) for each in award.tie)
    return (
        f"In “{words(program.name)}” the last position was a tie with {others}; ties go to the "
        "larger claim, then by the branches' ids."
    )


def _by_hand(result: Result, branch: str) -> Iterator[str]:
    for each in result.adjustments:
        if each.branch == branch:
            yield f"{signed(each.change)} in “{words(each.program)}”: {answered_for(each)}."


def _changed(account: Account | None, branch: str) -> Iterator[str]:
    """What an account says of the branch over all programs."""
    for line in account.lines if account else ():
        if (line.program, line.branch) == ("all", branch):
            parts = ", ".join(f"{p.name} {signed(p.change)}" for p in line.parts if p.change)
            yield (
                f"Against {account.before if account else ''} your branch goes from "
                f"{plain(line.before)} to {counted(line.after)}: {parts or 'nothing changed it'}."
            )


def _assumed(result: Result, at: int) -> Iterator[str]:
    """The assumptions nearest to this branch: how its largest programs begin and are weighed."""
    largest = sorted(result.programs, key=lambda p: -p.awards[at].positions)
    starts = [f"{program.name}.base:" for program in largest]
    near = [each for start in starts for each in result.assumptions if each.startswith(start)]
    for each in near[:ASSUMPTIONS]:
        where, _, why = each.partition(": ")
        program = words(where.removesuffix(".base"))
        yield f"How “{program}” is shared out: {why.rstrip('.')}."
    if result.assumptions:
        yield f"These are some of {len(result.assumptions)} assumptions; the report has them all."


def _check(result: Result, run: str, branch: str) -> Iterator[str]:
    yield (
        f"Run {run}; policy {result.policy}, version {result.version}; data as of "
        f"{result.as_of}, counted from {result.period.start} up to {result.period.end}."
    )
    yield (
        f"Every step: evenhand explain {shlex.quote(run)} {shlex.quote(branch)}. The page "
        "report.html in that run shows all branches."
    )

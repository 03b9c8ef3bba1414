"""`evenhand incentives`: what a policy pays a branch for, and who is next in line."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from evenhand.cli.exact import exact
from evenhand.cli.options import json_option, run_argument, show_json

if TYPE_CHECKING:
    from evenhand.figures import Result
    from evenhand.reports.table import Table
    from evenhand.scenarios.incentives.slopes import Slopes

#: More branches than these are not all told at once.
MOST = 200
EVERY = "every program"


@click.command()
@run_argument()
@click.argument("branch", required=False, metavar="[BRANCH]")
@click.option(
    "--next",
    "next_in",
    is_flag=False,
    flag_value=EVERY,
    metavar="[PROGRAM]",
    help="Instead: who would get the next position, and who would lose one.",
)
@click.option(
    "--rho",
    type=exact("a risk of re-abuse between 0 and 1", most=1),
    metavar="R",
    help="The influences at which returns pay up to this risk of re-abuse.",
)
@json_option
def incentives(
    run: str, branch: str | None, next_in: str | None, rho: Fraction | None, as_json: bool
) -> None:
    r"""Tell what one more return, re-abuse, re-rating, removal or call is worth to each branch.

    \b
    Example:
        evenhand incentives demo-run alderfall
    """
    from evenhand.explanation.in_force import not_in_force
    from evenhand.explanation.incentives import (
        branch_sentences,
        state_sentences,
        untold_sentences,
    )
    from evenhand.explanation.which import which
    from evenhand.reports.incentive_tables import (
        component_worth_table,
        return_table,
        worth_tables,
    )
    from evenhand.reports.presenting import branch_names
    from evenhand.scenarios.incentives.incentives import incentives as told
    from evenhand.scenarios.incentives.slopes import Slopes
    from evenhand.scenarios.remaking import before, run_policy
    from evenhand.sources.runs import read_run

    kept = read_run(run)
    if branch is None and next_in is None and rho is None and len(kept.data.branches) > MOST:
        raise click.UsageError(
            f"{run} has {len(kept.data.branches):,} branches, more than the {MOST} told together. "
            f"Name one: evenhand incentives {run} {min(kept.data.branches)}"
        )
    result = before(kept)
    place = None if branch is None else which(result, branch)
    if result.scenario and not as_json:
        click.echo(f"Note: {not_in_force(result)}")
    chosen = None if place is None else result.totals[place].branch
    if next_in is not None:
        _show_next(result, None if next_in == EVERY else next_in, chosen, as_json)
        return
    slopes = Slopes(result, run_policy(kept.about), kept.data, kept.tallies)
    if rho is not None:
        _show_dial(run, slopes, rho, as_json)
        return
    found, names = told(slopes, None if chosen is None else (chosen,)), branch_names(result)
    if as_json:
        show_json(found)
        return
    for sentence in untold_sentences(found):
        click.echo(sentence)
    if chosen is None:
        tables = (*worth_tables(found, names), return_table(found, names))
        _show(tables, state_sentences(found, names))
    else:
        own = branch_sentences(found, chosen, names[chosen])
        _show((component_worth_table(found, chosen, names[chosen]),), own)


def _show_next(result: Result, program: str | None, branch: str | None, as_json: bool) -> None:
    from evenhand.explanation.next_in_line import next_sentences
    from evenhand.reports.incentive_tables import next_tables
    from evenhand.reports.presenting import branch_names
    from evenhand.scenarios.incentives.next_positions import next_positions

    found, names = next_positions(result, program), branch_names(result)
    shown = [each for each in found if branch in (None, each.branch)]
    if as_json:
        show_json(shown)
    else:
        _show(next_tables(shown, names), next_sentences(found, names))


def _show_dial(run: str, slopes: Slopes, rho: Fraction, as_json: bool) -> None:
    from evenhand.explanation.incentives import dial_sentence
    from evenhand.reports.numerals import trimmed_text
    from evenhand.scenarios.incentives.dials import dial_at

    dials = dial_at(slopes, rho)
    if as_json:
        show_json(dials)
        return
    for dial in dials:
        click.echo(dial_sentence(dial))
        tried = f"{dial.program}.rho={trimmed_text(rho)}"
        click.echo(f"Try it: evenhand scenario {run} --set {tried}")


def _show(tables: Iterable[Table], sentences: Iterable[str]) -> None:
    from evenhand.reports.terminal import show_table

    for table in tables:
        if table.rows:
            show_table(table)
    for sentence in sentences:
        click.echo(sentence)

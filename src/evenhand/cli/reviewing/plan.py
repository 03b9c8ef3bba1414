"""`evenhand reviews plan`: how many records to read in each branch, for positions this sure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import json_option, run_argument, show_json

if TYPE_CHECKING:
    from evenhand.estimation.sampling_plan import Sampled, Wanted


@click.command()
@run_argument()
@click.option("--within", required=True, metavar="POSITIONS", help="The wanted ±, such as 0.5.")
@click.option("--program", metavar="PROGRAM", help="One program alone.")
@click.option(
    "--least",
    default=10,
    show_default=True,
    type=click.IntRange(1),
    help="Read at least so many in a branch that has them.",
)
@json_option
def plan(run: str, within: str, program: str | None, least: int, as_json: bool) -> None:
    r"""Plan how many calls to review and case records to read, branch by branch.

    From a RUN: how far each branch's quota hangs on the records read there, and how many
    must be read to tell it within so many positions, nine times in ten. The state's sample
    is not counted on, so what is published will be somewhat surer than planned.

    \b
    Example:
        evenhand reviews plan demo-run --within 0.5 --program remedial_services
    """
    from evenhand.estimation.sampling_plan import wanted
    from evenhand.reports.plan_tables import plan_tables
    from evenhand.reports.terminal import show_table
    from evenhand.sources.runs import read_run

    precision = _precision(within)
    made = [wanted(each, precision, least) for each in _sampled(run, program)]
    if as_json:
        show_json({"within": precision, "least": least, "plan": [_plain(each) for each in made]})
        return
    for each in plan_tables(made, within, read_run(run).data.branches):
        show_table(each)
    click.echo(
        f"± now: the error of the records read in the branch itself. At least {least} a branch."
    )


def _precision(text: str) -> Fraction:
    from evenhand.policy.nodes import number

    try:
        value = number(text)
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if value <= 0:
        raise click.BadParameter(
            f"{text!r} is not a number of positions above 0, such as 0.5", param_hint="--within"
        )
    return value


def _sampled(run: str, program: str | None) -> list[Sampled]:
    """What the run's programs, or the one asked for, sample.

    Raises:
        RunError: There is no such run or program, or nothing in it is sampled.
    """
    from evenhand.errors import RunError
    from evenhand.reports.reading_runs import read_result
    from evenhand.scenarios.reading_plan import reading_plan
    from evenhand.scenarios.remaking import run_policy
    from evenhand.sources.runs import read_run

    kept, result = read_run(run), read_result(run)
    if program and program not in (names := [each.name for each in result.programs]):
        raise RunError(f"{run} has no program {program}. It has: {', '.join(names)}.")
    found = reading_plan(result, run_policy(kept.about), kept.data, kept.tallies)
    chosen = [each for each in found if program in (None, each.program)]
    if not chosen:
        where = f"The program {program}" if program else f"The policy {result.policy}"
        raise RunError(
            f"{where} rests on no case readings and no reviewed calls, so there is nothing to plan."
        )
    return chosen


def _plain(each: Wanted) -> dict[str, object]:
    sampled = each.sampled
    return {
        "program": sampled.program,
        "records": sampled.records,
        "branch": sampled.branch,
        "population": sampled.population,
        "read": sampled.read,
        "within": each.within,
        "to_read": each.to_read,
        "more": each.more,
    }

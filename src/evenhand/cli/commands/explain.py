"""`evenhand explain`: why a branch has what it has."""

from __future__ import annotations

import click

from evenhand.cli.options import json_option, run_argument, show_json


@click.command()
@run_argument()
@click.argument("branch", metavar="BRANCH")
@click.argument("program", required=False, metavar="[PROGRAM]")
@click.option("--working", is_flag=True, help="Every figure the quota was made from, as well.")
@json_option
def explain(run: str, branch: str, program: str | None, working: bool, as_json: bool) -> None:
    r"""Explain a branch: why this many, what one more takes, what loses one, which bound holds.

    \b
    Example:
        evenhand explain demo-run alderfall out_of_home
    """
    from evenhand.explanation import explain as explained
    from evenhand.explanation import outline
    from evenhand.explanation.in_force import not_in_force
    from evenhand.reports.reading_runs import read_result

    result = read_result(run)
    answers = explained(result, branch, program)
    if as_json:
        show_json(answers)
        return
    if result.scenario:
        click.echo(f"{not_in_force(result)}\n")
    for answer in answers:
        click.echo(f"{answer.branch}, {answer.program}: {answer.positions}")
        for title, lines in (
            ("Why this many", answer.why),
            ("What the next one would take", (answer.next,)),
            ("What would lose one", (answer.last,)),
            ("Which bound holds", (answer.bound,)),
            *([("Also", answer.notes)] if answer.notes else []),
            ("How sure is this", answer.certainty or ("This run has no intervals.",)),
        ):
            click.echo("\n    ".join((f"  {title}", *lines)))
        if working:
            chosen = next(p for p in result.programs if p.name == answer.program)
            quota = next(f for f in chosen.quotas if f.population == answer.branch)
            click.echo("  The working")
            for line in outline(quota):
                click.echo(f"    {line}")
        click.echo("")

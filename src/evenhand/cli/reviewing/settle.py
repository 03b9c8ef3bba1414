"""`evenhand reviews settle`: how large the samples would have to be for positions to be surer."""

from __future__ import annotations

import click

from evenhand.cli.options import json_option, run_argument, say, show_json


@click.command()
@run_argument()
@click.argument("branch", required=False, default="", metavar="[BRANCH]")
@click.option("--program", default="all", show_default=True, metavar="NAME", help="One program.")
@json_option
def settle(run: str, branch: str, program: str, as_json: bool) -> None:
    r"""How much larger samples would settle the state's positions, or one branch's.

    Two questions, answered apart: what would halve the part that sampling adds, and
    whether any sample could halve the whole.

    \b
    Example:
        evenhand reviews settle demo-run alderfall
    """
    from evenhand.explanation.settling import settled_in_words
    from evenhand.reports.reading_runs import read_result
    from evenhand.reports.survey_tables import size_table
    from evenhand.reports.terminal import show_table
    from evenhand.scenarios.remaking import run_policy
    from evenhand.scenarios.settling import settled
    from evenhand.sources.runs import read_run

    kept, result = read_run(run), read_result(run)
    known = {total.name.lower(): total.branch for total in result.totals}
    chosen = known.get(branch.lower(), branch)
    say("Drawing")
    found = settled(result, run_policy(kept.about), kept.data, kept.tallies, program, chosen)
    if as_json:
        show_json(found)
        return
    for line in settled_in_words(found):
        click.echo(line)
    if found.half_sampling:
        show_table(size_table(found))

"""`evenhand demo`: the whole journey on a made-up state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from evenhand.cli.options import engine_option, json_option, policy_and_data, say, show_json

POLICY, POSITIONS = "oregon-2000", "current"
MADE_UP = "Made up: no state, no office and nobody in these numbers is real."


@click.command()
@click.option("--out", default="demo-run", show_default=True, metavar="DIR", help="The RUN folder.")
@engine_option
@json_option
def demo(out: str, engine: str, as_json: bool) -> None:
    r"""Make up a state of 38 branches, share out its 600 positions, write the report.

    \b
    Example:
        evenhand demo --out demo-run
    """
    from evenhand.reports.keeping import keep
    from evenhand.run import measure
    from evenhand.scenarios.complete import complete
    from evenhand.sources.made_up_state import write_made_up_state

    with TemporaryDirectory() as folder:
        say("Making up a state")
        write_made_up_state(Path(folder))
        policy, tables = policy_and_data(POLICY, folder, None, engine)
        tables = replace(tables, flags=(MADE_UP, *tables.flags))
        say("Measuring")
        tallies = measure(policy, tables)
        say("Sharing out")
        result = complete(policy, tables, POSITIONS, tallies)
        say("Writing the report")
        keep(result, Path(out), POLICY, POSITIONS, tables, tallies)
    if as_json:
        show_json(result)
        return
    from evenhand.reports.terminal import show_positions

    show_positions(result)
    click.echo(f"The report: {Path(out) / 'report.html'}")
    first = result.totals[0].branch
    click.echo(f"Ask why:    evenhand explain {out} {first}")

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
@click.option("--tables", metavar="DIR", help="Only write the made-up tables here, as CSV.")
@engine_option
@json_option
def demo(out: str, tables: str | None, engine: str, as_json: bool) -> None:
    r"""Make up a state of 38 branches, share out its 600 positions, write the report.

    \b
    Example:
        evenhand demo --out demo-run
    """
    if tables:
        _write_tables(Path(tables), as_json)
        return
    from evenhand.policy.reading import policy_text
    from evenhand.reports.keeping import keep
    from evenhand.run import measure
    from evenhand.scenarios.complete import complete
    from evenhand.scenarios.making import Making
    from evenhand.sources.made_up_state import write_made_up_state
    from evenhand.sources.remembered import nothing_remembered

    with TemporaryDirectory() as folder, nothing_remembered():
        say("Making up a state")
        write_made_up_state(Path(folder))
        policy, data = policy_and_data(POLICY, folder, None, engine)
        data = replace(data, flags=(MADE_UP, *data.flags))
        say("Measuring")
        tallies = measure(policy, data)
        say("Sharing out")
        result = complete(policy, data, POSITIONS, tallies)
        say("Writing the report")
        keep(result, Path(out), Making(*policy_text(POLICY), POSITIONS), data, tallies)
    if as_json:
        show_json(result)
        return
    from evenhand.reports.terminal import show_positions

    show_positions(result)
    click.echo(f"The report: {Path(out) / 'report.html'}")
    first = result.totals[0].branch
    click.echo(f"Ask why:    evenhand explain {out} {first}")


def _write_tables(folder: Path, as_json: bool) -> None:
    """Write the made-up tables into a new or empty folder, for other commands to be tried on."""
    from evenhand.errors import TableError
    from evenhand.sources.made_up_state import write_made_up_state

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TableError(f"{folder} is not an empty folder. Name a new one; nothing was written.")
    write_made_up_state(folder, file_format="csv")
    if as_json:
        show_json(sorted(path.name for path in folder.iterdir()))
        return
    click.echo(f"Written: {folder} (tables.yaml and {len(list(folder.glob('*.csv')))} tables).")
    click.echo(MADE_UP)

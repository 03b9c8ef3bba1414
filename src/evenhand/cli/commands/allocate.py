"""`evenhand allocate`: from tables to explained whole positions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    model_option,
    period_option,
    policy_and_data,
    policy_option,
    say,
    seed_option,
    show_json,
)

if TYPE_CHECKING:
    from evenhand.figures import Adjustment, Result
    from evenhand.policy import Policy
    from evenhand.sources.data import Data


@click.command()
@data_argument
@policy_option
@click.option(
    "--positions",
    required=True,
    metavar="N",
    help="600 in all, +20 or -20 on what there is, current, or published.",
)
@click.option("--current", metavar="FILE", help="Positions now: branch,program,positions.")
@click.option(
    "--adjust",
    metavar="FILE",
    help="Changes by hand: branch,program,change,reason,author,decided_on.",
)
@click.option("--out", metavar="DIR", help="Write the RUN folder here.")
@model_option
@seed_option
@click.option("--publish", is_flag=True, help="Draw ten times as often, as for publication.")
@period_option
@counting_options
@json_option
def allocate(
    data: str,
    policy_name: str,
    positions: str,
    current: str | None,
    adjust: str | None,
    out: str | None,
    model_file: str | None,
    seed: int | None,
    publish: bool,
    period: str | None,
    engine: str,
    as_json: bool,
) -> None:
    r"""Share out positions as a policy says, and say why.

    \b
    Example:
        evenhand allocate examples/counts --policy examples/counts/policy.yaml --positions 600
    """
    from evenhand.run import measure
    from evenhand.scenarios.adjusting import adjusted
    from evenhand.scenarios.complete import complete
    from evenhand.scenarios.uncertainty import DRAWS, PUBLISHED, SEED
    from evenhand.sources.models import read_model

    model = read_model(model_file) if model_file else None
    if out == "":
        raise click.BadParameter("name a folder", param_hint="--out")
    if out:
        from evenhand.reports.run_folder import check_place

        check_place(Path(out))
    policy, tables = policy_and_data(policy_name, data, period, engine)
    if current:
        from evenhand.sources.current import read_current

        tables = replace(tables, staff=read_current(current, tables.branches))
    changes = _changes(adjust, policy, tables) if adjust else ()
    say("Measuring")
    tallies = measure(policy, tables)
    say("Sharing out")
    result = complete(
        policy,
        tables,
        positions,
        tallies,
        model=model,
        seed=SEED if seed is None else seed,
        draws=PUBLISHED if publish else DRAWS,
    )
    result = adjusted(result, changes)
    if out:
        from evenhand.policy.reading import policy_text
        from evenhand.reports.keeping import keep
        from evenhand.scenarios.making import Making

        say(f"Writing {out}")
        staff_from = Path(current).name if current else "data"
        asked = *policy_text(policy_name), positions, staff_from, model
        making = Making(*asked, adjustments=changes)
        keep(result, Path(out), making, tables, tallies)
    if as_json:
        show_json(result)
        return
    _show(result)
    if out:
        click.echo(f"Written: {out} (report.html, report.xlsx, positions.csv, …)")


def _changes(path: str, policy: Policy, tables: Data) -> tuple[Adjustment, ...]:
    from evenhand.sources.adjustments import read_adjustments

    return read_adjustments(path, tables.branches, policy.programs, tables.as_of)


def _show(result: Result) -> None:
    from evenhand.reports.terminal import show_positions

    show_positions(result)
    if result.model:
        click.echo(f"Coefficients are frozen: {result.model}.")

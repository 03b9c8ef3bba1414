"""`evenhand fit`: the models' coefficients, saved and named, and what adopting them changes."""

from __future__ import annotations

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
    show_json,
)

if TYPE_CHECKING:
    from evenhand.figures import Moved


@click.command()
@data_argument
@policy_option
@model_option
@click.option(
    "--positions",
    default="current",
    show_default=True,
    metavar="N",
    help="Positions by which the effect is shown: 600, +20, -20, current, or published.",
)
@click.option("--out", metavar="FILE", help="Keep the coefficients here.")
@period_option
@counting_options
@json_option
def fit(
    data: str,
    policy_name: str,
    model_file: str | None,
    positions: str,
    out: str | None,
    period: str | None,
    engine: str,
    as_json: bool,
) -> None:
    r"""Fit the models anew, and show what adopting them would change before anybody does.

    With --model the new coefficients are compared with those that are in use.

    \b
    Example:
        evenhand fit tables --policy oregon-2000 --model 1998.json --out 1999.json
    """
    from evenhand.run import allocate, measure
    from evenhand.scenarios.fitting import model_of, moved, with_model
    from evenhand.sources.models import read_model, write_model

    before = read_model(model_file) if model_file else None
    _check_place(out)
    policy, tables = policy_and_data(policy_name, data, period, engine)
    say("Measuring")
    tallies = measure(policy, tables)
    say("Fitting")
    after = allocate(policy, tables, positions, tallies)
    model = model_of(after)
    found: tuple[Moved, ...] = ()
    if before:
        found = moved(with_model(policy, tables, positions, tallies, before), after)
    if out:
        write_model(model, out)
    if as_json:
        show_json({"model": model, "in_use": before.name if before else None, "moved": found})
        return
    from evenhand.reports.model_tables import effect_in_words, model_table, moved_table
    from evenhand.reports.terminal import show_table

    console = show_table(model_table(model))
    if before:
        if any(each.before != each.after for each in found):
            show_table(moved_table(found, tables.branches), console)
        click.echo(f"Against {before.name}: {effect_in_words(found)}")
    if out:
        click.echo(f"Kept: {out}. `evenhand allocate … --model {out}` uses it.")


def _check_place(out: str | None) -> None:
    """Refuse a place for the model before any work is done for it."""
    from evenhand.sources.models import check_new

    if out == "":
        raise click.BadParameter("name a file", param_hint="--out")
    if out:
        check_new(out)

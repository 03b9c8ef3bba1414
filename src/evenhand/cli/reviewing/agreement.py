"""`evenhand reviews agreement`: how far those who judge the same calls and children agree."""

from __future__ import annotations

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    period_and_data,
    period_option,
    show_json,
    some_policy_option,
)


@click.command()
@data_argument
@some_policy_option
@period_option
@click.option(
    "--by",
    default="state",
    show_default=True,
    type=click.Choice(["state", "branch", "type"]),
    help="State alone, each branch as well, or each type against the others.",
)
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="Of the interval's draws."
)
@counting_options
@json_option
def agreement(
    data: str,
    policy_name: str | None,
    period: str | None,
    by: str,
    seed: int,
    engine: str,
    as_json: bool,
) -> None:
    r"""Say how far raters of calls and readers of case records agree (Krippendorff's alpha).

    1 is full agreement, 0 what chance alone would give. Calls are judged twice over:
    whether to assess, and of which type; children by level, where near counts as near.

    \b
    Example:
        evenhand reviews agreement tables --policy oregon-2000 --by branch
    """
    from evenhand.estimation.judgements import judged
    from evenhand.steps.reviewing import reviewed

    chosen, tables = period_and_data(policy_name, data, period, engine)
    names = ("call_review_patterns", "case_reading_patterns")
    calls, readings = reviewed(tables, chosen, names).values()
    found = judged(calls, readings, by, seed)
    if as_json:
        show_json({"period": chosen, "seed": seed, "agreement": list(found)})
        return
    from evenhand.estimation.agreement import DRAWS
    from evenhand.reports.review_tables import agreement_table
    from evenhand.reports.terminal import show_table

    show_table(agreement_table(found, tables.branches))
    click.echo(
        f"Calls and children as judged in {chosen}; intervals from {DRAWS:,} draws, seed {seed}."
    )

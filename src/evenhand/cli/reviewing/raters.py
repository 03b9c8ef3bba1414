"""`evenhand reviews raters`: which raters and readers judge unlike their fellows."""

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
@counting_options
@json_option
def raters(
    data: str, policy_name: str | None, period: str | None, engine: str, as_json: bool
) -> None:
    r"""Say which raters of calls and readers of records judge unlike the others.

    Raters are instruments, and this is a check of the instruments: nothing is said of a
    caseworker. A flag asks to look at training and instructions, not at a person.

    \b
    Example:
        evenhand reviews raters tables --policy oregon-2000
    """
    from evenhand.estimation.raters import WRONGLY
    from evenhand.estimation.raters import raters as compared
    from evenhand.steps.reviewing import reviewed

    chosen, tables = period_and_data(policy_name, data, period, engine)
    tallies = reviewed(tables, chosen, ("rater_differences", "reader_differences"))
    found = {
        "verdict": compared(tallies["rater_differences"]),
        "level": compared(tallies["reader_differences"]),
    }
    if as_json:
        show_json({"period": chosen, "raters": found})
        return
    from evenhand.reports.review_tables import raters_table
    from evenhand.reports.terminal import show_table

    show_table(raters_table(found))
    click.echo(
        "Raters are instruments; this says nothing of caseworkers. The chance that anybody is "
        f"flagged wrongly is at most {WRONGLY:.0%} for calls, and as much for readings."
    )

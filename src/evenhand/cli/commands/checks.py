"""`evenhand checks`: does a branch's record look made for the count?"""

from __future__ import annotations

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    period_option,
    policy_and_data,
    policy_option,
    say,
    show_json,
)


@click.command()
@data_argument
@policy_option
@period_option
@click.option(
    "--by",
    default="state",
    show_default=True,
    type=click.Choice(["state", "branch"]),
    help="What stands out in the state, or every branch's numbers as well.",
)
@counting_options
@json_option
def checks(
    data: str, policy_name: str, period: str | None, by: str, engine: str, as_json: bool
) -> None:
    r"""Look for records made for the count: levels, readers, closures, transfers, returns.

    Each branch is held against the rest of the state in the same days, or its change
    against the rest's change. Every check says how often it would point at somebody in a
    state where nobody does this. What stands out is a reason to look, not a finding.

    \b
    Example:
        evenhand checks tables --policy oregon-2000
    """
    from evenhand.steps.suspecting import suspected

    policy, tables = policy_and_data(policy_name, data, period, engine)
    say("Checking")
    found = suspected(policy, tables)
    if as_json:
        show_json({"period": policy.period, "checks": found})
        return
    from evenhand.explanation.checks import all_together_in_words, check_in_words
    from evenhand.reports.check_tables import checks_table, suspicions_table
    from evenhand.reports.terminal import show_table

    show_table(checks_table(found, tables.branches, f"Gaming checks, {policy.period}"))
    for each in found:
        click.echo(f"\n{each.question}")
        for sentence in check_in_words(each, tables.branches):
            click.echo(f"  {sentence}")
        if by == "branch" and each.made:
            show_table(suspicions_table(each, tables.branches))
    if together := all_together_in_words(found):
        click.echo(f"\n{together}")

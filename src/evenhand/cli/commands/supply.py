"""`evenhand supply`: what staff there are, what they count for, and who else they take."""

from __future__ import annotations

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    policy_and_data,
    policy_option,
    say,
    show_json,
)


@click.command()
@data_argument
@policy_option
@click.option(
    "--costs", metavar="FILE", help="A year's cost by role (role,cost): caseworker and so on."
)
@counting_options
@json_option
def supply(data: str, policy_name: str, costs: str | None, engine: str, as_json: bool) -> None:
    r"""Count staff on the day of the tables: effective, vacant, double-filled, and what they take.

    \b
    Example:
        evenhand supply tables --policy oregon-2000
    """
    from evenhand.reports.presenting import readable
    from evenhand.reports.serving_answers import SPLIT
    from evenhand.reports.supply_tables import post_table, role_table, supply_answers
    from evenhand.reports.terminal import show_table
    from evenhand.sources.costs import read_costs
    from evenhand.staffing.supply import ROLES
    from evenhand.steps.supplying import supplied

    priced = read_costs(costs, ROLES) if costs else None
    policy, tables = policy_and_data(policy_name, data, None, engine)
    say("Counting staff")
    found = supplied(policy, tables, priced)
    if as_json:
        show_json(found)
        return
    names = {branch: readable(name or branch) for branch, name in tables.branches.items()}
    show_table(post_table(found, names))
    show_table(role_table(found, names))
    for line in supply_answers(found):
        click.echo(line)
    for flag in (*found.flags, *(f"assumption: {each}" for each in found.assumptions)):
        click.echo(f"Note: {flag}")
    if len(policy.programs) > 1:
        click.echo(f"Note: {SPLIT}")

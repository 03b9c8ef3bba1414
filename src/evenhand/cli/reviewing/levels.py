"""`evenhand reviews levels`: the policy's decision table beside the levels that readers gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evenhand.cli.options import (
    counting_options,
    data_argument,
    json_option,
    period_option,
    policy_and_data,
    policy_option,
    show_json,
)

if TYPE_CHECKING:
    from evenhand.estimation.classified import Classified
    from evenhand.figures import Tally
    from evenhand.policy import Policy
    from evenhand.sources.data import Data


@click.command()
@data_argument
@policy_option
@period_option
@click.option(
    "--by",
    default="state",
    show_default=True,
    type=click.Choice(["state", "branch"]),
    help="The state alone, or each branch as well.",
)
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="Of the interval's draws."
)
@counting_options
@json_option
def levels(
    data: str,
    policy_name: str,
    period: str | None,
    by: str,
    seed: int,
    engine: str,
    as_json: bool,
) -> None:
    r"""Apply the policy's decision table (`classifier`) to what readers wrote down.

    Prints readings by the level read and the level of the table, the share that are equal,
    within one level, and weighted by how far they lie apart, and Krippendorff's alpha of
    the two. A reading without a severity is counted apart.

    \b
    Example:
        evenhand reviews levels tables --policy oregon-2000
    """
    from evenhand.estimation.classified import classified

    policy, tables = policy_and_data(policy_name, data, period, engine)
    found = classified(_tallies(policy, tables), seed, by_branch=by == "branch")
    if as_json:
        show_json(
            {"period": policy.period, "seed": seed, "levels": [_plain(each) for each in found]}
        )
        return
    from evenhand.reports.level_tables import level_table, nearness_table
    from evenhand.reports.terminal import show_table

    state = found[-1]
    show_table(level_table(state))
    show_table(nearness_table(found, tables.branches))
    if state.unknown:
        click.echo(
            f"Left out: {state.unknown:,} of {state.unknown + state.compared:,} readings, which "
            "name no severity."
        )


def _tallies(policy: Policy, tables: Data) -> list[Tally]:
    from evenhand.errors import PolicyError, TableError
    from evenhand.measures import catalogue

    if not policy.classifier:
        raise PolicyError(
            f"{policy.file}: there is no `classifier` in this policy. Write its decision table as "
            "rows of `when` (severity, age, circumstance) and `level`; the last has no `when`."
        )
    if tables.tables is None:
        raise TableError("There are no case tables here, and levels are read from case_readings.")
    rules = [row.rule for row in policy.classifier]
    return catalogue()["classified_levels"].compute(tables.tables, policy.period, rules=rules)


def _plain(each: Classified) -> dict[str, object]:
    return {
        "where": each.where,
        "read_by_table": each.cells,
        "unknown": each.unknown,
        "equal_share": each.equal_share,
        "within_one_share": each.within_one_share,
        "weighted_share": each.weighted_share,
        "agreement": each.agreement,
    }

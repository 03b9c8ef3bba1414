"""Options that several commands share, and what every command does with them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from evenhand.figures import Period
    from evenhand.policy import Policy
    from evenhand.sources.data import Data

Command = TypeVar("Command", bound=Callable[..., Any])


def _named(context: click.Context, argument: click.Parameter, given: str) -> str:
    """Refuse an argument that is there and empty, as a variable of a shell may be."""
    if not given:
        raise click.BadParameter("it is empty; name one.", context, argument)
    return given


def given_data(context: click.Context, place: click.Parameter, given: str | None) -> str | None:
    """DATA where it is given: no empty name, and memory is looked after until the command ends."""
    if given is None:
        return None
    from evenhand.sources.memory_guard import guarded

    context.with_resource(guarded())
    return _named(context, place, given)


def _forget(context: click.Context, _option: click.Parameter, given: bool) -> None:
    """Recall nothing, and keep nothing, until the command ends."""
    if given:
        from evenhand.sources.remembered import nothing_remembered

        context.with_resource(nothing_remembered())


def _engine(context: click.Context, option: click.Parameter, given: str) -> str:
    """The engine asked for; nothing where nobody asked, since a database is its own."""
    asked = context.get_parameter_source(option.name or "") is not ParameterSource.DEFAULT
    return given if asked else ""


def run_argument(name: str = "run") -> Callable[[Command], Command]:
    """The RUN a command looks at."""
    return click.argument(name, metavar=name.upper(), callback=_named)


data_argument = click.argument("data", metavar="DATA", callback=given_data)
policy_option = click.option(
    "--policy", "policy_name", required=True, metavar="POLICY", help="A shipped policy, or a file."
)
some_policy_option = click.option(
    "--policy", "policy_name", metavar="POLICY", help="A policy whose period is looked at."
)
period_option = click.option(
    "--period", metavar="A..B", help="Another period than the policy's; B is the first day outside."
)
engine_option = click.option(
    "--engine",
    default="polars",
    show_default=True,
    type=click.Choice(["polars", "duckdb"]),
    callback=_engine,
    help="What runs the measures on a folder; a database or Spark runs them itself.",
)
_no_cache = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_forget,
    help="Recall nothing: read and count everything anew.",
)


def counting_options(command: Command) -> Command:
    """What runs the measures, and whether what it counted before is recalled."""
    return engine_option(_no_cache(command))


seed_option = click.option(
    "--seed", type=click.IntRange(min=0), metavar="S", help="Where the random draws start."
)
model_option = click.option(
    "--model", "model_file", metavar="FILE", help="Coefficients that `evenhand fit` kept."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def say(text: str) -> None:
    """Say on stderr what is going on, if somebody is watching."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def show_json(value: Any) -> None:
    """Print `value` (plain, or a figure) as JSON."""
    from evenhand.figures.plain import to_plain

    click.echo(json.dumps(to_plain(value), indent=2, ensure_ascii=False))


def policy_and_data(
    policy_name: str, place: str, period: str | None, engine: str
) -> tuple[Policy, Data]:
    """Read the policy and the data it is for, leaving rejects beside the data.

    Raises:
        EvenhandError: Either cannot be read, or too many rows were rejected.
    """
    from evenhand.policy import read_policy
    from evenhand.run import period_of
    from evenhand.sources.opening import open_data
    from evenhand.sources.warehouse.place import shown
    from evenhand.steps.vetting import vet

    policy = period_of(read_policy(policy_name), period)
    vet(policy)
    say(f"Reading {shown(place)}")
    data = open_data(place, policy.period, engine)
    keep_rejects(data, place)
    check_tolerance(policy, data)
    return policy, data


def period_and_data(
    policy_name: str | None, place: str, period: str | None, engine: str
) -> tuple[Period, Data]:
    """Read data for a period that a policy or the user names; no more of a policy is used.

    Raises:
        EvenhandError: The data or the policy cannot be read.
        click.UsageError: Neither a policy nor a period is given.
    """
    from evenhand.run import read_period
    from evenhand.sources.opening import open_data
    from evenhand.sources.warehouse.place import shown

    if policy_name:
        policy, data = policy_and_data(policy_name, place, period, engine)
        return policy.period, data
    if not period:
        raise click.UsageError("Say which period to look at: --period A..B, or --policy POLICY.")
    chosen = read_period(period)
    say(f"Reading {shown(place)}")
    data = open_data(place, chosen, engine)
    keep_rejects(data, place)
    return chosen, data


def keep_rejects(data: Data, place: str) -> Path | None:
    """Write `rejects.csv` beside the data if any row was rejected; take an old one away.

    Of a database no row is kept, since there is no folder of the agency's own to keep it in.
    """
    from evenhand.sources import remembered_folder

    if not data.columns or not Path(place).is_dir():
        return None
    return remembered_folder.keep_rejects(data, place)


def check_tolerance(policy: Policy, data: Data) -> None:
    """Refuse data with more rejected rows than the policy tolerates in any table."""
    from evenhand.errors import TableError

    allowed = policy.tolerance.value
    named = data.rejects or data.rejects_stand
    where = "See rejects.csv beside the data" if named else "`evenhand check` says why"
    for table in data.table_counts:
        if table.rejected > allowed * table.read:
            most = f"more than the {float(allowed):.2%}" if allowed else "and not one is"
            raise TableError(
                f"{table.table}: {table.rejected:,} of {table.read:,} rows were rejected, {most} "
                f"tolerated by {policy.name}. {where}; mend the rows, or raise `tolerance` in the "
                "policy."
            )

"""`evenhand caseload`: cases per worker by a stated counting rule, against standards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from evenhand.figures.caseload import Counting, Watch
    from evenhand.policy import Policy
    from evenhand.reports.table import Table

#: Of a longer table no more rows are printed; --out writes them all.
SHOWN, LIKELIEST = 40, 10


@click.command()
@data_argument
@policy_option
@period_option
@click.option(
    "--by",
    "level",
    type=click.Choice(["state", "region", "zone", "branch", "unit"]),
    default="state",
    show_default=True,
    help="The groups to show; the state stands below them.",
)
@click.option("--counting", metavar="NAME", help="Only this counting rule of the policy.")
@click.option("--months", is_flag=True, help="Every month as well, and every fiscal year.")
@click.option("--out", metavar="DIR", help="Write figures.json, page, workbook and CSVs here.")
@counting_options
@json_option
def caseload(
    data: str,
    policy_name: str,
    period: str | None,
    level: str,
    counting: str | None,
    months: bool,
    out: str | None,
    engine: str,
    as_json: bool,
) -> None:
    r"""Say what workers carry, by which counting rule, and how that stands to the standards.

    \b
    Example:
        evenhand caseload tables --policy oregon-2000 --by region --out watch
    """
    from evenhand.policy import read_policy
    from evenhand.run import caseload as watched

    _check_place(out)
    _check_counting(read_policy(policy_name), counting)
    policy, tables = policy_and_data(policy_name, data, period, engine)
    say("Following caseloads from day to day")
    watch = watched(policy, tables)
    watch = watch.only(counting) if counting else watch
    if out:
        from evenhand.reports.caseload_folder import write_watch

        write_watch(watch, Path(out), policy.title)
    if as_json:
        show_json(watch)
        return
    _show(watch, level, months)
    if out:
        click.echo(f"Written: {out} (caseload.html, caseload.xlsx, figures.json, …)")


def _check_place(out: str | None) -> None:
    if out == "":
        raise click.BadParameter("name a folder", param_hint="--out")
    if out:
        from evenhand.reports.caseload_folder import check_figures_place

        check_figures_place(Path(out))


def _check_counting(policy: Policy, name: str | None) -> None:
    """Refuse a rule that the policy does not have, before any table is read."""
    from evenhand.sources.nearest import meant
    from evenhand.steps.watch_vetting import vetted

    known = vetted(policy).counting
    if name is not None and name not in known:
        there = meant(name, known) or f" There are: {', '.join(known)}."
        raise click.BadParameter(
            f"{policy.name} has no counting rule {name!r}.{there}", param_hint="--counting"
        )


def _show(watch: Watch, level: str, months: bool) -> None:
    from evenhand.explanation.caseload import few
    from evenhand.reports.caseload_answers import caseload_answers
    from evenhand.reports.caseload_tables import at_level, rule_said, standards_said
    from evenhand.reports.presenting import readable

    for counting in watch.countings:
        for line in caseload_answers(watch, counting):
            click.echo(line)
        for table in _tables(watch, counting, level, months):
            _show_table(table)
        for line in (*rule_said(counting), *standards_said(watch, counting)):
            click.echo(line)
    _show_beside(watch, level)
    shown = [load for rule in watch.countings for load in at_level(watch.loads, rule.name, level)]
    for note in (*few(shown), *watch.flags):
        click.echo(f"Note: {readable(note)}")
    for assumption in watch.assumptions:
        click.echo(f"Assumption: {readable(assumption)}")


def _show_beside(watch: Watch, level: str) -> None:
    """Who there is, what work came, and closures near month ends."""
    from evenhand.reports.caseload_beside import found_near, month_end_table
    from evenhand.reports.caseload_page import beside_tables, head_lines

    for line in head_lines(watch):
        click.echo(line)
    for table in beside_tables(watch, level):
        _show_table(table)
    if watch.month_ends:
        _show_table(month_end_table(watch), LIKELIEST)
        click.echo(found_near(watch))


def _tables(watch: Watch, counting: Counting, level: str, months: bool) -> list[Table]:
    from evenhand.reports.caseload_tables import (
        load_table,
        month_table,
        over_table,
        shares_table,
    )

    found = [load_table(watch, counting, level), over_table(watch, counting, level)]
    if level == "state":
        found = found[1:]
    elif len(found[1].rows) > SHOWN:
        shares = shares_table(watch, counting, level)
        found = [found[0], shares, over_table(watch, counting, "state")]
    if months:
        found.append(month_table(counting, level, watch.months, "month"))
        found.append(month_table(counting, level, watch.years, "year"))
    return found


def _show_table(table: Table, most: int = 0) -> None:
    """Print a table that has rows, and say how many it has beyond those printed."""
    from rich.console import Console

    from evenhand.reports.caseload_narrow import fitted
    from evenhand.reports.terminal import show_table

    most, console = most or SHOWN, Console()
    if table.rows:
        for part in fitted(replace(table, rows=table.rows[:most]), console.width):
            show_table(part, console)
    if (more := len(table.rows) - most) > 0:
        click.echo(f"Rows not shown: {more}; --out DIR writes them all.")

"""`evenhand redeploy`: from where staff are now to what a run gives, as moves in order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli.moving import beside_of, given_of, rules_of
from evenhand.cli.options import json_option, run_argument, say, show_json

if TYPE_CHECKING:
    from evenhand.figures import Result
    from evenhand.scenarios.moves.redeploying import Redeployment

#: Of a longer table no more rows are printed; --out writes them all.
SHOWN = 40
OBSTACLES = 8
COUNT = click.IntRange(min=0)


@click.command()
@run_argument()
@click.option("--staffing", metavar="FILE", help="Who is there: branch,program,filled,vacant,….")
@click.option("--data", metavar="DATA", help="Tables with workers and their statuses.")
@click.option("--people", metavar="FILE", help="People: worker,branch,program,years,moves,….")
@click.option("--attrition", metavar="PART", help="Part of the people who leave in a year: 0.12.")
@click.option("--travel", metavar="FILE", help="Minutes, not km: origin,destination,minutes.")
@click.option("--costs", metavar="FILE", help="What moves cost: what,cost.")
@click.option(
    "--cycles", default=1, show_default=True, type=click.IntRange(1, 40), help="How many, to 40."
)
@click.option(
    "--months", default=12, show_default=True, type=click.IntRange(1, 60), help="Of a cycle."
)
@click.option("--most-out", type=COUNT, metavar="N", help="Most a branch may lose in a cycle.")
@click.option("--most-in", type=COUNT, metavar="N", help="Most a branch may gain in a cycle.")
@click.option("--within", type=click.Choice(["region", "zone"]), help="Moves stay within one.")
@click.option("--farthest", type=click.FloatRange(0), metavar="D", help="In km, or in minutes.")
@click.option("--across-programs", is_flag=True, help="People may change program in their branch.")
@click.option("--starts", metavar="DATE", help="First day of the first cycle.  [default: as_of]")
@click.option("--out", metavar="DIR", help="Write plan, tables, map and page here.")
@json_option
def redeploy(run: str, out: str | None, as_json: bool, **asked: Any) -> None:
    r"""Plan who moves where: empty positions first, then as people leave, then people.

    People are named in DIR's plan.json and moves.csv only.

    \b
    Example:
        evenhand redeploy demo-run --attrition 0.12 --cycles 3 --out plan
    """
    from evenhand.explanation.in_force import not_in_force
    from evenhand.reports.reading_runs import read_result
    from evenhand.scenarios.moves.redeploying import redeploy as redeployed
    from evenhand.sources.runs import read_run

    _check_place(out)
    result, data = read_result(run), read_run(run).data
    rules = rules_of(data, asked)
    beside, notes = beside_of(result, data, asked)
    say("Planning")
    made = redeployed(result, data, rules, beside, **given_of(data, asked))
    told = (not_in_force(result),) if result.scenario else ()
    made = replace(made, plan=replace(made.plan, notes=(*told, *notes, *made.plan.notes)))
    _refuse_broken(made)
    if out:
        from evenhand.reports.plan_folder import write_plan

        write_plan(made, Path(out), _about(result))
    if as_json:
        _print_json(made)
        return
    _show(made)
    if out:
        click.echo(f"Written: {out} (plan.html, moves.csv, standing.csv, plan.json, …)")


def _check_place(out: str | None) -> None:
    if out == "":
        raise click.BadParameter("name a folder", param_hint="--out")
    if out:
        from evenhand.reports.plan_folder import check_plan_place

        check_plan_place(Path(out))


def _refuse_broken(made: Redeployment) -> None:
    """Refuse a plan that could not keep every rule: it says which, where and by how much."""
    from evenhand.errors import NotPossible
    from evenhand.explanation.redeployment import obstacle

    if made.plan.broken:
        told = [obstacle(each, made.names) for each in made.plan.broken]
        raise NotPossible("\n  ".join(("No plan keeps every rule, so nothing is planned.", *told)))


def _about(result: Result) -> dict[str, Any]:
    from evenhand.explanation.in_force import titled

    return {
        "title": titled(result, result.title),
        "policy": result.policy,
        "version": result.version,
        "as_of": str(result.as_of),
        "unit": str(result.unit),
    }


def _print_json(made: Redeployment) -> None:
    """Print the plan without anybody's pseudonym: they stand in the plan's own files."""
    from evenhand.explanation.redeployment import answer, reached
    from evenhand.scenarios.moves.redeploying import together

    plan = replace(made.plan, moves=tuple(together(made.plan)))
    show_json(
        {
            "answer": answer(plan, made.by_kind),
            "reached": reached(plan),
            "plan": plan,
            "costs": made.costs,
            "assumptions": made.assumptions,
        }
    )


def _show(made: Redeployment) -> None:
    from evenhand.explanation.redeployment import answer, obstacle, reached

    click.echo(answer(made.plan, made.by_kind))
    click.echo(reached(made.plan))
    for each in made.plan.blocking[:OBSTACLES]:
        click.echo(f"In the way: {obstacle(each, made.names)}")
    if (more := len(made.plan.blocking) - OBSTACLES) > 0:
        click.echo(f"In the way, not shown: {more}; --json tells them all.")
    _show_tables(made)
    for note in made.plan.notes:
        click.echo(f"Note: {note}")
    for assumption in made.assumptions:
        click.echo(f"Assumption: {assumption}")


def _show_tables(made: Redeployment) -> None:
    from evenhand.reports.move_tables import cost_table, moves_by_day, proof_table, standing_table
    from evenhand.reports.terminal import show_table

    tables = [*moves_by_day(made), standing_table(made), proof_table(made)]
    for table in [*tables, *([cost_table(made)] if made.costs else [])]:
        if table.rows:
            show_table(replace(table, rows=table.rows[:SHOWN]))
        if (more := len(table.rows) - SHOWN) > 0:
            click.echo(f"Rows not shown: {more}; --out DIR writes them all.")

"""`evenhand rotation replay`: a log rebuilt and verified, who is up, and what waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli.options import json_option, say, show_json
from evenhand.cli.rotating.asked import (
    check_drawn,
    check_known,
    events_until,
    log_argument,
    moment_of,
)

if TYPE_CHECKING:
    from evenhand.figures.rotation_judged import Reconciled
    from evenhand.steps.replaying import Stand


@click.command()
@log_argument
@click.option("--at", "when", metavar="MOMENT", help="As things stood then, not at the log's end.")
@click.option("--report", metavar="R", help="Why this report went where it went.")
@click.option("--unit", metavar="U", help="Everybody on this unit's list, and what waits there.")
@click.option("--intake", metavar="FILE", help="Hold the log against a list of reports (CSV).")
@click.option("--picture", metavar="F.svg", help="Draw the list of --unit into this file.")
@json_option
def replay(
    log: str,
    when: str | None,
    report: str | None,
    unit: str | None,
    intake: str | None,
    picture: str | None,
    as_json: bool,
) -> None:
    r"""Rebuild a rotation from its log, verify each decision, and say how things stand.

    Ends with 1 if an event does not follow from those before it, or if the intake's list
    and the log differ. The first line of the intake's list is report, or report,arrived_at.

    \b
    Example:
        evenhand rotation replay log.jsonl
    """
    from evenhand.rotation.reconciling import reconcile
    from evenhand.sources.intake_file import read_intake
    from evenhand.sources.rotation_log import read_log
    from evenhand.steps.replaying import how_it_stands

    check_drawn(picture)
    if picture is not None and unit is None:
        raise click.UsageError("A picture is of one unit's list: name it with --unit.")
    at = None if when is None else moment_of(when)
    reports = None if intake is None else read_intake(intake)
    say(f"Reading {log}")
    stand = how_it_stands(events_until(log, read_log(log), at), at)
    if unit is not None:
        check_known(unit, stand.lists, "unit", log)
    if report is not None:
        check_known(report, stand.reports, "report", log)
    beside = None if reports is None else reconcile(stand.replayed.state, reports)
    if picture is not None and unit is not None:
        _draw(stand, unit, Path(picture))
    if as_json:
        show_json(_plain(stand, unit, report, beside))
    else:
        _show(stand, unit, report)
        _show_intake(beside, intake)
        if picture is not None:
            click.echo(f"Drawn: {picture}")
    wrong = beside and (beside.missing or beside.unknown or beside.twice)
    raise SystemExit(1 if stand.faults or wrong else 0)


def _draw(stand: Stand, unit: str, place: Path) -> None:
    from evenhand.errors import RotationError
    from evenhand.explanation.rotation import moment
    from evenhand.reports.charts.strip import strip
    from evenhand.reports.picture_file import write_picture

    drawn = strip(unit, stand.lists[unit], stand.known, moment(stand.at))
    if drawn is None:
        raise RotationError(f"Nobody stood on the list of {unit} on {moment(stand.at)}.")
    write_picture(drawn, place)


def _show(stand: Stand, unit: str | None, report: str | None) -> None:
    from evenhand.reports.list_tables import faults_table, list_table, lists_table, waiting_table
    from evenhand.reports.rotation_answers import replay_answers, strip_answer
    from evenhand.reports.terminal import show_table
    from evenhand.steps.replaying import story

    if stand.faults:
        show_table(faults_table(stand.faults))
    for line in replay_answers(stand):
        click.echo(line)
    if report is not None:
        for line in story(stand, report):
            click.echo(line)
        return
    if unit is None:
        show_table(lists_table(stand.lists, stand.waiting_by_unit, stand.known))
    else:
        show_table(list_table(unit, stand.lists[unit], stand.known))
        click.echo(strip_answer(unit, stand.lists[unit], stand.known))
    waiting = [each for each in stand.waiting if unit in (None, each.report.unit)]
    if waiting:
        show_table(waiting_table(waiting, stand.at))


def _show_intake(beside: Reconciled | None, intake: str | None) -> None:
    if beside is None or intake is None:
        return
    from evenhand.reports.rotation_answers import intake_answers

    for line in intake_answers(beside, intake):
        click.echo(line)


def _plain(
    stand: Stand, unit: str | None, report: str | None, beside: Reconciled | None
) -> dict[str, Any]:
    """What is printed as JSON: always the whole verification, and what was asked for beside."""
    from evenhand.steps.replaying import story

    told: dict[str, Any] = {
        "at": stand.at,
        "events": stand.replayed.events,
        "decisions": len(stand.replayed.decisions),
        "faults": [{"line": line, "fault": fault} for line, fault in stand.faults],
        "lists": {
            name: list(people) for name, people in stand.lists.items() if unit in (None, name)
        },
        "waiting": [
            {
                "report": each.report.report,
                "unit": each.report.unit,
                "since": each.report.at,
                "after_hours": each.after_hours,
                "escalated_at": each.escalated_at,
            }
            for each in stand.waiting
            if unit in (None, each.report.unit)
        ],
    }
    if report is not None:
        told["report"] = {
            "decisions": [each for each in stand.replayed.decisions if each.report == report],
            "says": list(story(stand, report)),
        }
    return told if beside is None else told | {"intake": beside}

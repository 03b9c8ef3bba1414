"""`evenhand timestudy`: what caseworkers' time is spent on, from random moments of their days."""

from __future__ import annotations

import click

from evenhand.cli import Commands
from evenhand.cli.studying import ORDER


class Studying(Commands):
    """The subcommands are the files of `cli/studying/`, loaded only when asked for."""

    folder = "evenhand.cli.studying"
    order = ORDER


@click.group(cls=Studying)
def timestudy() -> None:
    r"""Plan, draw and read a survey of random moments: work, never a worker.

    Each subcommand prints JSON with --json.

    \b
    Example:
        evenhand timestudy shares tables --policy oregon-2000
    """

"""`evenhand rotation`: who is up, who was passed over and why, and whether it is fair."""

from __future__ import annotations

import click

from evenhand.cli import Commands
from evenhand.cli.rotating import ORDER


class Rotating(Commands):
    """The subcommands are the files of `cli/rotating/`, loaded only when asked for."""

    folder = "evenhand.cli.rotating"
    order = ORDER


@click.group(cls=Rotating)
def rotation() -> None:
    r"""The pending rotation: replay and verify a log, judge it, try rules on it.

    \b
    Example:
        evenhand rotation replay log.jsonl
    """

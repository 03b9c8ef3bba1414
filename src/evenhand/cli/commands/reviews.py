"""`evenhand reviews`: how far those who review calls and read cases can be relied on."""

from __future__ import annotations

import click

from evenhand.cli import Commands
from evenhand.cli.reviewing import ORDER


class Reviewing(Commands):
    """The subcommands are the files of `cli/reviewing/`, loaded only when asked for."""

    folder = "evenhand.cli.reviewing"
    order = ORDER


@click.group(cls=Reviewing)
def reviews() -> None:
    r"""Call review and case reading: agreement, raters, and what they do to positions.

    \b
    Example:
        evenhand reviews agreement tables --policy oregon-2000
    """

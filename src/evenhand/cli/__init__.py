"""The command line: one file a command, found by name and loaded only when asked for."""

from __future__ import annotations

from importlib import import_module

import click

from evenhand import __version__
from evenhand.cli.commands import ORDER


class Commands(click.Group):
    """A group whose commands are the files of `folder`, met in `order`."""

    folder = "evenhand.cli.commands"
    order: tuple[str, ...] = ORDER

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands in the order a user meets them."""
        return list(self.order)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words begin with; where there is none, the nearest is told."""
        if args[0] not in self.order and not ctx.resilient_parsing:
            from evenhand.sources.nearest import meant

            ctx.fail(f"There is no command {args[0]}.{meant(args[0], self.order)}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        """The command of that name, loaded now; None if there is none."""
        if cmd_name not in self.order:
            return None
        command: click.Command = getattr(import_module(f"{self.folder}.{cmd_name}"), cmd_name)
        # Docstrings are raw, so the mark that keeps an example's lines apart is two letters there.
        command.help = (command.help or "").replace("\\b\n", "\b\n")
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evenhand")
def evenhand() -> None:
    """Share out child-welfare casework staff fairly, and explain every number."""

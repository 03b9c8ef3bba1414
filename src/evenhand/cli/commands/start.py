"""`evenhand start`: blank tables, a policy to begin with, and a note of where they are."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from evenhand.cli.options import json_option, show_json


@click.command()
@click.argument("folder", metavar="DIR")
@json_option
def start(folder: str, as_json: bool) -> None:
    r"""Write blank tables, tables.yaml and a starter policy into a new folder.

    \b
    Example:
        evenhand start our-tables
    """
    from evenhand.policy.reading import policy_text
    from evenhand.sources.start import write_start

    files = write_start(folder)
    policy = Path(folder) / "policy.yaml"
    policy.write_text(starter(policy_text("oregon-2000")[1]), encoding="utf-8")
    files = [*files, policy]
    if as_json:
        show_json([str(file) for file in files])
        return
    click.echo(f"{len(files)} files in {folder}. Fill in the tables, then:")
    click.echo(f"  evenhand check {quote(folder)} --policy {quote(str(policy))}")


def starter(text: str) -> str:
    """A shipped policy as one's own to begin with: what is changed is no longer Oregon's."""
    lines = text.splitlines()
    own = {
        "name:": "name: our-policy",
        "title:": "title: Our policy, begun from oregon-2000",
        "version:": 'version: "1"',
    }
    body = [own.get(line.split(" ")[0], line) for line in lines if not line.startswith("#")]
    return "# Ours from here on: whatever is changed, its source or assumption changes too.\n" + (
        "\n".join(body) + "\n"
    )

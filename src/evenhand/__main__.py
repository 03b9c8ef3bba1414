"""Where `evenhand` starts: a user's mistake ends in a sentence, never in a traceback."""

from __future__ import annotations

import sys

import click

from evenhand.cli import evenhand
from evenhand.errors import EvenhandError


def main() -> None:
    """Run the command line; exit with 0 done, 1 bad data or infeasible, 2 usage."""
    try:
        evenhand(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except EvenhandError as error:
        click.echo(f"evenhand: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"evenhand: {where}{error.strerror or error}.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

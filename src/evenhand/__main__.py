"""Where `evenhand` starts: a user's mistake ends in a sentence, never in a traceback."""

from __future__ import annotations

import io
import signal
import sys
from typing import NoReturn

import click

from evenhand.cli import evenhand
from evenhand.errors import EvenhandError, discreet


def main() -> None:
    """Run the command line; exit with 0 done, 1 bad data or infeasible, 2 usage."""
    signal.signal(signal.SIGTERM, _stop)
    _write_utf8()
    try:
        evenhand(standalone_mode=False)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(discreet(said.getvalue()), nl=False, err=True)
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except EvenhandError as error:
        click.echo(f"evenhand: {discreet(str(error))}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"evenhand: {discreet(where)}{error.strerror or error}.", err=True)
        sys.exit(1)


def _stop(*_: object) -> NoReturn:
    """End as from an error, so that temporary copies of the tables are cleared away."""
    sys.exit(143)


def _write_utf8() -> None:
    """Write UTF-8 into a file or pipe whatever the locale: a minus sign must not end a run."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    main()

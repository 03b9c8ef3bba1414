"""Errors a manager can act on: what is wrong, where, and what would work.

Every error a user can cause is an `EvenhandError`. The command line prints its
sentence and ends with its exit code; anything else is our fault and may show a
traceback.
"""

from __future__ import annotations

import re

#: `user:password@`, as it may stand in a word that was meant for a URL.
SECRET = re.compile(r"((?:[A-Za-z][A-Za-z0-9+.-]*:/{0,2})?[^\s:/@]*:)\S+@")


def discreet(text: str) -> str:
    """The text with *** for whatever may be a password, however its URL was mistyped."""
    return SECRET.sub(r"\1***@", text)


class EvenhandError(Exception):
    """Something the user can put right. Its text is shown as it is."""

    exit_code = 1


class PolicyError(EvenhandError):
    """The policy file says something that cannot be meant."""


class TableError(EvenhandError):
    """The tables an agency handed over cannot feed what was asked of them."""


class NotPossible(EvenhandError):
    """No sharing out meets every bound; the text says which, and by how much."""


class RunError(EvenhandError):
    """A run folder is missing, damaged, or not what was asked for."""


class ScenarioError(EvenhandError):
    """A scenario asks for a change that cannot be made; the text names the change."""


class RotationError(EvenhandError):
    """A rotation's rule, log or arrivals cannot be meant; the text says where."""

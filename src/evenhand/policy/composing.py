"""A policy's text as YAML nodes, each knowing its line; text that is none is refused."""

from __future__ import annotations

import yaml

from evenhand.errors import PolicyError


def composed(file: str, text: str) -> yaml.Node | None:
    """The text's root; None where it says nothing. `file` is only what errors call it.

    Raises:
        PolicyError: It is not YAML, or its brackets stand within each other without end.
    """
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        raise PolicyError(
            f"{file}: brackets or lists stand within each other without end."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else file
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise PolicyError(f"{where}: this is not YAML: {problem}.") from None

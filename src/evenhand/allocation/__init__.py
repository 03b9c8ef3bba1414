"""Allocation: quotas in, whole positions out, to the last one and within every limit.

Each file in `methods/` is one method, and the file's name is the method's name. To add
a method, add a file. Nothing else needs editing: the catalogue finds it and every
property test runs on it at once.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from importlib import import_module

# The folder is imported first: the function of the same name, below, then stays on top.
from evenhand.allocation import methods as _methods
from evenhand.figures import Award, Limits

Method = Callable[[int, Mapping[str, Fraction], Mapping[str, Limits]], list[Award]]


@cache
def methods() -> dict[str, Method]:
    """Every method, by name: `method(positions, quotas, limits)`, awards by branch id.

    A method counts in units (whole, half or quarter positions); whoever calls it
    multiplies. A branch without limits may have any number. A method raises
    `NotPossible` where no sharing out meets every limit.
    """
    names = sorted(found.name for found in pkgutil.iter_modules(_methods.__path__))
    return {name: getattr(import_module(f"{_methods.__name__}.{name}"), name) for name in names}

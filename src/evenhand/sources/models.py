"""Models: coefficients kept in a file of their own, read back and written whole."""

from __future__ import annotations

import json
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

from evenhand.errors import TableError
from evenhand.figures import Model
from evenhand.figures.plain import from_plain, to_plain


def read_model(path: str | Path) -> Model:
    """The model in a file that `evenhand fit` wrote.

    Raises:
        TableError: There is no such file, or it holds no model.
    """
    try:
        return model_from(json.loads(Path(path).read_text("utf-8")))
    except OSError:
        raise TableError(
            f"There is no model {path}. `evenhand fit … --out {path}` writes one."
        ) from None
    except (KeyError, ValueError, TypeError, AttributeError, ZeroDivisionError):
        raise TableError(
            f"{path} holds no model: it is not JSON, or a part is missing or not what it was. "
            "`evenhand fit … --out FILE` writes one."
        ) from None


def model_from(plain: Any) -> Model:
    """The model that a file or a run's manifest says, its coefficients numbers every one.

    Raises:
        KeyError, ValueError, TypeError, AttributeError, ZeroDivisionError: It is no model.
    """
    model = from_plain(Model, plain)
    for part in model.parts:
        for each in part.coefficients:
            if not isinstance(each.value, str):
                raise TypeError(f"{each.name}: {each.value!r} is not a number kept as text")
            Fraction(each.value)
    return model


def write_model(model: Model, path: str | Path) -> None:
    """Write a model to a new file, whole or not at all.

    Raises:
        TableError: Something stands there already, or it cannot be written.
    """
    check_new(path)
    place = Path(path)
    partial = place.with_name(f".{place.name}.partial")
    try:
        partial.write_text(
            json.dumps(to_plain(model), indent=2, ensure_ascii=False) + "\n", "utf-8"
        )
        partial.replace(place)
    except OSError as problem:
        with suppress(OSError):
            partial.unlink()
        raise TableError(f"{place} cannot be written: {problem.strerror}.") from None


def check_new(path: str | Path) -> None:
    """Refuse a place where something stands, before any work is done for it.

    Raises:
        TableError: Something stands there already.
    """
    if Path(path).exists():
        raise TableError(f"{path} is there already. A model is never overwritten: name a new file.")

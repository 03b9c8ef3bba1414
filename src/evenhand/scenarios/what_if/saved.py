"""Saved: a scenario in a small file of its own; the same file and RUN give the same result."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evenhand.errors import ScenarioError
from evenhand.policy.nodes import advice

KEYS = ("name", "set", "seed", "draws")
EXAMPLE = "name: more for returns\nset:\n  - out_of_home.return_home=0.5\n"


@dataclass(frozen=True, slots=True)
class Saved:
    """A scenario as its file has it; without seed or draws those of the run are taken."""

    name: str
    changes: tuple[str, ...]
    seed: int | None = None
    draws: int | None = None


def read_saved(path: str | Path) -> Saved:
    """Read a scenario's file.

    Raises:
        ScenarioError: There is no such file, or it is no scenario.
    """
    try:
        told = yaml.safe_load(Path(path).read_text("utf-8"))
    except OSError as problem:
        raise ScenarioError(f"{path} cannot be read: {problem.strerror}.") from None
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError):
        raise ScenarioError(f"{path} is not YAML. A scenario is written so:\n{EXAMPLE}") from None
    if not isinstance(told, dict):
        raise ScenarioError(f"{path} is no scenario. One is written so:\n{EXAMPLE}")
    for key in told:
        if key not in KEYS:
            known = advice(list(KEYS), str(key))
            raise ScenarioError(f"{path}: nothing here is called {key!r}.{known}")
    lines = told.get("set")
    if not isinstance(lines, list) or not lines or not all(isinstance(each, str) for each in lines):
        raise ScenarioError(
            f"{path}: `set` wants a list of changes, each a line such as "
            "`out_of_home.return_home=0.5`."
        )
    name = str(told.get("name") or Path(path).stem)
    return Saved(name, tuple(lines), _whole(path, told, "seed", 0), _whole(path, told, "draws", 0))


def write_saved(saved: Saved, path: str | Path) -> None:
    """Write a scenario to a new file, whole or not at all; one that says the same may be there.

    Raises:
        ScenarioError: Something else is there already, or it cannot be written.
    """
    place = Path(path)
    told: dict[str, Any] = {"name": saved.name, "set": list(saved.changes)}
    told |= {key: n for key in ("seed", "draws") if (n := getattr(saved, key)) is not None}
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True)
    if place.exists() and not (place.is_file() and place.read_bytes() == text.encode()):
        raise ScenarioError(f"{place} is there already and says otherwise; name a new file.")
    partial = place.with_name(f".{place.name}.partial")
    try:
        partial.write_text(text, "utf-8", newline="\n")
        partial.replace(place)
    except OSError as problem:
        with suppress(OSError):
            partial.unlink()
        raise ScenarioError(f"{place} cannot be written: {problem.strerror}.") from None


def _whole(path: str | Path, told: dict[str, Any], key: str, least: int) -> int | None:
    given = told.get(key)
    if given is None:
        return None
    if type(given) is not int or given < least:
        raise ScenarioError(f"{path}: `{key}` is a whole number, {least} or more, not {given!r}.")
    return given

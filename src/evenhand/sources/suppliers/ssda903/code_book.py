"""The return's codes and their meanings here, as `ssda903.yaml` tells them; no code is in code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

#: What the import makes of a code.
STARTED, GOES_ON, RETURNED, SHORT_BREAKS = "started", "goes_on", "returned_home", "short_breaks"


@cache
def _told() -> Mapping[str, Any]:
    text = files(__package__ or "").joinpath("ssda903.yaml").read_text("utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return told


def codes(column: str) -> list[str]:
    """Every code the column may hold."""
    return list(_told()["columns"][column]["codes"])


def label(column: str) -> str:
    """What the column tells, in words."""
    return str(_told()["columns"][column]["label"]).lower()


def words(column: str) -> dict[str, str]:
    """Each code of the column, and what the import makes of it."""
    return {code: str(each["word"]) for code, each in _told()["columns"][column]["codes"].items()}


def counted() -> Mapping[str, Mapping[str, Any]]:
    """The readings counted here, since no measure can take them without a level."""
    found: dict[str, Mapping[str, Any]] = _told()["counted"]
    return found

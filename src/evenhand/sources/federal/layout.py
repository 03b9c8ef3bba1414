"""A coded layout: which element stands for which of our columns, and its codes as our words.

Read from the data file that bears the layout's name; a code whose word is empty means
missing, which is unknown and never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its name and number in the layout, and the column we make of it."""

    name: str
    number: int
    label: str
    column: str
    kind: str
    needed: bool = True
    feeds: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    no_county: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class CodedLayout:
    """A layout: its elements by our column, what stands for missing, and how days are written."""

    title: str
    elements: Mapping[str, Element]
    missing: tuple[str, ...]
    days: tuple[str, ...]
    counted: Mapping[str, Any]


@cache
def coded_layout(name: str) -> CodedLayout:
    """The layout of that name, `afcars` or `ncands`."""
    text = files("evenhand.sources.suppliers").joinpath(f"{name}.yaml").read_text("utf-8")
    said: dict[str, Any] = yaml.safe_load(text)
    elements = [_element(each, said["elements"][each]) for each in said["elements"]]
    return CodedLayout(
        said["title"],
        {each.column: each for each in elements},
        tuple(said["missing"]["values"]),
        tuple(said["days"]["forms"]),
        said.get("counted", {}),
    )


def _element(name: str, said: Mapping[str, Any]) -> Element:
    codes = {str(code): each for code, each in said.get("codes", {}).items()}
    words = {code: each["word"] for code, each in codes.items()}
    return Element(
        name,
        said["number"],
        said["label"],
        said["column"],
        said["kind"],
        said.get("needed", True),
        tuple(said.get("feeds", ())),
        {code: word for code, word in words.items() if word},
        {code: each["label"] for code, each in codes.items()},
        tuple(code for code, word in words.items() if not word),
        tuple(said.get("no_county", ())),
        said.get("least"),
        said.get("most"),
    )

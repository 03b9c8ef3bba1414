"""Turns YAML nodes into the dataclasses of the policy, by the dataclasses' own types.

To let a policy say something new, add a field to `document.py`; nothing here
changes. A key that no field bears is refused with the nearest one that exists.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from evenhand.errors import PolicyError
from evenhand.figures import Ages, Period
from evenhand.policy.stated import Value

#: Fields that the reader fills itself.
OWN = {"line", "file"}


@cache
def typed_fields(kind: type) -> dict[str, tuple[Any, Field[Any]]]:
    """A dataclass's fields that a policy may write, each with its resolved type."""
    hints = get_type_hints(kind)
    return {f.name: (hints[f.name], f) for f in fields(kind) if f.name not in OWN}


def optional(kind: Any) -> Any:
    """The X of `X | None`; any other type as it is."""
    if get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind):
        return next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def number(text: str) -> Fraction:
    """Read `29`, `0.3`, `1/4` or `5%` exactly.

    Raises:
        ValueError: The text is not such a number.
    """
    whole, percent, rest = text.partition("%")
    value = Fraction(whole.strip()) if not rest else None
    if value is None or "_" in text or "e" in text.lower():
        raise ValueError(text)
    return value / 100 if percent else value


#: How each plain kind is read from its text, and what to show when that fails.
SCALARS: dict[Any, tuple[Callable[[str], Any], str]] = {
    str: (str, "text"),
    Fraction: (number, "a number such as 29, 0.3, 1/4 or 5%"),
    date: (date.fromisoformat, "a date such as 2000-02-04"),
    Period: (Period.read, "a period such as 1998-01-01..1999-01-01"),
    Ages: (Ages.read, "ages in whole years such as 0-4, 13+ or 7"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Builds dataclasses from nodes of one file."""

    file: str

    def build(self, kind: Any, node: yaml.Node) -> Any:
        kind = optional(kind)
        if kind is Value or kind == Value:
            return self._value(node)
        if is_dataclass(kind) and isinstance(kind, type) and kind not in SCALARS:
            return self._record(kind, node)
        if get_origin(kind) is Mapping:
            inner = get_args(kind)[1]
            return {key: self.build(inner, child) for key, child in self._pairs(node).items()}
        if get_origin(kind) is tuple:
            return tuple(self.build(get_args(kind)[0], child) for child in self._list(node))
        return self._scalar(kind, node)

    def _record(self, kind: type, node: yaml.Node) -> Any:
        pairs, known = self._pairs(node), typed_fields(kind)
        for key, _ in node.value:
            if key.value not in known:
                self._refuse(key, f"nothing here is called {key.value!r}", list(known), key.value)
        for name, (_, each) in known.items():
            if name not in pairs and each.default is MISSING and each.default_factory is MISSING:
                self._refuse(node, f"{name!r} is missing from this {kind.__name__.lower()}")
        values = {key: self.build(known[key][0], child) for key, child in pairs.items()}
        return kind(**values, line=node.start_mark.line + 1)

    def _pairs(self, node: yaml.Node) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._refuse(
                node,
                "names with values are wanted here, as in `{value: 0.3, assumption: why}` or "
                "`{value: 29, source: who says so}`",
            )
        pairs: dict[str, yaml.Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "a name must be a plain word")
            if key.value in pairs:
                self._refuse(key, f"{key.value!r} stands here twice; keep one")
            pairs[key.value] = child
        return pairs

    def _list(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            self._refuse(node, "a list is wanted here, as in `[a, b]`")
        return list(node.value)

    def _scalar(self, kind: Any, node: yaml.Node) -> Any:
        read, example = SCALARS[kind]
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(node, f"{example} is wanted here")
        try:
            return read(node.value)
        except (ValueError, ZeroDivisionError):
            self._refuse(node, f"{node.value!r} is not {example}")

    def _value(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._one_value(child) for child in node.value)
        return self._one_value(node)

    def _one_value(self, node: yaml.Node) -> Fraction | str:
        text: str = self._scalar(str, node)
        try:
            return number(text)
        except (ValueError, ZeroDivisionError):
            return text

    def _refuse(
        self, node: yaml.Node, what: str, known: list[str] | None = None, given: str = ""
    ) -> Any:
        raise PolicyError(f"{self.file}:{node.start_mark.line + 1}: {what}.{advice(known, given)}")


def advice(known: list[str] | None, given: str) -> str:
    """What would work instead of `given`: the nearest known name, and all of them."""
    if not known:
        return ""
    near = get_close_matches(given, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return f"{meant} What may stand here: {', '.join(sorted(known))}."

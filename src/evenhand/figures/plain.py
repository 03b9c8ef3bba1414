"""Figures as plain JSON and back: fractions as text, days as text, nothing rounded."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from evenhand.figures.period import Period

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn a figure (any dataclass of this room) into what `json.dumps` takes.

    A fraction becomes its text (`7/2`), a period, a day and a moment theirs, a tuple a
    list; a dictionary or list of figures may hold them.
    """
    kind: Any = type(value)
    if kind in (datetime, time):
        return value.isoformat()
    if kind in _FROM_TEXT:
        return str(value)
    if kind in (str, int, float, bool, type(None)):
        return value
    if kind in (tuple, list):
        return [to_plain(inner) for inner in value]
    if kind is dict:
        return {name: to_plain(inner) for name, inner in value.items()}
    return {name: to_plain(getattr(value, name)) for name in _names(kind)}


def from_plain(kind: type[T], value: Any) -> T:
    """Turn what `to_plain` made back into a `kind`.

    Raises:
        KeyError, TypeError, ValueError: `value` is not what `to_plain` makes of one.
    """
    made: T = _build(kind, value)
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if value is None else _build(inner, value)
    if get_origin(kind) is Mapping:
        return _mapping(get_args(kind), value)
    if get_origin(kind) is list:
        return [_build(get_args(kind)[0], each) for each in value]
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if kind in _FROM_TEXT:
        return _FROM_TEXT[kind](value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], each) for name, each in value.items()})
    return value


def _tuple(inner: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if inner[-1] is Ellipsis:
        return tuple(_build(inner[0], each) for each in value)
    return tuple(_build(of, each) for of, each in zip(inner, value, strict=True))


def _mapping(inner: tuple[Any, ...], value: Any) -> dict[Any, Any]:
    """Names as they are; whole numbers, which JSON writes as names, as numbers again."""
    of_key, of = inner
    return {of_key(key): _build(of, each) for key, each in value.items()}


_FROM_TEXT: dict[Any, Callable[[str], Any]] = {
    Fraction: Fraction,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    Period: Period.read,
}

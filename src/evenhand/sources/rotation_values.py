"""The values of a rotation's log: how each type is read from JSON, checked, and written again.

A reader refuses a value by raising ValueError with what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, time
from typing import Any

from evenhand.figures.rotation import RotationRule, SkipReason

Read = Callable[[Any], Any]


def snake(name: str) -> str:
    """A class's name as a kind: ReportArrived is report_arrived."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def plain(thing: Any) -> dict[str, Any]:
    """A dataclass as JSON values; what stands at its default is left out."""
    return {
        each.name: _plain(value)
        for each in fields(thing)
        if (value := getattr(thing, each.name)) != each.default or each.default is MISSING
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes") if not (value.second or value.microsecond) else str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return plain(value) if is_dataclass(value) else value


def _exactly(kind: type, wanted: str) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(wanted)
        return value

    return read


_text, _whole, _yes = (
    _exactly(str, "text"),
    _exactly(int, "a whole number"),
    _exactly(bool, "true or false"),
)


def _moment(value: Any) -> datetime:
    wanted = "a moment without a zone, such as 2026-01-05T09:30:00,"
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(wanted) from None
    if moment.tzinfo is not None:
        raise ValueError(wanted)
    return moment


def _time(value: Any) -> time:
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("a time such as 09:00") from None


def _or_none(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _many(read: Read, wanted: str) -> Read:
    def read_all(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise ValueError(wanted)
        return tuple([read(each) for each in value])

    return read_all


def _texts(value: Any) -> tuple[str, ...]:
    if type(value) is not list or not set(map(type, value)) <= {str}:
        raise ValueError("a list of texts")
    return tuple(value)


def _pair(value: Any) -> tuple[str, str]:
    first, second = _texts(value)
    return first, second


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    try:
        return tuple([_pair(each) for each in value])
    except (TypeError, ValueError):
        raise ValueError("a list of pairs of texts") from None


def _record(kind: type[Any]) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise ValueError(f"a {snake(kind.__name__)} as names with values")
        reads = {each.name: READS[str(each.type)] for each in fields(kind)}
        for name in value:
            if name not in reads:
                raise ValueError(f"a {snake(kind.__name__)} without {name!r}")
        try:
            return kind(**{name: reads[name](each) for name, each in value.items()})
        except TypeError:
            raise ValueError(f"a whole {snake(kind.__name__)}") from None

    return read


#: How a field is read, by its type as the dataclass writes it.
READS: dict[str, Read] = {
    "str": _text,
    "int": _whole,
    "bool": _yes,
    "datetime": _moment,
    "int | None": _or_none(_whole),
    "bool | None": _or_none(_yes),
    "time | None": _or_none(_time),
    "tuple[str, ...]": _texts,
    "tuple[int, ...]": _many(_whole, "a list of whole numbers"),
    "tuple[tuple[str, str], ...]": _pairs,
    "tuple[SkipReason, ...]": _many(_record(SkipReason), "a list of reasons"),
    "RotationRule": _record(RotationRule),
}

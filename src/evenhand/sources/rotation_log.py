"""Reads and writes the rotation's log: JSON Lines, one event a line, in the order it happened.

`kind` is the event's class in small letters (report_arrived); fields left at their default
are not written. What was read is written again as the same bytes.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from evenhand.errors import RotationError
from evenhand.figures import rotation
from evenhand.figures.rotation import Event
from evenhand.figures.rotation_bounds import BOUNDS
from evenhand.sources.rotation_values import READS, plain, snake


class Kind(NamedTuple):
    """How one kind of event is read: each field's reader, what it needs, and what it may say."""

    make: type[Event]
    reads: dict[str, Any]
    needed: frozenset[str]
    bounds: Callable[[Any], str] | None


def _kind(make: type[Event]) -> Kind:
    own = fields(make)
    needed = frozenset(each.name for each in own if _is_needed(each))
    reads = {each.name: READS[str(each.type)] for each in own}
    return Kind(make, reads, needed, BOUNDS.get(make))


def _is_needed(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


#: `json.loads` without its guesses at the encoding, which take as long as the reading itself.
_decode = json.JSONDecoder().raw_decode
#: Every kind of event by the name it has in a log. The module is asked and not the class,
#: which still knows the classes that `slots=True` has put others in place of.
KINDS: dict[str, Kind] = {
    snake(name): _kind(make)
    for name, make in vars(rotation).items()
    if isinstance(make, type) and issubclass(make, Event) and make is not Event
}


def read_log(path: Path | str) -> list[Event]:
    """The events of a log, in its order.

    Raises:
        RotationError: With file, line, what is wrong, and what would work.
    """
    file = Path(path)
    if not file.is_file():
        what = "a folder, not a log" if file.is_dir() else "not there"
        raise RotationError(f"{file} is {what}. Give the file of a log, one JSON event a line.")
    collecting = gc.isenabled()
    gc.disable()  # all that is made here is kept, so looking for garbage finds none
    try:
        events = list(_events(file))
    finally:
        if collecting:
            gc.enable()
    if not events:
        raise RotationError(f"{file} is empty. A log begins with a rule_changed event.")
    return events


def write_log(path: Path | str, events: Iterable[Event]) -> None:
    """Write a log, whole or not at all."""
    file = Path(path)
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=f".{file.name}.", delete=False
    ) as beside:
        try:
            beside.writelines(f"{line_of(event)}\n" for event in events)
        except BaseException:
            Path(beside.name).unlink()
            raise
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(file)


def line_of(event: Event) -> str:
    """One event as the log writes it."""
    record = {"kind": snake(type(event).__name__), **plain(event)}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _events(file: Path) -> Iterator[Event]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield event_of(line)
            except UnicodeDecodeError:
                raise RotationError(f"{file.name}:{number}: this is not UTF-8 text.") from None
            except json.JSONDecodeError as error:
                what = f"this is not JSON: {error.msg} at character {error.colno}"
                raise RotationError(f"{file.name}:{number}: {what}.") from None
            except RotationError as error:
                raise RotationError(f"{file.name}:{number}: {error}") from None


def event_of(line: bytes | str) -> Event:
    """One line of a log as an event."""
    text = line.decode() if isinstance(line, bytes) else line
    record, end = _decode(text)
    if text[end:].strip():
        raise json.JSONDecodeError("something follows the event", text, end)
    if not isinstance(record, dict):
        raise RotationError('An event is written as names with values: {"kind": …, "seq": …}.')
    name = record.pop("kind", None)
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise RotationError(f"There is no event of kind {name!r}. Kinds: {', '.join(KINDS)}.")
    reads = kind.reads
    try:
        values = {key: reads[key](value) for key, value in record.items()}
    except (KeyError, TypeError, ValueError):
        raise RotationError(_fault(kind, record)) from None
    if not kind.needed <= values.keys():
        missing = ", ".join(sorted(kind.needed - values.keys()))
        raise RotationError(f"A {name} event needs {missing} too.")
    event = kind.make(**values)
    wrong = kind.bounds(event) if kind.bounds else ""
    if wrong:
        raise RotationError(wrong)
    return event


def _fault(kind: Kind, record: dict[str, Any]) -> str:
    """Which field could not be read, said after the fact: reading itself stays quick."""
    for key, value in record.items():
        if key not in kind.reads:
            return f"Nothing here is called {key!r}. What may stand here: {', '.join(kind.reads)}."
        try:
            kind.reads[key](value)
        except (KeyError, TypeError, ValueError) as error:
            return f"{key} is {json.dumps(value, ensure_ascii=False)}; {error.args[0]} is wanted."
    return "The event cannot be read."

"""How each entry of a rotation rule is read, and what is wanted where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from fractions import Fraction
from typing import Any, NamedTuple

from evenhand.policy.stated import Value

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YES_NO = {"yes": True, "no": False}


class Entry(NamedTuple):
    """An entry's reader, which raises where it cannot read, and what would work in words."""

    read: Callable[[Any], Any]
    wanted: str


def whole(value: Value, least: int) -> int:
    """A whole number from `least` upwards.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(value, Fraction) or value.denominator != 1 or value < least:
        raise ValueError(value)
    return int(value)


def _from(least: int) -> Entry:
    return Entry(lambda value: whole(value, least), f"a whole number from {least} upwards")


def _one_of(*words: str) -> Entry:
    return Entry(lambda value: words[words.index(value)], " or ".join(words))


def _each_of(*words: str, read: Callable[[str], Any]) -> Entry:
    def read_all(value: Value) -> tuple[Any, ...]:
        every = value if isinstance(value, tuple) else (value,)
        if len(set(every)) < len(every):
            raise ValueError(value)
        return tuple(read(words[words.index(str(each))]) for each in every)

    return Entry(read_all, f"a list of {', '.join(words)}, each once at most")


_YES = Entry(YES_NO.__getitem__, "yes or no")
_TIME = Entry(time.fromisoformat, "a time such as 09:00")

#: Every entry that a rule may make, beside its version, day, words and reasons.
READ: dict[str, Entry] = {
    "order": _one_of("strict", "cases", "minutes"),
    "owed_most": _from(0),
    "open_most": _from(1),
    "training_most": _from(1),
    "new_most": _from(1),
    "new_days": _from(1),
    "cooling_days": _from(0),
    "cooling_owed": _YES,
    "sibling_first": _YES,
    "previous_first": _YES,
    "spill": _each_of("zone", "borough", read=str),
    "office_days": _each_of(*DAYS, read=DAYS.index),
    "opens": _TIME,
    "closes": _TIME,
    "escalate_hours": _from(1),
    "override_counts": _YES,
    "returned_counts": _YES,
    "round_minutes": _from(1),
}

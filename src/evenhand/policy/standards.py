"""Caseload standards: dated limits on what one worker carries, as data, each with its source.

A standard is judged in its own way: as many open at a time, as many new in a month, parts
of several limits, or days on end. Nothing here says that a standard was in force anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.figures.placeholder import says_nothing
from evenhand.policy.composing import composed
from evenhand.policy.nodes import Reader
from evenhand.policy.stated import Stated

#: Open at a time; new in a month; parts of several limits; children at a time; days on end over.
KINDS = ("stock", "flow", "mixed", "children", "spell")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Stated):
    """One limit of a standard. `says` is a whole sentence; `cases` are the kinds it limits.

    `full_load` says, for a mixed limit, how many cases of each kind alone are a full load.
    `active` is yes where a flow counts the cases carried into the month as well. `days` are
    those on end of a spell.
    """

    kind: str
    says: str
    cases: tuple[str, ...] = ()
    most: Fraction = Fraction(1)
    full_load: Mapping[str, Fraction] = field(default_factory=dict)
    active: str = "no"
    days: Fraction = Fraction(0)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of case that it limits, together."""
        return frozenset(self.full_load) or frozenset(self.cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One standard, whole. `since` is the first day on which its source shows it in force."""

    name: str
    title: str
    limits: Mapping[str, Limit]
    since: date | None = None
    until: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One limit under the name by which a policy asks for it, and from when to when it held."""

    name: str
    title: str
    limit: Limit
    since: date | None
    until: date | None


def yardsticks(norm: Norm) -> Iterator[Yardstick]:
    """The limits of a standard; one that stands alone bears the standard's own name."""
    for name, limit in norm.limits.items():
        whole = norm.name if len(norm.limits) == 1 else f"{norm.name}.{name}"
        yield Yardstick(whole, norm.title, limit, norm.since, norm.until)


@cache
def norms() -> dict[str, Norm]:
    """The shipped standards, by name."""
    found = files("evenhand.policies").joinpath("standards").iterdir()
    read = (read_norm(each.name, each.read_text("utf-8")) for each in found)
    return {norm.name: norm for norm in sorted(read, key=lambda norm: norm.name)}


def read_norm(file: str, text: str) -> Norm:
    """Read one standard from its text; `file` is what errors call it.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    node = composed(file, text)
    if node is None:
        raise PolicyError(f"{file}: the standard is empty.")
    norm: Norm = Reader(file).build(Norm, node)
    for limit in norm.limits.values():
        _check(file, limit)
    return norm


def _check(file: str, limit: Limit) -> None:
    if bool(limit.source) == bool(limit.assumption) or says_nothing(limit.reference):
        _refuse(file, limit, "a limit has a source or an assumption, and only one of them")
    if limit.kind not in KINDS:
        _refuse(file, limit, f"a limit is of kind {', '.join(KINDS)}, not {limit.kind!r}")
    if (limit.kind == "mixed") != bool(limit.full_load) or not limit.kinds:
        _refuse(file, limit, "a mixed limit says `full_load`, any other says which `cases`")
    if any(n.denominator != 1 or n < 1 for n in (limit.most, *limit.full_load.values())):
        _refuse(file, limit, "a limit is a whole number from 1 upwards")
    if (limit.kind == "spell") != (limit.days > 0) or limit.days.denominator != 1:
        _refuse(file, limit, "a spell, and nothing else, has a whole number of `days`")
    if limit.active not in ("yes", "no") or (limit.active == "yes" and limit.kind != "flow"):
        _refuse(file, limit, "active is yes or no, and yes only for a flow")


def _refuse(file: str, limit: Limit, what: str) -> NoReturn:
    raise PolicyError(f"{file}:{limit.line}: {what}.")

"""A change: one line of a scenario, read into what it changes, to what, and who gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from evenhand.errors import ScenarioError
from evenhand.policy.nodes import advice, number
from evenhand.policy.stated import Number, Parameter, Stated, Value, Word

LINE = re.compile(
    r"(?P<path>[^=\s]+)\s*=\s*(?P<value>\S.*?)(?:\s+from\s+(?P<giver>\S+))?(?:\s+at\s+(?P<at>\S+))?"
)
#: The last word of a line that sets the return dial, and of one that names an influence outright.
RHO, INFLUENCE = "rho", "influence"


@dataclass(frozen=True, slots=True)
class Change:
    """One line: `path` is what it changes, `giver` who gives for it, `at` the state's rate.

    `scenario` and `place` (lines are numbered on from the scenario it stands upon) say who
    answers for what it changes.
    """

    scenario: str
    place: int
    line: str
    path: tuple[str, ...]
    value: str
    giver: str = ""
    at: str = ""

    def number(self) -> Fraction:
        """The value as an exact number.

        Raises:
            ScenarioError: It is none.
        """
        try:
            return number(self.value)
        except (ValueError, ZeroDivisionError):
            self.refuse(f"{self.value!r} is not a number such as 0.3, 1/4 or 5%.")

    def refuse(self, why: str, known: Sequence[str] = (), given: str = "") -> NoReturn:
        """Refuse this line, saying why and what may stand there."""
        raise ScenarioError(f"{self.line}: {why}{advice(list(known), given)}")

    def to_number(self, old: Number | None, value: Fraction, how: str = "") -> Number:
        """`old` with another value, answered for by the scenario; itself where nothing changes."""
        if old is not None and old.value == value:
            return old
        return Number(value=value, assumption=self._why(old, value, how), line=-self.place)

    def to_word(self, old: Word | None, value: str) -> Word:
        """`old` with another word, answered for by the scenario."""
        if old is not None and old.value == value:
            return old
        return Word(value=value, assumption=self._why(old, value), line=-self.place)

    def to_parameter(self, old: Parameter | None) -> Parameter:
        """`old` with the line's value, answered for by the scenario."""
        value = read_value(self.value)
        if old is not None and old.value == value:
            return old
        return Parameter(value=value, assumption=self._why(old, value), line=-self.place)

    def _why(self, old: Stated | None, value: Value, how: str = "") -> str:
        before = "none" if old is None else shown(getattr(old, "value", ""))
        return f"scenario {self.scenario}: {shown(value)} instead of {before}{how}"


def read_change(scenario: str, place: int, line: str) -> Change:
    """Read one line such as `out_of_home.return_home=0.5 from vulnerability`.

    Raises:
        ScenarioError: It is no such line.
    """
    found = LINE.fullmatch(line.strip())
    if not found:
        raise ScenarioError(
            f"{line!r} is no change. Write what changes, = and the value: "
            "`out_of_home.return_home=0.5`, `positions=+20`, `split.out_of_home=1/2`, "
            "`out_of_home.least=3`, `method=adams`."
        )
    path = tuple(found["path"].split("."))
    others = found["giver"] or "", found["at"] or ""
    return Change(scenario, place, line.strip(), path, found["value"], *others)


def read_changes(scenario: str, lines: Iterable[str], first: int = 1) -> list[Change]:
    """Read every line of a scenario, numbered from `first`; no two may change the same thing.

    Raises:
        ScenarioError: A line is no change, or changes what another has changed.
    """
    changes = [read_change(scenario, place, line) for place, line in enumerate(lines, first)]
    seen: dict[tuple[str, ...], Change] = {}
    for each in changes:
        path = each.path[:2] if each.path[2:] == (INFLUENCE,) else each.path
        if path in seen:
            each.refuse(f"{seen[path].line} changes the same already; keep one of the two.")
        seen[path] = each
    return changes


def read_value(text: str) -> Value:
    """A number, a word, or a list of them, as a policy would be read."""
    if text.startswith("[") and text.endswith("]"):
        return tuple(_one(part.strip()) for part in text[1:-1].split(",") if part.strip())
    return _one(text)


def _one(text: str) -> Fraction | str:
    try:
        return number(text)
    except (ValueError, ZeroDivisionError):
        return text


def shown(value: Value) -> str:
    """A value for people: a number as a decimal where three digits or fewer say it all, else both.

    `0.5`, `yes`, and `0.357 (5/14)`.
    """
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, str):
        return value
    short = f"{float(value):g}"
    return short if Fraction(short) == value else f"{float(value):.3g} ({value})"

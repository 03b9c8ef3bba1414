"""`figures.json`: a list of recorded figures, one a line.

`value` is exact, as text (`2113/300`); `number` is the same to six decimals, for whoever
reads no fractions. What has no value has none in either, and says why in `note`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from evenhand.figures.plain import to_plain
from evenhand.figures.recorded import Recorded
from evenhand.reports.numerals import decimal_text

FIGURES = "figures.json"
#: What every figure of such a file has; a file without them is somebody else's.
ALWAYS = ("what", "value", "number", "unit", "population", "as_of", "counting_rule", "source")
#: What a figure has only where there is something to say.
MAY = ("standard", "printed", "within", "note")
PLACES = 6


def recorded_plain(figure: Recorded) -> dict[str, Any]:
    """One figure as plain JSON, in the order in which it is read."""
    told = to_plain(figure) | {"number": _number(figure.value)}
    names = (*ALWAYS[:6], "period", *ALWAYS[6:], *MAY)
    return {name: told[name] for name in names if name not in MAY or told[name]}


def _number(value: Fraction | None) -> int | float | None:
    if value is None or value.denominator == 1:
        return None if value is None else int(value)
    return float(decimal_text(value, PLACES))


def figures_json(figures: Iterable[Recorded]) -> bytes:
    """Write the list. The same figures give the same bytes."""
    told = (json.dumps(recorded_plain(figure), ensure_ascii=False) for figure in figures)
    return ("[\n" + ",\n".join(told) + "\n]\n").encode()


def are_figures(text: str) -> bool:
    """Whether this is such a list: every member with the names of a recorded figure."""
    try:
        plain = json.loads(text)
    except ValueError:
        return False
    return isinstance(plain, list) and all(_is_figure(each) for each in plain)


def _is_figure(each: Any, needed: Sequence[str] = ALWAYS) -> bool:
    return isinstance(each, dict) and set(needed) <= set(each)

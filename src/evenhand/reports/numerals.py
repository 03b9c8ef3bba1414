"""Numerals: exact fractions as the text people read, rounded once, half to even.

No number passes through a float on its way to a page or a CSV file.
"""

from __future__ import annotations

from fractions import Fraction

MINUS = "−"


def decimal_text(value: Fraction, places: int) -> str:
    """Write `value` with exactly `places` decimals, plain enough for a machine to read."""
    units = round(value * 10**places)
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def trimmed_text(value: Fraction, most: int = 12) -> str:
    """Write `value` with up to `most` decimals and none that say nothing: 12, 3.5, 0.25."""
    text = decimal_text(value, most)
    return text.rstrip("0").rstrip(".") if "." in text else text


def positions_text(value: Fraction) -> str:
    """Write a count of positions for a reader: 1,204 or 3.5 or −2."""
    return _grouped(trimmed_text(value, 2))


def span_text(low: Fraction, high: Fraction) -> str:
    """Write from where to where positions lie: 16–18, or 16 where it is one number."""
    ends = positions_text(low), positions_text(high)
    return ends[0] if low == high else "–".join(ends)


def quota_text(value: Fraction) -> str:
    """Write a quota for a reader, always with two decimals, so that columns line up."""
    return _grouped(decimal_text(value, 2))


def change_text(value: Fraction) -> str:
    """Write a difference for a reader, always with its sign: +3, −1.5, and 0 for none."""
    return _signed(_grouped(trimmed_text(value, 2)))


def pull_text(value: Fraction) -> str:
    """Write a pull for a reader, with its sign and one decimal: +2.0, −0.4, and 0.0 for none."""
    return _signed(_grouped(decimal_text(value, 1)))


def moved_text(value: Fraction) -> str:
    """Write positions moved, always with one decimal: 1,097.4."""
    return _grouped(decimal_text(value, 1))


def share_text(value: Fraction) -> str:
    """Write a share as a percentage: 29%."""
    return f"{trimmed_text(value * 100, 1)}%"


def points_text(value: Fraction) -> str:
    """Write a share to a hundredth of a point, so that rare ones and errors show: 0.46%."""
    return f"{decimal_text(value * 100, 2)}%"


def figure_text(value: Fraction) -> str:
    """Write any figure: two decimals from one upwards, four digits that count below it."""
    places = 2
    if abs(value) < 1 and value:
        places = 4
        while abs(value) * 10 ** (places - 3) < 1 and places < 12:
            places += 1
    return _grouped(trimmed_text(value, places))


def _signed(text: str) -> str:
    return text if text in ("0", "0.0") or text.startswith(MINUS) else f"+{text}"


def _grouped(text: str) -> str:
    whole, point, rest = text.removeprefix("-").partition(".")
    return (MINUS if text.startswith("-") else "") + f"{int(whole):,}{point}{rest}"

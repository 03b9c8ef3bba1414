"""A cell as the text that a CSV file would hold in its place, or why there is none.

A day is YYYY-MM-DD, and a moment keeps its time. A whole number has no point, and any
other every decimal that the file holds. A formula is what it came to when last saved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from evenhand.sources.rows.xlsx.formats import PLAIN, Shown
from evenhand.sources.rows.xlsx.shared_text import LONGEST_CELL, SharedTexts, unescaped

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
WHOLE = re.compile(r"-?[0-9]+")

#: Kinds of cell that keep their text as it is written.
WORDS = ("str", "inlineStr")

#: Digits of a number that spreadsheet programs keep; those after them may be made up.
DIGITS = 15

#: The day after 9999-12-31, as a number.
LAST = 2_958_466

#: The day that the 1900 system counts and the calendar does not have: 1900-02-29.
NO_DAY = 60

MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?Z?$")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that says nothing that can be used: what is shown of it, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellText:
    """Turns what the file keeps of a cell into its text."""

    texts: SharedTexts
    styles: tuple[Shown, ...]
    from_1904: bool

    def of(self, kind: str, style: str, kept: str, formula: bool) -> str | Unreadable:
        """The text of a cell, without blanks around it; empty where it holds nothing.

        `kind` is what the file says that `kept` is: s a text's number, b true or false,
        e an error, d a day, n or nothing a number, anything else the text itself.
        """
        kept = kept if kind in WORDS else kept.strip()
        if kind == "e":
            return Unreadable(kept, f"holds the error {kept}; mend its formula")
        if formula and not kept and kind != "str":
            why = "is a formula saved without its value; open the file in a spreadsheet program"
            return Unreadable("", f"{why}, and save it")
        text = self._words(kind, kept) if kind not in ("", "n") else self._number(style, kept)
        if isinstance(text, str) and len(text) > LONGEST_CELL:
            return Unreadable(f"{text[:60]}…", f"is longer than {LONGEST_CELL:,} letters")
        return text

    def _words(self, kind: str, kept: str) -> str:
        if kind == "s":
            return self.texts[kept].strip(" \t")
        if kind == "b":
            return {"1": "true", "0": "false"}.get(kept, kept)
        if kind == "d":
            return MIDNIGHT.sub("", kept)
        return unescaped(kept).strip(" \t")

    def _number(self, style: str, kept: str) -> str | Unreadable:
        if len(kept) > 400 or not NUMBER.fullmatch(kept):
            return kept
        shown = self._shown(style)
        if (shown.as_day or shown.as_length) and 0 <= float(kept) < LAST:
            return self._time(float(kept), shown)
        return _digits(kept, shown.digits)

    def _shown(self, style: str) -> Shown:
        at = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0
        return self.styles[at] if at < len(self.styles) else PLAIN

    def _time(self, number: float, shown: Shown) -> str | Unreadable:
        """A day, a moment, or a time alone, to the thousandth of a second."""
        days, thousandths = divmod(round(number * 86_400_000), 86_400_000)
        clock = _clock(thousandths)
        if shown.as_length:
            hours, rest = clock.split(":", 1)
            return f"{days * 24 + int(hours)}:{rest}"
        if self.from_1904:
            return _moment(date(1904, 1, 1), days, clock)
        if days == 0:
            return clock
        if days == NO_DAY:
            return Unreadable("1900-02-29", "is no day of the calendar")
        return _moment(date(1899, 12, 31), days - (days > NO_DAY), clock)


def _clock(thousandths: int) -> str:
    seconds, rest = divmod(thousandths, 1000)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{clock}.{rest:03}" if rest else clock


def _moment(first: date, days: int, clock: str) -> str:
    try:
        day = (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return str(days)
    return day if clock == "00:00:00" else f"{day} {clock}"


def _digits(kept: str, zeros: int) -> str | Unreadable:
    if WHOLE.fullmatch(kept):
        whole = kept
    else:
        value = float(kept)
        if not value.is_integer():
            return kept if value in (float("inf"), float("-inf")) else _decimals(value)
        whole = str(int(value))
    if len(whole.lstrip("-0")) > DIGITS:
        why = f"is a number of more than {DIGITS} digits, which spreadsheets do not keep"
        return Unreadable(whole, f"{why}; write it anew in a cell formatted as text")
    return whole.zfill(zeros)


def _decimals(value: float) -> str:
    return format(Decimal(repr(value)), "f")

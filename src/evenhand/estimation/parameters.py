"""What a score's parameter may be; said once, for the policy's reader and for the score."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Value = Fraction | str | tuple[Fraction | str, ...]


@dataclass(frozen=True, slots=True)
class Takes:
    """One of some `words`, or where there are none a number of at least 0.

    `meaning` says what the parameter is; `above_nothing` that 0 itself will not do;
    `or_number` that a number may stand where a word may.
    """

    meaning: str
    words: tuple[str, ...] = ()
    above_nothing: bool = False
    or_number: bool = False

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        number = "a number above 0" if self.above_nothing else "a number, 0 or more"
        if not self.words:
            return number
        *most, last = (*self.words, number) if self.or_number else self.words
        return f"{', '.join(most)} or {last}"

    def fits(self, value: Value) -> bool:
        """Whether `value` is such a word, or such a number."""
        if self.words and (isinstance(value, str) or not self.or_number):
            return value in self.words
        if not isinstance(value, Fraction):
            return False
        return value > 0 if self.above_nothing else value >= 0


def shown(value: Value) -> str:
    """A value as a policy would write it."""
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)

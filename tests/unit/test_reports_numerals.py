"""How numbers are written: exact, rounded once, half to even, with a true minus for readers."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.reports.numerals import (
    change_text,
    decimal_text,
    figure_text,
    moved_text,
    positions_text,
    pull_text,
    quota_text,
    share_text,
    trimmed_text,
)


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (positions_text, F(12), "12"),
        (positions_text, F(7, 2), "3.5"),
        (positions_text, F(1, 4), "0.25"),
        (positions_text, F(35296), "35,296"),
        (positions_text, F(-3), "−3"),
        (quota_text, F(5, 2), "2.50"),
        (quota_text, F(12345, 10), "1,234.50"),
        (change_text, F(3), "+3"),
        (change_text, F(-3, 2), "−1.5"),
        (change_text, F(0), "0"),
        (pull_text, F(2), "+2.0"),
        (pull_text, F(-1, 100), "0.0"),
        (moved_text, F(10974, 10), "1,097.4"),
        (share_text, F(29, 100), "29%"),
        (share_text, F(1, 3), "33.3%"),
        (figure_text, F(1, 3), "0.3333"),
        (figure_text, F(1, 3000), "0.0003333"),
        (figure_text, F(420), "420"),
        (figure_text, F(0), "0"),
    ],
)
def test_a_number_is_written_as_a_reader_expects(write, value, text):
    assert write(value) == text


@pytest.mark.parametrize(("value", "text"), [(F(1, 8), "0.12"), (F(3, 8), "0.38"), (F(0), "0.00")])
def test_half_way_goes_to_the_even_neighbour(value, text):
    assert decimal_text(value, 2) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.integers(0, 6))
def test_writing_agrees_with_decimal_arithmetic(digits, scale, places):
    value = Decimal(digits).scaleb(-scale)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    assert Decimal(decimal_text(F(digits, 10**scale), places)) == rounded


@given(st.fractions(max_denominator=10**6), st.integers(0, 12))
def test_trimming_changes_no_value_and_leaves_no_idle_zero(value, most):
    text = trimmed_text(value, most)
    assert Decimal(text) == Decimal(decimal_text(value, most))
    assert "." not in text or not text.endswith(("0", "."))

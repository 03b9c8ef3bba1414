"""Patterns: what is written as a tally's `of` is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures.pattern import pattern_counts, pattern_text


def test_a_pattern_says_how_often_each_judgement_was_given_in_the_order_of_the_alphabet():
    assert pattern_text({"refer": 1, "assess": 2, "unheard": 0}) == "assess=2 refer=1"
    assert pattern_text({}) == ""


@pytest.mark.parametrize("word", ["physical abuse", "a=2 b", "x=", "=", "a==1", "ends 3 "])
def test_any_word_an_agency_uses_is_read_back(word):
    assert pattern_counts(pattern_text({word: 3, "refer": 1})) == {word: 3, "refer": 1}


@given(st.dictionaries(st.text("a= 12", min_size=1), st.integers(1, 20)))
def test_what_is_written_is_read_back(counts):
    assert pattern_counts(pattern_text(counts)) == counts

"""`evenhand backtest` as a user meets it."""

from __future__ import annotations

import json

from evenhand.figures.backtest import HINDSIGHT

WORDS = ("--policy", "oregon-2000", "--years")


def test_a_past_year_is_held_against_the_next_and_called_hindsight_everywhere(
    evenhand, small_state
):
    answer = evenhand("backtest", small_state, *WORDS, "1997..1998")
    assert answer.code == 0
    flat = " ".join(answer.out.split())
    assert HINDSIGHT in flat
    assert "1997-01-01..1998-01-01, then 1998-01-01..1999-01-01: the formula would have" in flat
    assert "The year after, return home:" in flat
    assert "Surveys that were taken only once stay at 1998-01-01..1999-01-01: " in flat
    told = json.loads(evenhand("backtest", small_state, *WORDS, "1997..1998", "--json").out)
    assert told["label"] == HINDSIGHT
    assert [each["program"] for each in told["pairs"][0]["programs"]][-1] == "all"


def test_a_year_that_has_not_been_followed_or_not_been_counted_is_refused(evenhand, small_state):
    late = evenhand("backtest", small_state, *WORDS, "1998..1999")
    assert late.code == 1
    assert "The year 1999-01-01..2000-01-01: Not everyone counted" in late.err
    early = evenhand("backtest", small_state, *WORDS, "1996..1998")
    assert "The year 1996-01-01..1997-01-01: calls_received counts nothing" in early.err


def test_no_span_of_years_is_refused_with_one_that_would_work(evenhand, small_state):
    answer = evenhand("backtest", small_state, *WORDS, "1998")
    assert answer.code == 1
    assert "1997..1999" in answer.err

"""`evenhand forecast` as a user meets it."""

from __future__ import annotations

import json

WORDS = ("--policy", "oregon-2000", "--months", "14")


def test_answers_come_first_then_the_months_then_all_that_is_taken(evenhand, small_state):
    answer = evenhand("forecast", small_state, *WORDS, "--class", "1")
    assert answer.code == 0
    flat = " ".join(answer.out.split())
    assert flat.startswith("Families at home, remedial services: ")
    assert "With classes of 1 the standard of 12 is" in flat
    assert "Seed 2000. What it takes:" in flat
    assert "4 classes of 1 begin in a year" in flat
    assert "every worker who is case-carrying" in flat


def test_a_day_gone_by_is_hindsight_in_every_form(evenhand, small_state, tmp_path):
    place = tmp_path / "ahead.svg"
    words = (*WORDS, "--from", "1999-01-01", "--attrition", "0", "--seed", "3")
    answer = evenhand("forecast", small_state, *words, "--picture", place)
    assert "Hindsight: of 13 months since then" in answer.out
    assert f"Drawn: {place}" in answer.out
    assert "Hindsight" in place.read_text("utf-8")
    told = json.loads(evenhand("forecast", small_state, *words, "--json").out)
    assert told["flags"][0].startswith("Hindsight")
    assert (told["seed"], told["begins"]) == (3, "1999-01-01")


def test_what_cannot_be_is_refused_before_any_work(evenhand, small_state, tmp_path):
    late = evenhand("forecast", small_state, *WORDS, "--from", "2001-01-01")
    assert (late.code, "Begin the forecast on 2000-02-04 or before" in late.err) == (1, True)
    share = evenhand("forecast", small_state, *WORDS, "--attrition", "20")
    assert (share.code, "a share from 0 to 1, such as 0.2" in share.err) == (2, True)
    png = evenhand("forecast", small_state, *WORDS, "--picture", tmp_path / "a.png")
    assert (png.code, "ends in .svg" in png.err) == (1, True)
    other = evenhand("forecast", small_state, "--policy", "england-2025")
    assert (other.code, "oregon-2000 has one" in other.err) == (1, True)


def test_where_nobody_may_be_left_there_is_nothing_to_draw(evenhand, small_state, tmp_path):
    words = ("--policy", "oregon-2000", "--months", "1", "--attrition", "1", "--class", "0")
    answer = evenhand("forecast", small_state, *words, "--picture", tmp_path / "a.svg")
    assert (answer.code, "no case-carrying workers" in answer.err) == (1, True)
    assert not (tmp_path / "a.svg").exists()

"""The types that cross walls: what each refuses, and that plain JSON loses nothing of them."""

from __future__ import annotations

import json
from datetime import date, datetime
from fractions import Fraction as F

import pytest

from evenhand.figures import (
    Account,
    Accounted,
    Award,
    Check,
    Figure,
    Limits,
    Part,
    Period,
    Result,
    Suspicion,
    Tally,
)
from evenhand.figures.account import MovedByCause
from evenhand.figures.plain import from_plain, to_plain
from evenhand.figures.spread import Spread
from evenhand.figures.suspicion import any_false_alarm


def test_a_period_is_read_and_written_the_same_way():
    period = Period.read("1998-01-01..1999-01-01")
    assert (period.start, period.end) == (date(1998, 1, 1), date(1999, 1, 1))
    assert str(period) == "1998-01-01..1999-01-01"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1998-01-01", "a period is written START..END"),
        ("1998-01-01..1998-01-01", "a period must end after it starts"),
        ("1998-01-01..1998-02-30", "day is out of range"),
        ("0098-01-01..1998-01-01", "a period lies in the years"),
    ],
)
def test_what_is_no_period_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        Period.read(text)


def test_an_unmasked_tally_is_a_range_of_one_number():
    tally = Tally("Bend", "neglect", 2, 5)
    assert (tally.hits_most, tally.base_most, tally.masked) == (2, 5, False)


def test_a_masked_tally_has_its_middle_exactly():
    tally = Tally("Bend", "neglect", 1, 5, 4, 8)
    assert tally.masked
    assert (tally.hits_middle, tally.base_middle) == (F(5, 2), F(13, 2))


@pytest.mark.parametrize("counts", [(-1, 5), (3, 5, 2), (1, 5, 1, 4)])
def test_a_tally_that_counts_backwards_is_refused(counts):
    with pytest.raises(ValueError, match="counts from nothing upwards"):
        Tally("Bend", "neglect", *counts)


def test_limits_hold_a_number_within_them():
    assert [Limits(2, 4).hold(n) for n in (1, 3, 5)] == [2, 3, 4]
    assert Limits(2).hold(500) == 500


def test_an_award_knows_what_it_lacks_for_the_next_and_has_to_spare():
    award = Award("Bend", F(2), F(9, 4), price_of_next=F(5, 2), price_of_last=F(3, 2))
    assert (award.short_of_next, award.above_loss) == (F(1, 4), F(3, 4))
    assert (Award("Bend", F(0), F(0)).short_of_next, Award("Bend", F(0), F(0)).above_loss) == (
        None,
        None,
    )


def test_a_figure_tells_its_steps_parents_first():
    low = Figure(F(1), "hits", "Bend")
    high = Figure(F(1, 4), "rate", "Bend", made_from=(low, Figure(F(4), "base", "Bend")))
    assert [(depth, step.unit) for depth, step in high.steps()] == [
        (0, "rate"),
        (1, "hits"),
        (1, "base"),
    ]


def test_a_whole_result_survives_plain_json(small_result):
    text = json.dumps(to_plain(small_result))
    assert from_plain(Result, json.loads(text)) == small_result


def test_a_dictionary_or_list_of_figures_is_made_plain_too():
    assert to_plain({"Bend": [F(1, 2), date(2000, 2, 4)], "known": True}) == {
        "Bend": ["1/2", "2000-02-04"],
        "known": True,
    }


def test_an_account_tells_what_each_cause_gave_and_took_and_leaves_out_what_no_line_has():
    lines = (
        Accounted("care", "Astoria", F(4), F(6), (Part("data", F(3)), Part("split", F(-1)))),
        Accounted("care", "Bend", F(6), F(4), (Part("data", F(-2)), Part("split", F(0)))),
    )
    account = Account("old", "new", ("data", "base", "split"), lines)
    assert account.moved(lines) == [
        MovedByCause("data", F(3), F(2)),
        MovedByCause("split", F(0), F(1)),
    ]


def test_the_cause_that_pulled_most_is_the_one_in_the_direction_of_the_change():
    parts = (Part("data", F(3)), Part("split", F(-5)))
    assert Accounted("care", "Astoria", F(6), F(4), parts).most == parts[1]
    assert Accounted("care", "Astoria", F(4), F(4), parts).most == parts[0]


def test_false_alarms_add_up_over_the_checks_that_were_made():
    made = Check("a", "?", F(1, 20), (Suspicion("Astoria", 12),))
    assert any_false_alarm([made, made, Check("b", "?", F(1, 20))]) == F(1, 10)


def test_a_moment_is_written_plainly():
    assert to_plain([datetime.fromisoformat("2000-02-04T09:30")]) == ["2000-02-04T09:30:00"]


def test_a_spread_says_how_many_were_met_and_what_they_add_up_to():
    year = Period(date(1999, 1, 1), date(2000, 1, 1))
    spread = Spread("Astoria", "East", "load", year, {0: 5, 12: 2, 14: 1})
    assert (spread.met, spread.total) == (8, 38)

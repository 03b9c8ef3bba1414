"""A forecast as it is told, tabled and drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from xml.etree import ElementTree

import pytest

from evenhand.explanation.forecast import forecast_in_words, when_met
from evenhand.figures.forecast import Ahead, Forecast, Hires, Range
from evenhand.reports.charts.forecast import forecast_picture
from evenhand.reports.forecast_tables import forecast_table

EVE, MID, END = date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)


def at(on, low, middle, high, happened=None):
    ratio = Range(F(low), F(middle), F(high))
    workers, cases = Range(F(9), F(10), F(11)), Range(F(90), F("100.5"), F(110))
    return Ahead(on, workers, cases, ratio, F(1, 3), happened)


FOUND = Forecast(
    counting="Families at home",
    standard="made-up-12",
    most=F(12),
    begins=date(2026, 1, 1),
    seed=1,
    draws=1000,
    months=(at(EVE, 13, 13, 13), at(MID, 11, 12, 13), at(END, 10, 11, 12)),
    met_on=(MID, END, None),
    certainty=F(9, 10),
    each_class=8,
    enough=17,
    tried=(Hires(8, F(1, 5000)), Hires(16, F(7, 8)), Hires(17, F(4999, 5000)), Hires(20, F(1))),
)


def test_the_answers_come_first_in_whole_sentences():
    assert list(forecast_in_words(FOUND)) == [
        "Families at home: 13.0 cases per worker on 31 December 2025; 11.0 on 28 February 2026 in "
        "the middle of 1,000 simulations, nine in ten of them from 10.0 to 12.0.",
        "With classes of 8 the standard of 12 is met for good from 28 February 2026 on in half of "
        "the simulations; in one of twenty from 31 January 2026 on, and in one of twenty not by "
        "28 February 2026.",
        "Classes of 17 keep it with more than 99.9%, where 90% is asked for; classes of 16 with "
        "87.5%.",
    ]


@pytest.mark.parametrize(
    ("met_on", "said"),
    [
        ((None, None, None), "is not met for good by 28 February 2026 in nineteen simulations"),
        ((END, None, None), "in half of the simulations; in one of twenty it is, from 28 Feb"),
        ((EVE, None, None), "in one of twenty it is, already."),
        ((EVE, EVE, EVE), "is met already, and to 28 February 2026 in nineteen simulations"),
        ((EVE, EVE, END), "is met already in half of the simulations; in one of twenty already"),
        ((EVE, MID, END), "in one of twenty already, and in one of twenty only from 28 February"),
    ],
)
def test_when_it_is_met_is_said_with_both_ends(met_on, said):
    assert said in when_met(replace(FOUND, met_on=met_on))


def test_that_nobody_need_be_hired_or_nothing_is_enough_is_said():
    none = replace(FOUND, enough=0, tried=(Hires(0, F(19, 20)),))
    assert "kept with 95% even if nobody is hired; 90% is asked for." in " ".join(
        forecast_in_words(none)
    )
    never = replace(FOUND, enough=None, tried=(Hires(8, F(0)), Hires(64, F(1, 5000))))
    assert "even classes of 64 do in less than 0.1%." in " ".join(forecast_in_words(never))


def test_that_nobody_may_be_left_is_said_instead_of_a_ratio():
    last = replace(FOUND.months[-1], ratio=None)
    said = " ".join(forecast_in_words(replace(FOUND, months=(*FOUND.months[:2], last))))
    assert "by 28 February 2026 there may be no case-carrying workers." in said


def backtest():
    first, second, third = FOUND.months
    been = replace(second, happened=F(11)), replace(third, happened=F("12.5"))
    return replace(FOUND, months=(first, *been))


def test_what_happened_is_held_against_the_range_as_hindsight():
    *_, last = forecast_in_words(backtest())
    assert last.startswith("Hindsight: of 2 months since then, 1 came out inside the range")
    nobody = replace(FOUND.months[-1], ratio=None, happened=F(3))
    assert "0 came out" in " ".join(forecast_in_words(replace(FOUND, months=(EVE_ONLY, nobody))))


EVE_ONLY = FOUND.months[0]


def test_the_table_has_a_row_a_month_and_what_happened_only_where_it_did():
    ahead, since = forecast_table(FOUND), forecast_table(backtest())
    assert [column.title for column in ahead.columns] == [
        *("Last day", "Workers", "Cases", "Per worker", "Nine in ten", "Meets")
    ]
    assert ahead.rows[1] == ("2026-01-31", 10, 100, 12, "11.0–13.0", F(1, 3))
    assert [row[-1] for row in since.rows] == ["", "yes", "no"]
    empty = forecast_table(replace(FOUND, months=(replace(EVE_ONLY, ratio=None),)))
    assert "Per worker" not in [column.title for column in empty.columns]


def test_the_picture_has_its_answer_its_table_and_dots_only_in_hindsight():
    ahead, since = forecast_picture(FOUND), forecast_picture(backtest())
    assert ahead.answer == when_met(FOUND)
    assert "Hindsight" in since.answer
    assert "Dots" not in ahead.reading
    assert "Dots are what was measured since" in since.reading
    for picture in (ahead, since):
        ElementTree.fromstring(picture.svg)
        assert forecast_picture(FOUND).svg == ahead.svg
    assert ahead.table == forecast_table(FOUND)


def test_without_two_months_that_have_a_ratio_nothing_is_drawn():
    assert forecast_picture(replace(FOUND, months=FOUND.months[:1])) is None

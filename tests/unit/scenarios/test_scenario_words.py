"""A scenario in words, in tables and in a picture, on three branches drawn by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

from evenhand.explanation.scenario import scenario_in_words
from evenhand.figures import (
    Beside,
    Compared,
    ComponentBeside,
    MisplacedBeside,
    Scenario,
    Sweep,
    SweepPoint,
)
from evenhand.reports.charts.sweep import bends, sweep_picture
from evenhand.reports.scenario_tables import beside_components_table, beside_table

ONE, ALL = "out_of_home", "all"


def rows(program, *positions):
    names = ("astoria", "bend", "coos_bay")
    return tuple(
        Beside(program, branch, F(a), F(b), F(a), F(b))
        for branch, (a, b) in zip(names, positions, strict=True)
    )


MOVED = ((4, 6), (5, 4), (3, 2))
FOUND = Compared(
    scenario=Scenario("more", ("out_of_home.return_home=0.5",)),
    before_shared=F(12),
    after_shared=F(12),
    rows=(*rows(ONE, *MOVED), *rows(ALL, *MOVED)),
    components=(
        ComponentBeside(ONE, "vulnerability", F(7, 10), F(1, 2), F(0), F(0)),
        ComponentBeside(ONE, "return_home", F(3, 10), F(1, 2), F(2), F(10, 3)),
    ),
    names=(("astoria", "Astoria"), ("bend", "Bend"), ("coos_bay", "Coos Bay")),
    flags=("A scenario, more: out_of_home.return_home=0.5.", "Fitted anew: nothing."),
)


def test_words_say_who_gives_what_moves_who_gains_and_who_loses():
    assert list(scenario_in_words(FOUND)) == [
        "Influence in out of home: vulnerability 0.7 → 0.5 (moves 0.0 → 0.0 positions); "
        "return home 0.3 → 0.5 (moves 2.0 → 3.3 positions).",
        "2 positions of 12 stand in another branch: 1 branch gains, 2 lose, 0 stay as they are.",
        "Gains most: Astoria +2 (4 → 6).",
        "Loses most: Bend −1 (5 → 4), Coos Bay −1 (3 → 2).",
        "Fitted anew: nothing.",
    ]


def test_words_of_another_total_do_not_speak_of_moving():
    grown = (*rows(ONE, (4, 5), (5, 5), (3, 3)), *rows(ALL, (4, 5), (5, 5), (3, 3)))
    found = replace(FOUND, rows=grown, after_shared=F(13), components=(), flags=("A scenario",))
    assert next(scenario_in_words(found)) == (
        "13 positions are shared, not 12: 1 branch gains, 0 lose, 2 stay as they are."
    )


def test_words_of_no_change_say_so():
    still = (*rows(ONE, (4, 4), (5, 5), (3, 3)), *rows(ALL, (4, 4), (5, 5), (3, 3)))
    found = replace(FOUND, rows=still, components=(), flags=("A scenario",))
    assert list(scenario_in_words(found)) == [
        "Nobody's positions change: 3 branches stay as they are."
    ]


def drawn(found):
    span = {"before_span": (F(3), F(5)), "after_span": (F(4), F(7))}
    sure = tuple(
        replace(row, **span, agreeing=F(19, 20) if row.branch == "astoria" else F(1, 2))
        for row in found.rows
    )
    return replace(found, rows=sure, draws=100, misplaced=(MisplacedBeside(ALL, F(1), F(3, 2)),))


def test_words_of_draws_count_the_changes_that_hold_and_claim_no_more():
    assert list(scenario_in_words(drawn(FOUND)))[-2] == (
        "1 of 3 changes go the same way in 95 of 100 draws or more (Agree); 1.5 positions are "
        "expected to stand wrong, against 1.0 now: noise alone, not whether the change is right."
    )
    nobody = replace(drawn(FOUND), misplaced=())
    assert list(scenario_in_words(nobody))[-2].endswith("draws or more (Agree).")
    still = replace(drawn(FOUND), rows=rows(ALL, (4, 4), (5, 5), (3, 3)), flags=())
    assert list(scenario_in_words(still))[-1].startswith("1.5 positions are expected to stand")


def test_the_table_has_every_branch_the_programs_that_change_and_sums():
    shown = beside_table(drawn(FOUND))
    assert [c.title.strip() for c in shown.columns] == [
        *("Branch", "Before", "9 in 10", "After", "9 in 10", "Change", "Agree", "Out of home"),
    ]
    assert shown.rows[0] == ("Astoria", F(4), "3–5", F(6), "4–7", F(2), F(19, 20), "4 → 6")
    assert shown.rows[-1][:4] == ("All branches", F(12), "", F(12))
    assert "9 in 10" not in [column.title for column in beside_table(FOUND).columns]
    assert beside_components_table(FOUND).rows[1][2:4] == (F("0.3"), F("0.5"))


def point(influence, *quotas, moved=0):
    found = tuple(map(F, quotas))
    return SweepPoint(F(influence), tuple(F(round(q)) for q in found), found, F(moved), F(0))


SWEEP = Sweep(
    ONE,
    "return_home",
    F("0.3"),
    (("astoria", "Astoria"), ("bend", "Bend"), ("coos_bay", "")),
    (
        point(0, 4, 5, 3, moved=1),
        point("0.3", 4, 5, 3),
        point("0.5", 5, 4, 3, moved=1),
        point(1, F("7.5"), F("1.5"), 3, moved=4),
    ),
)


def test_the_most_affected_come_first_and_those_who_stand_still_not_at_all():
    assert SWEEP.most_affected(8) == (0, 1)
    assert SWEEP.most_affected(1) == (0,)
    assert dict(SWEEP.lines((1,))) == {"Bend": (5, 5, 4, F("1.5"))}


def test_the_picture_answers_in_whole_positions_and_marks_today():
    picture = sweep_picture(SWEEP)
    assert picture.answer == (
        "From influence 0 to 1, return home takes Astoria from 4 positions to 8. At 1, 4 stand "
        "elsewhere than today."
    )
    for words in ("today 0.3", "Astoria 4 → 8", "Bend 5 → 2", "influence of return home"):
        assert words in picture.svg
    assert [row[0] for row in picture.table.rows] == [0, F("0.3"), F("0.5"), 1]
    assert picture.svg == sweep_picture(SWEEP).svg


def test_a_component_that_moves_nobody_is_drawn_and_says_so():
    still = replace(SWEEP, points=(point("0.3", 4, 5, 3), point(1, 4, 5, 3)))
    picture = sweep_picture(still)
    assert picture.answer == "From influence 0.3 to 1, return home moves nobody."
    assert "today 0.3" in picture.svg


def test_a_line_keeps_only_the_points_where_it_bends():
    straight = [(F(n), F(2 * n)) for n in range(5)]
    assert bends(straight) == [straight[0], straight[-1]]
    bent = [(F(0), F(0)), (F(1), F(1)), (F(2), F(2)), (F(3), F(0)), (F(4), F(-2))]
    assert bends(bent) == [bent[0], bent[2], bent[4]]
    assert bends(straight[:2]) == straight[:2]

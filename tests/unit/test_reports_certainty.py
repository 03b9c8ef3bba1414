"""How sure a result is, as people read it: what is proved, what is not, and what was left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.figures import Interval, Judged, Misplaced, Survey
from evenhand.figures.flags import CANNOT_TELL, SILENT
from evenhand.reports.cautions import cautions
from evenhand.reports.certainty import known_answer, misplaced_answer
from evenhand.reports.certainty_answers import changes_answer, funnel_answer, sizes_answer
from evenhand.reports.certainty_beside import intervals_beside, verdicts_beside
from evenhand.reports.charts import pictures
from evenhand.reports.numerals import span_text
from evenhand.reports.page import report_html
from evenhand.reports.presenting import PositionRow, total_rows
from evenhand.reports.uncertainty_tables import interval_table, misplaced_table, survey_table


def seen(result, **changes):
    return replace(result, uncertainty=replace(result.uncertainty, **changes))


def misplaced(result, formula: F, head_count: F):
    names = (*(program.name for program in result.programs), "all")
    return seen(
        result, misplaced=[Misplaced(name, formula, head_count, formula, F(0)) for name in names]
    )


def nothing_drawn(result):
    """Everything was looked at, and no draw moves a position."""
    whole = Survey("protective_services", "assessment_time", "call reviews", F(240), F(240))
    still = (Misplaced("all", F(0), F(3), F(0), F(0)),)
    return seen(result, surveys=(whole,), misplaced=still)


def row(
    name: str, positions: int, now: int | None, low: int, high: int, p: F | None
) -> PositionRow:
    """A branch whose published change so large a part of the draws agrees with."""
    gains = now is not None and positions > now
    chances = (p, F(0)) if gains else (F(0), p)
    interval = Interval("all", name, F(positions), F(low), F(positions), F(high), *chances)
    current = None if now is None else F(now)
    return PositionRow("all", name, name, F(positions), F(positions), current, interval=interval)


def test_a_component_or_a_program_taken_as_known_leaves_no_proof(small_result):
    known = seen(misplaced(small_result, F(10), F(20)), known=("out_of_home.return_home",))
    assert misplaced_answer(known).endswith("no proof that the formula does better.")
    undrawn = seen(
        small_result, surveys=(), misplaced=(Misplaced("all", F(10), F(20), F(10), F(0)),)
    )
    assert misplaced_answer(undrawn).endswith("no proof that the formula does better.")


def test_a_component_that_is_silent_or_cannot_tell_branches_apart_is_a_caution(small_result):
    program = small_result.programs[0]
    said = replace(program.components[0], influence=F(1), flags=(SILENT, "aside"))
    told = replace(
        small_result,
        programs=(
            replace(program, components=(said,), flags=(CANNOT_TELL, "aside")),
            *small_result.programs[1:],
        ),
    )
    found = list(cautions(told))
    assert any(each.endswith(f"{SILENT}.") for each in found)
    assert any(each.endswith(f"base: {CANNOT_TELL}.") for each in found)
    assert not any("aside" in each for each in found)


@pytest.mark.parametrize(
    ("formula", "head_count", "said"),
    [
        (
            F(10),
            F(13),
            "1.30 times as many. From 1.3 times on the formula is called better than head count, "
            "as here.",
        ),
        (
            F(10),
            F(129, 10),
            "Below 1.3 times that is no proof that the formula does better than head count.",
        ),
        (F(10), F(9), "no proof that the formula does better than head count."),
    ],
)
def test_the_formula_is_called_better_only_when_ahead_by_what_it_flatters_itself(
    small_result, formula, head_count, said
):
    result = misplaced(small_result, formula, head_count)
    assert misplaced_answer(result).endswith(said)
    assert (misplaced_answer(result) in cautions(result)) == ("no proof" in said)


def test_where_nothing_is_drawn_nothing_is_claimed_anywhere(small_result):
    result = nothing_drawn(small_result)
    assert misplaced_answer(result).startswith("No draw moves a position")
    assert misplaced_answer(result) in cautions(result)
    assert misplaced_table(result).rows == interval_table(result).rows == ()
    assert "intervals" not in [picture.name for picture in pictures(result)]
    assert "What an interval is" not in report_html(result)


def test_without_intervals_the_page_and_a_caution_say_so(small_result):
    result = replace(small_result, uncertainty=None)
    assert misplaced_answer(result) == known_answer(result) == ""
    assert "this run has no intervals" in " ".join(cautions(result))
    assert "This run has no intervals" in report_html(result)


def test_masked_cells_are_said_to_be_left_out_of_the_intervals(small_result):
    spread = replace(small_result.fillings[0], program="all")
    result = replace(small_result, fillings=(spread,))
    assert "the intervals leave it out." in " ".join(cautions(result))
    assert "leave it out" not in " ".join(cautions(nothing_drawn(result)))


def test_what_is_known_without_error_is_told_by_program(small_result):
    told = seen(small_result, known=("out_of_home.base", "out_of_home.return_home", "other.base"))
    assert known_answer(told) == (
        "Taken as known without error, and so in no interval: out of home: base, return home; "
        "other: base."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [
                row("a", 5, 4, 5, 6, F(99, 100)),
                row("b", 5, 4, 4, 6, F(1, 2)),
                row("c", 4, 4, 4, 4, F(0)),
            ],
            "1 of 3 branches gains beyond noise, 1 changes within noise and 1 stays as now.",
        ),
        (
            [
                row("a", 3, 4, 3, 3, F(1)),
                row("b", 2, 4, 2, 3, F(19, 20)),
                row("c", 2, None, 1, 3, None),
            ],
            "2 of 2 branches lose beyond noise.",
        ),
    ],
)
def test_changes_are_counted_by_whether_the_draws_agree(rows, said):
    assert changes_answer(rows) == said


@pytest.mark.parametrize(
    ("highs", "said"),
    [
        (
            (6, 7),
            "In nine draws of ten 1 of 2 branches stays within 1 position of the number given.",
        ),
        (
            (5, 6),
            "In nine draws of ten 2 of 2 branches stay within 1 position of the number given.",
        ),
    ],
)
def test_without_current_staff_it_is_said_how_many_stay_near_their_number(highs, said):
    rows = [row(f"b{high}", 5, None, 4, high, None) for high in highs]
    assert sizes_answer(rows, F(1)) == said


def judged(*sides: str) -> list[Judged]:
    one = F(1)
    return [Judged(f"b{n}", one, one, one, one, one, one, "", side) for n, side in enumerate(sides)]


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (("", ""), "Return home: no branch of 2 stands out beyond chance."),
        (("above", ""), "Return home: 1 of 2 branches stands out beyond chance: Astoria above."),
        (
            ("above", "below"),
            "Return home: 2 of 2 branches stand out beyond chance: Astoria above, b1 below.",
        ),
        (("above",) * 4, "Return home: 4 of 4 branches stand out beyond chance, 4 above."),
        (
            ("above",) * 3 + ("below", ""),
            "Return home: 4 of 5 branches stand out beyond chance, 3 above and 1 below.",
        ),
    ],
)
def test_a_funnel_names_a_few_branches_and_counts_many(sides, said):
    assert funnel_answer("Return home", judged(*sides), {"b0": "Astoria"}) == said


def test_the_tables_beside_the_pictures_keep_a_range_in_one_cell(small_result):
    rows = intervals_beside(total_rows(small_result)).rows
    assert rows[0] == ("Astoria", F(5), F(4), "4–6", F(5), F(77, 100), F(0), "3–7", "")
    program = small_result.programs[1]
    beside = verdicts_beside(small_result, program, program.components[1])
    assert beside.rows[0] == ("Astoria", "no different", "34 of 90", F(206, 5), "0.81–1.06", "")


def test_a_survey_says_what_part_it_looked_at(small_result):
    [cells] = survey_table(small_result).rows
    assert cells[-3:] == (F(60), F(240), F(1, 4))
    none = Survey("protective_services", "base", "case readings", F(0), F(0))
    assert survey_table(seen(small_result, surveys=(none,))).rows[0][-1] is None


def test_a_verdict_without_a_funnel_has_its_table_on_the_page(small_result):
    program = small_result.programs[1]
    bare = replace(program.components[1], funnel=None)
    parts = (program.components[0], bare)
    result = replace(small_result, programs=(replace(program, components=parts),))
    page = report_html(result)
    assert 'id="table-funnel-remedial_services-risk_of_removal"' in page
    assert "Judged fairly" not in page


@pytest.mark.parametrize(
    ("low", "high", "text"), [(F(16), F(18), "16–18"), (F(3), F(3), "3"), (F(1, 2), F(1), "0.5–1")]
)
def test_a_range_of_one_number_is_one_number(low, high, text):
    assert span_text(low, high) == text

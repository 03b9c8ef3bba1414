"""What `explain` says of certainty: the interval, the change against now, and the verdicts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.explanation import explain
from evenhand.figures import Interval, Misplaced, Survey


def said(result, branch: str, program: str | None = None) -> list[str]:
    return [line for answer in explain(result, branch, program) for line in answer.certainty]


def verdicts(result, branch: str) -> list[str]:
    return [line for line in said(result, branch) if line.startswith("Risk of removal:")]


def seen(result, **changes):
    return replace(result, uncertainty=replace(result.uncertainty, **changes))


def staffed(result, now: int | None, **chances):
    """Protective services alone, in which Astoria (given 3) has so many now."""
    program = replace(result.programs[0], current=(None if now is None else F(now), F(1), F(1)))
    interval = Interval(program.name, "astoria", F(3), F(2), F(3), F(4), **chances)
    return seen(replace(result, programs=(program,)), intervals=(interval,))


def test_it_says_the_interval_and_that_of_the_branch_s_own_sample_alone(small_result):
    lines = said(small_result, "Bend", "protective_services")
    assert lines[0] == "In nine draws of ten it gets 2 to 3."
    assert lines[1] == "For an appeal: believing this branch's own sample alone, 1 to 4."


def test_an_interval_of_one_number_is_said_as_one_number(small_result):
    [line, *_] = said(small_result, "astoria", "protective_services")
    assert line == "In nine draws of ten it gets 3, neither more nor fewer."


def test_a_number_outside_its_interval_says_why(small_result):
    assert "The published number lies above its interval: hardly any draw rounds to it." in said(
        small_result, "coos_bay", "remedial_services"
    )


@pytest.mark.parametrize(
    ("now", "p_gain", "p_lose", "sentence"),
    [
        (2, F(1), F(0), "This gain is beyond noise: in every draw it gains."),
        (2, F(19, 20), F(0), "This gain is beyond noise: in 95 draws of 100 it gains."),
        (2, F(9996, 10000), F(0), "This gain is beyond noise: in 99 draws of 100 it gains."),
        (
            *(2, F(77, 100), F(1, 100)),
            "This gain is not beyond noise: in 23 draws of 100 it would have gained nothing.",
        ),
        (4, F(0), F(1), "This loss is beyond noise: in every draw it loses."),
        (4, F(0), F(96, 100), "This loss is beyond noise: in 96 draws of 100 it loses."),
        (
            *(4, F(1, 10), F(6, 10)),
            "This loss is not beyond noise: in 40 draws of 100 it would have lost nothing.",
        ),
        (
            *(3, F(2, 10), F(1, 10)),
            "It keeps what it has now; of 100 draws 20 would have given it more, 10 fewer.",
        ),
    ],
)
def test_a_change_is_beyond_noise_only_where_nineteen_draws_of_twenty_agree(
    small_result, now, p_gain, p_lose, sentence
):
    result = staffed(small_result, now, p_gain=p_gain, p_lose=p_lose)
    assert sentence in said(result, "astoria")


def test_where_staff_are_not_told_apart_by_program_the_change_is_said_once_over_all(small_result):
    lines = said(small_result, "bend")
    whole = "Its staff are not told apart by program, so over all programs: 4 positions where it "
    assert [line for line in lines if line.startswith(whole)] == [f"{whole}has 6 now."]
    assert lines.count("This loss is beyond noise: in 98 draws of 100 it loses.") == 1
    assert "For an appeal: believing this branch's own sample alone, 4." in lines


def test_where_a_program_s_staff_are_known_the_interval_over_all_is_still_said_once(small_result):
    first, *rest = small_result.programs
    told = replace(small_result, programs=(replace(first, current=(F(2), F(1), F(1))), *rest))
    whole = "Over all programs 5 positions: in nine draws of ten it gets 4 to 6."
    assert [line for line in said(told, "astoria") if "ver all programs" in line] == [whole]


def test_what_holds_only_if_the_known_is_right_is_said_so(small_result):
    told = staffed(small_result, 2, p_gain=F(1), p_lose=F(0))
    program = told.programs[0].name
    known = replace(told.uncertainty, known=(f"{program}.share",))
    only_if = "All this holds only if what is taken as known without error is right."
    assert only_if in said(replace(told, uncertainty=known), "astoria")
    assert only_if not in said(told, "astoria")
    over_all = replace(small_result, uncertainty=replace(small_result.uncertainty, known=("a.b",)))
    assert only_if in said(over_all, "bend")


def test_of_one_program_whose_staff_are_known_nothing_is_said_over_all(small_result):
    lines = said(staffed(small_result, 2, p_gain=F(1), p_lose=F(0)), "astoria")
    assert not [line for line in lines if "over all programs" in line]


def test_where_nothing_is_known_of_now_no_change_is_called_anything(small_result):
    assert "noise" not in " ".join(said(small_result, "coos_bay"))


def test_what_is_taken_as_known_is_said_so_that_narrow_is_not_taken_for_sure(small_result):
    assert "Taken as known without error here: the base, counted." in said(
        small_result, "bend", "remedial_services"
    )


def test_where_all_was_looked_at_and_nothing_moves_no_interval_is_claimed(small_result):
    still = tuple(
        Misplaced(name, F(0), F(3), F(0), F(0))
        for name in ("protective_services", "remedial_services", "all")
    )
    whole = Survey("protective_services", "assessment_time", "call reviews", F(240), F(240))
    lines = said(seen(small_result, misplaced=still, surveys=(whole,)), "bend")
    assert lines.count("No draw moves a position in this program.") == 2
    assert not [line for line in lines if "nine draws" in line or "noise" in line]


def test_the_verdict_stands_with_what_happened_and_what_was_expected(small_result):
    [astoria] = verdicts(small_result, "astoria")
    assert astoria == (
        "Risk of removal: 34 of 90 children, where the state's plain rate makes 41.2: no "
        "different (the true ratio lies between 0.81 and 1.06 in nine cases of ten)."
    )
    first, *rest = small_result.programs
    told = replace(
        small_result,
        programs=tuple(
            replace(p, components=tuple(replace(c, adjusted_by="age") for c in p.components))
            for p in (first, *rest)
        ),
    )
    assert "where its caseload leads one to expect 41.2:" in verdicts(told, "astoria")[0]
    [bend] = verdicts(small_result, "bend")
    assert bend.endswith("in nine cases of ten). It lies above the funnel's outer limits.")


def test_a_component_without_influence_gives_no_verdict(small_result):
    program = small_result.programs[1]
    idle = replace(program.components[1], influence=F(0))
    result = replace(
        small_result, programs=(replace(program, components=(program.components[0], idle)),)
    )
    assert not verdicts(result, "bend")


def test_a_run_without_intervals_says_only_its_verdicts(small_result):
    bare = replace(small_result, uncertainty=None)
    assert said(bare, "bend") == verdicts(bare, "bend")

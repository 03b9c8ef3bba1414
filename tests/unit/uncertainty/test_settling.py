"""Settling: a size that is told is a size that does it, and where no size does, that is said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.errors import RunError
from evenhand.explanation.settling import settled_in_words
from evenhand.figures import Settled, Survey
from evenhand.reports.survey_tables import size_table
from evenhand.scenarios.settling import LARGEST, Question, _smallest, settled

CENSUS = {"read": (400, 200, 100), "hard": (200, 120, 40)}
READ_IN_PART = {"read": (40, 20, 20), "hard": (20, 12, 8)}


def settle(run, *where, asked="50"):
    return settled(run.uncertain(asked, draws=3), run.policy, run.data, run.tallies, *where)


def words(found):
    return list(settled_in_words(found))


@pytest.mark.parametrize("where", [(), ("remedial",), ("all", "Bend"), ("remedial", "Coos Bay")])
def test_the_part_that_sampling_adds_is_halved_at_the_size_told(small, where):
    run = small(risk=True, **READ_IN_PART)
    found = settle(run, *where)
    drawings = run.drawings(run.allocate("50"))
    at = None if len(where) < 2 else sorted(run.data.branches).index(where[1])
    question = Question(drawings, found.program, at, seed=1)
    assert found.misplaced == question.misplaced(F(1))
    assert found.sampling == question.misplaced(F(1), outcomes=False)
    assert found.outcomes == question.misplaced(F(1), sampling=False)
    assert question.misplaced(found.half_sampling, outcomes=False) <= found.sampling / 2
    # And a size well short of it does not do.
    assert question.misplaced(found.half_sampling * F(4, 5), outcomes=False) > found.sampling / 2
    assert 1 < found.half_sampling < 10


def test_a_larger_sample_never_puts_more_in_the_wrong_place(small, made_up):
    """What is read beside the first is thought to be what is expected: numbers stay, doubt goes."""
    for run, asked in ((small(**READ_IN_PART), "50"), (made_up(), "current")):
        question = Question(run.drawings(run.allocate(asked)), "all", None, seed=1)
        sizes = [question.misplaced(F(n), outcomes=False) for n in (1, 2, 4, 4096)]
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[0] > 1.3 * sizes[1] > 0
        assert sizes[-1] == 0


def test_the_surveys_are_told_as_they_are_and_at_that_size(small):
    found = settle(small(**READ_IN_PART))
    assert found.now == (Survey("remedial", "base", "case readings", F(80), F(700)),)
    (then,) = found.then
    assert then.read == min(40 * found.half_sampling, 400) + 2 * min(
        20 * found.half_sampling, 100
    ) + max(0, 20 * found.half_sampling - 100) - max(0, 20 * found.half_sampling - 200)
    ((program, survey, most, now, size),) = size_table(found).rows
    assert (program, survey, most, now) == ("Remedial", "case readings", 700, 80)
    assert then.read <= size < then.read + 1


def test_a_survey_of_moments_has_no_end(small):
    endless = Survey("remedial", "base", "random moments", F(100), None)
    found = Settled(
        "all", "", F(1), F(1), F(0), F(2), F(2), (endless,), (replace(endless, read=F(401, 2)),)
    )
    ((*_, most, now, then),) = size_table(found).rows
    assert (most, now, then) == (None, 100, 201)


def test_where_nothing_was_sampled_the_sentence_says_so(small):
    found = settle(small(**CENSUS))
    assert (found.half_sampling, found.half_of_all) == (None, None)
    assert words(found)[1:] == [
        "Nothing that is drawn rests on a sample, so no larger one would make it surer.",
        "Nothing is expected to stand wrong.",
    ]


def test_where_a_sample_moves_nothing_the_sentence_does_not_deny_the_sample(small):
    found = settle(small(**READ_IN_PART), asked="0")
    assert found.sampling == 0
    assert "Sampling alone puts nothing in the wrong place" in words(found)[1]


def test_where_chance_in_outcomes_leaves_more_than_half_no_sample_can(small):
    run = small(risk=True, read=(300, 150, 80), hard=(150, 90, 32))
    found = settle(run)
    assert found.outcomes >= found.misplaced / 2
    assert found.half_of_all is None
    assert found.half_sampling is not None
    assert words(found)[2].startswith("To halve the whole, no sample can: chance in outcomes alone")


def test_where_it_leaves_less_the_size_that_halves_the_whole_is_told(small):
    run = small(**READ_IN_PART)
    found = settle(run)
    assert found.outcomes == 0
    assert found.half_of_all == found.half_sampling  # nothing but sampling is in doubt
    question = Question(run.drawings(run.allocate("50")), "all", None, seed=1)
    assert question.misplaced(found.half_of_all) <= found.misplaced / 2
    assert words(found)[2].startswith("To halve the whole, samples ")


def test_where_not_even_the_largest_sample_does_it_that_is_said_too():
    found = Settled("all", "", F(4), F(2), F(1), None, None, (SURVEY,), (SURVEY,))
    assert words(found)[1] == "No sample halves the part that sampling adds."
    assert _smallest(lambda times: times > LARGEST) is None
    assert _smallest(lambda times: times >= LARGEST) == LARGEST
    assert 10 <= _smallest(lambda times: times >= 10) < F(103, 10)


SURVEY = Survey("out_of_home", "base", "case readings", F(10), F(100))


def test_the_first_sentence_tells_what_stands_wrong_and_why():
    found = Settled("out_of_home", "Bend", F(4), F(3), F(5, 2), F(3, 2), None, (SURVEY,), (SURVEY,))
    assert words(found)[0] == (
        "Expected to stand wrong for Bend in out of home: 4.00 positions; 3.00 if only sampling "
        "erred, 2.50 if only outcomes were chance."
    )
    assert words(found)[1].endswith("samples 1.5 times as large as now would do.")
    assert words(replace(found, program="all", branch=""))[0].startswith(
        "Expected to stand wrong for the state: 4.00"
    )


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (("parking",), "no program parking. It has: all, remedial"),
        (("all", "Atlantis"), "no branch Atlantis. It has: Astoria, Bend, Coos Bay"),
    ],
)
def test_what_the_run_does_not_have_is_refused_with_what_it_has(small, where, said):
    with pytest.raises(RunError, match=said):
        settle(small(), *where)


def test_a_result_without_draws_can_be_asked_as_well(small):
    run = small(**READ_IN_PART)
    found = settled(run.allocate("50"), run.policy, run.data, run.tallies)
    assert found.sampling > 0


def test_misplaced_positions_are_told_in_positions_not_in_units(small):
    half = small(changes=[("unit: {value: 1,", "unit: {value: 1/4,")], **READ_IN_PART)
    assert float(settle(half).misplaced) == pytest.approx(
        float(settle(small(**READ_IN_PART)).misplaced), rel=0.1
    )

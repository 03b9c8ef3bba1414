"""The plain scores: a count, a rate, the base itself; and what every score is asked with."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.estimation import scores


def test_a_count_adds_up_what_a_reading_tells_apart(scored, values):
    made = scored(
        "counted",
        count="""
            Astoria | neglect | 3 | 5
            Astoria | abuse   | 2 | 5
            Bend    | neglect | 4 | 4
        """,
    )
    assert values(made) == {"Astoria": 5, "Bend": 4, "Coos Bay": 0}


def test_a_masked_count_is_taken_at_its_middle_and_says_so(scored, values):
    made = scored("counted", count="Astoria | | 1-4 | 1-4")
    assert values(made)["Astoria"] == F(5, 2)
    assert "middle of their range" in made.branches[0].working[0].rule
    assert made.branches[1].working[0].rule == "counted"


def test_a_rate_is_hits_of_any_type_per_one_of_the_base(scored, values, flags):
    made = scored(
        "rate",
        counts="""
            Astoria | drugs | 3 | 10
            Astoria | drink | 2 | 10
            Bend    | drugs | 0 | 4
        """,
    )
    assert values(made) == {"Astoria": F(1, 2), "Bend": 0, "Coos Bay": None}
    assert flags(made) == {
        "Bend": ("only 4 in the base",),
        "Coos Bay": ("nothing to judge by",),
    }


def test_a_branch_with_nothing_in_the_base_has_no_rate(scored, values):
    assert values(scored("rate", counts="Astoria | | 0 | 0"))["Astoria"] is None


def test_hits_out_of_different_bases_cannot_be_added_up(scored):
    with pytest.raises(TableError, match="Astoria has 2 different bases in one reading"):
        scored("rate", counts="Astoria | a | 1 | 10\nAstoria | b | 1 | 11")


def test_by_the_base_itself_everybody_scores_one(scored, values):
    assert set(values(scored("of_the_base")).values()) == {1}


def test_a_working_knows_its_source_its_day_and_what_it_was_made_from(scored):
    (working,) = scored("rate", counts="Astoria | | 1 | 4").branches[0].working
    assert (working.population, working.source, str(working.as_of)) == (
        "Astoria",
        "Manual 4",
        "2000-02-04",
    )
    assert [(f.value, f.unit) for f in working.made_from] == [(1, "hits"), (4, "base")]


def test_a_what_if_has_the_same_values_without_the_working(scored, values):
    told, untold = (scored("rate", counts="Astoria | | 1 | 4", told=t) for t in (True, False))
    assert values(told) == values(untold)
    assert untold.branches[0].working[0].made_from == ()


def test_every_score_is_found_by_its_own_name_and_says_what_it_is():
    assert list(scores()) == sorted(scores())
    for name, score in scores().items():
        assert score.name == name
        assert score.title
        assert score.compute.__doc__
        assert all(takes.meaning for takes in score.parameters.values())
    assert [s.name for s in scores().values() if s.makes_base] == ["counted", "difficult_children"]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"floor": "0.1"}, "the parameter kappa is missing: imagined cases at the state's rate"),
        ({"kappa": -1, "floor": "0.1"}, "kappa may be fitted or a number, 0 or more, not -1."),
        ({"kappa": 0, "floor": 0}, "floor may be a number above 0, not 0."),
        (
            {"kappa": ("1", "2"), "floor": 1},
            "kappa may be fitted or a number, 0 or more, not [1, 2].",
        ),
    ],
)
def test_a_score_asked_with_what_it_cannot_use_says_what_it_can(scored, parameters, said):
    with pytest.raises(TableError) as refused:
        scored("reflected_rate", counts="", parameters=parameters)
    assert str(refused.value).startswith("out_of_home.reabuse: ")
    assert said in str(refused.value)

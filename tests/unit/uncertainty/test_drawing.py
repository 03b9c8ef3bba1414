"""Drawing: with every error off, a program drawn is the program as published, to the position."""

from __future__ import annotations

import numpy as np
import pytest

from evenhand.estimation import Chance, Draws
from evenhand.estimation.chance import constant
from evenhand.steps.drawing import Drawing

POINT = Chance(2000, sampling=False, outcomes=False)
UNIT = (("unit: {value: 1,", "unit: {value: 1/2,"),)
LIMITS = (
    (
        "programs:\n  protective_services:\n",
        "programs:\n  protective_services:\n"
        "    bounds:\n"
        "      least: {value: 2, assumption: x}\n"
        "      most: {value: 12, assumption: x}\n",
    ),
    (
        "  remedial_services:\n",
        "  remedial_services:\n"
        "    bounds:\n"
        "      gain_share: {value: 0.1, assumption: x}\n"
        "      lose_share: {value: 0.1, assumption: x}\n",
    ),
)
HELD = (("programs:\n", "held: {branches: [ashgrove, quillan], assumption: x}\nprograms:\n"),)


METHODS = ("adams", "dhondt", "huntington_hill", "largest_remainder")


@pytest.mark.parametrize(
    "changes",
    [
        (),
        UNIT,
        LIMITS,
        HELD,
        UNIT + LIMITS + HELD,
        *((("method:\n  value: webster", f"method:\n  value: {name}"),) for name in METHODS),
    ],
    ids=["plain", "half", "limits", "held", "all", *METHODS],
)
def test_with_every_error_off_each_draw_gives_exactly_what_is_published(made_up, changes):
    run = made_up(*changes)
    result = run.allocate()
    drawings = run.drawings(result)
    assert [each.name for each in drawings] == [program.name for program in result.programs]
    for drawing in drawings:
        published = [award.positions / result.unit for award in drawing.made.awards]
        drawn = drawing.draw(POINT, 3)
        assert drawn.tolist() == [published] * 3, drawing.name


def test_on_the_largest_sample_there_could_be_every_draw_gives_what_is_published(made_up):
    run = made_up()
    for drawing in run.drawings(run.allocate()):
        drawn = drawing.draw(Chance(1, outcomes=False, sample=1e9), 3)
        assert (drawn == drawing.published).all(), drawing.name


def test_every_draw_shares_out_all_positions_within_the_limits(made_up):
    run = made_up(*UNIT, *LIMITS, *HELD)
    result = run.allocate()
    for drawing in run.drawings(result):
        drawn = drawing.draw(Chance(1), 600)
        assert (drawn.sum(axis=1) == drawing.published.sum()).all()
        least, most = zip(*drawing.made.limits, strict=True)
        assert (drawn >= [float(n / result.unit) for n in least]).all()
        assert (drawn <= [np.inf if n is None else float(n / result.unit) for n in most]).all()
        for held in ("ashgrove", "quillan"):
            at = sorted(run.data.branches).index(held)
            assert set(drawn[:, at]) == {drawing.published[at]}


def test_the_first_of_many_draws_are_the_few(small):
    (drawing,) = (run := small(risk=True)).drawings(run.allocate("50"))
    many = drawing.draw(Chance(1), 10_000)
    assert (many[:1000] == drawing.draw(Chance(1), 1000)).all()
    assert (many[:3] == drawing.draw(Chance(1), 3)).all()
    assert not (many == drawing.draw(Chance(2), 10_000)).all()


def test_large_totals_are_counted_whole(small):
    (drawing,) = (run := small()).drawings(run.allocate("40000"))
    assert (drawing.draw(Chance(1), 3).sum(axis=1) == 40_000).all()


def test_head_count_shares_by_children_served_not_by_children_at_the_harder_levels(small):
    (drawing,) = (run := small()).drawings(run.allocate("70"))
    assert drawing.by_head_count.tolist() == [40, 20, 10]
    assert drawing.published.tolist() != [40, 20, 10]


def test_head_count_keeps_to_the_limits_as_well(small):
    capped = ("    base:\n", "    bounds: {most: {value: 30, assumption: x}}\n    base:\n")
    (drawing,) = (run := small(changes=[capped])).drawings(run.allocate("70"))
    assert drawing.by_head_count.tolist() == [30, 27, 13]


def test_what_rests_on_no_survey_is_named_as_known_and_the_base_speaking_for_itself_is_not(
    small, made_up
):
    (drawing,) = (run := small(risk=True)).drawings(run.allocate("50"))
    assert list(drawing.known()) == []
    run = made_up()
    known = [name for each in run.drawings(run.allocate()) for name in each.known()]
    assert {"protective_services.base", "out_of_home.base"} <= set(known)
    assert not {name for name in known if "vulnerability" in name or "permanency" in name}


def test_each_survey_is_told_with_what_it_feeds(small):
    (drawing,) = (run := small(risk=True)).drawings(run.allocate("50"))
    ((component, sample),) = drawing.samples(Chance(1))
    assert (component, sample.of) == ("base", "case readings")


def test_a_branch_with_a_claim_keeps_one_in_a_draw_that_finds_it_nothing(small, monkeypatch):
    """Else limits that the run itself kept to would leave some draws no way to share out."""
    capped = ("    base:\n", "    bounds: {most: {value: 30, assumption: x}}\n    base:\n")
    (drawing,) = (run := small(changes=[capped])).drawings(run.allocate("70"))
    for base, expected in (((5.0, 0, 0), [30, 24, 16]), ((0, 0, 0), None)):
        draws = iter([("base", constant(base)), ("plain", constant((1.0, 1, 1)))])
        monkeypatch.setattr(Drawing, "_drawn", lambda self, chance, draws=draws: draws)
        (row,) = drawing.draw(Chance(1), 1).tolist()
        assert sum(row) == 70
        assert max(row) <= 30
        if expected is None:  # nobody is found to have anything: as published
            assert row == drawing.published.tolist()


def test_a_score_that_says_how_it_varies_is_asked_and_any_other_is_constant(small):
    (drawing,) = (run := small(risk=True)).drawings(run.allocate("50"))
    base, voices = drawing.parts(Chance(1))
    assert isinstance(base, Draws)
    assert [influence for influence, _ in voices] == [0.5, 0.5]
    plain, risk = (np.ptp(each.block(0), axis=0) for _, each in voices)
    assert (plain == 0).all()
    assert (risk > 0).all()

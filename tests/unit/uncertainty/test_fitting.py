"""Models: a fit with a name, kept in a file of its own, and used only where somebody names it."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.errors import PolicyError, TableError
from evenhand.figures import Coefficient, Fitted
from evenhand.figures.plain import to_plain
from evenhand.reports.model_tables import effect_in_words, model_table, moved_table
from evenhand.scenarios.complete import complete
from evenhand.scenarios.fitting import model_of, moved, with_model
from evenhand.scenarios.masking import coefficients
from evenhand.sources.models import read_model, write_model

FITTED = ("kappa: {value: 10, assumption: For a test.}", "kappa: {value: fitted, assumption: x}")


@pytest.fixture
def run(small):
    return small(risk=True, changes=[FITTED], hard=(20, 3, 8))


@pytest.fixture
def model(run):
    return model_of(run.allocate("50"))


def using(run, model, asked="50"):
    return with_model(run.policy, run.data, asked, run.tallies, model)


def test_a_model_holds_every_coefficient_under_the_name_of_its_policy_day_and_fit(run, model):
    assert [(part.program, part.component) for part in model.parts] == [
        ("remedial", "base"),
        ("remedial", "risk"),
    ]
    assert model.frozen == coefficients(run.allocate("50"))
    assert model.name.startswith("small 1, data of 2000-02-04, ")
    assert (model.policy, model.version, model.as_of) == ("small", "1", run.data.as_of)


def test_two_fits_that_say_otherwise_have_two_names(run, model, small):
    assert model_of(run.allocate("77")) == model  # positions fit nothing
    other = small(risk=True, changes=[FITTED], hard=(20, 12, 5))
    assert model_of(other.allocate("50")).name != model.name


def test_used_on_its_own_data_a_model_gives_what_the_fit_gave_and_says_that_it_was_used(run, model):
    plain, told = run.allocate("50"), using(run, model)
    assert told.model == model.name
    assert told.flags == (
        f"Coefficients are frozen: {model.name}, fitted over 1999-01-01..2000-01-01.",
        *plain.flags,
    )
    assert told.totals == plain.totals  # quotas as well, to the last fraction
    assert [p.awards for p in told.programs] == [p.awards for p in plain.programs]


def test_on_other_data_its_coefficients_are_used_and_nothing_is_fitted(small, model):
    other = small(risk=True, changes=[FITTED], hard=(30, 2, 9))
    assert coefficients(using(other, model)) == model.frozen != coefficients(other.allocate("50"))


def test_a_model_fitted_under_another_version_is_used_and_flagged(run, model):
    told = using(run, replace(model, version="0"))
    assert "They were fitted under version 0 of the policy." in told.flags


def test_another_policys_model_is_refused(run, model):
    with pytest.raises(PolicyError, match="was fitted under other, and this is small"):
        using(run, replace(model, policy="other"))


def test_a_model_with_a_part_missing_is_refused_with_its_name(run, model):
    with pytest.raises(PolicyError, match=r"has no coefficients for remedial\.risk\."):
        using(run, replace(model, parts=model.parts[:1]))


def test_a_part_with_a_coefficient_missing_is_refused_not_fitted_in_silence(run, model):
    base = Fitted("remedial", "base", (Coefficient("another", "1"),))
    with pytest.raises(PolicyError, match=r"has no coefficients for remedial\.base\."):
        using(run, replace(model, parts=(base, model.parts[1])))


def test_a_part_that_the_policy_no_longer_has_is_left_aside(run, model):
    more = replace(
        model, parts=(*model.parts, Fitted("parking", "base", model.parts[0].coefficients))
    )
    assert using(run, more).totals == using(run, model).totals


def test_a_complete_result_uses_the_model_throughout(small, model):
    other = small(risk=True, changes=[FITTED], hard=(30, 2, 9))
    given = other.policy, other.data, "50", other.tallies
    told = complete(*given, model=model, draws=20)
    assert coefficients(told) == model.frozen
    assert told.uncertainty.draws == 20
    assert complete(*given, draws=20).model == ""
    assert complete(*given, draws=20).uncertainty != told.uncertainty


def test_what_adopting_a_model_would_move_is_told_branch_by_branch(small, model):
    other = small(risk=True, changes=[FITTED], hard=(30, 2, 9))
    before, after = using(other, model), other.allocate("50")
    found = moved(before, after)
    assert [(each.program, each.branch) for each in found] == [
        ("remedial", branch) for branch in ("Astoria", "Bend", "Coos Bay")
    ]
    for each, old, new in zip(found, before.totals, after.totals, strict=True):
        assert (each.before, each.after) == (old.positions, new.positions)
        assert each.quota_change == new.quota - old.quota
    assert sum(each.quota_change for each in found) == 0


def test_the_effect_is_one_sentence_and_a_table_of_those_who_move(small, model, run):
    same = moved(using(run, model), run.allocate("50"))
    assert effect_in_words(same) == "No position would change; no quota moves by more than 0.00."
    names = {each.branch: each.branch for each in same}
    assert moved_table(same, names).rows == ()
    one = [replace(same[0], after=same[0].before + 1, quota_change=F(3, 4)), same[1]]
    one.append(replace(same[2], after=same[2].before - 1, quota_change=F(-4, 5)))
    assert effect_in_words(one) == (
        "1 position would change place; the largest change of a quota is 0.80."
    )
    assert [row[1] for row in moved_table(one, names).rows] == ["Coos Bay", "Astoria"]
    two = [replace(one[0], after=one[0].after + 1), *one[1:]]
    assert effect_in_words(two).startswith("2 positions would change place")


def test_every_coefficient_is_shown_as_it_is_used(model):
    rows = model_table(model).rows
    assert len(rows) == sum(len(part.coefficients) for part in model.parts)
    assert rows[0][-1] == model.parts[0].coefficients[0].value


def test_written_and_read_back_a_model_is_the_same(model, tmp_path):
    write_model(model, tmp_path / "m.json")
    assert read_model(tmp_path / "m.json") == model
    assert [path.name for path in tmp_path.iterdir()] == ["m.json"]


def test_a_model_is_never_overwritten(model, tmp_path):
    (tmp_path / "m.json").write_text("mine")
    with pytest.raises(TableError, match="is never overwritten: name a new file"):
        write_model(model, tmp_path / "m.json")
    assert (tmp_path / "m.json").read_text() == "mine"


@pytest.mark.parametrize("place", ["no such folder/m.json", "file/m.json"])
def test_where_it_cannot_be_written_nothing_is_left(model, tmp_path, place):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TableError, match=r"m\.json cannot be written: "):
        write_model(model, tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_where_there_is_no_model_it_says_what_writes_one(tmp_path):
    with pytest.raises(TableError, match="There is no model"):
        read_model(tmp_path / "m.json")
    with pytest.raises(TableError, match="There is no model"):
        read_model(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "3", "{}", '{"name": "x"}', "\xff", '{"name": "x", "rows": []}']
)
def test_a_damaged_model_is_a_sentence(tmp_path, text):
    (tmp_path / "m.json").write_text(text, "latin-1")
    with pytest.raises(TableError, match=r"m\.json holds no model: .* writes one\."):
        read_model(tmp_path / "m.json")


@pytest.mark.parametrize("value", ["many", "nan", "1/0", "", 1.5, None, [1]])
def test_a_coefficient_that_is_no_number_kept_as_text_is_found_out_on_reading(
    model, tmp_path, value
):
    plain = to_plain(model)
    plain["parts"][0]["coefficients"][0]["value"] = value
    (tmp_path / "m.json").write_text(json.dumps(plain))
    with pytest.raises(TableError, match="holds no model"):
        read_model(tmp_path / "m.json")

"""`evenhand fit`, and runs that use what it kept."""

from __future__ import annotations

import json
from shutil import copy, copytree

import pytest


@pytest.fixture
def fitted(evenhand, small_state, kept, tmp_path):
    """A model of the state's own data, in a file."""
    model = kept / "m.json"
    if not model.exists():
        answer = evenhand("fit", small_state, "--policy", "oregon-2000", "--out", model)
        assert (answer.code, answer.err) == (0, "")
        told = f"Kept: {model}. `evenhand allocate … --model {model}` uses it.\n"
        assert answer.out.endswith(told)
    return copy(model, tmp_path / "m.json")


@pytest.fixture
def run(allocate, fitted, kept, tmp_path):
    """A run with that model."""
    if not (kept / "run").exists():
        answer = allocate("--model", fitted, "--seed", "7", "--out", kept / "run")
        assert (answer.code, answer.err) == (0, "")
    return copytree(kept / "run", tmp_path / "run")


@pytest.fixture
def allocate(evenhand, small_state):
    """Share out the state's positions with more words after the usual ones."""
    words = ("allocate", small_state, "--policy", "oregon-2000", "--positions", "current")
    return lambda *more: evenhand(*words, *more)


def changed(path, change):
    told = json.loads(path.read_text("utf-8"))
    change(told)
    path.write_text(json.dumps(told), "utf-8")
    return path


def test_the_coefficients_are_shown_and_without_a_place_nothing_is_written(
    evenhand, state, tmp_path
):
    before = sorted(p.name for p in state.iterdir())
    answer = evenhand("fit", state, "--policy", "oregon-2000")
    assert answer.code == 0
    assert "kappa" in answer.out
    assert "Kept" not in answer.out
    assert "Against" not in answer.out
    assert sorted(p.name for p in state.iterdir()) == before


def test_as_json_the_model_is_the_one_that_is_kept(evenhand, state, fitted):
    told = json.loads(evenhand("fit", state, "--policy", "oregon-2000", "--json").out)
    assert told["model"] == json.loads(fitted.read_text("utf-8"))
    assert (told["in_use"], told["moved"]) == (None, [])


def test_against_the_model_in_use_its_own_fit_moves_nothing(evenhand, state, fitted):
    words = ("fit", state, "--policy", "oregon-2000", "--model", fitted)
    name = json.loads(fitted.read_text("utf-8"))["name"]
    assert f"Against {name}: No position would change" in evenhand(*words).out
    told = json.loads(evenhand(*words, "--json").out)
    assert told["in_use"] == name
    assert all(each["before"] == each["after"] for each in told["moved"])


def test_against_another_model_what_would_move_is_shown_branch_by_branch(
    evenhand, state, fitted, tmp_path
):
    def believe_nobody(told):
        for part in told["parts"]:
            for each in part["coefficients"]:
                if each["name"] == "kappa":
                    each["value"] = "1.000000000e-01"
                elif each["name"].startswith("factor"):
                    each["value"] = "3.000000000e+00"

    changed(fitted, believe_nobody)
    answer = evenhand(
        *("fit", state, "--policy", "oregon-2000", "--model", fitted, "--positions", "2000"),
        *("--out", tmp_path / "new.json"),
    )
    assert answer.code == 0
    assert "Positions that would change" in answer.out
    assert "would change place; the largest change of a quota is" in answer.out
    assert (tmp_path / "new.json").exists()


def test_a_model_is_never_overwritten_and_that_is_said_before_any_work(evenhand, fitted):
    answer = evenhand("fit", "nowhere", "--policy", "oregon-2000", "--out", fitted)
    assert answer.code == 1
    assert answer.err.startswith(f"evenhand: {fitted} is there already.")


def test_a_place_without_a_name_is_refused(evenhand, state):
    assert evenhand("fit", state, "--policy", "oregon-2000", "--out", "").code == 2


def test_a_run_with_a_model_is_the_run_without_and_names_the_model(allocate, fitted):
    plain = json.loads(allocate("--json").out)
    told = json.loads(allocate("--model", fitted, "--json").out)
    name = json.loads(fitted.read_text("utf-8"))["name"]
    assert (plain["model"], told["model"]) == ("", name)
    assert told["flags"][0].startswith(f"Coefficients are frozen: {name}, fitted over 1998-01-01")
    assert told["totals"] == plain["totals"]
    assert told["uncertainty"] == plain["uncertainty"]


def test_a_run_with_a_model_is_made_again_by_a_stranger(run, evenhand, state, fitted):
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    assert manifest["model"] == json.loads(fitted.read_text("utf-8"))
    assert (manifest["seed"], manifest["draws"]) == (7, 1000)
    fitted.unlink()
    answer = evenhand("verify", run)
    assert (answer.code, "is identical" in answer.out) == (0, True)
    assert evenhand("verify", run, "--data", state).code == 0


def test_another_coefficient_in_the_manifest_is_found_out(run, evenhand):
    def doctor(told):
        told["model"]["parts"][-1]["coefficients"][-1]["value"] = "9"

    changed(run / "manifest.json", doctor)
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert "result.json is not what the tallies make" in answer.out


def _without(name):
    return lambda told: told.pop(name)


def _with(name, value):
    return lambda told: told.update({name: value})


@pytest.mark.parametrize(
    "damage",
    [
        *(_without(name) for name in ("model", "seed", "draws")),
        *(_with("seed", value) for value in ("abc", None)),
        *(_with("draws", value) for value in (0, -3, "many", True)),
        *(_with("model", value) for value in ("x", 3, [], {"name": "x"})),
        lambda told: told["model"]["parts"][0]["coefficients"][0].update(value="many"),
    ],
)
def test_a_damaged_manifest_is_a_sentence_for_verify(run, evenhand, damage):
    changed(run / "manifest.json", damage)
    answer = evenhand("verify", run)
    assert (answer.code, answer.err) == (1, "")
    assert "it can no longer be made: its manifest " in answer.out


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_with("policy", "england-2025"), "was fitted under england-2025, and this is oregon-2000"),
        (lambda told: told["parts"].pop(0), "has no coefficients for "),
        (_without("period"), "holds no model: "),
        (_with("parts", None), "holds no model: "),
        (lambda told: told["parts"][0]["coefficients"][0].update(value="many"), "holds no model: "),
    ],
)
def test_a_model_that_will_not_do_is_refused_and_nothing_is_written(
    allocate, fitted, tmp_path, damage, said
):
    answer = allocate("--model", changed(fitted, damage), "--out", tmp_path / "run")
    assert answer.code == 1
    assert answer.err.startswith("evenhand: ")
    assert said in answer.err
    assert not (tmp_path / "run").exists()


def test_where_there_is_no_model_it_says_what_writes_one(allocate, tmp_path):
    answer = allocate("--model", tmp_path / "m.json")
    assert (answer.code, "There is no model" in answer.err) == (1, True)


def test_another_seed_draws_otherwise_and_shares_out_the_same(allocate):
    one, other = (json.loads(allocate("--json", "--seed", str(seed)).out) for seed in (1, 2))
    assert one["totals"] == other["totals"]
    assert one["uncertainty"]["intervals"] != other["uncertainty"]["intervals"]
    assert (one["uncertainty"]["seed"], other["uncertainty"]["seed"]) == (1, 2)


def test_a_seed_below_nothing_is_refused(allocate):
    assert allocate("--seed", "-1").code == 2


def test_to_publish_ten_times_as_many_are_drawn_and_the_manifest_says_so(
    allocate, evenhand, tmp_path
):
    assert allocate("--publish", "--out", tmp_path / "run").code == 0
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text("utf-8"))
    assert (manifest["seed"], manifest["draws"]) == (2000, 10_000)
    told = json.loads((tmp_path / "run" / "result.json").read_text("utf-8"))
    assert told["uncertainty"]["draws"] == 10_000
    assert "is identical" in evenhand("verify", tmp_path / "run").out


def test_settling_is_asked_of_a_run(run, evenhand):
    answer = evenhand("reviews", "settle", run)
    assert answer.code == 0
    assert answer.out.startswith("Expected to stand wrong for the state: ")
    assert "To halve the part that sampling adds" in answer.out
    words = ("reviews", "settle", run, "--program", "out_of_home", "--json")
    assert json.loads(evenhand(*words).out)["program"] == "out_of_home"
    answer = evenhand("reviews", "settle", run, "Atlantis")
    assert (answer.code, "no branch Atlantis" in answer.err) == (1, True)

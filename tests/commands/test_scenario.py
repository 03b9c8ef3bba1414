"""`evenhand scenario`: side by side, saved, swept, and written as a RUN of its own."""

from __future__ import annotations

import json
import re
from fractions import Fraction as F
from shutil import copytree
from zipfile import ZipFile

import pytest

from evenhand.reports.reading_runs import read_result
from evenhand.scenarios.remaking import before, remake
from evenhand.sources.runs import read_run

MORE = "out_of_home.return_home=0.5"


@pytest.fixture
def run(evenhand, small_state, kept):
    """A run of the small state; no test may write to it."""
    if not (kept / "run").exists():
        words = ("allocate", small_state, "--policy", "oregon-2000", "--positions", "current")
        answer = evenhand(*words, "--seed", "7", "--out", kept / "run")
        assert (answer.code, answer.err) == (0, "")
    return kept / "run"


@pytest.fixture
def written(evenhand, run, kept):
    """The scenario's own run."""
    if not (kept / "more").exists():
        words = ("scenario", run, "--set", MORE, "--name", "more for returns")
        answer = evenhand(*words, "--draws", "200", "--out", kept / "more")
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.endswith(
            f"Written: {kept / 'more'} (report.html, report.xlsx, positions.csv, …)\n"
        )
    return kept / "more"


def told(answer):
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


def positions(result):
    return {
        (program["name"], award["branch"]): award["positions"]
        for program in result["programs"]
        for award in program["awards"]
    }


def test_a_run_beside_itself_says_who_gives_who_gains_and_how_surely(evenhand, run):
    answer = evenhand("scenario", run, "--set", MORE)
    assert (answer.code, answer.err) == (0, "")
    for words in (
        *("Scenario what-if:", "Before", "After", "Agree"),
        "Influence in out of home: vulnerability 0.5 → 0.357",
        "return home 0.3 → 0.5",
        *("stand", "are expected to stand wrong, against"),
    ):
        assert words in answer.out


def test_before_is_what_the_run_published(evenhand, run):
    found = told(evenhand("scenario", run, "--set", MORE, "--draws", "0", "--json"))
    result = json.loads((run / "result.json").read_text("utf-8"))
    before = {(r["program"], r["branch"]): r["before"] for r in found["rows"]}
    assert {k: v for k, v in before.items() if k[0] != "all"} == positions(result)
    moved = {
        (p["name"], c["name"]): c["moved"] for p in result["programs"] for c in p["components"]
    }
    assert {(c["program"], c["component"]): c["before_moved"] for c in found["components"]} == moved
    assert (found["draws"], found["misplaced"], found["seed"]) == (0, [], None)


def test_a_run_is_remade_quickly_to_the_same_numbers(run, written):
    for folder in (run, written):
        kept, published = read_run(folder), read_result(folder)
        quick = before(kept)
        assert quick.totals == published.totals
        assert [p.awards for p in quick.programs] == [p.awards for p in published.programs]
        assert remake(kept) == published


def test_draws_are_those_of_the_run_unless_told(evenhand, run):
    found = told(evenhand("scenario", run, "--set", MORE, "--json"))
    assert (found["seed"], found["draws"]) == (7, 1000)
    published = json.loads((run / "result.json").read_text("utf-8"))["uncertainty"]["intervals"]
    spans = {(i["program"], i["branch"]): [i["p05"], i["p95"]] for i in published}
    assert {(r["program"], r["branch"]): r["before_span"] for r in found["rows"]} == spans
    other = told(evenhand("scenario", run, "--set", MORE, "--json", "--seed", 8, "--draws", 100))
    assert (other["seed"], other["draws"]) == (8, 100)


def test_today_s_values_change_nothing(evenhand, run):
    same = ("out_of_home.return_home=0.3", "positions=current", "method=webster")
    words = [word for line in same for word in ("--set", line)]
    found = told(evenhand("scenario", run, *words, "--draws", "50", "--json"))
    assert all(r["before"] == r["after"] for r in found["rows"])
    assert all(r["before_span"] == r["after_span"] for r in found["rows"])
    answer = evenhand("scenario", run, "--set", same[0], "--draws", "0")
    assert "Nobody's positions change" in answer.out


def test_the_written_run_is_what_was_shown_and_verifies(evenhand, run, written):
    found = told(evenhand("scenario", run, "--set", MORE, "--draws", "0", "--json"))
    after = {
        (r["program"], r["branch"]): r["after"] for r in found["rows"] if r["program"] != "all"
    }
    result = json.loads((written / "result.json").read_text("utf-8"))
    assert positions(result) == after
    assert result["flags"][0] == f"A scenario, more for returns: {MORE}."
    manifest = json.loads((written / "manifest.json").read_text("utf-8"))
    assert manifest["scenario"] == {"name": "more for returns", "changes": [MORE], "upon": None}
    assert (manifest["seed"], manifest["draws"]) == (7, 200)
    assert "scenario more for returns: 0.5 instead of 0.3" in (written / "report.html").read_text()
    answer = evenhand("verify", written)
    assert (answer.code, "is identical" in answer.out) == (0, True)
    assert json.loads((run / "manifest.json").read_text("utf-8"))["scenario"] is None


def test_a_written_run_can_be_explained_settled_and_changed_again(evenhand, run, written, tmp_path):
    branch = json.loads((written / "result.json").read_text("utf-8"))["totals"][0]["branch"]
    assert evenhand("explain", written, branch).code == 0
    back = "out_of_home.return_home=0.3"
    words = ("scenario", written, "--set", back, "--draws", "0", "--out", tmp_path / "back")
    assert evenhand(*words).code == 0
    ends = [
        json.loads((each / "result.json").read_text("utf-8")) for each in (run, tmp_path / "back")
    ]
    assert positions(ends[0]) == positions(ends[1])
    assert ends[1]["uncertainty"] is None
    manifest = json.loads((tmp_path / "back" / "manifest.json").read_text("utf-8"))
    assert manifest["scenario"]["upon"]["changes"] == [MORE]
    assert ends[1]["scenario"] == f"more for returns: {MORE}, then what-if: {back}"
    assert evenhand("verify", tmp_path / "back").code == 0


def test_a_scenario_that_was_changed_by_hand_does_not_verify(evenhand, written, tmp_path):
    run = copytree(written, tmp_path / "run")
    text = (run / "manifest.json").read_text("utf-8")
    (run / "manifest.json").write_text(text.replace(MORE, "out_of_home.return_home=0.6"), "utf-8")
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert "result.json is not what the tallies make" in answer.out
    damaged = text.replace('"changes": [', '"changed": [')
    (run / "manifest.json").write_text(damaged, "utf-8")
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert "damaged" in answer.out + answer.err


def test_a_saved_scenario_gives_the_same_again(evenhand, run, tmp_path):
    file = tmp_path / "dial.yaml"
    words = ("scenario", run, "--draws", "50", "--seed", "3", "--json")
    lines = ("--set", "out_of_home.rho=0.5", "--set", "positions=+2", "--name", "a dial")
    first = told(evenhand(*words, *lines, "--save", file))
    assert file.read_text("utf-8") == (
        "name: a dial\nset:\n- out_of_home.rho=0.5\n- positions=+2\nseed: 3\ndraws: 50\n"
    )
    assert told(evenhand("scenario", run, "--file", file, "--json")) == first
    assert first["scenario"]["changes"][0].startswith("out_of_home.rho=0.5 at ")
    assert F(first["after_shared"]) == F(first["before_shared"]) + 2
    more = told(evenhand("scenario", run, "--file", file, "--set", "method=adams", "--json"))
    assert more["scenario"]["changes"][-1] == "method=adams"


def test_more_or_fewer_positions_count_from_the_run_and_not_from_the_staff_of_now(
    evenhand, run, tmp_path
):
    """A board that tried two more asks for one fewer: one more than now, and not one less."""
    words = ("--draws", "0", "--out", tmp_path / "two")
    assert evenhand("scenario", run, "--set", "positions=+2", *words).code == 0
    now, two = (read_result(folder) for folder in (run, tmp_path / "two"))
    assert two.shared == now.shared + 2
    words = ("--draws", "0", "--out", tmp_path / "one")
    found = told(evenhand("scenario", tmp_path / "two", "--set", "positions=-1", *words, "--json"))
    assert found["scenario"]["changes"] == [f"positions={now.shared + 1}"]
    assert F(found["before_shared"]) - 1 == F(found["after_shared"]) == now.shared + 1
    one = read_run(tmp_path / "one")
    assert remake(one) == read_result(tmp_path / "one")
    assert evenhand("verify", tmp_path / "one").code == 0


def test_fewer_positions_than_none_are_refused_with_what_the_run_shares(evenhand, run):
    answer = evenhand("scenario", run, "--set", "positions=-9999")
    assert answer.code == 1
    assert "positions=-9999: the run shares " in answer.err


def test_who_gives_can_be_named_beside_the_line_or_in_it(evenhand, run):
    words = ("scenario", run, "--draws", "0", "--json", "--set")
    beside = told(evenhand(*words, MORE, "--from", "vulnerability"))
    inside = told(evenhand(*words, f"{MORE} from vulnerability"))
    assert beside == inside
    care = [c for c in beside["components"] if c["program"] == "out_of_home"]
    assert [c["after_influence"] for c in care][:3] == ["3/10", "1/2", "1/5"]


def test_another_way_of_scoring_is_scored_and_fitted_anew(evenhand, run, tmp_path):
    line = "out_of_home.return_home.estimator=statewide"
    found = told(evenhand("scenario", run, "--set", line, "--draws", "0", "--json"))
    assert found["flags"][1].endswith("changes how it is scored: out_of_home.return_home.")
    words = ("--draws", "0", "--out", tmp_path / "run")
    assert evenhand("scenario", run, "--set", line, *words).code == 0
    quotas = {(r["program"], r["branch"]): r["after_quota"] for r in found["rows"]}
    result = json.loads((tmp_path / "run" / "result.json").read_text("utf-8"))
    for program in result["programs"]:
        for award in program["awards"]:
            assert quotas[program["name"], award["branch"]] == award["quota"]


def test_a_sweep_goes_through_today_and_can_be_drawn(evenhand, run, tmp_path):
    words = ("scenario", run, "--sweep", "out_of_home.return_home=0..1:0.25")
    answer = evenhand(*words, "--picture", tmp_path / "sweep.svg")
    assert (answer.code, answer.err) == (0, "")
    assert "positions by the influence of return home" in answer.out
    assert answer.out.endswith(f"Drawn: {tmp_path / 'sweep.svg'}\n")
    assert "today 0.3" in (tmp_path / "sweep.svg").read_text("utf-8")
    found = told(evenhand(*words, "--json"))
    assert [p["influence"] for p in found["points"]] == ["0", "1/4", "3/10", "1/2", "3/4", "1"]
    assert found["today"] == "3/10"
    assert found["points"][2]["moved"] == "0"
    beside = told(evenhand("scenario", run, "--set", MORE, "--draws", "0", "--json"))
    mine = [r["after"] for r in beside["rows"] if r["program"] == "out_of_home"]
    assert found["points"][3]["positions"] == mine


@pytest.mark.parametrize("sweep", [(), ("--sweep", "out_of_home.return_home=0..1:0.5")])
def test_files_are_written_before_the_answer_so_a_closed_pipe_costs_none(
    evenhand, run, tmp_path, monkeypatch, sweep
):
    def closed(*_):
        raise BrokenPipeError("Broken pipe")

    monkeypatch.setattr("evenhand.reports.scenario_terminal.show_table", closed)
    picture = ("--picture", tmp_path / "sweep.svg") if sweep else ()
    words = ("--set", MORE, "--draws", "0", "--save", tmp_path / "kept.yaml", *sweep, *picture)
    assert evenhand("scenario", run, *words, "--out", tmp_path / "made").code == 1
    assert (tmp_path / "made" / "result.json").exists()
    assert (tmp_path / "kept.yaml").exists()
    assert (tmp_path / "sweep.svg").exists() == bool(sweep)


def test_a_sweep_can_stand_on_a_scenario_and_name_who_gives(evenhand, run):
    sweep = "out_of_home.return_home=0.3..0.6:0.1 from vulnerability"
    found = told(evenhand("scenario", run, "--set", "positions=+5", "--sweep", sweep, "--json"))
    shared = F(json.loads((run / "result.json").read_text("utf-8"))["shared"])
    assert found["upon"]["changes"] == [f"positions={shared + 5}"]
    assert found["giver"] == "vulnerability"
    today = told(evenhand("scenario", run, "--sweep", "out_of_home.return_home=0..1", "--json"))
    assert len(today["points"]) == 21


@pytest.mark.parametrize(
    ("sweep", "said"),
    [
        ("out_of_home.return_home", "is no sweep. Write"),
        ("out_of_home.return_home=0..lots", "is no sweep. Write"),
        ("out_of_home.return_home=1..0", "goes up from 0 or more to 1 or less"),
        ("out_of_home.return_home=0..2", "goes up from 0 or more to 1 or less"),
        ("out_of_home.return_home=0..1:0.0001", "such as 0.001."),
        ("out_of_home.return_home=0.5..0.6:0.00001", "2,001 are the most; take a larger step"),
        ("out_of_home.return_home=0.5..0.6:0.00001", "such as 0.0001."),
        ("out_of_home.return_home=0..1:0", "the step is 0; it goes up, such as by 0.05."),
        ("out_of_home.return_home=0..1:-1/4", "the step is -1/4; it goes up"),
        ("out_of_hom.return_home=0..1", "no program out_of_hom. Did you mean 'out_of_home'?"),
        ("out_of_home.return_hom=0..1", "has no return_hom. Did you mean 'return_home'?"),
        ("out_of_home.return_home=0..1 from reabuse", "reabuse has 0.2 and cannot give"),
    ],
)
def test_a_sweep_that_cannot_be_is_refused(evenhand, run, sweep, said):
    answer = evenhand("scenario", run, "--sweep", sweep)
    assert answer.code == 1
    assert said in answer.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Say what to change"),
        (("--set", "out_of_home.return_hom=0.5"), 1, "Did you mean 'return_home'?"),
        (("--set", "removals.days=200"), 1, "needs the data"),
        (("--set", MORE, "--set", "positions=+1", "--from", "reabuse"), 2, "--from says who gives"),
        (("--set", MORE, "--picture", "x.svg"), 2, "--picture draws a sweep"),
        (("--set", MORE, "--out", ""), 2, "name a folder"),
        (("--sweep", "out_of_home.return_home=0..1", "--out", "x"), 2, "A sweep is no RUN"),
        (("--file", "nowhere.yaml"), 1, "nowhere.yaml cannot be read"),
        (("--set", "out_of_home.least=500", "--draws", "0"), 1, "positions to share out"),
        (("--set", "protective_services.rho=0.2"), 1, "no two components"),
        (("--set", "positions=many", "--draws", "0"), 1, "'many' is not a number of positions"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(evenhand, run, words, code, said):
    answer = evenhand("scenario", run, *words)
    assert (answer.code, said in answer.err) == (code, True), answer.err


def test_a_picture_is_never_written_under_a_name_of_another_kind(evenhand, run, tmp_path):
    words = ("--sweep", "out_of_home.return_home=0..1:0.5", "--picture")
    for place in (tmp_path / "sweep.png", tmp_path / "board.yaml", ""):
        answer = evenhand("scenario", run, *words, place)
        assert (answer.code, answer.out) == (1, "")
        assert "has no name that ends in .svg, and pictures are SVG. Name it " in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_scenario_never_takes_the_place_of_the_run_it_came_from(evenhand, run, tmp_path):
    (tmp_path / "link").symlink_to(run)
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    for place in (run, tmp_path / "link", run / ".." / run.name):
        answer = evenhand("scenario", run, "--set", MORE, "--draws", "0", "--out", place)
        assert (answer.code, answer.out) == (2, "")
        assert "that is the RUN itself" in answer.err
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before


def test_a_scenario_s_run_says_everywhere_that_it_is_not_in_force(evenhand, run, written, tmp_path):
    said = f"Scenario more for returns: {MORE}. Not in force."
    page = (written / "report.html").read_text("utf-8")
    assert "<title>Scenario, not in force: " in page
    assert "<h1>Scenario, not in force: " in page
    assert f'<p class="answer"><strong>{said}</strong> ' in page
    with ZipFile(written / "report.xlsx") as book:
        assert said in book.read("xl/sharedStrings.xml").decode()
        # Text is kept in the order in which it is written: this is the first on the first sheet.
        texts = book.read("xl/sharedStrings.xml").decode()
        assert re.findall("<t>(.*?)</t>", texts)[:3] == ["Not in force", "Scenario", said]
    branch = read_result(written).totals[0].branch
    letter = evenhand("letter", written, branch).out
    assert said in letter
    assert "Scenario, not in force: To the manager of " in letter
    assert evenhand("letter", written, "--out", tmp_path / "letters").code == 0
    for page in (tmp_path / "letters").glob("*.html"):
        assert said in page.read_text("utf-8")
    for command in ("explain", "equity", "incentives", "redeploy"):
        words = (command, written, branch) if command == "explain" else (command, written)
        assert said in evenhand(*words).out
    assert f"{written} is a scenario and not in force" in evenhand("compare", run, written).out
    assert "ot in force" not in evenhand("explain", run, branch).out
    assert "ot in force" not in (run / "report.html").read_text("utf-8")
    assert read_result(run).scenario == ""


def test_a_picture_that_cannot_be_written_is_a_sentence(evenhand, run, tmp_path):
    words = ("scenario", run, "--sweep", "out_of_home.return_home=0..1:0.5", "--picture")
    answer = evenhand(*words, tmp_path / "none" / "x.svg")
    assert answer.code == 1
    assert "cannot be written: No such file" in answer.err
    answer = evenhand("scenario", tmp_path, "--set", MORE)
    assert (answer.code, "is not a run" in answer.err) == (1, True)


def test_a_run_with_a_model_keeps_it_but_where_scoring_changes(evenhand, small_state, tmp_path):
    model, first = tmp_path / "m.json", tmp_path / "first"
    assert evenhand("fit", small_state, "--policy", "oregon-2000", "--out", model).code == 0
    words = ("allocate", small_state, "--policy", "oregon-2000", "--positions", "current")
    assert evenhand(*words, "--model", model, "--out", first).code == 0
    line = "out_of_home.return_home.estimator=statewide"
    for name, lines in (("same", (MORE,)), ("other", (MORE, line))):
        sets = [word for each in lines for word in ("--set", each)]
        out = ("--draws", "0", "--out", tmp_path / name)
        assert evenhand("scenario", first, *sets, *out).code == 0
        assert evenhand("verify", tmp_path / name).code == 0
    flags = [
        json.loads((tmp_path / n / "result.json").read_text("utf-8"))["flags"]
        for n in ("same", "other")
    ]
    assert [any("Fitted anew" in flag for flag in each) for each in flags] == [False, True]


def test_a_scenario_that_cannot_be_is_not_saved(evenhand, run, tmp_path):
    place = tmp_path / "impossible.yaml"
    answer = evenhand("scenario", run, "--set", "out_of_home.least=999", "--save", place)
    assert answer.code == 1
    assert not place.exists()

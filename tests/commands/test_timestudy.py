"""`evenhand timestudy`: plan a survey of random moments, draw it, and read what it says."""

from __future__ import annotations

import csv
import json
from fractions import Fraction

import pytest

YEAR = "1998-01-01..1999-01-01"
PLAN = ("timestudy", "plan", "--share", ".36", "--precision", ".02")
DAYS = ("--from", "1998-04-01", "--to", "1998-07-01", "--seed", "7")
POLICY = """\
name: small
title: Calls alone
version: "1"
effective: {since: 1998-01-01}
period: 1998-01-01..1999-01-01
position: {value: positions, assumption: For a test.}
unit: {value: 1, assumption: For a test.}
method: {value: webster, assumption: For a test.}
tolerance: {value: 0, assumption: For a test.}
time_study:
  sampled: 1998-04-01..1998-10-01
  effective: {since: 1998-10-01, until: 2000-02-04}
  should_take:
    neglect: {value: 480, source: A panel of supervisors}
    never_seen: {value: 60, source: A panel of supervisors}
measures: {calls_received: {}}
programs:
  all_work:
    part: {value: 1, assumption: One program.}
    base: {score: counted, measures: {count: calls_received}, assumption: For a test.}
    components:
      plain: {score: of_the_base, influence: {value: 1, assumption: One.}, assumption: A test.}
"""


@pytest.fixture
def policy(tmp_path):
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path / "policy.yaml"


def unanswer(state, every):
    """Take the answer out of every n-th moment; how many were drawn and are left."""
    path = state / "time_samples.csv"
    head, *lines = path.read_text("utf-8").splitlines()
    at = head.split(",").index("activity")
    rows = [line.split(",") for line in lines]
    for row in rows[::every]:
        row[at] = ""
    path.write_text("\n".join([head, *map(",".join, rows)]) + "\n", "utf-8")
    return len(rows), sum(bool(row[at]) for row in rows)


# plan


def test_the_plan_shows_every_step_and_how_little_a_branch_is_told(evenhand):
    answer = evenhand(*PLAN, "--z", "1.96", "--population", "3000000", "--response", "85%")
    assert (answer.code, answer.err) == (0, "")
    for shown in ("n0 = z² p", "n = n0", "÷ response rate", "rounded up", "2,212.76", "2,602"):
        assert shown in answer.out
    assert "Draw 2,602 moments: ± 2 points at z 1.96." in answer.out
    assert "Of one of 38 equal branches they tell its share ± 12.33 points." in answer.out


def test_the_plan_is_exact_in_json(evenhand):
    told = json.loads(evenhand(*PLAN, "--z", "1.96", "--json").out)
    assert told["plan"]["moments"] == 2213
    assert Fraction(told["plan"]["steps"][0]["value"]) == Fraction("2212.7616")
    assert told["wanted"]["share"] == "9/25"


def test_95_per_cent_is_meant_where_nothing_is_said(evenhand):
    plain, said = evenhand(*PLAN), evenhand(*PLAN, "--confidence", "0.95")
    assert plain.out == said.out
    assert "z 1.959964" in plain.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--z", "2", "--confidence", ".9"], "--confidence or --z, not both"),
        (["--response", ".85", "--oversample", ".1"], "one stands for the other"),
        (["--response", "1.2"], "a share above 0, up to 1"),
        (["--share", "36"], "36 will not do; write a share between 0 and 1, such as 0.36."),
        (["--share", "a third"], "'a third' is not a number; write a share between 0 and 1"),
        (["--precision", "0"], "0 will not do"),
        (["--population", "0"], "--population"),
        (["--branches", "0"], "--branches"),
        (["--design-effect", "-1"], "-1 will not do"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused_as_misuse(evenhand, words, said):
    answer = evenhand(*PLAN, *words)
    assert answer.code == 2
    assert said in " ".join(answer.err.split())


# draw


def drawn(text):
    return list(csv.DictReader(text.splitlines()))


def test_a_draw_is_a_list_of_whom_to_ask_and_when_in_that_order(evenhand, state):
    answer = evenhand("timestudy", "draw", state, "--moments", "50", *DAYS)
    assert answer.code == 0
    rows = drawn(answer.out)
    assert len(rows) == 50
    assert list(rows[0]) == ["worker", "moment"]
    moments = [row["moment"] for row in rows]
    assert moments == sorted(moments)
    assert all("1998-04-01T08:00" <= moment < "1998-07-01" for moment in moments)
    assert "Assumed: A part-time worker has that share of all working minutes" in answer.err
    assert "50 moments of" in answer.err


def test_the_same_seed_and_roster_in_any_order_draw_the_same(evenhand, state, tmp_path):
    head, *lines = (state / "workers.csv").read_text("utf-8").splitlines()
    (tmp_path / "roster.csv").write_text("\n".join([head, *reversed(lines)]) + "\n", "utf-8")
    words = ("--moments", "50", *DAYS)
    first = evenhand("timestudy", "draw", state, *words)
    assert evenhand("timestudy", "draw", tmp_path / "roster.csv", *words).out == first.out
    assert evenhand("timestudy", "draw", state, *words[:-1], "8").out != first.out


def test_the_list_goes_to_a_new_file_that_only_its_owner_reads_and_never_over_another(
    evenhand, state, tmp_path
):
    out = tmp_path / "moments.csv"
    words = ("timestudy", "draw", state, "--moments", "50", *DAYS, "--out", out)
    answer = evenhand(*words)
    assert (answer.code, answer.err) == (0, "")
    assert f"Written: {out}" in answer.out
    assert len(drawn(out.read_text("utf-8"))) == 50
    assert out.stat().st_mode & 0o777 == 0o600
    again = evenhand(*words)
    assert (again.code, "left alone" in again.err) == (1, True)
    assert {path.name for path in tmp_path.iterdir()} == {"state", "moments.csv"}


def test_a_list_that_cannot_be_written_leaves_nothing(evenhand, state, tmp_path):
    out = tmp_path / "nowhere" / "moments.csv"
    answer = evenhand("timestudy", "draw", state, "--moments", "5", *DAYS, "--out", out)
    assert (answer.code, "cannot be written" in answer.err) == (1, True)
    assert not out.parent.exists()


def test_days_hours_and_holidays_are_kept_to(evenhand, state):
    answer = evenhand(
        *("timestudy", "draw", state, "--moments", "60", "--seed", "1", "--json"),
        *("--from", "2000-07-01", "--to", "2000-07-09", "--hours", "09:00-10:00"),
        *("--weekdays", "1,2-4", "--without", "2000-07-04"),
    )
    told = json.loads(answer.out)
    assert {each["moment"][:13] for each in told["drawn"]} == {
        f"2000-07-0{day}T09" for day in (3, 5, 6)
    }
    assert (told["seed"], told["days"], told["out"]) == (1, 3, None)


def test_an_id_that_a_spreadsheet_would_run_is_made_safe(evenhand, tmp_path):
    (tmp_path / "roster.csv").write_text("id\n=1+1\n", "utf-8")
    answer = evenhand("timestudy", "draw", tmp_path / "roster.csv", "--moments", "1", *DAYS)
    assert drawn(answer.out)[0]["worker"] == "'=1+1"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--hours", "17:00-08:00"], 2, "'17:00-08:00' are no hours; write them as 08:00-17:00"),
        (["--hours", "25:00-26:00"], 2, "are no hours"),
        (["--weekdays", "1-8"], 2, "'1-8' are no weekdays"),
        (["--weekdays", "5-1"], 2, "are no weekdays"),
        (["--to", "1998-04-01"], 2, "first day no longer"),
        (["--from", "April"], 2, "April"),
        (["--out", ""], 2, "name a file"),
        (["--moments", "0"], 2, "--moments"),
        (["--moments", "99999999"], 1, "99,999,999 moments cannot be drawn from"),
        (["--weekdays", "7", "--to", "1998-04-03"], 1, "from 0 working minutes"),
    ],
)
def test_a_draw_that_cannot_be_is_refused(evenhand, state, words, code, said):
    answer = evenhand("timestudy", "draw", state, "--moments", "5", *DAYS, *words)
    assert answer.code == code
    assert said in " ".join(answer.err.split())


# shares


def test_shares_add_up_and_come_with_errors_and_the_response_rate(evenhand, state):
    number, answered = unanswer(state, 8)
    told = json.loads(evenhand("timestudy", "shares", state, "--period", YEAR, "--json").out)
    survey = told["survey"]
    assert (survey["drawn"], survey["answered"]) == (number, answered)
    assert Fraction(told["response_rate"]) == Fraction(answered, number)
    assert sum(Fraction(each["share"]) for each in survey["activities"]) == 1
    for each in survey["activities"]:
        low, share, high = (Fraction(each[key]) for key in ("low", "share", "high"))
        assert low < share < high
        assert Fraction(each["error"]) > 0
    assert survey["assumptions"][0] == "Those who did not answer worked as those who did."


def test_shares_are_printed_with_what_they_assume(evenhand, state):
    number, answered = unanswer(state, 8)
    answer = evenhand("timestudy", "shares", state, "--period", YEAR, "--confidence", "90%")
    assert (answer.code, answer.err) == (0, "")
    assert "90% intervals" in answer.out
    assert f"Answered: {answered:,} of {number:,} moments drawn" in answer.out
    assert "Assumed: Those who did not answer" in answer.out
    assert "should take" not in answer.out


def test_both_engines_say_the_same(evenhand, state):
    words = ("timestudy", "shares", state, "--period", YEAR, "--json")
    assert evenhand(*words).out == evenhand(*words, "--engine", "duckdb").out


def test_no_worker_is_named(evenhand, state):
    workers = [row["id"] for row in drawn((state / "workers.csv").read_text("utf-8"))]
    for words in ([], ["--json"]):
        out = evenhand("timestudy", "shares", state, "--period", YEAR, *words).out
        assert not any(worker in out for worker in workers)


def test_measured_and_should_take_minutes_stand_side_by_side(evenhand, state, policy):
    words = ("timestudy", "shares", state, "--policy", policy, "--as-of", "1999-01-01")
    answer = evenhand(*words, "--hours", "96000")
    assert answer.code == 0
    for title in ("Minutes of one assessment", "measured", "should take", "who says so"):
        assert title in answer.out
    assert "Note: never_seen: the policy lays down its minutes, and no moment found" in answer.out
    told = json.loads(evenhand(*words, "--hours", "96000", "--json").out)["survey"]
    assert told["period"] == "1998-04-01..1998-10-01"
    found = {each["of"]: each for each in told["activities"]}
    neglect = found["neglect"]
    made = neglect["measured"]["assessments"]
    assert Fraction(neglect["measured"]["minutes"]) == (
        60 * 96000 * Fraction(neglect["share"]) / made
    )
    assert neglect["should_take"] == {"minutes": "480", "reference": "A panel of supervisors"}
    assert found["never_seen"]["measured"] is None
    assert found["travel"]["should_take"] is None
    without = json.loads(evenhand(*words, "--json").out)["survey"]
    assert all(each["measured"] is None for each in without["activities"])


def test_a_study_that_does_not_hold_yet_is_refused_and_an_expired_one_is_told(
    evenhand, state, policy
):
    words = ("timestudy", "shares", state, "--policy", policy)
    early = evenhand(*words, "--as-of", "1998-09-30")
    assert early.code == 1
    assert "policy.yaml:12: the time study holds from 1998-10-01" in early.err
    late = evenhand(*words)
    assert late.code == 0
    assert "expired on 2000-02-04: measure again." in late.out
    assert "expired" not in evenhand(*words, "--as-of", "2000-02-03").out


def test_one_worker_alone_gets_no_share_and_no_error(evenhand, state):
    path = state / "time_samples.csv"
    head, first, *_ = path.read_text("utf-8").splitlines()
    path.write_text(f"{head}\n{first}\n", "utf-8")
    answer = evenhand("timestudy", "shares", state, "--period", YEAR)
    assert answer.code == 0
    assert "Only one worker answered: no share and no standard error" in answer.out


def test_rejected_moments_are_told(evenhand, state):
    path = state / "time_samples.csv"
    path.write_text(path.read_text("utf-8").replace(",15\n", ",many\n", 1), "utf-8")
    answer = evenhand("timestudy", "shares", state, "--period", YEAR)
    assert "Note: time_samples: 1 of" in answer.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "--period A..B, or --policy POLICY"),
        (["--period", "1998"], 1, "START..END"),
        (["--period", "1980-01-01..1981-01-01"], 1, "No random moment was drawn in 1980"),
        (["--period", YEAR, "--confidence", "1"], 2, "1 will not do"),
        (["--period", YEAR, "--hours", "many"], 2, "'many' is not a number"),
        (["--period", YEAR, "--as-of", "soon"], 2, "soon"),
        (["--policy", "utopia"], 1, "There is no policy utopia"),
    ],
)
def test_shares_that_cannot_be_are_refused(evenhand, state, words, code, said):
    answer = evenhand("timestudy", "shares", state, *words)
    assert answer.code == code
    assert said in " ".join(answer.err.split())


def test_without_the_tables_there_is_no_time_study(evenhand, state):
    (state / "time_samples.csv").unlink()
    answer = evenhand("timestudy", "shares", state, "--period", YEAR)
    assert answer.code == 1
    assert "there is no time_samples." in answer.err


@pytest.mark.parametrize("name", ["shares", "plan", "draw"])
def test_each_subcommand_has_an_example_and_json(evenhand, name):
    answer = evenhand("timestudy", name, "--help")
    assert answer.code == 0
    assert f"Example:\n      evenhand timestudy {name}" in answer.out
    assert "--json" in answer.out

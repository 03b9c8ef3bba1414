"""Reading a policy: what is taken from the file, and what each mistake is answered with."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period
from evenhand.policy import assumptions, read_policy, shipped
from evenhand.policy.nodes import number
from evenhand.policy.reading import parse_policy
from evenhand.policy.rotation_rules import parse_rotation
from evenhand.policy.standards import read_norm

GOOD = """\
name: coast
title: The coast
version: "1"
effective: {since: 2000-02-04}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: Manual 4}
unit: {value: 1/2, assumption: Half positions exist.}
method: {value: webster, assumption: Chosen.}
tolerance: {value: 5%, assumption: Some rows are bad.}
measures:
  calls_received: {}
programs:
  protective_services:
    part: {value: 29, source: Manual 5}
    base: {score: counted, measures: {count: calls_received}, source: Manual 6}
    components:
      calls:
        score: of_the_base
        influence: {value: 0.3, source: Manual 7}
        source: Manual 8
      time:
        score: rate
        measures: {counts: calls_received}
        influence: {value: 0.7, assumption: The rest.}
        source: Manual 9
"""


def refusal(text):
    with pytest.raises(PolicyError) as refused:
        parse_policy("coast.yaml", text)
    return str(refused.value)


def test_numbers_are_read_as_exact_fractions():
    policy = parse_policy("coast.yaml", GOOD)
    components = policy.programs["protective_services"].components
    assert components["calls"].influence.value == Fraction(3, 10)
    assert policy.unit.value == Fraction(1, 2)
    assert policy.tolerance.value == Fraction(1, 20)


def test_days_periods_lines_and_references_are_kept():
    policy = parse_policy("coast.yaml", GOOD)
    assert policy.effective.since == date(2000, 2, 4)
    assert policy.period == Period(date(1998, 1, 1), date(1999, 1, 1))
    assert (policy.file, policy.unit.line) == ("coast.yaml", 7)
    assert policy.position.reference == "Manual 4"
    assert policy.unit.reference == "assumption: Half positions exist."


@pytest.mark.parametrize(
    ("text", "value"), [("29", 29), ("-0.3", "-3/10"), (" 1/4 ", "1/4"), ("2.5 %", "1/40")]
)
def test_a_number_may_be_written_whole_decimal_as_a_fraction_or_in_per_cent(text, value):
    assert number(text) == Fraction(value)


@pytest.mark.parametrize("text", ["", "many", "1e3", "1_000", "5%%", "5% of them", "%", "nan"])
def test_anything_else_is_no_number(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the reader says it better
        number(text)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("5", Fraction(5)),
        ("logistic", "logistic"),
        ("1/0", "1/0"),
        ("[5, 1/2, factor_drugs]", (Fraction(5), Fraction(1, 2), "factor_drugs")),
    ],
)
def test_a_parameter_may_be_a_number_a_word_or_a_list(value, read):
    asked = "calls_received: {parameters: {p: {value: %s, source: M}}}" % value  # noqa: UP031
    policy = parse_policy("coast.yaml", GOOD.replace("calls_received: {}", asked))
    assert policy.measures["calls_received"].parameters["p"].value == read


def test_assumptions_are_listed_with_what_they_set_in_the_order_of_the_document():
    assert assumptions(parse_policy("coast.yaml", GOOD)) == (
        "unit = 0.5: Half positions exist.",
        "method = webster: Chosen.",
        "tolerance = 0.05: Some rows are bad.",
        "protective_services.time.influence = 0.7: The rest.",
    )


def test_an_assumption_on_a_list_or_on_a_whole_part_is_listed_too():
    text = GOOD.replace("source: Manual 6", "assumption: Calls speak.").replace(
        "calls_received: {}",
        "calls_received: {parameters: {ages: {value: [5, 10], assumption: Bands.}}}",
    )
    listed = assumptions(parse_policy("coast.yaml", text))
    assert "measures.calls_received.ages = 5, 10: Bands." in listed
    assert "protective_services.base: Calls speak." in listed


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "works"),
    [
        ("method:", "metod:", 8, "nothing here is called 'metod'", "Did you mean 'method'?"),
        ("score: rate", "skore: rate", 22, "nothing here is called 'skore'", "score, source"),
        ("title: The coast", "name: The coast", 2, "'name' stands here twice", "keep one"),
        ("title: The coast\n", "", 1, "'title' is missing from this policy", ""),
        ("value: 1/2, ", "", 7, "'value' is missing from this number", ""),
        ("value: 29", "value: many", 14, "'many' is not a number", "such as 29, 0.3, 1/4 or 5%"),
        ("value: 29", "value: 1/0", 14, "'1/0' is not a number", "such as 29"),
        ("value: 29", "value: [29]", 14, "a number such as 29, 0.3, 1/4 or 5% is wanted", ""),
        ("2000-02-04", "2000-02-30", 4, "'2000-02-30' is not a date", "such as 2000-02-04"),
        ("1999-01-01", "1997-01-01", 5, "is not a period", "such as 1998-01-01..1999-01-01"),
        ("..1999-01-01", "", 5, "'1998-01-01' is not a period", "1998-01-01..1999-01-01"),
        (
            "{since: 2000-02-04}",
            "2000-02-04",
            4,
            "names with values are wanted",
            "value: 29, source",
        ),
        ("components:", "parts:", 16, "nothing here is called 'parts'", "Did you mean 'part'?"),
        ("name: coast", "[a]: coast", 1, "a name must be a plain word", ""),
    ],
)
def test_what_has_the_wrong_shape_is_refused_with_file_line_and_what_would_work(
    old, new, line, wrong, works
):
    said = refusal(GOOD.replace(old, new, 1))
    assert said.startswith(f"coast.yaml:{line}: ")
    assert wrong in said
    assert works in said


def test_a_list_is_wanted_where_branches_are_held():
    said = refusal(GOOD + "held: {branches: Bend, assumption: Small.}\n")
    assert said == "coast.yaml:26: a list is wanted here, as in `[a, b]`."


def test_held_branches_are_read():
    policy = parse_policy("coast.yaml", GOOD + "held: {branches: [Bend], assumption: Small.}\n")
    assert policy.held.branches == ("Bend",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: [coast", "coast.yaml:1: this is not YAML"),
        ("name: a\n\tb: c", "coast.yaml:2: this is not YAML"),
        ("name: \x00", "coast.yaml: this is not YAML"),
        ("", "coast.yaml: the policy is empty. `evenhand start DIR` writes one"),
        ("# only a remark\n", "coast.yaml: the policy is empty"),
        ("- a\n- b\n", "coast.yaml:1: names with values are wanted here"),
        ("a: 1\n---\nb: 2\n", "coast.yaml:2: this is not YAML"),
    ],
)
def test_what_is_no_policy_at_all_is_refused(text, said):
    assert refusal(text).startswith(said)


def test_a_policy_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "coast.yaml"
    path.write_bytes(b"name: caf\xe9\n")
    with pytest.raises(PolicyError, match=r"^coast\.yaml: the policy is not UTF-8 text"):
        read_policy(str(path))


def test_a_policy_may_be_given_by_its_path(tmp_path):
    (tmp_path / "coast.yaml").write_text(GOOD, encoding="utf-8")
    assert read_policy(str(tmp_path / "coast.yaml")).file == "coast.yaml"


def test_where_there_is_no_such_policy_the_shipped_ones_are_named():
    with pytest.raises(PolicyError) as refused:
        read_policy("oregano-2000")
    assert "There is no policy oregano-2000." in str(refused.value)
    assert "afcars-out-of-home, connecticut-2017, england-2025, ncands-protective" in str(
        refused.value
    )


def test_the_shipped_policies_are_those_of_oregon_of_what_is_published_and_of_layouts():
    assert shipped() == [
        "afcars-out-of-home",
        "connecticut-2017",
        "england-2025",
        "ncands-protective",
        "oregon-2000",
        "ssda903-looked-after",
    ]


@pytest.mark.parametrize("read", [parse_policy, parse_rotation, read_norm])
@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("[" * 600, "own.yaml: brackets or lists stand within each other without end."),
        # One a line: of a line's first thousand the parser asks of each whether it is a key.
        ("[\n" * 20_000, "own.yaml: brackets or lists stand within each other without end."),
        ("a: b: c", "own.yaml:1: this is not YAML: mapping values are not allowed here."),
    ],
)
def test_text_that_is_no_yaml_is_refused_wherever_it_is_read(read, text, refusal):
    with pytest.raises(PolicyError, match=re.escape(refusal)):
        read("own.yaml", text)

"""The JSON schema that editors use: it takes every shipped policy, and no broken one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from evenhand.policy import shipped
from evenhand.policy.schema import schema, write_schema

KEPT = Path(__file__).parents[2] / "docs" / "reference" / "policy-schema.json"


@pytest.fixture(scope="module")
def check():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def document(name="oregon-2000", old="", new=""):
    """A shipped policy as an editor sees it; what is no number there stays text."""
    text = files("evenhand.policies").joinpath(f"{name}.yaml").read_text("utf-8")
    assert old in text
    return yaml.load(text.replace(old, new, 1), Loader=yaml.BaseLoader)  # noqa: S506 - all stays text


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_policy_fits(check, name):
    assert not list(check.iter_errors(document(name)))


def test_a_number_may_already_be_one(check):
    policy = document()
    policy["programs"]["remedial_services"]["part"]["value"] = 15
    assert check.is_valid(policy)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("title: Oregon SCF staff allocation, 2000\n", ""),
        ("value: 29", "value: many"),
        ("value: 29", "value: [29]"),
        ("value: 29, source", "value: 29, sauce"),
        ("{value: 1, assumption", "{value: 1, source: Manual, assumption"),
        ("{value: 1, assumption", "{value: 1, note"),
        ("1998-01-01..1999-01-01", "1998"),
        ("since: 2000-02-04", "since: February"),
        ("measure: children_served", "stands_for: Children served"),
        ("{count: calls_received}", "[calls_received]"),
        ("name: oregon-2000", "held: {branches: Bend, source: Manual}\nname: oregon-2000"),
    ],
)
def test_a_broken_policy_does_not_fit(check, old, new):
    assert not check.is_valid(document(old=old, new=new))


def test_every_part_is_described_in_the_words_of_its_dataclass():
    parts = schema()["$defs"]
    assert parts["Base"]["description"] == "What a branch's plain share is in proportion to."
    assert all(part["description"] for part in parts.values())


def test_the_schema_in_the_reference_is_the_one_the_dataclasses_make(tmp_path):
    write_schema(tmp_path / "schema.json")
    assert KEPT.read_bytes() == (tmp_path / "schema.json").read_bytes(), (
        "write it again: evenhand.policy.schema.write_schema('docs/reference/policy-schema.json')"
    )

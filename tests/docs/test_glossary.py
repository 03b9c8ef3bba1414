"""The glossary has every word that crosses a wall or that a policy may write."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from evenhand import figures, policy

TEXT = (Path(__file__).resolve().parents[2] / "GLOSSARY.md").read_text("utf-8")
#: Keys that mean what they mean everywhere.
PLAIN = {"name", "title", "value", "line", "file"}
SECTIONS = (
    *(policy.Policy, policy.Effective, policy.Reading, policy.Base, policy.Component),
    *(policy.Program, policy.Bounds, policy.Held, policy.Stated),
    *(policy.TimeStudy, policy.Row, policy.When),
)
KEYS = {each.name for section in SECTIONS for each in fields(section)} - PLAIN


@pytest.mark.parametrize("name", figures.__all__)
def test_every_type_that_crosses_a_wall_is_explained(name):
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_of_a_policy_is_explained(key):
    assert f"`{key}`" in TEXT


def test_a_word_has_one_paragraph_and_they_stand_in_alphabetical_order():
    _, _, *paragraphs = TEXT.strip().split("\n\n")
    words = [re.match(r"\*\*(.+?)\*\*", paragraph) for paragraph in paragraphs]
    assert None not in words
    found = [word[1].casefold() for word in words if word]
    assert found == sorted(set(found))

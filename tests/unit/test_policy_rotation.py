"""Rotation rules as data: what is shipped holds, and what cannot be meant is refused by line."""

from __future__ import annotations

from datetime import date, time
from importlib.resources import files

import pytest

from evenhand.errors import PolicyError
from evenhand.policy import assumptions, read_rotation, shipped_rotations
from evenhand.policy.reading import parse_policy, policy_text
from evenhand.policy.rotation_rules import parse_rotation

SMALL = """\
name: small
title: A small office
rotation:
  - version: "1"
    since: 2025-01-01
    says: The list goes round.
    order: {value: strict, assumption: It is simplest.}
    owed_most: {value: 1, assumption: One round is fair.}
    spill: {value: zone, source: Manual 3}
    reasons:
      court: {title: In court, owed: "yes", days_most: 3, assumption: A day in court.}
"""


@pytest.mark.parametrize("name", shipped_rotations())
def test_every_shipped_rule_is_read_and_its_references_are_kept(name):
    rules = read_rotation(name)
    assert rules.name == name
    assert all(part.reference for each in rules.rotation for part in each.given.values())


def test_the_made_up_rule_is_an_assumption_in_every_number():
    (dated,) = read_rotation("made-up-borough").rotation
    assert all(part.assumption for part in (*dated.given.values(), *dated.reasons.values()))
    rule = dated.rule
    assert (rule.opens, rule.closes, rule.office_days) == (time(9), time(17), (0, 1, 2, 3, 4))
    assert {reason.code for reason in rule.reasons} >= {"removal", "complicated_case", "court"}


def test_what_a_rule_leaves_out_it_lets_be():
    rule = parse_rotation("small.yaml", SMALL).on(date(2025, 1, 1))
    assert (rule.open_most, rule.opens, rule.spill) == (None, None, ("zone",))
    (court,) = rule.reasons
    assert (court.owed, court.days_most, court.approved) == (True, 3, True)


def test_the_rule_that_holds_is_the_last_that_has_begun():
    second = SMALL[SMALL.index("  - version") :].replace('"1"', '"2"').replace("2025", "2026")
    rules = parse_rotation("small.yaml", SMALL + second)
    assert [rules.on(date(year, 12, 31)).version for year in (2025, 2026)] == ["1", "2"]
    with pytest.raises(PolicyError, match="no rule holds on 2024-12-31; the first begins on 2025"):
        rules.on(date(2024, 12, 31))


AGAIN = SMALL[SMALL.index("  - version") :]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("name: small", "name: tbd", "1: name is 'tbd', a placeholder"),
        (SMALL[SMALL.index("\n  - ") :], " []", "1: there is no rule here"),
        ('version: "1"', 'version: ""', "4: version is ''"),
        ("value: strict", "value: stern", "7: order is strict or cases or minutes"),
        ("value: 1,", "value: 1/2,", "8: owed_most is a whole number from 0 upwards"),
        ("value: 1,", "value: some,", "8: owed_most|8: 'some' is not a number"),
        ("value: zone", "value: city", "9: spill is a list of zone, borough"),
        ("value: zone", "value: [zone, zone]", "9: spill is a list"),
        ("source: Manual 3", "note: x", "9: nothing here is called 'note'"),
        (", source: Manual 3", "", "9: this needs `source:` or `assumption:`"),
        ("source: Manual 3", "source: TBD", "9: the reference is a placeholder"),
        ('owed: "yes"', "owed: perhaps", "11: owed is yes or no, not 'perhaps'"),
        ("days_most: 3", "days_most: 0", "11: days_most is a whole number of days"),
        ("title: In court", "title: tbd", "11: the title of court says nothing"),
        (
            "    spill:",
            "    office_days: {value: [], assumption: None at all.}\n    spill:",
            "4: office_days names no day",
        ),
        (
            "    spill:",
            '    opens: {value: "17:00", assumption: Late.}\n'
            '    closes: {value: "09:00", assumption: Early.}\n    spill:',
            "4: the office opens before it closes",
        ),
        (
            "    spill:",
            "    opens: {value: nine, assumption: Late.}\n    spill:",
            "9: opens is a time",
        ),
        (
            "value: 1,",
            "value: 0,",
            "8: owed_most is 0, so nobody is owed a turn, but court is owed; let owed_most be 1",
        ),
        (
            "    spill:",
            "    cooling_owed: {value: 1, assumption: L.}\n    spill:",
            "9: cooling_owed",
        ),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_its_line(old, new, why):
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    with pytest.raises(PolicyError, match=f"small.yaml:.*({why})|small.yaml:({why})"):
        parse_rotation("small.yaml", text)


def test_nobody_may_be_owed_nothing_where_the_rest_after_a_removal_is_owed():
    none = SMALL.replace("value: 1,", "value: 0,").replace('owed: "yes"', 'owed: "no"')
    assert parse_rotation("small.yaml", none).rotation[0].rule.owed_most == 0
    rest = '    cooling_owed: {value: "yes", assumption: It is delay.}\n    spill:'
    with pytest.raises(PolicyError, match=r"8: owed_most is 0.* but cooling_owed is yes"):
        parse_rotation("small.yaml", none.replace("    spill:", rest))


def test_rules_stand_in_the_order_of_their_days_each_with_its_version():
    with pytest.raises(PolicyError, match="in the order of their days"):
        parse_rotation("small.yaml", SMALL + AGAIN)
    with pytest.raises(PolicyError, match="the same version"):
        parse_rotation("small.yaml", SMALL + AGAIN.replace("2025", "2026"))


def test_a_file_that_is_no_rules_is_told_apart(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert read_rotation(str(path)).file == "mine.yaml"
    path.write_bytes(b"\xff")
    with pytest.raises(PolicyError, match="not UTF-8"):
        read_rotation(str(path))
    with pytest.raises(PolicyError, match=r"There are no rotation rules none.*made-up-borough"):
        read_rotation("none")
    with pytest.raises(PolicyError, match="is empty"):
        parse_rotation("x.yaml", "")
    with pytest.raises(PolicyError, match="not YAML"):
        parse_rotation("x.yaml", "a: [")


def test_a_policy_may_carry_the_rules_too_and_tells_their_assumptions():
    file, text = policy_text("oregon-2000")
    own = files("evenhand.policies").joinpath("rotations/made-up-borough.yaml").read_text("utf-8")
    policy = parse_policy(file, text + own[own.index("rotation:") :])
    assert policy.rotation[0].rule == read_rotation("made-up-borough").on(date(2026, 1, 1))
    assert any(line.startswith("rotation") for line in assumptions(policy))

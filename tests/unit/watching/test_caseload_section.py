"""The policy's caseload section, and the standards that come with Evenhand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import PolicyError
from evenhand.policy import CountingRule, held_against, read_policy, weighed_by
from evenhand.policy.reading import parse_policy, policy_text
from evenhand.policy.standards import norms, read_norm, yardsticks

SECTION = """\
caseload:
  year_begins: {value: 7, source: Manual}
  month_end_days: {value: 7, source: Manual}
  false_alarms: {value: 0.05, source: Manual}
  hours_a_year: {value: 1800, source: Manual}
  counting:
    ours:
      title: Families
      kinds: [family]
      statuses: [case_carrying]
      programs: [care]
      standards: [cwla]
      source: Manual
"""


@pytest.fixture(scope="module")
def refused():
    """Break the section once, and hand over what is said of it."""
    _, text = policy_text("connecticut-2017")

    def broken(old: str, new: str) -> str:
        assert old in SECTION
        with pytest.raises(PolicyError) as found:
            parse_policy("coast.yaml", SECTION.replace(old, new, 1) + text)
        return str(found.value)

    parse_policy("coast.yaml", SECTION + text)
    return broken


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong"),
    [
        ("value: 7", "value: 13", 2, "year_begins is the number of a month, 1 to 12"),
        ("value: 7", "value: 7.5", 2, "year_begins is the number of a month, 1 to 12"),
        ("month_end_days: {value: 7", "month_end_days: {value: 15", 3, "from 1 to 14"),
        ("0.05", "1", 4, "false_alarms is a share above 0 and below 1"),
        ("1800", "0", 5, "hours_a_year are more than 0, such as 1800"),
        ("1800", "9000", 5, "hours_a_year are more than 0, such as 1800"),
        ("title: Families", "title: tbd", 8, "ours: title is a placeholder"),
        ("[cwla]\n", "[cwla]\n      unit: '-'\n", 8, "ours: unit is a placeholder"),
        ("[family]", "[]", 8, "ours: kinds is empty, so nothing could be counted"),
        ("[case_carrying]", "[]", 8, "ours: statuses is empty"),
        ("[care]", "[care, care]", 8, "ours: programs names something twice; keep one"),
        ("[cwla]", "[cwlo]", 8, "there is no standard 'cwlo'. Did you mean 'cwla'?"),
        ("[cwla]", "[cwla.child]", 8, "Did you mean 'cwla.children_15'"),
        (
            "[cwla]",
            "[acs-12]",
            8,
            "ours counts family, and acs-12 limits investigation. A standard",
        ),
        ("programs: [care]", "parts_of: cwla.mixed", 8, "cwla.mixed is no mixed limit on family"),
        ("programs: [care]", "parts_of: cwla.mixd", 8, "no standard 'cwla.mixd'"),
        ("      source: Manual\n", "", 8, "this has no source or assumption"),
        ("standards:", "standard:", 12, "nothing here is called 'standard'"),
    ],
)
def test_a_section_that_cannot_be_meant_is_refused_with_its_line(refused, old, new, line, wrong):
    said = refused(old, new)
    assert said.startswith(f"coast.yaml:{line}: ")
    assert wrong in said


def test_a_section_without_a_rule_is_refused(refused):
    rule = SECTION[SECTION.index("  counting:") :]
    assert "there is no counting rule" in refused(rule, "  counting: {}\n")


def test_a_policy_need_not_count_caseloads():
    assert read_policy("connecticut-2017").caseload is None


def test_a_rule_is_held_against_the_limits_on_its_own_kinds_of_case():
    section = read_policy("oregon-2000").caseload
    held = {name: [h.name for h in held_against(rule)] for name, rule in section.counting.items()}
    assert held["children"] == [
        "cwla.children_12",
        "cwla.children_15",
        "indiana-12-17.children",
        "indiana-12-12-13.children",
    ]
    assert "massachusetts-children" in held["families"]
    assert weighed_by(section.counting["children"]) is None
    assert weighed_by(section.counting["everything"]).name == "indiana-12-12-13.mixed"


def test_a_rule_for_protective_and_cares_units_together_can_be_written(refused):
    """As ACS counts: active case-carrying workers of both, families at home apart."""
    _, text = policy_text("connecticut-2017")
    both = SECTION.replace("[care]", "[protective_diagnostic, cares]")
    both = both.replace("[family]", "[investigation]").replace("[cwla]", "[acs-12]")
    rule = parse_policy("coast.yaml", both + text).caseload.counting["ours"]
    assert rule.programs == ("protective_diagnostic", "cares")
    assert [h.name for h in held_against(rule)] == ["acs-12"]


@pytest.mark.parametrize("name", sorted(norms()))
def test_every_shipped_standard_says_what_it_limits_and_who_says_so(name):
    for held in yardsticks(norms()[name]):
        assert held.name == name or held.name.startswith(f"{name}.")
        assert held.limit.says.endswith(".")
        assert held.limit.reference
        assert held.limit.kinds <= {"investigation", "family", "child"}


#: As printed by their sources; a change here is a change of a quoted figure.
PRINTED = {
    "acs-12": ("stock", 12),
    "cwla.investigations": ("flow", 12),
    "cwla.families": ("stock", 17),
    "cwla.children_12": ("stock", 12),
    "cwla.children_15": ("stock", 15),
    "indiana-12-17.investigations": ("stock", 12),
    "indiana-12-17.families": ("stock", 17),
    "indiana-12-12-13.investigations": ("stock", 12),
    "indiana-12-12-13.families": ("stock", 12),
    "indiana-12-12-13.children": ("stock", 13),
    "delaware-11-12.investigations": ("stock", 11),
    "delaware-11-12.families": ("stock", 12),
    "illinois-bh.nine_months": ("flow", 12),
    "illinois-bh.three_months": ("flow", 15),
    "kentucky-25": ("spell", 25),
    "massachusetts-children": ("children", 28),
}


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_the_shipped_standards_are_the_printed_ones(name):
    every = {held.name: held.limit for norm in norms().values() for held in yardsticks(norm)}
    assert (every[name].kind, every[name].most) == PRINTED[name]


def test_cwlas_own_mixed_load_is_nearly_one_full_load():
    full = norms()["cwla"].limits["mixed"].full_load
    assert round(F(10) / full["family"] + F(4) / full["investigation"], 2) == F("0.92")


GOOD = """\
name: coast
title: The coast
since: 2001-01-01
limits:
  first: {kind: flow, cases: [family], most: 9, says: At most 9., source: Manual}
"""


def test_a_standard_that_stands_alone_bears_its_own_name():
    (alone,) = yardsticks(read_norm("coast.yaml", GOOD))
    assert (alone.name, alone.since, alone.until) == ("coast", date(2001, 1, 1), None)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("source: Manual", "note: Manual", "nothing here is called 'note'"),
        (", source: Manual", "", "a source or an assumption"),
        ("source: Manual", "source: A, assumption: B", "only one of them"),
        ("source: Manual", "source: tbd", "a source or an assumption"),
        ("flow", "heap", "a limit is of kind stock, flow, mixed, children, spell, not 'heap'"),
        ("flow", "mixed", "a mixed limit says `full_load`"),
        ("cases: [family]", "full_load: {family: 9}", "any other says which `cases`"),
        ("cases: [family]", "cases: []", "any other says which `cases`"),
        ("most: 9", "most: 0", "a whole number from 1 upwards"),
        ("most: 9", "most: 9.5", "a whole number from 1 upwards"),
        ("flow", "spell", "a spell, and nothing else, has a whole number of `days`"),
        ("most: 9", "most: 9, days: 90", "a spell, and nothing else"),
        ("most: 9", "most: 9, active: perhaps", "active is yes or no"),
        ("flow", "stock, active: yes", "active is yes or no, and yes only for a flow"),
    ],
)
def test_a_standard_that_cannot_be_meant_is_refused_with_its_line(old, new, wrong):
    with pytest.raises(PolicyError, match=r"^coast.yaml:5: ") as found:
        read_norm("coast.yaml", GOOD.replace(old, new, 1))
    assert wrong in str(found.value)


def test_an_empty_standard_is_refused():
    with pytest.raises(PolicyError, match="the standard is empty"):
        read_norm("coast.yaml", "")


OURS = """\
name: ours
title: Our own
limits:
  families:
    kind: stock
    cases: [family]
    most: 15
    says: At most 15 families at a time.
    source: Our agreement with the union, 2025
"""


def test_a_standard_of_ones_own_is_named_by_its_file(tmp_path):
    (tmp_path / "ours.yaml").write_text(OURS)
    rule = CountingRule(
        title="Families",
        kinds=("family",),
        statuses=("case_carrying",),
        standards=(str(tmp_path / "ours.yaml"), "cwla"),
        assumption="For the test.",
    )
    assert [each.name for each in held_against(rule)] == ["ours", "cwla.families"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    rule = CountingRule(
        title="Families",
        kinds=("family",),
        statuses=("case_carrying",),
        standards=(str(tmp_path / "gone.yaml"),),
        assumption="For the test.",
    )
    with pytest.raises(PolicyError, match=r"There is no file .*gone\.yaml, which the policy names"):
        held_against(rule)

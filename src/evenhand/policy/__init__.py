"""Policy as data: what is shared out, by which components, with which influence."""

from evenhand.policy.caseload import Caseload, CountingRule, held_against, weighed_by
from evenhand.policy.checks import Checks, check_checks
from evenhand.policy.document import (
    Base,
    Bounds,
    Component,
    Effective,
    Held,
    Policy,
    Program,
    Reading,
    RemovalAdds,
    Row,
    TimeStudy,
    When,
    assumptions,
)
from evenhand.policy.hours import Hours
from evenhand.policy.reading import read_policy, shipped
from evenhand.policy.rotation import DatedRule, RotationRules
from evenhand.policy.rotation_rules import read_rotation, shipped_rotations
from evenhand.policy.stated import Number, Parameter, Stated, Word
from evenhand.policy.supply import Supply

__all__ = [
    "Base",
    "Bounds",
    "Caseload",
    "Checks",
    "Component",
    "CountingRule",
    "DatedRule",
    "Effective",
    "Held",
    "Hours",
    "Number",
    "Parameter",
    "Policy",
    "Program",
    "Reading",
    "RemovalAdds",
    "RotationRules",
    "Row",
    "Stated",
    "Supply",
    "TimeStudy",
    "When",
    "Word",
    "assumptions",
    "check_checks",
    "held_against",
    "read_policy",
    "read_rotation",
    "shipped",
    "shipped_rotations",
    "weighed_by",
]

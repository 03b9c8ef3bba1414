"""Policy as data: what is shared out, by which components, with which influence."""

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
from evenhand.policy.stated import Number, Parameter, Stated, Word
from evenhand.policy.supply import Supply

__all__ = [
    "Base",
    "Bounds",
    "Checks",
    "Component",
    "Effective",
    "Held",
    "Hours",
    "Number",
    "Parameter",
    "Policy",
    "Program",
    "Reading",
    "RemovalAdds",
    "Row",
    "Stated",
    "Supply",
    "TimeStudy",
    "When",
    "Word",
    "assumptions",
    "check_checks",
    "read_policy",
    "shipped",
]

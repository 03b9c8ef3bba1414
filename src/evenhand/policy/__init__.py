"""Policy as data: what is shared out, by which components, with which influence."""

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
from evenhand.policy.reading import read_policy, shipped
from evenhand.policy.stated import Number, Parameter, Stated, Word

__all__ = [
    "Base",
    "Bounds",
    "Component",
    "Effective",
    "Held",
    "Number",
    "Parameter",
    "Policy",
    "Program",
    "Reading",
    "RemovalAdds",
    "Row",
    "Stated",
    "TimeStudy",
    "When",
    "Word",
    "assumptions",
    "read_policy",
    "shipped",
]

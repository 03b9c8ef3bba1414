"""The JSON schema of a policy file, made from the dataclasses that read it.

It is for editors, which can then complete and check a policy while it is written. It
tells shapes only: that influences add up, and that names exist, is for the reader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING
from datetime import date
from fractions import Fraction
from inspect import getdoc
from pathlib import Path
from typing import Any, get_args, get_origin

from evenhand.figures import Ages, Period
from evenhand.policy.document import Policy, Reading
from evenhand.policy.nodes import optional, typed_fields
from evenhand.policy.stated import Stated, Value

Schema = dict[str, Any]
DAY = r"\d{4}-\d{2}-\d{2}"
#: What may stand for each plain kind; a YAML reader may already have made it a number.
PLAIN: dict[Any, Schema] = {
    str: {"type": ["string", "number", "boolean"]},
    Fraction: {
        "type": ["string", "number"],
        "pattern": r"^\s*[+-]?(\d+(\.\d*)?|\.\d+|\d+/\d+)\s*%?$",
    },
    date: {"type": "string", "pattern": f"^{DAY}$"},
    Period: {"type": "string", "pattern": rf"^{DAY}\.\.{DAY}$"},
    Ages: {"type": ["string", "number"], "pattern": r"^\s*\d{1,2}(-\d{1,2}|\+)?\s*$"},
}
#: Whoever lays something down says either who says so, or why we chose it.
ANSWERED: Schema = {"oneOf": [{"required": ["source"]}, {"required": ["assumption"]}]}


def schema() -> Schema:
    """The schema of a policy file, as JSON Schema draft 2020-12."""
    parts: dict[str, Schema] = {}
    whole = _schema(Policy, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Evenhand policy",
        **whole,
        "$defs": dict(sorted(parts.items())),
    }


def write_schema(path: str | Path) -> None:
    """Write the schema to a file; the same dataclasses write the same bytes."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def _schema(kind: Any, parts: dict[str, Schema]) -> Schema:
    kind = optional(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if kind == Value:
        return {"anyOf": [PLAIN[str], {"type": "array", "items": PLAIN[str]}]}
    if get_origin(kind) is Mapping:
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], parts)}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], parts)}
    if kind.__name__ not in parts:
        parts[kind.__name__] = _record(kind, parts)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _record(kind: type, parts: dict[str, Schema]) -> Schema:
    known = typed_fields(kind)
    made: Schema = {
        "description": getdoc(kind),
        "type": "object",
        "properties": {name: _schema(of, parts) for name, (of, _) in known.items()},
        "required": [
            name
            for name, (_, each) in known.items()
            if each.default is MISSING and each.default_factory is MISSING
        ],
        "additionalProperties": False,
    }
    if kind is Reading:
        # What a measure counts is answered for by the measure itself.
        return {**made, "dependentSchemas": {"stands_for": ANSWERED}}
    return {**made, **ANSWERED} if issubclass(kind, Stated) else made

"""`tables.yaml`: the day the tables stand for, where they stand, and an agency's own names.

A file that is not named here is looked for under its table's name. With `at:` the tables
stand in a database and none in the folder. What cannot be meant is refused with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from evenhand.errors import TableError
from evenhand.sources.nearest import meant
from evenhand.sources.tables import COUNTS, TABLES

LAYOUT = "tables.yaml"

#: Every table that may stand in a folder, in an order in which each refers to earlier ones.
ALL_TABLES = {**TABLES, COUNTS.name: COUNTS}

#: Bytes of the file, and letters of a name in it: far more than any needs.
LARGEST, LONGEST = 256 * 1024, 1_000

GIVE_AS_OF = "write as_of: YYYY-MM-DD, the day the tables were drawn"


@dataclass(frozen=True, slots=True)
class Layout:
    """The day, the files named by table, and by table our columns' names in the file.

    `at` is the URL of the database in which the tables stand, if one is named; `names` are
    then what tables are called there.
    """

    as_of: date
    files: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    at: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def read_layout(folder: Path) -> Layout:
    """Read the folder's `tables.yaml`.

    Raises:
        TableError: There is none, it gives no day, or it says what cannot be meant.
    """
    path = folder / LAYOUT
    if not path.is_file():
        raise TableError(f"{folder} holds no {LAYOUT}. Make one and {GIVE_AS_OF}.")
    if path.stat().st_size > LARGEST:
        raise TableError(f"{LAYOUT} is larger than {LARGEST // 1024} KB, as no layout is.")
    try:
        document = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except RecursionError:
        raise TableError(
            f"{LAYOUT}: brackets or lists stand within each other without end."
        ) from None
    except UnicodeDecodeError:
        raise TableError(f"{LAYOUT} is not UTF-8.") from None
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise TableError(f"{LAYOUT}:{line}: this is not YAML: {fault.problem}.") from None
    except yaml.YAMLError as fault:
        raise TableError(f"{LAYOUT}: this is not YAML: {fault}.") from None
    return _layout(document)


def _layout(document: yaml.Node | None) -> Layout:
    said = _pairs(document, ("as_of", "at", "tables"))
    if "as_of" not in said:
        raise TableError(f"{LAYOUT} gives no day: {GIVE_AS_OF}.")
    at = _text(said["at"]) if "at" in said else ""
    files, columns, names = {}, {}, {}
    for name, node in _pairs(said.get("tables"), ALL_TABLES).items():
        each = _pairs(node, ("table" if at else "file", "columns"))
        if "file" in each:
            files[name] = _file(each["file"])
        if "table" in each:
            names[name] = _text(each["table"])
        columns[name] = {own: _text(n) for own, n in _pairs(each.get("columns")).items()}
    return Layout(_day(said["as_of"]), files, columns, at, names)


def _pairs(node: yaml.Node | None, known: Iterable[str] = ()) -> dict[str, yaml.Node]:
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _refusal(node, "names with values are wanted here, as in `file: care.csv`.")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name, words = _text(key), list(known)
        if name in found:
            raise _refusal(key, f"{name} stands here twice; keep one.")
        if words and name not in words:
            may = f"{meant(name, words)} What may stand here: {', '.join(words)}."
            raise _refusal(key, f"nothing here is called {name}.{may}")
        found[name] = value
    return found


def _text(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode) and 0 < len(node.value) <= LONGEST:
        return str(node.value)
    raise _refusal(node, "one name is wanted here.")


def _file(node: yaml.Node) -> str:
    name = Path(_text(node))
    if name.is_absolute() or ".." in name.parts:
        raise _refusal(node, f"the file {name} must stand in the same folder.")
    return str(name)


def _day(node: yaml.Node) -> date:
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else "a list"
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refusal(node, f"{text[:60]!r} is not a day; {GIVE_AS_OF}.") from None


def _refusal(node: yaml.Node, what: str) -> TableError:
    return TableError(f"{LAYOUT}:{node.start_mark.line + 1}: {what}")

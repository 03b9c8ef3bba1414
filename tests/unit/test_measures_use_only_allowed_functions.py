"""Measures use only what every engine does alike; `ALLOWED` is the list, read against their source.

A function is added here after a trial on every engine. What is refused gave other
numbers on another engine: rounding, quantiles, pivots, joins as of a date, truth values
summed, days subtracted from days.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

import evenhand.measures
import evenhand.sources

FRAME = {"filter", "select", "with_columns", "group_by", "agg", "join", "unique", "with_row_index"}
COLUMN = {"alias", "cast", "is_null", "is_in", "sum", "min", "max", "dt.offset_by"}
COLUMN |= {"dt.year", "dt.ordinal_day", "str.tail"}
#: Along an order, which must be said, and in which no two rows may be equal.
ORDERED = {"cum_sum", "shift"}
MODULE = {"nw.col", "nw.lit", "nw.when", "nw.coalesce", "nw.len", "nw.concat"}
CHAINED = {"then", "otherwise"}
ALLOWED = FRAME | COLUMN | ORDERED | MODULE | CHAINED | {"over"}
#: Methods of plain Python: texts, dicts and dates; and of the tables' own types.
PLAIN = {"compute", "get", "items", "columns", "startswith", "join", "combine"}
PLAIN |= {"column", "days", "setdefault", "toordinal"}
#: And of what looks after memory, which asks who the engine is.
PLAIN |= {"append", "index", "enter_context", "is_polars"}
#: Types are named, never called.
TYPES = {"nw.Expr", "nw.LazyFrame", "nw.Int64", "nw.Int32"}
JOINS = {"inner", "left", "semi", "anti", "cross"}

SOURCES = Path(evenhand.sources.__file__).parent
MEASURES = sorted(Path(evenhand.measures.__file__).parent.glob("[!_]*.py"))


def shared_by(files: Iterable[Path]) -> set[Path]:
    """What these files count by, of what stands beside the door to the engines, and so on."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    froms = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    modules = {(n.module or "").removeprefix("evenhand.sources.") for n in froms}
    paths = {SOURCES / f"{name}.py" for name in modules - {"engine"}}
    found = {path for path in paths if path.exists() and "import narwhals" in path.read_text()}
    return found | (shared_by(found) if found else set())


FILES = [*MEASURES, *sorted(shared_by(MEASURES))]

UNLIKE = "nw.concat of frames that do not select the same columns by one name"


def faults(source: str) -> list[str]:
    """What the source does that not every engine does alike."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and _name(node).startswith("nw."):
            if _name(node) not in MODULE | TYPES:
                found.append(_name(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = _name(node.func)
            if name not in ALLOWED | PLAIN:
                found.append(name)
            found += _bad_arguments(name, node)
    return found


def _name(node: ast.Attribute) -> str:
    """`offset_by` after `.dt` is `dt.offset_by`; a function of narwhals is `nw.col`."""
    above = node.value
    if isinstance(above, ast.Attribute) and above.attr in {"dt", "str", "list"}:
        return f"{above.attr}.{node.attr}"
    if isinstance(above, ast.Name) and above.id == "nw":
        return f"nw.{node.attr}"
    return node.attr


def _bad_arguments(name: str, call: ast.Call) -> list[str]:
    given = {word.arg: word.value for word in call.keywords}
    if name == "unique" and not isinstance(given.get("order_by"), ast.List):
        return ["unique without a list to order by"]
    if name in {"over", "with_row_index"} and "order_by" not in given:
        return [f"{name} without an order"]
    if name == "nw.concat" and not _same_columns(call):
        return [UNLIKE]
    how = given.get("how")
    if isinstance(how, ast.Constant) and how.value not in JOINS:
        return [f"a join of kind {how.value}"]
    return []


def _same_columns(call: ast.Call) -> bool:
    """Each part is `frame.select(*NAMES)`, with the same NAMES: DuckDB glues by position."""
    (parts,) = call.args
    each = [parts.elt] if isinstance(parts, ast.ListComp) else getattr(parts, "elts", [])
    chosen = {ast.unparse(part).rpartition(".select")[2] for part in each}
    return len(chosen) == 1 and chosen.pop().startswith("(*")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_measure_uses_only_allowed_functions(path):
    assert faults(path.read_text(encoding="utf-8")) == []


def test_what_measures_share_is_found_through_others():
    names = {path.stem for path in FILES}
    assert {"calls_received", "day_line", "carried", "slices"} <= names
    assert "engine" not in names


def test_what_measures_share_uses_only_allowed_functions():
    shared = Path(evenhand.measures.__file__).read_text(encoding="utf-8")
    tree = ast.parse(shared)
    expressions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and _speaks_narwhals(n)]
    assert len(expressions) == 3
    assert [faults(ast.unparse(function)) for function in expressions] == [[], [], []]


def _speaks_narwhals(function: ast.FunctionDef) -> bool:
    return "nw." in ast.unparse(function.body)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("frame.with_columns(nw.col('rate').round(2))", "round"),
        ("nw.col('removed_on').dt.truncate('1mo')", "dt.truncate"),
        ("(nw.col('a') - nw.col('b')).dt.total_days()", "dt.total_days"),
        ("nw.col('of').str.split('+')", "str.split"),
        ("nw.col('home').mean()", "mean"),
        ("frame.pivot('level')", "pivot"),
        ("frame.unpivot(on=factors)", "unpivot"),
        ("frame.join_asof(other, on='day')", "join_asof"),
        ("nw.col('load').cum_sum().over('worker')", "over without an order"),
        ("frame.with_row_index('number')", "with_row_index without an order"),
        ("nw.col('days').quantile(0.9)", "quantile"),
        ("nw.concat([a, b])", UNLIKE),
        ("nw.concat([a.select(*SOME), b.select(*OTHER)])", UNLIKE),
        ("nw.concat([a.select('x'), b.select('x')])", UNLIKE),
        ("nw.concat(frames)", UNLIKE),
        ("nw.concat([part.select('x') for part in parts])", UNLIKE),
        ("frame.unique(subset=['child'])", "unique without a list to order by"),
        ("frame.unique(order_by='type')", "unique without a list to order by"),
        ("frame.join(other, on='id', how='full')", "a join of kind full"),
        ("frame.to_native()", "to_native"),
        ("frame.collect()", "collect"),
    ],
)
def test_what_engines_do_differently_is_caught(source, fault):
    assert fault in faults(source)

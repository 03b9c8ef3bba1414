"""Writes `docs/reference/`: what the code says of itself, as pages; nothing is said twice.

`make docs` runs it; a test compares the pages with what it would write. To change a
page, change the docstring, the table, the policy or the test that it is made from.
The schema of policy files, for editors, is written beside the pages.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from types import ModuleType

import click

from evenhand.allocation import methods
from evenhand.cli import evenhand
from evenhand.estimation import scores
from evenhand.figures import RotationRule
from evenhand.measures import catalogue
from evenhand.policy import Component, Policy, Program, assumptions, read_policy, shipped
from evenhand.policy.schema import write_schema
from evenhand.policy.standards import norms, yardsticks
from evenhand.sources.layout import ALL_TABLES
from evenhand.sources.rotation_log import KINDS
from evenhand.sources.tables import Column, Table

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
MANUAL = ROOT / "tests" / "manual" / "measures"
NOTE = "<!-- Made by docs/generate.py from the code. Run `make docs`; do not edit. -->\n\n"
EXITS = (
    ("0", "done"),
    ("1", "bad data, an impossible request, or a difference found; a sentence says which"),
    ("2", "the command was not written as its help says"),
)


def commands() -> str:
    """Each command's help, word for word, and what its exit code means."""
    text = "# Commands\n\n" + _table(("exit code", "meaning"), EXITS)
    # As wide as on a terminal of 80 columns.
    group = evenhand.make_context("evenhand", [], resilient_parsing=True, terminal_width=78)
    text += _help("evenhand", evenhand.get_help(group))
    return text + "".join(_help(name, said) for name, said in _commands(evenhand, group, ()))


def _commands(
    group: click.Group, context: click.Context, path: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Each command of a group and, after it, those under it: its name and its help."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            own = click.Context(command, context, info_name=name)
            yield " ".join((*path, name)), command.get_help(own)
            if isinstance(command, click.Group):
                yield from _commands(command, own, (*path, name))


def measures() -> str:
    """Each measure: its page of the manual, what it reads, and what its tests say."""
    text = "# Measures\n\nA measure turns case tables into tallies by branch.\n"
    for name, measure in catalogue().items():
        page = _doc(import_module(f"evenhand.measures.{name}"))
        reads = "; ".join(f"`{table}` ({', '.join(c)})" for table, c in measure.reads.items())
        text += f"\n## {name}\n\n*{measure.title}*\n\n{page}\n\nReads: {reads}.\n\n"
        text += f"Parameters: {_names(measure.parameters)}.\n\nWhat is tested:\n\n"
        text += "".join(f"- {sentence}\n" for sentence in tested(MANUAL / f"test_{name}.py"))
    return text


def tested(path: Path) -> Iterator[str]:
    """The names of a file's tests, as sentences."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            words = node.name.removeprefix("test_").replace("_", " ")
            yield f"{words[0].upper()}{words[1:]}."


def score_pages() -> str:
    """Each score: what it says of itself, its readings and its parameters."""
    text = "# Scores\n\nA score turns tallies into how strongly a component speaks for a branch.\n"
    for name, score in scores().items():
        module = import_module(f"evenhand.estimation.scores.{name}")
        serves = "a base" if score.makes_base else "a component"
        text += f"\n## {name}\n\n*{score.title}*; for {serves}.\n\n{_doc(module)}\n\n"
        text += f"{getdoc(score.compute)}\n\nReadings: {_names(score.roles)}"
        text += f"; may use {_names(score.may_use)}.\n" if score.may_use else ".\n"
        if score.parameters:
            said = [(f"`{key}`", t.allowed, t.meaning) for key, t in score.parameters.items()]
            text += "\n" + _table(("parameter", "what it may be", "meaning"), said)
    return text


def method_pages() -> str:
    """Each allocation method, as its module describes it."""
    text = "# Methods\n\nA method makes quotas whole, within limits, and adds up exactly.\n"
    for name in methods():
        text += f"\n## {name}\n\n{_doc(import_module(f'evenhand.allocation.methods.{name}'))}\n"
    return text


def tables() -> str:
    """Every table an agency may hand over, column by column."""
    text = (
        "# Tables\n\nA file is named after its table and ends in `.csv`, `.parquet` or `.xlsx`; "
        "a table may also be a folder of that name with Parquet parts, or stand in a database.\n"
    )
    return text + "".join(map(_table_page, ALL_TABLES.values()))


def policies() -> str:
    """Each shipped policy: programs, components, readings, and every assumption."""
    return "# Shipped policies\n" + "".join(_policy(read_policy(name)) for name in shipped())


def standards() -> str:
    """Each shipped standard: its limits, from when it is known, and who says so."""
    text = "# Standards\n\nLimits on what one worker carries, for a policy's section `caseload`.\n"
    head = ("limit", "kind", "of", "at most", "says", "source")
    for norm in norms().values():
        known = " ".join(
            f"{word} {day}."
            for word, day in (("Known from", norm.since), ("Until", norm.until))
            if day
        )
        rows = [
            (
                f"`{each.name}`",
                each.limit.kind,
                ", ".join(sorted(each.limit.kinds)),
                "full load" if each.limit.kind == "mixed" else str(each.limit.most),
                each.limit.says,
                each.limit.reference,
            )
            for each in yardsticks(norm)
        ]
        text += f"\n## {norm.name}\n\n{norm.title}. {known}".rstrip() + f"\n\n{_table(head, rows)}"
    return text


def rotation_log() -> str:
    """Each kind of event that a rotation's log may hold, with its fields, and the rule's."""
    text = (
        "# The rotation's log\n\nOne event a line, as JSON. Each has `kind`, `seq` (1, 2, 3, …), "
        "`at` (a moment such as\n`2025-03-20T14:05`, on the agency's own clock) and, if known, "
        "`by`. The first event is\n`rule_changed`. Fields in brackets may be left out.\n"
    )
    for kind, read in KINDS.items():
        own = [name for name in read.reads if name not in ("seq", "at", "by")]
        said = [f"`{name}`" if name in read.needed else f"[`{name}`]" for name in own]
        text += f"\n## {kind}\n\n{getdoc(read.make)}\n\nFields: {', '.join(said)}.\n"
    rules = [f"`{each.name}`" for each in fields(RotationRule)]
    return text + f"\n## The rule\n\n{getdoc(RotationRule)}\n\nFields: {', '.join(rules)}.\n"


def _table_page(table: Table) -> str:
    key = f" One row for each {_names(table.key)}." if table.key else ""
    columns = [
        (f"`{c.name}`", c.kind, "yes" if c.needed else "", _meaning(c)) for c in table.columns
    ]
    head = ("column", "kind", "needed", "meaning")
    return f"\n## {table.name}\n\n{table.row}.{key}\n\n" + _table(head, columns)


def _meaning(column: Column) -> str:
    said = [column.meaning]
    said += [f"one of {', '.join(column.one_of)}"] if column.one_of else []
    said += [f"found in `{column.refers_to}`"] if column.refers_to else []
    said += [f"at least {column.least}"] if column.least is not None else []
    said += [f"at most {column.most}"] if column.most is not None else []
    said += [f"not before `{column.not_before}`"] if column.not_before else []
    return "; ".join(said)


def _policy(policy: Policy) -> str:
    since = f"in force from {policy.effective.since}"
    until = f" until {policy.effective.until}" if policy.effective.until else ""
    text = f"\n## {policy.name}\n\n{policy.title}. Version {policy.version}, {since}{until}; "
    text += f"period {policy.period}.\n\nShares {policy.position.value}, by "
    text += f"`{policy.method.value}`. {_sentence(policy.position.reference)}\n"
    if policy.held:
        branches = ", ".join(policy.held.branches)
        text += f"\nHeld at current: {branches}. {_sentence(policy.held.reference)}\n"
    text += "".join(_program(name, program) for name, program in policy.programs.items())
    said = [(f"`{n}`", r.stands_for) for n, r in policy.measures.items() if r.stands_for]
    if said:
        text += "\n### Readings from counts\n\n" + _table(("reading", "stands for"), said)
    return text + "\n### Assumptions\n\n" + "".join(f"- {each}\n" for each in assumptions(policy))


def _program(name: str, program: Program) -> str:
    base, part = program.base, program.part
    text = f"\n### {name}\n\nPart {float(part.value):g}. {_sentence(part.reference)} Base: "
    text += f"`{base.score}` of {_names(base.measures.values())}. {_sentence(base.reference)}\n\n"
    head = ("component", "influence", "score", "readings", "who says so")
    return text + _table(head, [_component(*each) for each in program.components.items()])


def _component(name: str, component: Component) -> tuple[str, ...]:
    influence, readings = component.influence.value, component.measures.values()
    row = (f"`{name}`", f"{float(influence):g}", f"`{component.score}`")
    return (*row, _names(readings), component.reference)


def _help(name: str, text: str) -> str:
    return f"\n## {name}\n\n```text\n{text}\n```\n"


def _doc(module: ModuleType) -> str:
    return getdoc(module) or ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |\n" for row in lines)


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "measures.md": measures,
    "scores.md": score_pages,
    "methods.md": method_pages,
    "tables.md": tables,
    "policies.md": policies,
    "standards.md": standards,
    "rotation-log.md": rotation_log,
}

if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for page, made in PAGES.items():
        (REFERENCE / page).write_text(NOTE + made(), encoding="utf-8")
    write_schema(REFERENCE / "policy-schema.json")

"""Nothing ships without words a newcomer can read."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import click
import pytest

from evenhand.allocation import methods
from evenhand.cli import evenhand
from evenhand.cli.commands import ORDER
from evenhand.estimation import scores
from evenhand.measures import catalogue
from evenhand.policy import shipped
from evenhand.sources.layout import ALL_TABLES

ROOT = Path(__file__).resolve().parents[2]


def command(path: str) -> click.Command:
    """The command of that path, such as "reviews agreement"."""
    found: click.Command = evenhand
    for name in path.split():
        assert isinstance(found, click.Group)
        under = found.get_command(click.Context(found), name)
        assert under is not None
        found = under
    return found


def every_command() -> list[str]:
    """Each command, and each under a command that is a group."""
    groups = {name: command(name) for name in ORDER}
    under = [
        f"{name} {each}"
        for name, group in groups.items()
        if isinstance(group, click.Group)
        for each in group.list_commands(click.Context(group))
    ]
    return [*ORDER, *under]


@pytest.mark.parametrize("name", catalogue())
def test_every_measure_says_what_it_counts_and_where_it_comes_from(name):
    module = import_module(f"evenhand.measures.{name}")
    assert "Source:" in (inspect.getdoc(module) or "")
    assert inspect.getdoc(catalogue()[name].compute)


@pytest.mark.parametrize("name", catalogue())
def test_every_measure_has_a_chapter_of_tests_in_the_manual(name):
    assert (ROOT / "tests" / "manual" / "measures" / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", methods())
def test_every_method_says_how_ties_fall_and_where_it_comes_from(name):
    text = inspect.getdoc(import_module(f"evenhand.allocation.methods.{name}")) or ""
    assert "Ties:" in text
    assert "Source:" in text


@pytest.mark.parametrize("name", scores())
def test_every_score_says_what_it_is_and_what_each_parameter_means(name):
    score = scores()[name]
    assert inspect.getdoc(import_module(f"evenhand.estimation.scores.{name}"))
    assert inspect.getdoc(score.compute)
    assert all(takes.meaning for takes in score.parameters.values())


@pytest.mark.parametrize("name", every_command())
def test_every_command_has_help_with_an_example_and_can_print_json(name):
    made = command(name)
    assert f"Example:\n    evenhand {name}" in inspect.cleandoc(made.help or "")
    if isinstance(made, click.Group):
        return
    options = [each for each in made.params if isinstance(each, click.Option)]
    assert any("--json" in each.opts for each in options)
    assert all(each.help for each in options)


def test_every_file_of_commands_is_in_the_order_in_which_a_user_meets_them():
    files = (ROOT / "src" / "evenhand" / "cli" / "commands").glob("[!_]*.py")
    assert sorted(ORDER) == sorted(file.stem for file in files)


@pytest.mark.parametrize("name", ALL_TABLES)
def test_every_table_says_what_a_row_is_and_every_column_what_it_means(name):
    table = ALL_TABLES[name]
    assert table.row
    assert all(column.meaning for column in table.columns)


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_policy_is_in_the_reference(name):
    assert f"\n## {name}\n" in (ROOT / "docs" / "reference" / "policies.md").read_text("utf-8")

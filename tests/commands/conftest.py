"""The command line as a user meets it: exit code, what is printed, and nothing else."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction

import pytest

from evenhand.__main__ import main
from evenhand.sources.made_up_state import write_made_up_state


@dataclass
class Answer:
    code: int
    out: str
    err: str


@pytest.fixture
def evenhand(monkeypatch, capsys):
    """Run `evenhand …` here, as `python -m evenhand` would, and give back what it answered."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["evenhand", *map(str, words)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = capsys.readouterr()
        return Answer(code, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def small_state(tmp_path_factory):
    """A made-up state a tenth of the usual size, as CSV."""
    folder = tmp_path_factory.mktemp("state")
    write_made_up_state(folder, size=Fraction(1, 10), branches=5, file_format="csv")
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where what is slow to make stays until the next test asks for it."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def state(small_state, tmp_path):
    """A copy of the small state that a test may spoil."""
    from shutil import copytree

    return copytree(small_state, tmp_path / "state")

"""Every command and every change of a file shown in the docs is tried, page by page, in order.

A page's blocks run in a copy of `examples`. In a console block a line after `$` is a
command, `# exits 1` says that it must fail, and every other line must be printed; a
line of `…` stands for any lines. A diff block names a file and is applied to it. Blocks
that start with `make`, and programs other than those below, are left alone.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from evenhand.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: A fence may be indented, as under a numbered step.
BLOCK = re.compile(r"^( *)```(console|bash|diff)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
BESIDE = ("cp", "cat")


@dataclass
class Command:
    """One command, the exit code it must have, and the lines it must print."""

    words: list[str]
    exits: int
    shown: list[str]


@dataclass
class Change:
    """Lines to be found in a file, each with the line that takes its place."""

    file: str
    lines: list[tuple[str, str]]


def steps(page: Path) -> list[Command | Change]:
    found: list[Command | Change] = []
    for indent, kind, text in BLOCK.findall(page.read_text("utf-8")):
        lines = [line.removeprefix(indent) for line in text.replace("\\\n", " ").splitlines()]
        found += [_change(lines)] if kind == "diff" else _commands(lines, kind)
    return found


def _change(lines: Sequence[str]) -> Change:
    old, new = ([line[1:] for line in lines[1:] if line[0] == mark] for mark in "-+")
    return Change(lines[0].removeprefix("--- "), list(zip(old, new, strict=True)))


def _commands(lines: Sequence[str], kind: str) -> Iterator[Command]:
    if lines[0].removeprefix("$ ").startswith("make"):
        return
    command = None
    for line in lines:
        if kind == "bash" or line.startswith("$ "):
            text, _, exits = line.removeprefix("$ ").partition("# exits ")
            command = Command(shlex.split(text, comments=True), int(exits or 0), [])
            if command.words and command.words[0] in ("evenhand", *BESIDE):
                yield command
        elif command is not None:
            command.shown.append(line)


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """A copy of the examples, with what lies beside the checkout beside it."""
    place = tmp_path / "checkout"
    shutil.copytree(ROOT / "examples", place / "examples")
    if SHARED.exists():
        (tmp_path / "shared").symlink_to(SHARED)
    monkeypatch.chdir(place)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return place


@pytest.mark.parametrize(
    "page", [p for p in PAGES if steps(p)], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_command_on_the_page_does_what_it_shows(page, workplace, monkeypatch, capsys):
    for step in steps(page):
        if isinstance(step, Change):
            _apply(step, workplace)
            continue
        if any("../shared" in word for word in step.words) and not SHARED.exists():
            pytest.skip("shared does not lie beside the checkout")
        exits, printed = _run(step.words, monkeypatch, capsys)
        said = f"$ {' '.join(step.words)}\n{printed}"
        assert exits == step.exits, said
        assert not _not_printed(step.shown, printed.splitlines()), said


def _apply(change: Change, place: Path) -> None:
    path = place / change.file
    text = path.read_text("utf-8")
    for old, new in change.lines:
        assert f"{old}\n" in text, f"{change.file} has no line {old!r}"
        text = text.replace(f"{old}\n", f"{new}\n", 1)
    path.write_text(text, encoding="utf-8")


def _run(words: Sequence[str], monkeypatch, capsys) -> tuple[int, str]:
    if words[0] != "evenhand":
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr
    monkeypatch.setattr(sys, "argv", list(words))
    exits = 0
    try:
        main()
    except SystemExit as end:
        exits = int(end.code or 0)
    return exits, "".join(capsys.readouterr())


def _not_printed(shown: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The first line shown that is not printed in its place; an `…` lets lines pass."""
    at, may_pass = 0, False
    for line in shown:
        if line.strip() == "…":
            may_pass = True
            continue
        rest = [each.rstrip() for each in printed[at:]]
        if line.rstrip() not in (rest if may_pass else rest[:1]):
            return [line]
        at += rest.index(line.rstrip()) + 1
        may_pass = False
    return []


def test_a_line_that_is_not_printed_or_comes_too_early_is_found():
    printed = ["one", "two", "three"]
    assert _not_printed(["one", "two"], printed) == []
    assert _not_printed(["one", "…", "three"], printed) == []
    assert _not_printed(["one", "three"], printed) == ["three"]
    assert _not_printed(["…", "two", "one"], printed) == ["one"]
    assert _not_printed(["four"], printed) == ["four"]

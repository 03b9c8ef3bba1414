"""Keeping a run: everything that a RUN folder holds, and everything to make it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from evenhand import __version__
from evenhand.errors import EvenhandError
from evenhand.figures import Result, Tally
from evenhand.policy import Policy
from evenhand.policy.reading import parse_policy, policy_text
from evenhand.reports.run_folder import run_contents, write_run
from evenhand.run import measure, period_of
from evenhand.scenarios.complete import complete
from evenhand.sources.data import Data
from evenhand.sources.runs import read_run, run_files


def keep(
    result: Result,
    folder: Path,
    policy_name: str,
    asked: str,
    data: Data,
    tallies: Mapping[str, Sequence[Tally]],
) -> None:
    """Write the RUN folder: beside its place first, then renamed into it."""
    about = _about(result, *policy_text(policy_name), asked, tallies)
    write_run(result, folder, run_files(data, tallies, about))


def _about(
    result: Result, file: str, text: str, asked: str, tallies: Mapping[str, Sequence[Tally]]
) -> dict[str, Any]:
    ties = [
        [award.program, award.branch, *award.tie]
        for program in result.programs
        for award in program.awards
        if award.tie
    ]
    return {
        "evenhand": __version__,
        "policy": {"file": file, "sha256": sha256(text.encode()).hexdigest(), "text": text},
        "period": str(result.period),
        "asked": asked,
        "seed": None,
        "readings": list(tallies),
        "ties": ties,
    }


def differences(run: str | Path, data: Data | None = None) -> Iterator[str]:
    """Make a run again from its own tallies (and from `data`), and say where it differs.

    Yields nothing if every file is what it would be made as today.

    Raises:
        EvenhandError: The folder is no run, or can no longer be made.
    """
    kept = read_run(run)
    policy = run_policy(kept.about)
    if data is not None:
        yield from _measured(kept.tallies, measure(policy, data))
    if kept.about["evenhand"] != __version__:
        yield f"made by Evenhand {kept.about['evenhand']}, verified by {__version__}"
    try:
        result = complete(policy, kept.data, kept.about["asked"], kept.tallies)
    except EvenhandError as error:
        yield f"it can no longer be made: {error}"
        return
    file, text = kept.about["policy"]["file"], kept.about["policy"]["text"]
    about = _about(result, file, text, kept.about["asked"], kept.tallies)
    contents = run_contents(result) | run_files(kept.data, kept.tallies, about)
    for name, made in contents.items():
        path = Path(run) / name
        if not path.is_file():
            yield f"{name} is missing"
        elif path.read_bytes() != made:
            yield f"{name} is not what the tallies make{_first(path.read_bytes(), made)}"
    for extra in sorted({path.name for path in Path(run).iterdir()} - set(contents)):
        yield f"{extra} is no part of a run"


def run_policy(about: Mapping[str, Any]) -> Policy:
    """The policy a run was made with, from its own text."""
    policy = parse_policy(about["policy"]["file"], about["policy"]["text"])
    return period_of(policy, about["period"])


def _measured(
    kept: Mapping[str, Sequence[Tally]], now: Mapping[str, Sequence[Tally]]
) -> Iterator[str]:
    for name, tallies in kept.items():
        before = {(t.branch, t.of): t for t in tallies}
        after = {(t.branch, t.of): t for t in now[name]}
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                where = f"{name} in {', '.join(filter(None, key))}"
                yield f"{where}: kept {_said(before, key)}, measured {_said(after, key)}"


def _said(tallies: Mapping[tuple[str, str], Tally], key: tuple[str, str]) -> str:
    tally = tallies.get(key)
    return f"{tally.hits} of {tally.base}" if tally else "nothing"


def _first(kept: bytes, made: bytes) -> str:
    """Where two texts first differ, for people; nothing for files that are no text."""
    try:
        old, new = kept.decode().splitlines(), made.decode().splitlines()
    except UnicodeDecodeError:
        return ""
    for line, (a, b) in enumerate(zip(old, new, strict=False), 1):
        if a != b:
            return f": line {line} reads {a.strip()[:80]!r}, should read {b.strip()[:80]!r}"
    return f": it has {len(old)} lines, should have {len(new)}"

"""Verifying: make a run again, and say where it is not what it would be made as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evenhand import __version__
from evenhand.errors import EvenhandError
from evenhand.figures import Tally
from evenhand.policy.reading import policy_text, shipped
from evenhand.reports.keeping import about_run
from evenhand.reports.run_folder import run_contents
from evenhand.run import measure
from evenhand.scenarios.making import making_of
from evenhand.scenarios.remaking import remake, run_policy
from evenhand.sources.data import Data
from evenhand.sources.runs import Run, read_run, run_files


def differences(run: str | Path, data: Data | None = None) -> Iterator[str]:
    """Make a run again from its own tallies (and from `data`), and say where it differs.

    Yields nothing if every file is what it would be made as today.

    Raises:
        EvenhandError: The folder is no run, or can no longer be made.
    """
    kept = read_run(run)
    if data is not None:
        yield from _against(kept, data)
    if kept.about["evenhand"] != __version__:
        yield f"made by Evenhand {kept.about['evenhand']}, verified by {__version__}"
    file, text = kept.about["policy"]["file"], kept.about["policy"]["text"]
    if Path(file).stem in shipped() and text != policy_text(Path(file).stem)[1]:
        yield f"its policy is called {file} and is not the one that ships under that name"
    try:
        contents = made_again(kept)
    except EvenhandError as error:
        yield f"it can no longer be made: {error}"
    else:
        yield from _files(Path(run), contents)


def made_again(kept: Run) -> dict[str, bytes]:
    """Every file of a run, made anew from the tallies and the policy that it holds."""
    result = remake(kept)
    about = about_run(result, making_of(kept.about), kept.tallies)
    return run_contents(result) | run_files(kept.data, kept.tallies, about)


def _files(folder: Path, contents: Mapping[str, bytes]) -> Iterator[str]:
    for name, made in contents.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif path.read_bytes() != made:
            yield f"{name} is not what the tallies make{_first(path.read_bytes(), made)}"
    for extra in sorted({path.name for path in folder.iterdir()} - set(contents)):
        yield f"{extra} is no part of a run"


def _against(kept: Run, data: Data) -> Iterator[str]:
    """Where the tables of today say otherwise than the run."""
    yield from _hashes(kept.data.hashes, data.hashes)
    yield from _otherwise(kept.data, data, kept.about["staff_from"])
    yield from _measured(kept.tallies, measure(run_policy(kept.about), data))


def _otherwise(kept: Data, now: Data, staff_from: str) -> Iterator[str]:
    """What a run says of its data beside the tallies, and the data do not."""
    if staff_from == "data" and dict(kept.staff) != dict(now.staff):
        yield "the staff there are now are not those of the data"
    for name in ("branches", "printed", "ceilings", "withheld", "listed", "published", "as_of"):
        if getattr(kept, name) != getattr(now, name):
            yield f"{name}: the run says otherwise than the data"


def _hashes(kept: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(kept.keys() | now.keys()):
        if name not in now:
            yield f"{name}: it was among the data, and is there no longer"
        elif name not in kept:
            yield f"{name}: it is among the data now, and was not"
        elif kept[name] != now[name]:
            yield f"{name}: it has changed since"


def _measured(
    kept: Mapping[str, Sequence[Tally]], now: Mapping[str, Sequence[Tally]]
) -> Iterator[str]:
    for name, tallies in kept.items():
        before = {(t.branch, t.of): t for t in tallies}
        after = {(t.branch, t.of): t for t in now.get(name, ())}
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
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
            start = max(at - 40, 0)
            read, should = a[start : at + 40].strip(), b[start : at + 40].strip()
            return f": line {line}, letter {at + 1} reads {read!r}, should read {should!r}"
    return f": it has {len(old)} lines, should have {len(new)}"

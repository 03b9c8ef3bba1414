"""Keeping a run: everything that a RUN folder holds, and everything to make it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from evenhand import __version__
from evenhand.figures import Model, Result, Tally
from evenhand.figures.plain import to_plain
from evenhand.policy.reading import policy_text
from evenhand.reports.run_folder import write_run
from evenhand.sources.data import Data
from evenhand.sources.runs import run_files


def keep(
    result: Result,
    folder: Path,
    policy_name: str,
    asked: str,
    data: Data,
    tallies: Mapping[str, Sequence[Tally]],
    staff_from: str = "data",
    model: Model | None = None,
) -> None:
    """Write the RUN folder: beside its place first, then renamed into it."""
    about = about_run(result, *policy_text(policy_name), asked, tallies, staff_from, model)
    write_run(result, folder, run_files(data, tallies, about))


def about_run(
    result: Result,
    file: str,
    text: str,
    asked: str,
    tallies: Mapping[str, Sequence[Tally]],
    staff_from: str,
    model: Model | None = None,
) -> dict[str, Any]:
    """What a run says of itself: its maker, policy, period, total, model, seed, readings, ties."""
    drawn = result.uncertainty
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
        "model": None if model is None else to_plain(model),
        "seed": drawn.seed if drawn else None,
        "draws": drawn.draws if drawn else 0,
        "staff_from": staff_from,
        "readings": list(tallies),
        "ties": ties,
    }

"""Keeping a run: everything that a RUN folder holds, and everything to make it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from evenhand import __version__
from evenhand.figures import Result, Tally
from evenhand.figures.plain import to_plain
from evenhand.reports.csv_files import components_csv
from evenhand.reports.run_folder import write_run
from evenhand.scenarios.fitting import model_of
from evenhand.scenarios.making import Making
from evenhand.sources.component_rows import MARK
from evenhand.sources.data import Data
from evenhand.sources.runs import run_files

Tallies = Mapping[str, Sequence[Tally]]


def keep(result: Result, folder: Path, making: Making, data: Data, tallies: Tallies) -> None:
    """Write the RUN folder: beside its place first, then renamed into it."""
    write_run(result, folder, run_files(data, tallies, about_run(result, making, tallies)))


def about_run(result: Result, making: Making, tallies: Tallies) -> dict[str, Any]:
    """What a run says of itself: how it was asked for, and what it was made with."""
    drawn = result.uncertainty
    ties = [
        [award.program, award.branch, *award.tie]
        for program in result.programs
        for award in program.awards
        if award.tie
    ]
    return {
        **making.about,
        "evenhand": __version__,
        "period": str(result.period),
        "coefficients": to_plain(model_of(result).parts),
        MARK: sha256(components_csv(result)).hexdigest(),
        "seed": drawn.seed if drawn else None,
        "draws": drawn.draws if drawn else 0,
        "readings": list(tallies),
        "ties": ties,
    }

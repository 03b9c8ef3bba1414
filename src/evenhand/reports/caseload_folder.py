"""The folder of a caseload watch: written beside its place and renamed at the end.

Never over anything but such a folder, and never a half.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from evenhand.errors import RunError
from evenhand.figures.caseload import Watch
from evenhand.reports.recorded_files import FIGURES, are_figures, figures_json
from evenhand.reports.whole_folder import write_whole

#: Every file such a folder may hold; anything else in it is somebody's own.
FILES = {
    FIGURES,
    *("caseload.html", "caseload.xlsx", "loads.csv", "months.csv", "headcount.csv"),
    *("published.csv", "published.svg"),
}


def write_watch(watch: Watch, folder: Path, title: str) -> None:
    """Write the watch to `folder`, replacing one that is there, or change nothing at all.

    Raises:
        RunError: `folder` holds something else, or the disk refuses.
    """
    write_figures(watch_contents(watch, title), folder)


def write_figures(contents: Mapping[str, bytes], folder: Path) -> None:
    """Write a folder of figures whole.

    Raises:
        RunError: `folder` holds something else, or the disk refuses.
    """
    place = folder.resolve()
    check_figures_place(place)
    write_whole(place, contents, "The figures")


def check_figures_place(folder: Path) -> None:
    """Refuse a place that holds anything but figures, before any work is done for it.

    Raises:
        RunError: `folder` is a file, or holds something that no such folder does.
    """
    if folder.exists() and not folder.is_dir():
        raise RunError(f"{folder} is not a folder. Name a new folder for the figures.")
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if found and (found - FILES or not _is_ours(folder)):
        raise RunError(
            f"{folder} holds files that are no figures of caseloads, so it is left alone. "
            "Name a new folder, or one that figures were written to."
        )


def _is_ours(folder: Path) -> bool:
    try:
        return are_figures((folder / FIGURES).read_text("utf-8"))
    except (OSError, ValueError):
        return False


def watch_contents(watch: Watch, title: str) -> dict[str, bytes]:
    """Make every file: its name, its bytes. The same watch gives the same bytes."""
    from evenhand.reports.caseload_csv import headcount_csv, loads_csv, months_csv
    from evenhand.reports.caseload_figures import caseload_figures
    from evenhand.reports.caseload_page import caseload_html
    from evenhand.reports.caseload_workbook import caseload_xlsx

    made: dict[str, Callable[[], bytes]] = {
        FIGURES: lambda: figures_json(caseload_figures(watch)),
        "caseload.html": lambda: caseload_html(watch, title).encode(),
        "caseload.xlsx": lambda: caseload_xlsx(watch, title),
        "loads.csv": lambda: loads_csv(watch),
        "months.csv": lambda: months_csv(watch),
        "headcount.csv": lambda: headcount_csv(watch),
    }
    return {name: make() for name, make in made.items()}

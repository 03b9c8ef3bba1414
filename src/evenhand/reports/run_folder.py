"""The RUN folder: everything a run leaves, written beside its place and renamed at the end.

A reader sees the old run or the new one, whole; never a half, and never a stranger's folder
overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from evenhand.errors import RunError
from evenhand.figures import Result
from evenhand.figures.plain import to_plain
from evenhand.reports.csv_files import components_csv, fillings_csv, positions_csv
from evenhand.reports.whole_folder import refuse_url, write_whole

MANIFEST = "manifest.json"
#: Every file a run may hold; anything else in its folder is somebody's own.
FILES = {
    *("result.json", "positions.csv", "components.csv", "fillings.csv", "report.html"),
    *("report.xlsx", "working.parquet", MANIFEST),
}


def write_run(
    result: Result, folder: Path, files: Mapping[str, bytes], *, pages: bool = True
) -> None:
    """Write the run to `folder`, replacing a run that is there, or change nothing at all.

    `files` are made elsewhere and go in as they are, `manifest.json` among them; without
    `pages` the report and the workbook are left out.

    Raises:
        RunError: `folder` is a file or holds something that is not a run, or the disk refuses.
    """
    place = folder.resolve()
    check_place(place)
    contents = {**run_contents(result, pages=pages), **files}
    write_whole(place, contents, "The run")


def check_place(folder: Path) -> None:
    """Refuse a place that holds anything but a run, before any work is done for it.

    Raises:
        RunError: `folder` is a file, or a folder with something in it that is no run, or
            a run to which somebody added files, or a URL.
    """
    refuse_url(folder, "The run")
    if folder.is_dir():
        found = {path.name for path in folder.iterdir()}
        if found and not _is_run(folder):
            raise RunError(
                f"{folder} holds files and is not a run, so it is left alone. "
                "Name a new folder, or one that a run was written to."
            )
        if added := sorted(found - FILES):
            raise RunError(
                f"{folder} is a run to which {', '.join(added)} was added, so it is left alone. "
                "Move that elsewhere, or name a new folder."
            )
    elif folder.exists():
        raise RunError(f"{folder} is not a folder. Name a new folder for the run.")


def _is_run(folder: Path) -> bool:
    """Whether the folder's manifest is one that Evenhand wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and {"evenhand", "policy", "readings"} <= set(manifest)


def run_contents(result: Result, *, pages: bool = True) -> dict[str, bytes]:
    """Make every file of a run that follows from its result alone: its name, its bytes."""
    plain = json.dumps(to_plain(result), ensure_ascii=False, separators=(",", ":"))
    made = {
        "result.json": f"{plain}\n".encode(),
        "positions.csv": positions_csv(result),
        "components.csv": components_csv(result),
    }
    if result.fillings:
        made["fillings.csv"] = fillings_csv(result)
    return made | (_pages(result) if pages else {})


def _pages(result: Result) -> dict[str, bytes]:
    from evenhand.reports.charts import pictures
    from evenhand.reports.page import report_html
    from evenhand.reports.workbook import report_xlsx

    drawn = pictures(result)
    return {
        "report.html": report_html(result, drawn).encode(),
        "report.xlsx": report_xlsx(result, drawn),
    }

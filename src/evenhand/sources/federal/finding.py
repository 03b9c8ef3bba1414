"""Which files of a folder are in which federal layout, by their first line alone.

A file is known by its elements, whatever it is called; the parts of the line are told
by tabs where it has any, else by commas.
"""

from __future__ import annotations

from pathlib import Path

from evenhand.sources.rejects import REJECTS

ENDINGS = (".csv", ".tab", ".tsv", ".txt")
#: What a header must name to be of the layout; the letters may be large or small.
KNOWN_BY = {
    "afcars": ("recnumbr", "latremdt", "disreasn", "curplset"),
    "ncands": ("rptid", "chid", "rptdt", "rptdisp", "mal1lev"),
}
#: Bytes of a first line that are looked at; the longest header of the two has 1,300.
LONGEST = 65536


def files_in(layout: str, folder: Path) -> list[Path]:
    """The folder's files in that layout, by name."""
    there = (path for path in sorted(folder.iterdir()) if _may_be(path))
    return [path for path in there if set(KNOWN_BY[layout]) <= set(element_names(path))]


def element_names(path: Path) -> list[str]:
    """The names in the first line, in small letters; none where it is no line of text."""
    return [name.strip(' "').lower() for name in _first_line(path).split(parting(path))]


def parting(path: Path) -> str:
    """What parts the cells of the file: a tab or a comma."""
    return "\t" if "\t" in _first_line(path) else ","


def _may_be(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.name != REJECTS and path.is_file()


def _first_line(path: Path) -> str:
    with path.open("rb") as file:
        return file.readline(LONGEST).decode("utf-8-sig", errors="replace").rstrip("\r\n")

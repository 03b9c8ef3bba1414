"""Letters as text, as a page that prints on one sheet, and as a folder with an index.

A folder of letters is written whole, and only over one that Evenhand wrote.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from evenhand import __version__
from evenhand.errors import RunError
from evenhand.explanation.letter import Letter
from evenhand.reports.pages import filled
from evenhand.reports.presenting import readable
from evenhand.reports.whole_folder import write_whole

INDEX, LIST = "index.html", "letters.json"
WIDTH = 78
#: Letters to a printed line, and lines to a sheet: a letter of more lines is set smaller.
LINE, SHEET = 122, 46


def letter_text(letter: Letter) -> str:
    """The letter for a terminal, wrapped."""
    blocks = [_wrapped(each) for each in letter.warnings]
    blocks += [f"{letter.title}\n{letter.about}"]
    blocks += [_wrapped(" ".join(letter.opening)), _rows(letter)]
    for section in letter.sections:
        blocks.append("\n".join([section.heading, *(_wrapped(s, "  ") for s in section.sentences)]))
    return "\n\n".join("\n".join(readable(line) for line in block.splitlines()) for block in blocks)


def letter_html(letter: Letter) -> str:
    """The letter as one self-contained page without a script."""
    return filled("letter.html.j2", letter=letter, small=printed_lines(letter) > SHEET)


def printed_lines(letter: Letter) -> int:
    """About how many lines of a printed sheet its sections take, a heading as two."""
    sentences = [each for section in letter.sections for each in section.sentences]
    return 2 * len(letter.sections) + sum(1 + len(each) // LINE for each in sentences)


def check_letters_place(folder: Path) -> None:
    """Refuse a place that holds anything but letters that Evenhand wrote.

    Raises:
        RunError: `folder` is a file, or holds a stranger's files.
    """
    if not folder.is_dir():
        if folder.exists():
            raise RunError(f"{folder} is not a folder. Name a new folder for the letters.")
        return
    added = sorted({path.name for path in folder.iterdir()} - _written_before(folder))
    if added:
        raise RunError(
            f"{folder} holds {', '.join(added[:3])}{' …' if len(added) > 3 else ''}, which "
            "Evenhand did not write as letters, so it is left alone. Name a new folder."
        )


def write_letters(letters: Sequence[Letter], folder: Path) -> list[str]:
    """Write a page for each letter and an index; give back the names of the files.

    Raises:
        RunError: `folder` is a stranger's, or the disk refuses; nothing is changed then.
    """
    place = folder.resolve()
    check_letters_place(place)
    names = list(_file_names(letters))
    pages = {name: letter_html(each).encode() for name, each in zip(names, letters, strict=True)}
    index = filled("letters.html.j2", letters=list(zip(names, letters, strict=True)))
    told = json.dumps({"evenhand": __version__, "letters": names}, indent=2) + "\n"
    write_whole(place, {**pages, INDEX: index.encode(), LIST: told.encode()}, "The letters")
    return names


def _written_before(folder: Path) -> set[str]:
    """The files of a folder of letters, as its own list names them; none if it has no list."""
    try:
        told = json.loads((folder / LIST).read_text("utf-8"))
        return {INDEX, LIST, *map(str, told["letters"])} if told["evenhand"] else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _file_names(letters: Sequence[Letter]) -> Iterator[str]:
    """A name a browser and any disk can take; a number where two branches share one."""
    taken = {INDEX.removesuffix(".html")}
    for letter in letters:
        stem = re.sub(r"[^a-z0-9]+", "-", letter.branch.lower()).strip("-") or "branch"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        yield f"{name}.html"


def _rows(letter: Letter) -> str:
    lines = [letter.columns, *letter.rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(letter.columns))]
    return "\n".join(_row(line, widths) for line in lines)


def _row(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(line, widths, strict=True)
    cells = [f"  {first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in others)]
    return "  ".join(cells).rstrip()


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent * 2, break_on_hyphens=False
    )

"""Every relative link on a page leads somewhere, and every path in CONTRIBUTING is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
#: A path in code letters, without a name to fill in.
PATH = re.compile(r"`((?:src|tests|docs|sources|cli)/[\w/.-]+)`")


def anchors(page: Path) -> set[str]:
    """The page's headings as links name them."""
    found = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", each).strip().lower().replace(" ", "-") for each in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page):
    for link in LINK.findall(page.read_text("utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link}: no such heading"


def test_every_page_of_the_docs_can_be_reached_from_their_first_page():
    first = ROOT / "docs" / "README.md"
    reached, waiting = set(), [first]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = LINK.findall(page.read_text("utf-8"))
        waiting += [
            (page.parent / link.partition("#")[0]).resolve() for link in links if "://" not in link
        ]
    assert {p for p in PAGES if p.is_relative_to(ROOT / "docs")} <= reached


def test_every_path_that_contributing_names_is_there():
    for name in PATH.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        places = (ROOT / name, ROOT / "src" / "evenhand" / name)
        assert any(place.exists() for place in places), f"{name} is not there"

"""Every ```python block in the docs is a dialogue with Python, and it goes as shown."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = {
    str(page.relative_to(ROOT)): "\n".join(BLOCK.findall(page.read_text("utf-8")))
    for page in sorted((ROOT / "docs").rglob("*.md"))
}


@pytest.mark.parametrize("page", [name for name, text in PAGES.items() if text])
def test_the_dialogue_on_the_page_goes_as_shown(page):
    told: list[str] = []
    dialogue = doctest.DocTestParser().get_doctest(PAGES[page], {}, page, page, 0)
    outcome = doctest.DocTestRunner().run(dialogue, out=told.append)
    assert outcome.attempted, f"{page} has a python block without >>>"
    assert not outcome.failed, "".join(told)

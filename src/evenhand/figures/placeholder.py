"""Placeholders: words that fill a cell and say nothing, so that no reason or source is one."""

from __future__ import annotations

PLACEHOLDERS = {"", "-", "?", "??", "n/a", "na", "none", "tbd", "todo", "fixme", "xxx", "…", "..."}


def says_nothing(text: str) -> bool:
    """Whether a text is only a placeholder, however it is written."""
    return text.strip().lower().rstrip(".") in PLACEHOLDERS

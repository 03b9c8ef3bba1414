"""Pages: one way to fill a template, whatever page it is.

A template only lays out what was prepared; what it is not given stops it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evenhand import __version__
from evenhand.reports.presenting import readable

TEMPLATES = Path(__file__).parent / "templates"


def filled(template: str, **given: Any) -> str:
    """The page that `template` makes of what it is given, and of the version of this code."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["readable"] = readable
    return environment.get_template(template).render(code_version=__version__, **given)

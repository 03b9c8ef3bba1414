"""Drawing: marks in their frame to one SVG, by way of Altair; only this file imports it.

Every place and colour is given, so no scale, axis or legend is left for the library to lay
out, and the same marks give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from html import escape
from typing import Any

from evenhand.reports.charts.frame import BOTTOM, WIDTH, Frame
from evenhand.reports.charts.marks import PAPER, Block, Disc, Dot, Mark, Text

FONT = "Helvetica, Arial, sans-serif"


def svg(frame: Frame, marks: Sequence[Mark]) -> str:
    """Draw the marks in their frame: lines first, then dots, bars, and words on top."""
    import altair as alt
    import vl_convert

    room = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": BOTTOM}
    sheets = _sheets([*marks, *frame.title()])
    whole = (
        alt.layer(*(_layer(name, some[0]) for name, some in sheets.items()))
        .properties(
            width=frame.width,
            height=frame.height,
            autosize=alt.AutoSizeParams(type="none"),
            padding=room,
        )
        .configure(aria=False, font=FONT, background=PAPER)
        .configure_view(stroke=None)
    )
    # The values join last: Altair would otherwise walk through every one of them.
    values = {name: [_value(mark) for mark in some] for name, some in sheets.items()}
    spec = {**whole.to_dict(validate=False), "datasets": values}
    return _named(frame, vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def _sheets(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Lay marks of one kind on one sheet; words need a sheet for each of their styles."""
    sheets: dict[str, list[Mark]] = {name: [] for name in ("Line", "Dot", "Disc", "Block")}
    for mark in marks:
        name = type(mark).__name__
        if isinstance(mark, Text):
            name = f"{mark.align} {mark.size} {mark.weight}"
        sheets.setdefault(name, []).append(mark)
    return {name: some for name, some in sheets.items() if some}


def _value(mark: Mark) -> dict[str, Any]:
    return {field.name: getattr(mark, field.name) for field in fields(mark)}


def _layer(name: str, like: Mark) -> Any:
    """Draw one sheet, all of whose marks are of a kind with `like`."""
    import altair as alt

    chart = alt.Chart(alt.NamedData(name=name))
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    color = alt.Color("color:N", scale=None, legend=None)
    if isinstance(like, Text):
        style: dict[str, Any] = {"fontSize": like.size, "fontWeight": like.weight}
        words = chart.mark_text(align=like.align, baseline="middle", **style)
        return words.encode(x=x, y=y, text="text:N", color=color)
    if isinstance(like, Dot | Disc):
        discs = chart.mark_point(size=46, strokeWidth=1.5, opacity=1)
        edge = alt.Stroke("edge:N", scale=None, legend=None)
        fill = alt.Fill("color:N", scale=None, legend=None)
        drawn = discs.encode(x=x, y=y, fill=fill, stroke=edge)
        sized = alt.Size("size:Q", scale=None, legend=None)
        return drawn.encode(size=sized) if isinstance(like, Disc) else drawn
    spans = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q", "color": color}
    if isinstance(like, Block):
        return chart.mark_rect().encode(**spans)
    width = alt.StrokeWidth("width:Q", scale=None, legend=None)
    return chart.mark_rule().encode(**spans, strokeWidth=width)


def _named(frame: Frame, drawn: str) -> str:
    """Put the picture's own title and description where a screen reader looks for them."""
    height = frame.top + frame.height + BOTTOM
    mark = f"chart-{frame.name}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-labelledby="{mark}-title {mark}-text" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}"><title id="{mark}-title">{escape(frame.answer)}</title>'
        f'<desc id="{mark}-text">{escape(frame.reading)}</desc>'
    )
    inside = drawn[drawn.index(">") + 1 :]
    return opening + re.sub(r"<[^>]+>", _bare, inside)


def _bare(tag: re.Match[str]) -> str:
    """Drop what only a script would use, so that a long picture stays light."""
    return re.sub(r' (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"', "", tag.group())

"""Whole lines as texts: a line that is not UTF-8 is a fault, and no other line is lost with it."""

from __future__ import annotations

import io

import polars as pl

NOT_UTF_8 = "the line is not UTF-8; save the file as UTF-8"


def line_texts(content: bytes) -> tuple[pl.Series, pl.Series]:
    """The lines' `text`, and beside each the `reason` why it cannot be read, or null."""
    if not content:
        return pl.Series("text", dtype=pl.String), pl.Series("reason", dtype=pl.String)
    try:
        texts = pl.read_lines(io.BytesIO(content)).to_series().alias("text")
        return texts, pl.Series("reason", [None], pl.String).new_from_index(0, len(texts))
    except pl.exceptions.ComputeError:
        return _of_any_bytes(content)


def _of_any_bytes(content: bytes) -> tuple[pl.Series, pl.Series]:
    """The same, slower, where some line is not UTF-8."""
    raw = [line.removesuffix(b"\r") for line in content.removesuffix(b"\n").split(b"\n")]
    texts = [line.decode("utf-8", errors="replace") for line in raw]
    reasons = [
        None if text.encode("utf-8") == line else NOT_UTF_8
        for text, line in zip(texts, raw, strict=True)
    ]
    return pl.Series("text", texts, pl.String), pl.Series("reason", reasons, pl.String)

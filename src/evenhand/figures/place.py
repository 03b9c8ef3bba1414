"""A place: where a branch stands, so that moves can be kept near."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where one branch is; degrees are None where nobody told them."""

    region: str = ""
    zone: str = ""
    latitude: float | None = None
    longitude: float | None = None

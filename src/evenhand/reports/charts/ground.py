"""Ground: where branches lie in the picture, north up, and how large their discs are.

A degree east is drawn shorter than a degree north, as it is on the ground half way up the map.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import cos, pi, radians, sqrt

from evenhand.figures import Place
from evenhand.reports.charts.frame import WIDTH

EDGE = 20  # room at each side for discs and barbs
TALLEST, LOWEST = 460, 150
LARGEST = 9.0  # the radius of the largest disc
SMALLEST = 2.2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """Branches' places in pixels; `most` positions have the largest disc."""

    points: Mapping[str, Point]
    width: int
    height: int
    most: int = 50

    def at(self, branch: str) -> Point:
        return self.points[branch]

    def radius(self, positions: int) -> float:
        """The radius of a disc whose area grows as its positions do."""
        return max(SMALLEST, LARGEST * sqrt(min(1.0, positions / self.most)))

    def area(self, positions: int) -> float:
        return round(pi * self.radius(positions) ** 2, 2)


def ground(places: Mapping[str, Place], branches: Collection[str], most: int = 50) -> Ground:
    """Lay out branches whose degrees are all known, as large as the picture allows."""
    degrees = {b: (places[b].longitude or 0.0, places[b].latitude or 0.0) for b in sorted(branches)}
    east, north = [d[0] for d in degrees.values()], [d[1] for d in degrees.values()]
    narrow = cos(radians((min(north) + max(north)) / 2))
    width = WIDTH - 8
    across, up = (max(east) - min(east)) * narrow, max(north) - min(north)
    room = width - 2 * EDGE, TALLEST - 2 * EDGE
    scale = min(room[0] / across if across else 1e9, room[1] / up if up else 1e9)
    scale = 0.0 if scale == 1e9 else scale
    height = max(LOWEST, round(up * scale) + 2 * EDGE)
    middle = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
    points = {
        branch: (
            round(width / 2 + (x - middle[0]) * narrow * scale, 2),
            round(height / 2 - (y - middle[1]) * scale, 2),
        )
        for branch, (x, y) in degrees.items()
    }
    return Ground(points, width, height, most)

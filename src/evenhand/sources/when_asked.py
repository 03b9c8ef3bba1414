"""Values by name, each worked out when it is first asked for, and then known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class WhenAsked(Mapping[str, T], Generic[T]):
    """A way to each value; asking whether a name is there works nothing out."""

    ways: Mapping[str, Callable[[], T]]
    known: dict[str, T] = field(default_factory=dict)

    def __getitem__(self, name: str) -> T:
        if name not in self.known:
            self.known[name] = self.ways[name]()
        return self.known[name]

    def __contains__(self, name: object) -> bool:
        return name in self.ways

    def __iter__(self) -> Iterator[str]:
        return iter(self.ways)

    def __len__(self) -> int:
        return len(self.ways)

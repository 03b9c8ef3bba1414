"""What a source hands over: case tables, counts, staff, and what must be said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from evenhand.figures import Listed, Place, TableCount, Tally
from evenhand.sources.engine import CaseTables
from evenhand.sources.remembered import Memory


@dataclass(frozen=True)
class Reject:
    """One cell (or line) that could not be used, where it stands, and why.

    Where tables stand in a database, `file` is the table there, and `line` the row's key.
    """

    file: str
    line: int | str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Data:
    """Everything one source gives, whatever its layout was.

    `staff` is by (branch, program), the program empty where staff are not told
    apart; `published` is the total that the source itself prints. `listed` are places
    to be shown without positions. `printed` are state totals a publisher printed, by
    (reading, of), which masked cells must add up to;
    `ceilings` are a branch's own, by (reading, branch), which its cells cannot exceed.
    `withheld` names (reading, branch) pairs a publisher suppressed: nothing may
    stand in for them. `columns` are those accepted, by table: empty where the layout
    is a supplier's own, whose folder we leave as it is. `places` say where branches are,
    as far as the source tells. `rejects_stand` says that the rejected rows were written
    before and stand there still; `memory` is what is remembered of these data.
    """

    branches: Mapping[str, str]
    as_of: date
    tables: CaseTables | None = None
    counts: Mapping[str, tuple[Tally, ...]] = field(default_factory=dict)
    stands_for: Mapping[str, str] = field(default_factory=dict)
    staff: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    published: Fraction | None = None
    listed: tuple[Listed, ...] = ()
    printed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    ceilings: Mapping[tuple[str, str], int] = field(default_factory=dict)
    withheld: frozenset[tuple[str, str]] = frozenset()
    flags: tuple[str, ...] = ()
    table_counts: tuple[TableCount, ...] = ()
    rejects: Sequence[Reject] = ()
    rejects_stand: bool = False
    memory: Memory | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def ceilings_for(self, reading: str) -> dict[str, int]:
        """The branches' own printed totals for one reading."""
        return {branch: total for (name, branch), total in self.ceilings.items() if name == reading}

    def printed_for(self, reading: str) -> dict[str, int]:
        """The state totals printed for one reading, by what they count."""
        return {of: total for (name, of), total in self.printed.items() if name == reading}

"""The tables we ask an agency for: one list that checking, generator and docs all read.

A column is `kind` text, whole, number, day, moment or yes_no. `needed` says that
an empty cell is a fault. `one_of` lists the only words allowed; `refers_to` names
the table whose key the cell must be found in, and `not_before` the column whose day
(or count) the cell may not come before. A table stands after those it refers to.
To ask for one more column, add a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("text", "whole", "number", "day", "moment", "yes_no")

#: Columns of `families` that begin so are family factors; agencies name their own.
FACTOR = "factor_"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, whether it may be empty, and what it means."""

    name: str
    meaning: str
    kind: str = "text"
    needed: bool = True
    one_of: tuple[str, ...] = ()
    refers_to: str = ""
    least: int | None = None
    most: int | None = None
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, and the columns that name a row."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name; a family factor is a yes_no column of any name."""
        for column in self.columns:
            if column.name == name:
                return column
        if self.name == "families" and name.startswith(FACTOR):
            return Column(name, "A family factor, present or not", "yes_no")
        return None


def _branch() -> Column:
    return Column("branch", "The branch that carries it", refers_to="branches")


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "branches",
            "One branch office",
            (
                Column("id", "Short name used in every other table"),
                Column("name", "Name as printed"),
                Column("region", "Region", needed=False),
                Column("zone", "Zone within the region", needed=False),
                Column("latitude", "Degrees north", "number", needed=False),
                Column("longitude", "Degrees east", "number", needed=False),
                Column("child_population", "Children living there", "whole", needed=False, least=0),
            ),
            key=("id",),
        ),
        Table(
            "workers",
            "One caseworker, by pseudonym",
            (
                Column("id", "Pseudonym"),
                _branch(),
                Column("unit", "Unit or team", needed=False),
                Column("role", "Job title"),
                Column("fte", "Full-time equivalent, 0 to 1", "number", least=0, most=1),
            ),
            key=("id",),
        ),
        Table(
            "worker_status",
            "One dated status of a worker",
            (
                Column("worker", "Who", refers_to="workers"),
                Column(
                    "status",
                    "What they may carry",
                    one_of=("case_carrying", "trainee", "long_leave", "restricted"),
                ),
                Column("program", "Program they serve", needed=False),
                Column("from_on", "First day", "day"),
                Column("to_on", "First day no longer", "day", needed=False, not_before="from_on"),
            ),
            key=("worker", "from_on"),
        ),
        Table(
            "families",
            "One family, with its factors as yes_no columns named factor_…, none of them empty",
            (
                Column("id", "Pseudonym"),
                _branch(),
                Column("group", "Served at home or out of home", one_of=("in_home", "out_of_home")),
            ),
            key=("id",),
        ),
        Table(
            "children",
            "One child, by pseudonym",
            (
                Column("id", "Pseudonym"),
                Column("family", "The child's family", refers_to="families"),
                Column("born_on", "Date of birth", "day"),
            ),
            key=("id",),
        ),
        Table(
            "referrals",
            "One call to protective services",
            (
                Column("id", "Pseudonym"),
                _branch(),
                Column("child", "The child it is about", needed=False, refers_to="children"),
                Column("received_on", "Day of the call", "day"),
                Column("decision", "What the branch decided", one_of=("assess", "refer")),
            ),
            key=("id",),
        ),
        Table(
            "allegations",
            "One allegation within a referral",
            (
                Column("referral", "The call it came with", refers_to="referrals"),
                Column("type", "Type of abuse or neglect"),
                Column("severity", "Severity as recorded", needed=False),
                Column("found_on", "Day it was founded; empty if it was not", "day", needed=False),
            ),
        ),
        Table(
            "assessments",
            "One protective assessment made",
            (
                Column("id", "Pseudonym"),
                Column("referral", "The call behind it", needed=False, refers_to="referrals"),
                _branch(),
                Column("type", "Type of allegation assessed"),
                Column("opened_on", "First day", "day"),
                Column("closed_on", "Last day", "day", needed=False, not_before="opened_on"),
                Column("worker", "Who made it", needed=False, refers_to="workers"),
            ),
            key=("id",),
        ),
        Table(
            "cases",
            "One case carried by a branch",
            (
                Column("id", "Pseudonym"),
                Column("family", "The family", refers_to="families"),
                _branch(),
                Column("kind", "What is carried", one_of=("investigation", "family", "child")),
                Column("opened_on", "First day", "day"),
                Column(
                    "closed_on", "First day closed", "day", needed=False, not_before="opened_on"
                ),
            ),
            key=("id",),
        ),
        Table(
            "case_assignments",
            "One worker carrying one case for a time",
            (
                Column("case", "The case", refers_to="cases"),
                Column("worker", "Who carries it", refers_to="workers"),
                Column("from_on", "First day", "day"),
                Column("to_on", "First day no longer", "day", needed=False, not_before="from_on"),
            ),
            key=("case", "worker", "from_on"),
        ),
        Table(
            "removals",
            "One child taken into out-of-home care",
            (
                Column("child", "The child", refers_to="children"),
                Column("family", "The family removed from", refers_to="families"),
                _branch(),
                Column("removed_on", "Day of removal", "day"),
                Column(
                    "level_at_removal", "Level of vulnerability, 1 to 7", "whole", least=1, most=7
                ),
                Column(
                    "returned_on",
                    "Day back in the home removed from",
                    "day",
                    needed=False,
                    not_before="removed_on",
                ),
                Column("ended_on", "Day care ended", "day", needed=False, not_before="removed_on"),
                Column(
                    "plan_on",
                    "Day a permanency plan was made",
                    "day",
                    needed=False,
                    not_before="removed_on",
                ),
            ),
            key=("child", "removed_on"),
        ),
        Table(
            "case_readings",
            "One reader's judgement of one child's case record",
            (
                Column("child", "The child", refers_to="children"),
                Column("reader", "Who read it"),
                Column("read_on", "Day it was read", "day"),
                Column("level", "Level of vulnerability, 1 to 7", "whole", least=1, most=7),
                Column("stratum", "Stratum it was drawn from", needed=False),
                Column("severity", "How badly the child was treated, as read", needed=False),
                Column(
                    "circumstance",
                    "What else decides the level, such as an abandoned child",
                    needed=False,
                ),
            ),
            key=("child", "reader"),
        ),
        Table(
            "strata",
            "One stratum that children were drawn from to be read",
            (
                _branch(),
                Column("stratum", "Its name, as in case_readings"),
                Column("population", "Children it was drawn from", "whole", least=0),
            ),
            key=("branch", "stratum"),
        ),
        Table(
            "call_reviews",
            "One rater's judgement of one taped call",
            (
                Column("referral", "The call", refers_to="referrals"),
                _branch(),
                Column("rater", "Who judged it"),
                Column("verdict", "Whether to assess", one_of=("assess", "refer")),
                Column("type", "Type of assessment warranted", needed=False),
            ),
            key=("referral", "rater"),
        ),
        Table(
            "time_samples",
            "One random moment of a worker's day",
            (
                Column("worker", "Who was asked", refers_to="workers"),
                Column("moment", "When", "moment"),
                Column(
                    "activity",
                    "What they were doing: an assessment type, or other work; "
                    "empty if nobody answered",
                    needed=False,
                ),
                Column("minutes", "Minutes the moment stands for", "whole", least=0),
            ),
            key=("worker", "moment"),
        ),
        Table(
            "staff",
            "Positions a branch has now",
            (
                _branch(),
                Column("program", "Program; empty if not told apart", needed=False),
                Column("positions", "Positions", "number", least=0),
            ),
            key=("branch", "program"),
        ),
    )
}

#: The one table of counts, for agencies that publish or keep only counts.
COUNTS = Table(
    "counts",
    "One tally, already made",
    (
        Column("measure", "Name of the reading in the policy"),
        _branch(),
        Column("of", "Type, factor, level or pattern counted", needed=False),
        Column("hits", "How many", "whole", least=0),
        Column("base", "Of how many", "whole", least=0, not_before="hits"),
        Column(
            "hits_most",
            "The most it can be, where masked",
            "whole",
            needed=False,
            least=0,
            not_before="hits",
        ),
        Column(
            "base_most",
            "The most the base can be",
            "whole",
            needed=False,
            least=0,
            not_before="base",
        ),
        Column("stands_for", "What the count stands for, and cannot say", needed=False),
    ),
    key=("measure", "branch", "of"),
)

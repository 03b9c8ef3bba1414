"""A folder of tables: what a run gets from it, and what is said when it cannot be read."""

from __future__ import annotations

import hashlib
import shutil
import sys
from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, TableCount, Tally
from evenhand.measures.children_entered import children_entered
from evenhand.sources.engine import ENGINES
from evenhand.sources.folder import read_folder
from evenhand.sources.rows import private

FILES = {
    "tables.yaml": "as_of: 2000-02-04\n",
    "branches.csv": "id,name\nB,Bend\nA,Astoria\n",
    "families.csv": "id,branch,group\nf1,A,out_of_home\n",
    "children.csv": "id,family,born_on\nc1,f1,1990-01-01\n",
    "removals.csv": "child,family,branch,removed_on,level_at_removal\n"
    "c1,f1,A,1998-03-01,2\nc9,f1,A,1998-03-01,2\n",
    "staff.csv": "branch,program,positions\nA,,17.1\nB,remedial_services,0.3\n",
    "counts.csv": "measure,branch,of,hits,base,hits_most,stands_for\n"
    "served,B,,3,9,,children in need\nserved,A,,1,9,5,children in need\nserved,A,x,1,9,,\n",
}
YEAR = Period(date(1998, 1, 1), date(1999, 1, 1))


@pytest.fixture
def folder(tmp_path):
    """Writes the usual files, changed as asked; None leaves one away."""

    def make(**changed):
        files = FILES | {name.replace("_csv", ".csv"): text for name, text in changed.items()}
        if "layout" in files:
            files["tables.yaml"] = files.pop("layout")
        for name, text in files.items():
            if text is not None:
                (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return make


def refusal(folder, **options):
    with pytest.raises(TableError) as told:
        read_folder(folder, **options)
    return str(told.value)


@pytest.mark.parametrize("engine", ENGINES)
def test_measures_run_on_the_accepted_rows_on_each_engine(folder, engine):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    tables = read_folder(folder(), engine=engine).tables
    assert tables.engine == engine
    assert children_entered.compute(tables, YEAR) == [Tally("A", "", 1, 1)]


def test_branches_staff_and_counts_come_out_exact_and_in_order(folder):
    data = read_folder(folder())
    assert list(data.branches.items()) == [("A", "Astoria"), ("B", "Bend")]
    assert data.staff == {
        ("A", ""): Fraction(171, 10),
        ("B", "remedial_services"): Fraction(3, 10),
    }
    assert data.counts == {
        "served": (
            Tally("A", "", 1, 9, 5),
            Tally("A", "x", 1, 9),
            Tally("B", "", 3, 9),
        )
    }
    assert data.stands_for == {"served": "children in need"}
    assert data.as_of == date(2000, 2, 4)


def test_read_is_accepted_and_rejected_and_every_file_has_its_hash(folder):
    place = folder()
    data = read_folder(place)
    assert TableCount("removals", 2, 1, 1) in data.table_counts
    assert [(each.file, each.line) for each in data.rejects] == [("removals.csv", 3)]
    assert data.hashes == {
        name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in FILES
    }


def test_counts_without_case_tables_are_enough_and_name_their_branches(folder):
    gone = dict.fromkeys(
        ("branches_csv", "families_csv", "children_csv", "removals_csv", "staff_csv")
    )
    data = read_folder(folder(**gone))
    assert data.tables is None
    assert data.branches == {"A": "A", "B": "B"}
    assert data.staff == {}
    assert data.flags == (
        "There is no table branches, so counts.branch could not be checked against it.",
    )


def test_a_table_of_staff_need_not_tell_programs_apart(folder):
    data = read_folder(folder(staff_csv="branch,positions\nA,17\nA,18\n", counts_csv=None))
    assert data.staff == {("A", ""): 17}
    assert data.counts == {}
    assert [each.line for each in data.rejects if each.file == "staff.csv"] == [3]


def test_files_and_columns_may_have_an_agency_s_own_names(folder):
    layout = """
as_of: 2000-02-04
tables:
  removals:
    file: care.csv
    columns: {removed_on: date_of_removal, branch: office}
  staff:
"""
    care = "child,family,office,date_of_removal,level_at_removal\nc1,f1,A,1998-03-01,2\n"
    place = folder(layout=layout, removals_csv=None, care_csv=care)
    data = read_folder(place)
    assert data.columns["removals"][2:4] == ("branch", "removed_on")
    assert "care.csv" in data.hashes
    assert data.flags == ()


def test_names_given_by_the_caller_go_before_those_of_the_folder(folder):
    layout = "as_of: 2000-02-04\ntables: {branches: {columns: {id: nowhere}}}\n"
    place = folder(layout=layout, branches_csv="code,name\nA,Astoria\nB,Bend\n")
    assert set(read_folder(place, {"branches": {"id": "code"}}).branches) == {"A", "B"}
    assert "a table branch. Did you mean branches?" in refusal(place, columns={"branch": {}})


def test_a_file_that_is_no_table_is_told_and_not_read(folder):
    flags = read_folder(folder(removal_csv="x\n1\n", rejects_csv="old\n")).flags
    assert flags == ("removal.csv is no table known here and was not read. Did you mean removals?",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("referrals.csv.zip", "was not read: a table's file ends in one of .csv, .parquet, .xlsx."),
        ("referrals.txt", "was not read: a table's file ends in one of .csv, .parquet, .xlsx."),
        ("case_assignments-98.parquet", "put all its parts into a folder case_assignments/."),
        ("~$referrals.xlsx", "tells that referrals.xlsx is open: what was not saved was not read."),
    ],
)
def test_a_file_that_was_meant_for_a_table_is_told_why_it_was_not_read(folder, name, said):
    place = folder()
    (place / name).write_bytes(b"?")
    (place / "notes.txt").touch()
    (flag,) = read_folder(place).flags
    assert flag.startswith(name)
    assert flag.endswith(said)


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        (None, "holds no tables.yaml. Make one and write as_of: YYYY-MM-DD"),
        ("", "tables.yaml gives no day: write as_of: YYYY-MM-DD"),
        ("as_of:\n", "tables.yaml:1: '' is not a day; write as_of"),
        ("as_of: [1]\n", "tables.yaml:1: 'a list' is not a day"),
        ("as_of: 2000-02-30\n", "tables.yaml:1: '2000-02-30' is not a day"),
        ("as_off: 2000-02-04\n", "yaml:1: nothing here is called as_off. Did you mean as_of?"),
        ("as_of: 2000-02-04\nas_of: 2000-02-04\n", "tables.yaml:2: as_of stands here twice"),
        ("as_of: 2000-02-04\ntables:\n  removal: {}\n",
         "tables.yaml:3: nothing here is called removal. Did you mean removals?"),
        ("as_of: 2000-02-04\ntables: [removals]\n", "tables.yaml:2: names with values are wanted"),
        ("as_of: 2000-02-04\ntables: {staff: {file: ../s.csv}}\n", "must stand in the same folder"),
        ("as_of: 2000-02-04\ntables: {staff: {file: stff.csv}}\n", "names stff.csv, which is not"),
        ("as_of: 2000-02-04\ntables: {staff: {file: }}\n", "tables.yaml:2: one name is wanted"),
        ("as_of: 2000-02-04\ntables: {staff: {columns: {position: fte}}}\n",
         "has no column position to name. Did you mean positions?"),
        ("as_of: {\n", "tables.yaml:2: this is not YAML"),
        ("as_of: \x01\n", "tables.yaml: this is not YAML"),
    ],
)  # fmt: skip
def test_what_tables_yaml_cannot_mean_is_refused_with_its_line(folder, layout, says):
    assert says in refusal(folder(layout=layout, **{"tables.yaml": None}))


def test_tables_yaml_in_another_encoding_is_refused(folder):
    place = folder()
    (place / "tables.yaml").write_bytes(b"as_of: 2000-02-04 # \xff\n")
    assert refusal(place) == "tables.yaml is not UTF-8."


def test_a_missing_an_empty_and_a_wrong_place_are_told_apart(tmp_path):
    assert "There is no folder" in refusal(tmp_path / "nowhere")
    assert "is empty. `evenhand start" in refusal(tmp_path)
    (tmp_path / "tables.yaml").write_text("as_of: 2000-02-04\n")
    assert "is a file" in refusal(tmp_path / "tables.yaml")
    assert "holds no table. Tables are files named branches.csv" in refusal(tmp_path)


def test_a_table_in_two_files_or_in_a_spreadsheet_only_is_refused(folder):
    place = folder()
    pl.DataFrame({"id": ["A"], "name": ["Astoria"]}).write_parquet(place / "branches.parquet")
    assert "branches.csv and branches.parquet" in refusal(place)
    (place / "branches.csv").unlink()
    assert set(read_folder(place).branches) == {"A"}
    (place / "branches.parquet").rename(place / "branches.ods")
    assert "branches.ods is a spreadsheet of a kind that is not read. Save it" in refusal(place)


def test_a_file_that_cannot_be_opened_is_an_error_and_no_traceback(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "branches.csv")

    monkeypatch.setattr("evenhand.sources.folder.check_table", refuse)
    assert refusal(folder()) == "branches.csv cannot be read: Permission denied."


def test_an_engine_that_is_not_there_is_refused(folder, monkeypatch):
    place = folder()
    assert "There is no engine spark. There are: polars, duckdb." in refusal(place, engine="spark")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert "DuckDB is not installed" in refusal(place, engine="duckdb")


def test_rows_handed_to_duckdb_lie_in_a_private_folder_removed_at_the_end(folder, monkeypatch):
    pytest.importorskip("duckdb")
    at_end = []
    monkeypatch.setattr(private, "remove_at_the_end", at_end.append)
    read_folder(folder(), engine="duckdb")
    (own,) = at_end
    assert own.stat().st_mode & 0o077 == 0
    assert {path.name for path in own.iterdir()} >= {"removals", "branches"}
    shutil.rmtree(own)


def test_a_bracket_or_a_star_in_a_folder_s_name_is_no_pattern(tmp_path):
    place = tmp_path / "state [1] *{a}"
    (place / "branches").mkdir(parents=True)
    (place / "tables.yaml").write_text("as_of: 2000-02-04\n")
    frame = pl.DataFrame({"id": ["bend"], "name": ["Bend"]})
    frame.write_parquet(place / "branches" / "part [0].parquet")
    assert read_folder(place).branches == {"bend": "Bend"}

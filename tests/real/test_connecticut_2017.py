"""Connecticut SFY 2017, from the published tables to whole positions, masked cells and all."""

from __future__ import annotations

import csv

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.policy import read_policy
from evenhand.run import measure
from evenhand.scenarios.complete import complete
from evenhand.sources.opening import open_data
from evenhand.sources.suppliers.connecticut import OFFICES, READING, TOTALS, TYPES, read


@pytest.fixture(scope="module")
def policy():
    return read_policy("connecticut-2017")


@pytest.fixture(scope="module")
def data(policy, connecticut):
    return open_data(str(connecticut), policy.period)


@pytest.fixture(scope="module")
def result(policy, data):
    return complete(policy, data, "500", measure(policy, data))


def test_fourteen_offices_share_500_positions_and_other_is_only_listed(result):
    assert len(result.totals) == 14
    assert sum(total.positions for total in result.totals) == 500
    assert [each.branch for each in result.listed] == ["OTHER"]
    assert (
        "1171 allegations" not in result.listed[0].reason
    )  # six types, not the eight of the total
    assert "1141 allegations" in result.listed[0].reason


def test_a_masked_cell_is_one_to_ten_and_never_nothing(data):
    # Danbury's physical abuse in 2017: 314 visible and 2 masked cells.
    danbury = next(
        t for t in data.counts[READING] if (t.branch, t.of) == ("DANBURY", "physical abuse")
    )
    assert (danbury.hits, danbury.hits_most) == (314 + 2, 314 + 20)


def test_every_printed_state_total_lies_between_the_ends_of_the_masked_cells(data):
    for (reading, of), total in data.printed.items():
        cells = [t for t in data.counts[reading] if t.of == of]
        assert sum(t.hits for t in cells) <= total <= sum(t.hits_most for t in cells)
    assert len(data.printed) == len(TYPES)


def test_each_office_lies_between_its_lowest_and_highest_filling(result):
    for filling in result.fillings:
        assert filling.lowest <= filling.positions <= filling.highest
    apart = {f.branch for f in result.fillings if f.lowest != f.highest}
    assert {"MIDDLETOWN", "TORRINGTON", "WILLIMANTIC"} <= apart  # many small towns
    assert not {"HARTFORD", "MERIDEN"} & apart  # hardly any masked cell


def test_the_positions_are_those_of_plain_arithmetic(result, connecticut):
    # A second, obvious way: what the printed total leaves to a type's masked cells is shared
    # among them evenly, and the sums are rounded at the divisor found by steps.
    with (connecticut / OFFICES).open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["sfy"] == "2017"]
    with (connecticut / TOTALS).open(encoding="utf-8") as file:
        printed = next(r for r in csv.DictReader(file) if r["sfy"] == "2017")
    allegations = {r["office"]: 0.0 for r in rows if r["office"]}
    for column in TYPES:
        known = {r["office"]: int(r[f"{column}_known_sum"]) for r in rows}
        masked = {r["office"]: int(r[f"{column}_masked_cells"]) for r in rows}
        each = (int(printed[column]) - sum(known.values())) / max(sum(masked.values()), 1)
        for office in allegations:
            allegations[office] += known[office] + each * masked[office]
    divisor = sum(allegations.values()) / 500
    while (short := 500 - sum(int(n / divisor + 0.5) for n in allegations.values())) != 0:
        divisor *= 0.9999 if short > 0 else 1.0001
    assert {t.branch: t.positions for t in result.totals} == {
        office: int(n / divisor + 0.5) for office, n in allegations.items()
    }


def test_a_year_that_the_table_does_not_hold_is_refused_with_the_years_it_does(connecticut):
    with pytest.raises(TableError, match="fiscal years 2016, 2017"):
        read(connecticut, Period.read("2017-07-01..2018-07-01"))


def test_a_calendar_year_is_no_fiscal_year(connecticut):
    with pytest.raises(TableError, match=r"2016-07-01\.\.2017-07-01"):
        read(connecticut, Period.read("2017-01-01..2018-01-01"))


def _folder(tmp_path, connecticut, find, put):
    for name in (OFFICES, TOTALS):
        text = (connecticut / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace(find, put) if name == OFFICES else text)
    return tmp_path


def test_a_cell_that_is_no_count_is_named(tmp_path, connecticut):
    folder = _folder(tmp_path, connecticut, "2017,REGION 5,DANBURY,10,", "2017,REGION 5,DANBURY,x,")
    assert read(folder, Period.read("2016-07-01..2017-07-01"))  # `towns` is not used
    folder = _folder(tmp_path, connecticut, ",314,2,", ",many,2,")
    with pytest.raises(TableError, match="office DANBURY: alleg_phys_abuse"):
        read(folder, Period.read("2016-07-01..2017-07-01"))


def test_without_the_printed_totals_the_folder_is_refused(tmp_path, connecticut):
    (tmp_path / OFFICES).write_bytes((connecticut / OFFICES).read_bytes())
    with pytest.raises(TableError, match=f"{TOTALS} is missing"):
        read(tmp_path, Period.read("2016-07-01..2017-07-01"))

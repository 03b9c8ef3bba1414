"""The made-up state keeps every rule we ask of an agency, and hides facts worth finding."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import sqrt
from pathlib import Path

import polars as pl
import pytest

from evenhand.errors import TableError
from evenhand.sources.made_up_state import made_up_tables, write_made_up_state
from evenhand.sources.tables import FACTOR, TABLES

AS_OF = date(2000, 2, 4)
YEAR_1998 = (date(1998, 1, 1), date(1999, 1, 1))
TYPES_OF_KIND = {
    "text": pl.String,
    "whole": pl.Int64,
    "day": pl.Date,
    "moment": pl.Datetime,
    "yes_no": pl.Boolean,
}
Tables = dict[str, pl.DataFrame]


def state(size: Fraction | int = 1, seed: int = 2000, branches: int = 38) -> Tables:
    return dict(made_up_tables(size=size, seed=seed, branches=branches))


@pytest.fixture(scope="module")
def whole() -> Tables:
    return state()


@pytest.fixture(
    scope="module",
    params=[(1, 2000, 38), (Fraction(1, 50), 7, 38), (Fraction(1, 10), 11, 90), (2, 0, 1)],
    ids=["usual", "small", "many branches", "one branch"],
)
def tables(request: pytest.FixtureRequest) -> Tables:
    return state(*request.param)


# Every rule of the list of tables


def test_every_table_is_written_with_exactly_the_columns_asked_for(tables: Tables) -> None:
    assert set(tables) == set(TABLES)
    for name, table in tables.items():
        columns = [column for column in table.columns if not column.startswith(FACTOR)]
        assert columns == [column.name for column in TABLES[name].columns]
        assert table.height > 0


def test_every_column_has_the_type_of_its_kind(tables: Tables) -> None:
    for name, table in tables.items():
        for column in table.columns:
            asked = TABLES[name].column(column)
            assert asked is not None
            if asked.kind == "number":
                assert table[column].dtype.is_numeric()
            else:
                assert table[column].dtype == TYPES_OF_KIND[asked.kind]


def test_no_needed_cell_is_empty_and_no_text_is_blank(tables: Tables) -> None:
    for name, table in tables.items():
        for column in table.columns:
            asked = TABLES[name].column(column)
            assert asked is not None
            if asked.needed:
                assert table[column].null_count() == 0, (name, column)
            if asked.kind == "text":
                assert not (table[column] == "").any(), (name, column)


def test_no_key_is_used_twice(tables: Tables) -> None:
    for name, table in tables.items():
        key = list(TABLES[name].key)
        if key:
            assert not table.select(key).is_duplicated().any(), name


def test_every_reference_is_found(tables: Tables) -> None:
    for name, table in tables.items():
        for column in TABLES[name].columns:
            if column.refers_to:
                known = set(tables[column.refers_to][TABLES[column.refers_to].key[0]])
                assert set(table[column.name].drop_nulls()) <= known, (name, column.name)


def test_only_allowed_words_and_numbers_stand_in_the_tables(tables: Tables) -> None:
    for name, table in tables.items():
        for column in TABLES[name].columns:
            cells = table[column.name].drop_nulls()
            if column.one_of:
                assert set(cells) <= set(column.one_of), (name, column.name)
            if column.least is not None:
                assert cells.min() >= column.least, (name, column.name)
            if column.most is not None:
                assert cells.max() <= column.most, (name, column.name)


def test_nothing_ends_before_it_began(tables: Tables) -> None:
    for name, table in tables.items():
        for column in TABLES[name].columns:
            if column.not_before:
                both = table.select(column.name, column.not_before).drop_nulls()
                assert (both[column.name] >= both[column.not_before]).all(), (name, column.name)


def test_no_day_is_later_than_the_tables_stand_for(tables: Tables) -> None:
    for name, table in tables.items():
        for column in table.columns:
            if table[column].dtype.is_temporal():
                latest = table[column].drop_nulls().cast(pl.Date).max()
                assert latest is None or latest < AS_OF, (name, column)


# What hangs together beyond the list


def test_a_case_a_call_and_a_removal_belong_to_the_branch_of_the_family(whole: Tables) -> None:
    families = whole["families"].select(family="id", home="branch")
    children = whole["children"].select("family", child="id").join(families, on="family")
    for of_family in ("cases", "removals"):
        joined = whole[of_family].join(families, on="family")
        assert joined.height == whole[of_family].height
        assert (joined["branch"] == joined["home"]).all()
    calls = whole["referrals"].join(children, on="child")
    assert (calls["branch"] == calls["home"]).all()
    removed = whole["removals"].join(children, on="child", suffix="_of_child")
    assert (removed["family"] == removed["family_of_child"]).all()


def test_work_is_carried_by_a_worker_of_its_branch_in_the_right_program(whole: Tables) -> None:
    steady = whole["worker_status"].filter(pl.col("status") == "case_carrying")
    workers = whole["workers"].select(worker="id", desk="branch").join(steady, on="worker")
    kinds = {
        "investigation": "protective_services",
        "family": "remedial_services",
        "child": "out_of_home",
    }
    carried = whole["case_assignments"].join(whole["cases"], left_on="case", right_on="id")
    carried = carried.join(workers, on="worker", suffix="_of_status")
    assert carried.height == whole["case_assignments"].height
    assert (carried["branch"] == carried["desk"]).all()
    assert (carried["program"] == carried["kind"].replace_strict(kinds)).all()
    assert (carried["from_on_of_status"] <= carried["from_on"]).all()


def test_each_case_is_carried_without_a_gap_from_first_day_to_last(whole: Tables) -> None:
    spans = (
        whole["case_assignments"]
        .sort("case", "from_on")
        .group_by("case", maintain_order=True)
        .agg(
            first=pl.col("from_on").first(),
            last=pl.col("to_on").last(),
            unbroken=(pl.col("to_on") == pl.col("from_on").shift(-1)).all(),
        )
        .join(whole["cases"], left_on="case", right_on="id")
    )
    assert spans.height == whole["cases"].height
    assert (spans["first"] == spans["opened_on"]).all()
    assert spans["last"].eq_missing(spans["closed_on"]).all()
    assert spans["unbroken"].all()


def test_only_families_out_of_home_have_removals(whole: Tables) -> None:
    removed = set(whole["removals"]["family"])
    group = whole["families"].filter(pl.col("id").is_in(list(removed)))["group"]
    assert set(group) == {"out_of_home"}


def test_a_child_is_born_before_removal_and_removed_before_eighteen(whole: Tables) -> None:
    removed = whole["removals"].join(whole["children"], left_on="child", right_on="id")
    age = (pl.col("removed_on") - pl.col("born_on")).dt.total_days() / 365.25
    assert removed.select(age.is_between(0, 18).all()).item()


def test_a_return_ends_care_and_a_child_is_not_removed_twice_at_once(whole: Tables) -> None:
    removals = whole["removals"].sort("child", "removed_on")
    home = removals.filter(pl.col("returned_on").is_not_null())
    assert (home["returned_on"] == home["ended_on"]).all()
    again = removals.filter(pl.col("child") == pl.col("child").shift(-1))
    following = removals.filter(pl.col("child") == pl.col("child").shift(1))
    assert again.height > 50
    assert (again["returned_on"] <= following["removed_on"]).all()


def test_only_assessed_calls_are_founded_and_each_assessed_call_has_one_assessment(
    whole: Tables,
) -> None:
    assessed = whole["referrals"].filter(pl.col("decision") == "assess")
    assert set(assessed["id"]) == set(whole["assessments"]["referral"])
    assert assessed.height == whole["assessments"].height
    founded = whole["allegations"].filter(pl.col("found_on").is_not_null())
    assert set(founded["referral"]) <= set(assessed["id"])


# Size and seed


def test_the_usual_state_has_38_branches_600_workers_and_about_20_000_children(
    whole: Tables,
) -> None:
    assert whole["branches"].height == 38
    assert whole["workers"].height == 600
    assert 19_500 <= whole["children"].height <= 20_500
    assert whole["referrals"].height == 20_000
    assert 3_500 <= whole["time_samples"].height <= 4_500


def test_the_positions_are_600_in_parts_of_29_15_and_56(whole: Tables) -> None:
    by_program = dict(whole["staff"].group_by("program").agg(pl.col("positions").sum()).rows())
    assert by_program == {"protective_services": 174, "remedial_services": 90, "out_of_home": 336}


def test_staff_follow_size_but_not_need(whole: Tables) -> None:
    held = whole["staff"].group_by("branch").agg(pl.col("positions").sum())
    children = whole["children"].join(whole["families"], left_on="family", right_on="id")
    each = held.join(children.group_by("branch").len("children"), on="branch")
    assert each.select(pl.corr("positions", "children")).item() > 0.85
    # Only where whole positions are no excuse.
    large = each.filter(pl.col("positions") >= 15)
    burden = large["children"] / large["positions"]
    assert burden.max() > 1.7 * burden.min()


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    first, same, other = (state(Fraction(1, 2), seed=seed) for seed in (3, 3, 4))
    for name, table in first.items():
        assert table.equals(same[name]), name
        assert not table.equals(other[name]), name


def test_size_scales_families_calls_and_staff_but_not_the_panel() -> None:
    half, double = state(Fraction(1, 2)), state(2)
    for name in ("families", "children", "referrals", "workers", "removals"):
        assert double[name].height == pytest.approx(4 * half[name].height, rel=0.05), name
    assert double["branches"].height == half["branches"].height
    assert double["staff"]["positions"].sum() == 1200
    assert double["call_reviews"].height <= 38 * 60 * 3


def test_the_smallest_state_still_has_a_worker_in_each_program_of_each_branch() -> None:
    tiny = state(Fraction(1, 1000))
    assert tiny["staff"]["positions"].to_list() == [1] * (38 * 3)
    assert tiny["workers"].height == 38 * 3


def test_what_cannot_be_made_up_is_refused_with_what_would_work(tmp_path: Path) -> None:
    for wrong in ({"size": 0}, {"branches": 0}, {"seed": -1}):
        with pytest.raises(TableError, match="The size must be above 0"):
            write_made_up_state(tmp_path / "state", **wrong)
    assert not (tmp_path / "state").exists()


# Files


def test_csv_is_the_same_to_the_byte_for_the_same_seed(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_made_up_state(tmp_path / folder, size=Fraction(1, 50), file_format="csv")
    names = {path.name for path in (tmp_path / "a").iterdir()}
    assert names == {f"{name}.csv" for name in TABLES} | {"tables.yaml"}
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_parquet_holds_the_same_rows_as_csv(tmp_path: Path) -> None:
    write_made_up_state(tmp_path / "p", size=Fraction(1, 50))
    write_made_up_state(tmp_path / "c", size=Fraction(1, 50), file_format="csv")
    for name in TABLES:
        parquet = pl.read_parquet(tmp_path / "p" / f"{name}.parquet")
        csv = pl.read_csv(tmp_path / "c" / f"{name}.csv", schema=parquet.schema)
        assert parquet.equals(csv), name


def test_tables_yaml_says_the_day_the_tables_stand_for(tmp_path: Path) -> None:
    write_made_up_state(tmp_path, size=Fraction(1, 50))
    assert (tmp_path / "tables.yaml").read_text(encoding="utf-8") == "as_of: 2000-02-04\n"


# Hidden facts, found again


def removals_of_1998(whole: Tables) -> pl.DataFrame:
    in_year = pl.col("removed_on").is_between(*YEAR_1998, closed="left")
    by = pl.col("removed_on") + timedelta(days=365)
    home = (pl.col("returned_on") <= by).fill_null(False)
    return (
        whole["removals"].filter(in_year).with_columns(home=home, planned=pl.col("plan_on") <= by)
    )


def share(table: pl.DataFrame, column: str) -> float:
    return float(table[column].cast(pl.Int64).mean())  # type: ignore[arg-type]


def test_harder_levels_go_home_less(whole: Tables) -> None:
    removed = removals_of_1998(whole)
    homes = [
        share(removed.filter(pl.col("level_at_removal").is_between(*levels)), "home")
        for levels in ((1, 2), (3, 4), (5, 7))
    ]
    assert homes[0] + 0.1 < homes[1] < homes[2] - 0.05
    assert 0.4 < share(removed, "home") < 0.55


def test_families_with_drugs_or_alcohol_get_their_children_back_less(whole: Tables) -> None:
    removed = removals_of_1998(whole).join(whole["families"], left_on="family", right_on="id")
    with_, without = (
        share(removed.filter(pl.col("factor_drug_alcohol") == present), "home")
        for present in (True, False)
    )
    assert with_ < without - 0.04


def factor_shares(whole: Tables, factor: str) -> tuple[float, float, float]:
    """At home, in care, and the standard error of the difference."""
    groups = [whole["families"].filter(pl.col("group") == g) for g in ("in_home", "out_of_home")]
    at_home, in_care = (share(group, factor) for group in groups)
    error = sqrt(
        at_home * (1 - at_home) / groups[0].height + in_care * (1 - in_care) / groups[1].height
    )
    return at_home, in_care, error


def test_drugs_and_alcohol_are_more_common_out_of_home(whole: Tables) -> None:
    at_home, in_care, error = factor_shares(whole, "factor_drug_alcohol")
    assert in_care - at_home > 10 * error


@pytest.mark.parametrize("seed", [2000, 1, 2])
def test_the_equally_common_factor_differs_within_sampling_error(seed: int) -> None:
    at_home, in_care, error = factor_shares(state(seed=seed), "factor_equally_common")
    assert abs(in_care - at_home) < 3 * error


def test_branches_differ_in_returns_home_beyond_chance(whole: Tables) -> None:
    removed = removals_of_1998(whole)
    state_rate = share(removed, "home")
    by_branch = removed.group_by("branch").agg(pl.len(), pl.col("home").mean())
    squares = (by_branch["home"] - state_rate) ** 2 * by_branch["len"]
    # By chance alone: chi-squared with 37 degrees of freedom, above 69 once in a thousand.
    assert (squares / (state_rate * (1 - state_rate))).sum() > 69


def test_some_children_are_abused_again_within_a_year_of_return(whole: Tables) -> None:
    founded = whole["allegations"].filter(pl.col("found_on").is_not_null()).select("referral")
    calls = whole["referrals"].join(founded, left_on="id", right_on="referral", how="semi")
    returned = whole["removals"].filter(pl.col("returned_on").is_between(*YEAR_1998, closed="left"))
    after = pl.col("received_on") - pl.col("returned_on")
    again = returned.join(calls, on="child").filter(after.is_between(timedelta(0), timedelta(365)))
    rate = again.select("child", "returned_on").unique().height / returned.height
    assert returned.height > 1000
    assert 0.08 < rate < 0.2


def test_most_children_not_home_within_a_year_have_a_plan_by_then(whole: Tables) -> None:
    away = removals_of_1998(whole).filter(~pl.col("home"))
    assert 0.4 < away["planned"].fill_null(False).mean() < 0.7


def test_panel_and_branch_disagree_more_in_some_branches_than_others(whole: Tables) -> None:
    votes = (
        whole["call_reviews"]
        .group_by("referral")
        .agg(
            warranted=(pl.col("verdict") == "assess").sum() >= 2,
            divided=pl.col("verdict").n_unique() > 1,
        )
    )
    assert 0.05 < share(votes, "divided") < 0.4
    heard = votes.join(whole["referrals"], left_on="referral", right_on="id")
    excess = (pl.col("decision") == "assess").mean() - pl.col("warranted").mean()
    by_branch = heard.group_by("branch").agg(excess=excess)["excess"]
    assert by_branch.min() < -0.1
    assert by_branch.max() > 0.1


def test_sixty_calls_a_branch_are_each_heard_by_three(whole: Tables) -> None:
    heard = whole["call_reviews"].group_by("branch", "referral").len()
    assert set(heard["len"]) == {3}
    calls = dict(heard.group_by("branch").len().rows())
    received = whole["referrals"].filter(
        pl.col("received_on").is_between(*YEAR_1998, closed="left")
    )
    assert calls == {
        branch: min(60, in_year) for branch, in_year in received.group_by("branch").len().rows()
    }


def test_three_children_in_ten_are_read_in_every_branch_and_group(whole: Tables) -> None:
    start, end = YEAR_1998
    removed = whole["removals"].select("child", "family", from_on="removed_on", to_on="ended_on")
    at_home = whole["cases"].filter(pl.col("kind") == "family")
    at_home = at_home.select("family", from_on="opened_on", to_on="closed_on")
    children = whole["children"].select("family", child="id")
    served = pl.concat([removed, children.join(at_home, on="family").select(removed.columns)])
    running = (pl.col("from_on") < end) & (pl.col("to_on").is_null() | (pl.col("to_on") > start))
    served = served.filter(running).join(whole["families"], left_on="family", right_on="id")
    due = served.group_by("branch", "group").agg(
        due=(pl.col("child").n_unique() * 3 / 10).ceil().cast(pl.Int64)
    )
    read = whole["case_readings"].group_by("stratum").agg(read=pl.col("child").n_unique())
    both = due.select("due", stratum=pl.format("{} {}", "branch", "group")).join(read, on="stratum")
    assert both.height == 38 * 2
    assert (both["due"] == both["read"]).all()
    assert whole["case_readings"].height > 1.1 * both["read"].sum()


def test_each_stratum_has_the_children_it_was_drawn_from(whole: Tables) -> None:
    read = whole["case_readings"].group_by("stratum").agg(read=pl.col("child").n_unique())
    both = whole["strata"].join(read, on="stratum")
    assert both.height == whole["strata"].height == 38 * 2
    assert ((both["population"] * 3 / 10).ceil().cast(pl.Int64) == both["read"]).all()
    assert (pl.Series(both["stratum"]).str.split(" ").list.first() == both["branch"]).all()


def test_the_worse_treated_children_stand_at_harder_levels(whole: Tables) -> None:
    readings = whole["case_readings"]
    worst_first = ("life_threatening", "severe", "moderate", "mild", "none")
    means = [readings.filter(pl.col("severity") == word)["level"].mean() for word in worst_first]
    assert means == sorted(means)
    assert 0.01 < readings["severity"].is_null().mean() < 0.05
    abandoned = readings.filter(pl.col("circumstance") == "abandoned")
    assert share(abandoned.with_columns(hardest=pl.col("level") == 1), "hardest") > 0.5


def test_about_one_moment_in_ten_was_not_answered_and_no_moment_stands_there_twice(
    whole: Tables,
) -> None:
    moments = whole["time_samples"]
    assert 0.08 < moments["activity"].is_null().mean() < 0.13
    assert moments.select("worker", "moment").is_unique().all()
    assert moments["moment"].dt.hour().is_between(8, 16).all()


def test_assessing_sexual_abuse_takes_longer_and_abandonment_shorter(whole: Tables) -> None:
    in_year = pl.col("opened_on").is_between(*YEAR_1998, closed="left")
    made = whole["assessments"].filter(in_year).group_by("type").len("made")
    spent = whole["time_samples"].group_by("activity").agg(pl.col("minutes").sum())
    each = made.join(spent, left_on="type", right_on="activity")
    assert each.height == 6
    minutes = {kind: spent / made for kind, made, spent in each.rows()}
    assert min(minutes, key=minutes.__getitem__) == "abandonment"
    assert min(minutes["sexual_abuse"], minutes["threat_of_harm"]) > minutes["neglect"]
    other = set(whole["time_samples"]["activity"]) - set(minutes)
    assert {"court", "travel", "remedial", "out_of_home"} <= other

"""Aims in their order: each at its best while those before it are kept."""

from __future__ import annotations

import numpy as np
import pytest

from evenhand.redeployment.rows import Rows
from evenhand.redeployment.solving import solve
from evenhand.redeployment.stages import Aim, best


def test_a_later_aim_never_costs_an_earlier_one():
    # Four columns make up 2; the first two are cheap for the first aim.
    rows = Rows()
    a, b, c = rows.add_columns(3)
    rows.add_sum([a, b, c], low=2)
    first, second = Aim("first", {a: 1, b: 1, c: 2}), Aim("second", {a: 3, b: 1})
    columns, stages = best(rows, [first, second])
    assert columns.tolist() == [0, 2, 0]
    assert [(stage.value, stage.bound) for stage in stages] == [(2, 2), (2, 2)]


def test_people_are_not_halved():
    # Each pair of three may send one in all: relaxed, each of them would send a half.
    rows = Rows()
    a, b, c = rows.add_columns(3)
    for pair in ([a, b], [b, c], [a, c]):
        rows.add_sum(pair, high=1)
    columns, stages = best(rows, [Aim("most", {a: -1, b: -1, c: -1}, 3), Aim("not a", {a: 1})])
    assert sorted(columns.tolist()) == [0, 0, 1]
    assert columns[a] == 0
    assert [(stage.value, stage.proven) for stage in stages] == [(2, True), (0, True)]


def test_parts_that_share_no_row_add_up():
    rows = Rows()
    a, b = rows.add_columns(2)
    rows.add_sum([a], low=1)
    rows.add_sum([b], low=2)
    columns, (stage,) = best(rows, [Aim("both", {a: 1, b: 1}, constant=1, divided=10)])
    assert columns.tolist() == [1, 2]
    assert (stage.value, stage.bound) == (0.4, 0.4)


def test_an_aim_that_is_no_whole_number_is_kept_as_near_as_floats_allow():
    rows = Rows()
    a, b = rows.add_columns(2)
    (apart,) = rows.add_columns(1, whole=False)
    rows.add({a: 1 / 3, b: 1 / 3, apart: 1}, low=1 / 2)
    rows.add_sum([a, b], high=1)
    balance = Aim("balance", {apart: 1}, whole=False)
    columns, stages = best(rows, [balance, Aim("few of b", {b: 1})])
    assert columns.tolist() == pytest.approx([1, 0, 1 / 6], abs=1e-6)
    assert all(stage.proven for stage in stages)


def test_rows_nothing_fits_are_our_own_fault():
    rows = Rows()
    (a,) = rows.add_columns(1)
    rows.add_sum([a], low=2, high=1)
    with pytest.raises(RuntimeError, match="no best plan"):
        solve(np.ones(1), rows.sheet())


def test_a_flow_into_a_pool_has_no_two_ends():
    from evenhand.redeployment.flows import Flow

    with pytest.raises(LookupError, match="to pool"):
        Flow("to pool", 1, None).ends()

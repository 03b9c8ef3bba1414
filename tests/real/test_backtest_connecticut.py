"""Two published years of Connecticut, one held against the other: hindsight on real counts."""

from __future__ import annotations

from evenhand.policy import read_policy
from evenhand.scenarios.hindsight.backtest import backtest
from evenhand.scenarios.hindsight.past_years import years_of
from evenhand.sources.opening import open_data


def test_positions_by_2016_stand_near_the_quotas_of_2017(connecticut):
    policy = read_policy("connecticut-2017")
    made = backtest(
        policy,
        years_of(policy, "2015..2016"),
        lambda period: open_data(str(connecticut), period),
        "300",
    )
    whole = made.pairs[0].programs[-1]
    assert whole.shared == 300
    assert 5 < whole.formula < 9
    assert whole.staff is None
    assert any("masked cell" in note for note in made.notes)

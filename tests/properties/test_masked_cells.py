"""Masked cells, however drawn, are filled within their ranges, and own ones to the very end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation.masked import filled
from evenhand.figures import Tally

ranges = st.tuples(st.integers(0, 30), st.sampled_from([0, 0, 1, 9, 40]))


@given(drawn=st.lists(ranges, min_size=1, max_size=6), own=st.integers(0, 5), data=st.data())
def test_every_filling_lies_within_its_range_and_meets_the_total(drawn, own, data):
    cells = [
        Tally(f"b{i}", "neglect", least, least, least + more, least + more)
        for i, (least, more) in enumerate(drawn)
    ]
    least, most = sum(c.hits for c in cells), sum(c.hits_most for c in cells)
    total = data.draw(st.integers(least, most))
    ends = {}
    for own_low in (True, False):
        found = filled(cells, {f"b{own}"}, own_low=own_low, printed={"neglect": total})
        assert sum(t.hits for t in found) == total
        for before, after in zip(cells, found, strict=True):
            assert before.hits <= after.hits <= before.hits_most
        ends[own_low] = {t.branch: t.hits for t in found}
    if f"b{own}" in ends[True]:
        others = [c for c in cells if c.branch != f"b{own}"]
        fits = range(
            total - sum(c.hits_most for c in others), total - sum(c.hits for c in others) + 1
        )
        mine = [n for n in range(cells[own].hits, cells[own].hits_most + 1) if n in fits]
        assert (ends[True][f"b{own}"], ends[False][f"b{own}"]) == (min(mine), max(mine))

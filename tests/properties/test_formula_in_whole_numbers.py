"""Pots and quotas summed in whole numbers are those summed in fractions, one branch at a time."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.figures import BranchScore, Figure, Scores
from evenhand.formula import Voice, pots, quotas
from evenhand.formula.whole_numbers import whole_numbers

amounts = st.fractions(0, 9, max_denominator=7)
cases = st.integers(1, 5).flatmap(
    lambda n: st.tuples(
        st.lists(amounts, min_size=n, max_size=n),
        st.lists(
            st.tuples(
                st.lists(st.none() | amounts, min_size=n, max_size=n),
                st.fractions(0, 1, max_denominator=9),
            ),
            max_size=3,
        ),
        st.fractions(0, 90, max_denominator=4),
    )
)


@given(cases)
def test_pots_and_quotas_are_those_of_plain_fractions(case):
    amounts, voices, positions = case
    base = [Figure(amount, "base", str(at)) for at, amount in enumerate(amounts)]
    made = []
    for number, (values, influence) in enumerate(voices):
        scores = Scores(tuple(BranchScore(str(at), v) for at, v in enumerate(values)))
        made.append(pots(positions, base, Voice(f"c{number}", "rate", influence, "", scores)))
        expected = _pots(positions * influence, amounts, values)
        assert [(p.index, p.share, p.pull) for p in made[-1].pots] == expected
        assert made[-1].moved == sum(abs(pull) for *_, pull in expected) / 2
        quick = pots(positions, base, Voice("c", "rate", influence, "", scores), told=False)
        assert [(p.index, p.share, p.pull) for p in quick.pots] == expected
        assert not any(pot.working.rule for pot in quick.pots)
    owed = [
        sum((positions * c.influence * c.pots[at].share for c in made), F(0))
        for at in range(len(base))
    ]
    told, quick = (quotas(positions, base, made, told=told) for told in (True, False))
    assert [figure.value for figure in told] == [figure.value for figure in quick] == owed
    assert [sum((part.value for part in f.made_from), F(0)) for f in told] == owed


def _pots(handed, bases, values):
    """Index, share and pull of every branch, by the definition."""
    known = [(b, v) for b, v in zip(bases, values, strict=True) if v is not None]
    weight = sum((b for b, _ in known), F(0))
    mean = sum((b * v for b, v in known), F(0)) / weight if weight else F(0)
    filled = [F(1) if mean == 0 else mean if v is None else v for v in values]
    total, whole = sum(bases, F(0)), sum((b * v for b, v in zip(bases, filled, strict=True)), F(0))
    return [
        (
            v / (whole / total) if whole and total else F(0),
            b * v / whole if whole else F(0),
            handed * ((b * v / whole if whole else F(0)) - (b / total if total else F(0))),
        )
        for b, v in zip(bases, filled, strict=True)
    ]


@given(st.lists(amounts))
def test_whole_numbers_over_their_one_denominator_are_the_fractions(values):
    counts, over = whole_numbers(values)
    assert [F(count, over) for count in counts] == values

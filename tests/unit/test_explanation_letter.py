"""A letter to a branch manager: what is in the figures, in plain words, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import RunError
from evenhand.explanation import explain
from evenhand.explanation.letter import letter
from evenhand.explanation.which import which
from evenhand.figures import (
    Account,
    Accounted,
    Adjustment,
    BranchTotal,
    Equity,
    Evenness,
    Filling,
    Interval,
    Marginal,
    Part,
    RemovalPrice,
    Served,
)

PLUS = Adjustment("astoria", "remedial_services", F(1), "Two workers on long leave", "J. Ruiz",
                  date(2000, 3, 1))  # fmt: skip
MINUS = replace(PLUS, branch="bend", change=F(-1))


def said(written, heading):
    found = [each.sentences for each in written.sections if each.heading == heading]
    return " ".join(found[0]) if found else ""


def drawn(result, **more):
    """The result with the interval of Astoria over all programs replaced in part."""
    seen = result.uncertainty
    changed = tuple(
        replace(each, **more) if (each.program, each.branch) == ("all", "astoria") else each
        for each in seen.intervals
    )
    return replace(result, uncertainty=replace(seen, intervals=changed))


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (F(4), "Your branch has 4 positions now. The formula gives it 5."),
        (F(5), "Your branch has 5 positions now, and the formula gives it as many."),
        (None, "The formula gives your branch 5 positions. Nobody told how many it has now."),
    ],
)
def test_it_opens_with_what_there_is_and_what_the_formula_gives(small_result, now, first):
    totals = (replace(small_result.totals[0], current=now), *small_result.totals[1:])
    assert letter(replace(small_result, totals=totals), "Astoria", "run").opening[0] == first


def test_the_table_has_a_row_a_program_and_no_column_that_says_nothing(small_result):
    written = letter(small_result, "astoria", "run")
    assert written.columns == (
        *("Program", "Now", "Formula", "Change", "Owed before rounding"),
        *("One more from", "One fewer below"),
    )
    assert written.rows == (
        ("Protective services", "", "3", "", "2.50", "–", "–"),
        ("Remedial services", "", "2", "", "2.25", "–", "–"),
        ("All", "4", "5", "+1", "4.75", "", ""),
    )
    assert len(written.opening) == 2


@pytest.mark.parametrize(
    ("now", "sentence", "changes"),
    [
        (
            (2, 2),
            "By program: +1 in “protective services”.",
            ("+1", "0"),
        ),
        (
            (1, 3),
            "By program: +2 in “protective services”, −1 in “remedial services”.",
            ("+2", "−1"),
        ),
        ((3, 2), None, ("0", "0")),
    ],
)
def test_it_says_from_which_program_the_change_comes(small_result, now, sentence, changes):
    programs = tuple(
        replace(program, current=(F(n), *program.current[1:]))
        for program, n in zip(small_result.programs, now, strict=True)
    )
    written = letter(replace(small_result, programs=programs), "astoria", "run")
    told = [each for each in written.opening if each.startswith("By program")]
    assert told == ([sentence] if sentence else [])
    assert [row[3] for row in written.rows[:2]] == list(changes)
    alone = replace(small_result, programs=programs[:1])
    assert not any("By program" in each for each in letter(alone, "astoria", "run").opening)


def test_it_starts_from_the_base_and_tells_the_largest_pulls_for_and_against(small_result):
    told = said(letter(small_result, "bend", "run"), "What counts most for you")
    assert "Protective services is shared out by counted: yours are 140 of 420." in told
    assert "For you: vulnerability (remedial services). It" in told
    assert "counts for you at 108% of the average: 0.75 positions more." in told
    against = said(letter(small_result, "coos_bay", "run"), "What counts most for you")
    assert "Against you: assessment time (protective services)." in against
    assert "90% of the average: 1 position fewer." in against


def test_only_the_three_largest_pulls_are_told(small_result):
    program = small_result.programs[1]
    some = [
        replace(c, name=f"number_{at}", pots=tuple(replace(p, pull=F(at)) for p in c.pots))
        for at, c in enumerate((program.components[0],) * 4, start=1)
    ]
    told = said(
        letter(
            replace(small_result, programs=(replace(program, components=tuple(some)),)),
            "bend",
            "run",
        ),
        "What counts most for you",
    )
    assert "number 1 " not in told
    assert all(f"number {at} " in told for at in (2, 3, 4))


def test_a_pull_of_less_than_a_tenth_is_not_told_and_a_base_of_nothing_neither(small_result):
    program = small_result.programs[1]
    tiny = tuple(
        replace(c, pots=tuple(replace(pot, pull=F(1, 11)) for pot in c.pots))
        for c in program.components
    )
    bare = replace(program.base[0], value=F(0))
    only = replace(program, components=tiny, base=(bare, *program.base[1:]))
    told = said(
        letter(replace(small_result, programs=(only,)), "astoria", "run"),
        "What counts most for you",
    )
    assert told == (
        "Nothing that positions are shared out by is counted in your branch. "
        "Nothing moves your branch by as much as a tenth of a position."
    )
    counted = replace(program, components=tiny)
    told = said(
        letter(replace(small_result, programs=(counted,)), "astoria", "run"),
        "What counts most for you",
    )
    assert told.endswith(" Nothing else moves your branch by as much as a tenth of a position.")


def test_a_judged_outcome_stands_beside_what_was_to_be_expected(small_result):
    program = small_result.programs[1]
    judging = program.components[1]
    pots = tuple(replace(pot, pull=F(-1, 2)) for pot in judging.pots)
    told = replace(program, components=(program.components[0], replace(judging, pots=pots)))
    written = letter(replace(small_result, programs=(told,)), "bend", "run")
    assert "(30 of 40 children, where 20.0 were to be expected: worse.)" in said(
        written, "What counts most for you"
    )


def test_the_words_of_a_base_are_those_of_its_reading(small_result):
    program = small_result.programs[0]
    base = tuple(replace(each, rule="counted (calls_received)") for each in program.base)
    changed = replace(small_result, programs=(replace(program, base=base),))
    assert "is shared out by calls received: yours" in said(
        letter(changed, "bend", "run"), "What counts most for you"
    )


def test_the_nearest_threshold_is_told_in_its_program(small_result):
    programs = []
    for program, away in zip(small_result.programs, (F(1, 2), F(1, 4)), strict=True):
        award = program.awards[0]
        priced = replace(
            award, price_of_next=award.quota + away, price_of_last=award.quota - 1 + away
        )
        programs.append(replace(program, awards=(priced, *program.awards[1:])))
    told = said(
        letter(replace(small_result, programs=tuple(programs)), "astoria", "run"),
        "What would change it",
    )
    assert "nearest to one more in “remedial services”: 0.25 is missing." in told
    assert "nearest to one fewer in “protective services”, if you were owed 0.50 less." in told
    none = said(letter(small_result, "astoria", "run"), "What would change it")
    assert "nearest" not in none


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (F(1, 4), " would add 0.25. That is a fault of this policy, and no reason to do it."),
        (F(0), " adds nothing."),
        (F(-1, 4), " adds nothing, and takes 0.25 away."),
    ],
)
def test_what_a_needless_removal_is_worth_is_told_whatever_it_is(small_result, price, words):
    priced = (RemovalPrice("bend", F(9)), RemovalPrice("astoria", price))
    changed = replace(small_result, removal_prices=priced)
    told = said(letter(changed, "astoria", "run"), "What would change it")
    assert f"A needless removal of a child (at level 7, where levels are read){words}" in told


def test_only_the_worth_of_what_a_branch_is_there_for_is_told(small_result):
    """Nobody is told by letter what a removal, or another rating of a child, would bring."""
    worth = [
        Marginal("all", "astoria", "safe_return", F(1, 8)),
        Marginal("all", "astoria", "reabuse", F(-1, 2)),
        Marginal("all", "astoria", "screened_in_call", F(1, 4)),
        Marginal("remedial_services", "astoria", "safe_return", F(9)),
        Marginal("all", "bend", "safe_return", F(9)),
        Marginal("all", "astoria", "needless_removal", F(-9)),
        Marginal("all", "astoria", "removal", F(1)),
    ]
    told = said(letter(small_result, "astoria", "run", marginals=worth), "What would change it")
    assert "One more child abused again after coming home takes 0.50." in told
    assert "One more child safely home adds 0.12." in told
    assert "call" not in told
    assert "care" not in told


def test_limits_and_ties_are_told_and_their_absence_as_well(small_result):
    held = said(letter(small_result, "coos_bay", "run"), "Which limits hold you")
    assert held == "In “remedial services” a limit holds you: minimum (at least 2)."
    tied = said(letter(small_result, "bend", "run"), "Which limits hold you")
    assert "the last position was a tie with Astoria; ties go to the larger claim" in tied
    assert tied.endswith("No limit on gains, losses or numbers holds your branch.")
    first = small_result.programs[1]
    capped = replace(first, awards=(first.awards[0], replace(first.awards[1], held_by="maximum")))
    told = letter(replace(small_result, programs=(capped,)), "bend", "run")
    assert "maximum (at least 1, at most 9)" in said(told, "Which limits hold you")


def test_a_gain_or_loss_is_more_than_chance_only_where_the_draws_agree(small_result):
    open_gain = said(letter(small_result, "astoria", "run"), "How sure is this")
    assert "Nine times in ten your branch got from 4 to 6." in open_gain
    assert "Too often it was no gain: your gain may be chance." in open_gain
    loss = said(letter(small_result, "bend", "run"), "How sure is this")
    assert "your loss is more than chance" in loss
    seen = small_result.uncertainty
    unsure = tuple(replace(each, p_lose=each.p_lose and F(9, 10)) for each in seen.intervals)
    open_loss = replace(small_result, uncertainty=replace(seen, intervals=unsure))
    told = said(letter(open_loss, "bend", "run"), "How sure is this")
    assert "Too often it was no loss: your loss may be chance." in told
    sure = drawn(small_result, p_gain=F(1), p05=F(5), p95=F(5))
    told = said(letter(sure, "astoria", "run"), "How sure is this")
    assert "Nine times in ten your branch got 5." in told
    assert "your gain is more than chance" in told
    unknown = said(letter(small_result, "coos_bay", "run"), "How sure is this")
    assert "chance" not in unknown
    assert "Your number lies above its interval" in unknown


def test_what_is_taken_as_known_and_what_is_hidden_is_told(small_result):
    seen = replace(small_result.uncertainty, known=("a.base", "a.vulnerability", "b.vulnerability"))
    hidden = (Filling("all", "astoria", F(5), F(4), F(6)), Filling("all", "bend", F(4), F(4), F(4)))
    changed = replace(small_result, uncertainty=seen, fillings=hidden)
    told = said(letter(changed, "astoria", "run"), "How sure is this")
    assert "All this takes as known without error: vulnerability." in told
    assert "leave open whether you get 4 or up to 6 positions." in told
    assert "hid" not in said(letter(changed, "bend", "run"), "How sure is this")


def test_without_draws_it_says_that_nobody_knows(small_result):
    none = replace(small_result, uncertainty=None)
    assert said(letter(none, "astoria", "run"), "How sure is this") == (
        "This run was made without draws, so one position more or fewer is no finding."
    )
    still = tuple(replace(each, formula=F(0)) for each in small_result.uncertainty.misplaced)
    census = replace(
        small_result, uncertainty=replace(small_result.uncertainty, misplaced=still, surveys=())
    )
    assert "Nothing here is a sample" in said(letter(census, "astoria", "run"), "How sure is this")


def test_what_was_decided_by_hand_stands_beside_the_formula_with_who_and_why(small_result):
    changed = replace(small_result, adjustments=(PLUS, MINUS))
    written = letter(changed, "astoria", "run")
    assert "Afterwards some positions were moved by hand; yours are now 6." in written.opening
    assert written.columns[4] == "Decided"
    assert [row[4] for row in written.rows] == ["3", "3", "6"]
    assert said(written, "Decided by hand") == (
        "+1 in “remedial services”: Two workers on long leave (J. Ruiz, 2000-03-01)."
    )
    other = letter(changed, "coos_bay", "run")
    assert "Afterwards some positions were moved by hand; none of yours." in other.opening
    assert said(other, "Decided by hand") == ""


def test_moves_by_hand_that_cancel_out_are_still_the_branch_s_own(small_result):
    back = replace(PLUS, program="protective_services", change=F(-1))
    written = letter(replace(small_result, adjustments=(PLUS, back)), "astoria", "run")
    assert "yours are now 5." in written.opening[1]


def test_an_account_says_what_has_changed(small_result):
    parts = (Part("data", F(3, 2)), Part("bounds", F(0)), Part("influences", F(-1, 2)))
    lines = (
        Accounted("all", "bend", F(1), F(1), ()),
        Accounted("all", "astoria", F(4), F(5), parts),
    )
    account = Account("last year", "run", ("data",), lines)
    told = letter(small_result, "astoria", "run", account=account)
    assert said(told, "What has changed") == (
        "Against last year your branch goes from 4 to 5 positions: data +1.50, influences −0.50."
    )
    same = letter(small_result, "bend", "run", account=account)
    assert said(same, "What has changed").endswith("nothing changed it.")


def test_the_nearest_assumptions_are_told_and_the_others_counted(small_result):
    changed = replace(
        small_result,
        assumptions=(
            "remedial_services.base: The paper names no base.",
            "remedial_services.base.kappa = 1: One imagined child.",
            "protective_services.base: All calls",
        ),
    )
    told = said(letter(changed, "astoria", "run"), "What is assumed")
    assert told == (
        "How “protective services” is shared out: All calls. "
        "How “remedial services” is shared out: The paper names no base. "
        "These are some of 3 assumptions; the report has them all."
    )
    assert said(letter(replace(changed, assumptions=()), "bend", "run"), "What is assumed") == ""


def test_it_says_where_to_check_in_words_a_shell_takes(small_result):
    told = said(letter(small_result, "astoria", "march run"), "Where to check")
    assert "policy oregon-2000, version 1; data as of 2000-02-04, counted from" in told
    assert "evenhand explain 'march run' astoria." in told


def test_whom_a_branch_can_serve_is_told_where_the_policy_knows_hours(small_result):
    now = Served("astoria", F(1), F(100), F(80), F(4, 5), F(4, 5), F(43, 10))
    given = replace(now, share=F(19, 20), level=F(27, 4))
    even = Evenness(F(0), F(0), F(1), 0, 1)
    found = [
        Equity("remedial_services", "hours", (given,), even, (now,), even),
        Equity("protective_services", "hours", (replace(given, level=None),), even),
        Equity("same", "hours", (now,), even, (now,), even),
        Equity("all", "hours", (given,), even, (replace(now, share=None, level=None),), even),
        Equity("out_of_home", "positions", (given,), even),
        Equity("out_of_home", "hours", (replace(given, share=None),), even),
    ]
    assert said(letter(small_result, "astoria", "run", served=found), "Whom you can serve") == (
        "In “remedial services” the formula's positions meet 95% of the need: all children at "
        "levels 1 to 6 and seven tenths of those at level 7; now it is 80% of the need: all "
        "children at levels 1 to 4 and three tenths of those at level 5. In "
        "“protective services” the formula's positions meet 95% of the need. In "
        "“same” the formula's positions meet 80% of the need: all children at levels 1 to 4 and "
        "three tenths of those at level 5, as now. In all programs the "
        "formula's positions meet 95% of the need: all children at levels 1 to 6 and seven tenths "
        "of those at level 7; now it is none of the need."
    )
    assert said(letter(small_result, "bend", "run", served=found), "Whom you can serve") == ""


@pytest.fixture
def held(small_result):
    """Astoria stands outside the formula in both programs, and its gain looks more than chance."""
    outside = tuple(
        replace(p, awards=(replace(p.awards[0], held_by="held at current"), *p.awards[1:]))
        for p in drawn(small_result, p_gain=F(1)).programs
    )
    return replace(drawn(small_result, p_gain=F(1)), programs=outside)


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (F(5), "Your branch stands outside the formula and keeps the 5 positions it has now."),
        (None, "Your branch stands outside the formula and keeps 5 positions."),
        (
            F(28, 5),
            "Your branch has 5.60 positions now. It stands outside the formula and keeps 5 of "
            "them.",
        ),
    ],
)
def test_a_branch_outside_the_formula_opens_with_what_it_keeps(held, now, first):
    totals = (replace(held.totals[0], current=now), *held.totals[1:])
    written = letter(replace(held, totals=totals), "astoria", "run")
    assert written.opening[0] == first
    parts = "Only whole steps of 1 position are kept, program by program."
    assert (parts in said(written, "Why you stand outside the formula")) == (now == F(28, 5))


def test_a_branch_outside_the_formula_is_told_no_claim_no_threshold_and_no_chance(held):
    given = replace(held, assumptions=("held: Its counts are withheld.", "x.base: Another."))
    written = letter(given, "astoria", "run")
    assert [each.heading for each in written.sections] == [
        *("Why you stand outside the formula", "Where to check"),
    ]
    assert written.columns == ("Program", "Now", "Keeps")
    assert written.rows[-1] == ("All", "4", "5")
    why = said(written, "Why you stand outside the formula")
    assert why.endswith("The policy's reason: Its counts are withheld.")
    assert "What counts most for you" in [
        each.heading for each in letter(given, "bend", "r").sections
    ]
    moved = letter(replace(given, adjustments=(PLUS, MINUS)), "astoria", "run")
    assert moved.columns == ("Program", "Now", "Keeps", "Decided")
    assert "Afterwards some positions were moved by hand; yours are now 6." in moved.opening


def test_explain_says_as_much_of_a_branch_outside_the_formula(held):
    for answer in explain(held, "astoria"):
        assert answer.why == (
            f"{answer.positions}, kept of what it has: it stands outside the formula.",
        )
        assert answer.certainty == (
            "It stands outside the formula and keeps what it has, whatever is drawn.",
        )


def test_a_dash_in_the_table_has_its_meaning_told(small_result):
    dash = "A “–” stands where a limit is in the way, or where there is none to lose."
    assert dash in said(letter(small_result, "astoria", "run"), "What would change it")
    priced = tuple(
        replace(
            p, awards=tuple(replace(a, price_of_next=F(9), price_of_last=F(0)) for a in p.awards)
        )
        for p in small_result.programs
    )
    told = letter(replace(small_result, programs=priced), "astoria", "run")
    assert dash not in said(told, "What would change it")


@pytest.mark.parametrize(
    ("level", "children"),
    [
        (F(7), "all children at levels 1 to 7."),
        (F(1), "all children at level 1."),
        (F(599, 100), "all children at levels 1 to 5 and nine tenths of those at level 6."),
        (F(501, 100), "all children at levels 1 to 5."),
        (F(1, 2), "half of those at level 1."),
        (F(1, 20), "less than a tenth of the children at level 1."),
    ],
)
def test_a_level_is_told_as_children_and_never_as_more_than_it_is(small_result, level, children):
    row = Served("astoria", F(1), F(100), F(80), F(4, 5), F(4, 5), level)
    found = [Equity("remedial_services", "hours", (row,), Evenness(F(0), F(0), F(1), 0, 1))]
    told = said(letter(small_result, "astoria", "run", served=found), "Whom you can serve")
    assert told.endswith(children)


@pytest.mark.parametrize(
    ("share", "much"),
    [(F(1), "100% of the need."), (F(999, 1000), "nearly all of the need.")],
)
def test_only_all_of_the_need_is_called_all_of_it(small_result, share, much):
    row = Served("astoria", F(1), F(100), F(80), F(4, 5), share)
    found = [Equity("remedial_services", "hours", (row,), Evenness(F(0), F(0), F(1), 0, 1))]
    told = said(letter(small_result, "astoria", "run", served=found), "Whom you can serve")
    assert told.endswith(much)


def test_a_letter_of_a_scenario_says_before_all_else_that_it_is_not_in_force(small_result):
    half = replace(small_result, scenario="Half: out_of_home.return_home=0.5")
    written = letter(half, "astoria", "run")
    assert written.title == "Scenario, not in force: To the manager of Astoria"
    assert written.warnings[0] == ("Scenario Half: out_of_home.return_home=0.5. Not in force.")


def test_made_up_data_say_so_first(small_result):
    flagged = replace(small_result, flags=("Made up: nobody is real.", "Another flag."))
    written = letter(flagged, "astoria", "run")
    assert written.warnings == ("Made up: nobody is real.",)


def test_a_branch_without_a_name_is_called_by_its_id(small_result):
    totals = (replace(small_result.totals[0], name=""), *small_result.totals[1:])
    written = letter(replace(small_result, totals=totals), "astoria", "run")
    assert written.name == "astoria"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Astorja", "no branch Astorja. Did you mean astoria?"),
        ("Central Office", "Central Office has no positions: No staff are published for it"),
        ("nowhere", "no branch nowhere. It has: astoria, bend, coos_bay"),
    ],
)
def test_a_branch_that_gets_no_letter_is_refused_with_what_would_work(small_result, asked, words):
    with pytest.raises(RunError, match=words.replace(".", r"\.")):
        letter(small_result, asked, "run")


def test_a_branch_is_found_by_id_and_by_name(small_result):
    named = replace(small_result, totals=(
        BranchTotal("astoria", "North Coast", F(5), F(19, 4), F(4)), *small_result.totals[1:]
    ))  # fmt: skip
    assert which(named, "astoria") == which(named, "north coast") == 0


def test_the_letter_says_no_word_of_the_trade_that_it_does_not_explain(small_result):
    written = letter(small_result, "astoria", "run")
    told = " ".join(each for section in written.sections for each in section.sentences).lower()
    for word in ("quota", "percentile", "coefficient", "webster", "index", "draws", "pot "):
        assert word not in told


def test_the_whole_base_is_the_sum_over_branches_and_decided_takes_in_what_was_done(small_result):
    assert small_result.programs[0].whole_base == 420
    changed = replace(small_result, adjustments=(PLUS, MINUS))
    assert changed.decided("astoria") == 6
    assert changed.decided("astoria", "protective_services") == 3
    assert isinstance(changed.uncertainty.intervals[0], Interval)

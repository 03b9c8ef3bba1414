"""Writes `docs/case-studies/raising-return-home.md` and its picture: one lever, told to the end.

The state is made up by Evenhand, so anybody can write the page again. Every number comes
from the code; the template holds only what is true whatever they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from evenhand.explanation.account import cause_in_words, change_in_words
from evenhand.explanation.incentives import branch_sentences, state_sentences
from evenhand.explanation.redeployment import answer, reached
from evenhand.explanation.scenario import certainty_in_words, scenario_in_words
from evenhand.figures import Account, Beside, Compared, Equity, MoveRules, Result, Scenario, Sweep
from evenhand.policy import read_policy
from evenhand.policy.reading import policy_text
from evenhand.reports.charts.sweep import sweep_picture
from evenhand.reports.keeping import about_run
from evenhand.reports.serving_answers import equity_answer
from evenhand.run import allocate, measure
from evenhand.scenarios.accounts.account import account
from evenhand.scenarios.accounts.sides import side
from evenhand.scenarios.incentives.incentives import incentives
from evenhand.scenarios.incentives.slopes import Slopes
from evenhand.scenarios.making import Making
from evenhand.scenarios.moves.filling_posts import Beside as Known
from evenhand.scenarios.moves.redeploying import redeploy
from evenhand.scenarios.remaking import in_scenario, run_policy
from evenhand.scenarios.what_if.scenario import Ground, compared, ground_of
from evenhand.scenarios.what_if.sweep import swept
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data
from evenhand.sources.runs import Run
from evenhand.steps.serving import equities

DOCS = Path(__file__).resolve().parent
TEMPLATE = DOCS / "raising_return_home.txt"
PAGE = DOCS / "case-studies" / "raising-return-home.md"
PICTURE = DOCS / "pictures" / "raising-return-home.svg"
POLICY, ASKED, PROGRAM = "oregon-2000", "current", "out_of_home"
LEVER = f"{PROGRAM}.return_home"
SCENARIO = Scenario("more-returns", (f"{LEVER}=0.5",))
SEED, DRAWS, ATTRITION, CYCLES = 1, 1000, Fraction(12, 100), 3
ALL = "all"


class Story(NamedTuple):
    """All that the page tells, as figures."""

    found: Compared
    why: Account
    sweep: Sweep
    pays: tuple[list[str], list[str]]
    serves: tuple[Equity, Equity]
    moving: tuple[str, str]
    names: dict[str, str]


def main() -> None:
    """Write the page and its picture."""
    story = told()
    PAGE.write_text(page(story), "utf-8")
    PICTURE.write_text(sweep_picture(story.sweep).svg, "utf-8", newline="\n")


def told() -> Story:
    """Make up the state, share out its positions, turn the lever, and look from every side."""
    ground = ground_of(made_up())
    run, before, after = ground.run, ground.today, ground.under(SCENARIO)
    turned = in_scenario(run, SCENARIO, seed=0, draws=0)
    found = compared(ground, SCENARIO, seed=SEED, draws=DRAWS)
    two = _furthest(found)
    plan = redeploy(
        after, run.data, MoveRules(run.data.as_of, cycles=CYCLES), Known(attrition=ATTRITION)
    )
    return Story(
        found=found,
        why=account(side("today", run), side("scenario", turned)),
        sweep=swept(ground, f"{LEVER}=0..1"),
        pays=(_pays(before, run, two), _pays(after, turned, two)),
        serves=(_serves(ground, None, before), _serves(ground, SCENARIO, after)),
        moving=(answer(plan.plan, plan.by_kind), reached(plan.plan)),
        names=_names(before),
    )


def made_up() -> Run:
    """The made-up state as a run, kept in memory."""
    policy = read_policy(POLICY)
    with TemporaryDirectory() as folder:
        write_made_up_state(Path(folder))
        data = open_data(folder, policy.period)
        tallies = measure(policy, data)
    result = allocate(policy, data, ASKED, tallies)
    return Run(data, tallies, about_run(result, Making(*policy_text(POLICY), ASKED), tallies))


def _pays(result: Result, run: Run, branches: list[str]) -> list[str]:
    """The statewide dial, then what a return is worth to those branches."""
    found = incentives(Slopes(result, run_policy(run.about), run.data, run.tallies), branches)
    told = ("one more child safely", "a needless removal", "Returning")
    said = [
        sentence
        for branch in branches
        for sentence in branch_sentences(found, branch, _names(result)[branch])
        if any(each in sentence for each in told)
    ]
    dials = [sentence for sentence in state_sentences(found, _names(result)) if "dial" in sentence]
    return [*dials, *said]


def _furthest(found: Compared) -> list[str]:
    """The branches that gain most and lose most; ties by id."""
    rows = sorted(found.of(ALL), key=lambda row: (row.change, row.branch))
    return [max(rows, key=lambda row: row.change).branch, rows[0].branch]


def _serves(ground: Ground, scenario: Scenario | None, result: Result) -> Equity:
    told = ground.told_under(scenario) if scenario else ground.told
    return next(each for each in equities(told, result) if each.program == PROGRAM)


def page(story: Story) -> str:
    """The story in one page: the prose of the template, and what was found."""
    picture = sweep_picture(story.sweep)
    moves = [said for said in scenario_in_words(story.found) if "draws" not in said]
    return TEMPLATE.read_text("utf-8").format(
        policy=POLICY,
        change=SCENARIO.changes[0],
        influence=SCENARIO.changes[0].partition("=")[2],
        today=f"{float(story.sweep.today):g}",
        moves=" ".join(moves),
        picture=picture.answer,
        reading=picture.reading,
        branches="\n".join(_branches(story)),
        noise=certainty_in_words(story.found),
        pays_before=_listed(story.pays[0]),
        pays_after=_listed(story.pays[1]),
        serves=_listed(_served(story.serves)),
        attrition=f"{float(ATTRITION):.0%}",
        cycles=CYCLES,
        moving=" ".join(story.moving),
    )


def _names(result: Result) -> dict[str, str]:
    return {total.branch: total.name for total in result.totals}


def _listed(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _branches(story: Story) -> Iterator[str]:
    parts = [name for name in story.why.causes if any(_causes(story, name))]
    heads = [cause_in_words(name) for name in parts]
    columns = ["branch", "before", "after", "9 in 10", "change", *heads, "draws that agree"]
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    rows = [row for row in story.found.of(ALL) if row.change]
    for row in sorted(rows, key=lambda row: (-row.change, row.branch)):
        yield f"| {' | '.join(_cells(story, row, parts))} |"


def _cells(story: Story, row: Beside, parts: list[str]) -> Iterator[str]:
    low, high = row.after_span or (row.after, row.after)
    yield from (story.names[row.branch], f"{float(row.before):g}", f"{float(row.after):g}")
    yield from (f"{float(low):g} to {float(high):g}", change_in_words(row.change))
    yield from (change_in_words(_part(story, row.branch, name)) for name in parts)
    yield f"{float(row.agreeing or 0):.0%}"


def _causes(story: Story, name: str) -> Iterator[bool]:
    return (bool(_part(story, line.branch, name)) for line in story.why.lines)


def _part(story: Story, branch: str, name: str) -> Fraction:
    line = next(x for x in story.why.lines if (x.program, x.branch) == (ALL, branch))
    return next((part.change for part in line.parts if part.name == name), Fraction(0))


def _served(serves: tuple[Equity, Equity]) -> Iterator[str]:
    for when, equity in zip(("Without", "With"), serves, strict=True):
        yield f"{when} the lever. {equity_answer(equity)}"


if __name__ == "__main__":
    main()

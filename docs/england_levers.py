"""Writes `docs/case-studies/england-2025-levers.md` from the publisher's own table.

Two levers at once on England's published counts: who changes and why, which moves would
bring it about inside each region, and what three directors would be written. The table
lies in `../shared/data` beside the checkout; what is committed are our results.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from evenhand.explanation.account import cause_in_words, change_in_words
from evenhand.explanation.letter import letter
from evenhand.explanation.redeployment import answer, reached
from evenhand.figures import Account, BranchTotal, MoveRules, Result, Scenario
from evenhand.policy import read_policy
from evenhand.policy.reading import policy_text
from evenhand.reports.account_tables import cause_answer, state_answer
from evenhand.reports.keeping import about_run
from evenhand.reports.letters import letter_text
from evenhand.run import allocate, measure
from evenhand.scenarios.accounts.account import account
from evenhand.scenarios.accounts.sides import side
from evenhand.scenarios.incentives.needless_removal import with_removal_prices
from evenhand.scenarios.making import Making, making_of
from evenhand.scenarios.moves.filling_posts import Beside
from evenhand.scenarios.moves.redeploying import Redeployment, redeploy
from evenhand.scenarios.remaking import asked_of, in_scenario, run_policy, told_by
from evenhand.scenarios.uncertainty import with_uncertainty
from evenhand.sources.opening import open_data
from evenhand.sources.runs import Run

DOCS = Path(__file__).resolve().parent
TABLES = DOCS.parents[1] / "shared" / "data"
PAGE = DOCS / "case-studies" / "england-2025-levers.md"
POLICY, ASKED, ALL = "england-2025", "published", "all"
#: What holds an award outside the formula.
HELD = "held at current"
SCENARIO = Scenario(
    "thirds-and-repeat-plans",
    (
        "out_of_home.reabuse=0.3 from vulnerability",
        "split.protective_services=1/3",
        "split.remedial_services=1/3",
        "split.out_of_home=1/3",
    ),
)
SEED, DRAWS, ATTRITION, CYCLES = 1, 1000, Fraction(12, 100), 3
BEFORE, AFTER = "england-2025", "england-2025-levers"


class Levers(NamedTuple):
    """All that the page tells."""

    result: Result
    why: Account
    plan: Redeployment
    regions: dict[str, str]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(told()), "utf-8")


def told() -> Levers:
    """Share out as published, turn both levers, and account, plan and write."""
    run = as_published()
    turned = in_scenario(run, SCENARIO, seed=SEED, draws=DRAWS)
    result = drawn(turned)
    rules = MoveRules(run.data.as_of, cycles=CYCLES, within="region")
    return Levers(
        result=result,
        why=account(side(BEFORE, run), side(AFTER, turned)),
        plan=redeploy(result, run.data, rules, Beside(attrition=ATTRITION)),
        regions={branch: place.region for branch, place in run.data.places.items()},
    )


def as_published() -> Run:
    """England's run of 2025, kept in memory."""
    policy = read_policy(POLICY)
    data = open_data(str(TABLES / "england"), policy.period)
    tallies = measure(policy, data)
    result = allocate(policy, data, ASKED, tallies)
    return Run(data, tallies, about_run(result, Making(*policy_text(POLICY), ASKED), tallies))


def drawn(run: Run) -> Result:
    """The run's result with intervals and prices; the page tells nothing of masked cells."""
    policy, asked = run_policy(run.about), asked_of(run.about)
    result = allocate(policy, run.data, asked, run.tallies)
    result = with_removal_prices(result, policy, run.data, asked, run.tallies)
    result = with_uncertainty(result, policy, run.data, run.tallies, seed=SEED, draws=DRAWS)
    return told_by(result, making_of(run.about))


def page(levers: Levers) -> str:
    """One page: what was turned, who changes and why, the moves, three letters."""
    lines = [line for line in levers.why.lines if line.program == ALL]
    parts = [
        "<!-- Made by docs/england_levers.py. Run `make docs`; do not edit. -->",
        "# England 2025: two levers",
        f"**An illustration of the method on published counts, not advice to move anybody.** It "
        f"stands on [England 2025](england-2025.md), where the proxies are named, and it asks of "
        f"policy `{POLICY}` what two changes would do together:",
        "- Of the influence in out-of-home services, 0.2 goes from the age mix (`vulnerability`) "
        "to repeat plans (`reabuse`).\n- The three programs get a third each, where Oregon's split "
        "of 2000 gives them 29, 15 and 56 of a hundred.",
        "Repeat plans stand for re-abuse after return home, which nobody publishes: what moves by "
        "them moves by another thing. And this policy pays for a needless removal, before and "
        "after: where no level is published, the base cannot leave easy cases out.",
        "The same by hand, from a RUN of that page: `evenhand scenario RUN "
        + " ".join(f'--set "{line}"' for line in SCENARIO.changes)
        + " --out LEVERS`, then `evenhand compare RUN LEVERS`.",
        "## Every authority that changes, and why",
        f"{state_answer(lines)} {cause_answer(levers.why.moved(lines))} The parts add up "
        "to each change exactly; they are shown at two decimals.",
        "\n".join(_accounted(levers)),
        *(f"- {note}" for note in levers.why.notes),
        "## Moving there, inside each region",
        f"From the social workers in post to the scenario, with {float(ATTRITION):.0%} leaving "
        f"in a year and {CYCLES} yearly cycles: {_plan(levers.plan)}",
        "Nothing here knows who would leave; posts are taken as filled. Authorities are "
        "employers of their own: to *move* a post is to give it up in one and make it in another.",
        "\n".join(_regions(levers)),
        "A region that is to gain more than it is to lose stays short, whatever the years, and one "
        "that is to lose more keeps too many: posts would have to cross its border.",
        "## Three letters",
        "As they would be written to the smallest, the middle and the largest authority of those "
        "that share, by positions in the scenario. Nobody was sent one.",
        *(_letter(levers, total) for total in _three(levers.result)),
    ]
    return "\n\n".join(parts) + "\n"


def _accounted(levers: Levers) -> Iterator[str]:
    names = _names(levers.result)
    lines = [line for line in levers.why.lines if line.program == ALL and line.change]
    causes = [
        c for c in levers.why.causes if any(p.change for x in lines for p in x.parts if p.name == c)
    ]
    heads = ["authority", "before", "after", "change", *map(cause_in_words, causes)]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for line in sorted(lines, key=lambda line: (-line.change, line.branch)):
        parts = {part.name: part.change for part in line.parts}
        cells = [names[line.branch], f"{float(line.before):,g}", f"{float(line.after):,g}"]
        cells += [change_in_words(line.change)]
        cells += [change_in_words(parts.get(cause, Fraction(0))) for cause in causes]
        yield f"| {' | '.join(cells)} |"


def _plan(made: Redeployment) -> str:
    return f"{answer(made.plan, made.by_kind)} {reached(made.plan)}"


def _regions(levers: Levers) -> Iterator[str]:
    """By region: how many positions move, how many with a person, and what stays out of reach."""
    rows: dict[str, dict[str, int]] = {}
    for move in levers.plan.plan.moves:
        row = rows.setdefault(levers.regions[move.origin or move.destination], {})
        row[move.kind] = row.get(move.kind, 0) + move.positions
    for last in levers.plan.plan.standing:
        if last.cycle == CYCLES:
            row = rows.setdefault(levers.regions[last.branch], {})
            row["short"] = row.get("short", 0) + max(last.target - last.positions, 0)
            row["over"] = row.get("over", 0) + max(last.positions - last.target, 0)
    yield "| region | posts moved as people leave | people moved | short at the end | over |"
    yield "|---" * 5 + "|"
    for region, row in sorted(rows.items()):
        cells = [row.get(key, 0) for key in ("attrition", "transfer", "short", "over")]
        yield f"| {region} | {' | '.join(f'{cell:,}' for cell in cells)} |"


def _three(result: Result) -> list[BranchTotal]:
    """Of those that share, the authority with fewest positions, the middle, and the most."""
    held = {award.branch for award in result.programs[0].awards if award.held_by == HELD}
    ranked = sorted(
        (total for total in result.totals if total.branch not in held),
        key=lambda total: (total.positions, total.branch),
    )
    return [ranked[0], ranked[len(ranked) // 2], ranked[-1]]


def _letter(levers: Levers, total: BranchTotal) -> str:
    written = letter(levers.result, total.branch, AFTER, account=levers.why)
    return f"### {total.name}\n\n```text\n{letter_text(written)}\n```"


def _names(result: Result) -> dict[str, str]:
    return {total.branch: total.name or total.branch for total in result.totals}


if __name__ == "__main__":
    main()

"""The page of a plan of moves: one self-contained HTML file, which names no worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evenhand.explanation.redeployment import answer, obstacle, reached
from evenhand.figures import MoveRules
from evenhand.reports.charts.picture import Picture
from evenhand.reports.move_tables import cost_table, moves_table, proof_table, standing_table
from evenhand.reports.pages import filled
from evenhand.reports.presenting import readable
from evenhand.scenarios.moves.redeploying import Redeployment


def plan_html(made: Redeployment, about: Mapping[str, Any], drawn: Picture | None) -> str:
    """Write the page; `about` says what the plan was made from, `drawn` is its map."""
    return filled(
        "plan.html.j2",
        title=readable(str(about["title"])),
        facts=_facts(made.plan.rules, about),
        answer=answer(made.plan, made.by_kind),
        reached=reached(made.plan),
        obstacles=[obstacle(each, made.names) for each in made.plan.blocking],
        notes=made.plan.notes,
        drawn=drawn,
        moves=moves_table(made),
        standing=standing_table(made),
        proof=proof_table(made),
        cost=cost_table(made) if made.costs else None,
        assumptions=made.assumptions,
        as_of=about["as_of"],
    )


def _facts(rules: MoveRules, about: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = [
        ("Policy", f"{about['policy']}, version {about['version']}"),
        ("Data as of", str(about["as_of"])),
        ("Begins", str(rules.starts_on)),
        ("Cycles", f"{rules.cycles} of {rules.months} months"),
    ]
    told = [
        ("Most that leave a branch in a cycle", rules.most_out),
        ("Most that come to a branch in a cycle", rules.most_in),
        ("Moves stay within one", rules.within or None),
        (f"Farthest, {rules.measure}", rules.farthest),
        ("People may change program", "yes" if rules.across_programs else None),
    ]
    return facts + [(name, f"{value}") for name, value in told if value is not None]

"""Tables of a plan of moves: the moves in order, standing by cycle, proof, and cost.

No table names a worker: pseudonyms stand in the plan's own `plan.json` and `moves.csv` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from evenhand.explanation.redeployment import KINDS, proofs
from evenhand.figures import Move, Plan
from evenhand.reports.presenting import plain_words, readable, sentence_case
from evenhand.reports.table import Cell, Table, table
from evenhand.scenarios.moves.redeploying import Redeployment, together


def moves_table(made: Redeployment) -> Table:
    """The moves in order, people who move alike made one row."""
    columns = [
        *(("On", "text"), ("How", "text"), ("Program", "text")),
        *(("From", "text"), ("To", "text"), ("How many", "positions")),
        (made.plan.rules.measure, "moved"),
    ]
    rows = [_row(move, made.names) for move in together(made.plan)]
    caption = "Moves in order; empty positions first, people last"
    return table("moves", caption, columns, rows).without_empty_columns()


def moves_by_day(made: Redeployment) -> list[Table]:
    """The same moves for a narrow screen: a table for each day and way of moving."""
    whole = moves_table(made)
    found: dict[tuple[Cell, ...], list[tuple[Cell, ...]]] = {}
    for on, how, *rest in whole.rows:
        found.setdefault((on, how), []).append(tuple(rest))
    return [
        replace(whole, caption=f"{on}: {how}", columns=whole.columns[2:], rows=tuple(rows))
        for (on, how), rows in found.items()
    ]


def _row(move: Move, names: Mapping[str, str]) -> tuple[Cell, ...]:
    program = plain_words(move.program)
    if move.to_program:
        program = f"{program} → {plain_words(move.to_program)}"
    return (
        str(move.on),
        KINDS[move.kind],
        program,
        name_of(move.origin, names),
        name_of(move.destination, names),
        Fraction(move.positions),
        exact(move.distance),
    )


def name_of(branch: str, names: Mapping[str, str]) -> str:
    """A branch's name as printed; nothing where a position comes from, or goes, outside."""
    return readable(names.get(branch, branch))


def exact(value: float | None) -> Fraction | None:
    """A float of few decimals as the fraction that its text says."""
    return None if value is None else Fraction(str(value))


def standing_table(made: Redeployment) -> Table:
    """Positions of each branch that changes, over all programs, cycle by cycle."""
    plan = made.plan
    cycles = range(plan.rules.cycles + 1)
    columns = [("Branch", "text"), ("Now", "positions")]
    columns += [(f"After {cycle}", "positions") for cycle in cycles[1:]]
    columns += [("Target", "positions"), ("Still to come", "change")]
    at, target = _standing(plan)
    rows: list[tuple[Cell, ...]] = []
    for branch in sorted(target, key=lambda each: name_of(each, made.names)):
        held = [at[cycle, branch] for cycle in cycles]
        if len({*held, target[branch]}) > 1:
            wanted = target[branch]
            rows.append((name_of(branch, made.names), *held, wanted, wanted - held[-1]))
    return table("standing", "Positions by cycle, branches that change", columns, rows)


def _standing(plan: Plan) -> tuple[dict[tuple[int, str], Fraction], dict[str, Fraction]]:
    at: dict[tuple[int, str], Fraction] = {}
    target: dict[str, Fraction] = {}
    for each in plan.standing:
        key = each.cycle, each.branch
        at[key] = at.get(key, Fraction(0)) + each.positions
        if not each.cycle:
            target[each.branch] = target.get(each.branch, Fraction(0)) + each.target
    return at, target


def proof_table(made: Redeployment) -> Table:
    """Each aim in its order: its value, and what no plan can go below."""
    rows = [
        (
            sentence_case(stage.aim),
            exact(round(stage.value, 4)),
            exact(round(stage.bound, 4)),
            "proven" if stage.proven else "not proven",
        )
        for stage in proofs(made.plan)
    ]
    columns = [
        *(("Aim, in order of importance", "text"), ("This plan", "number")),
        *(("No plan below", "number"), ("Proof", "text")),
    ]
    return table("proof", "What the plan was made to do, and how well it does it", columns, rows)


def cost_table(made: Redeployment) -> Table:
    """What the plan costs, by what was told of costs, and the sum."""
    columns = [("What", "text"), ("How many", "number"), ("Each", "number"), ("Cost", "number")]
    rows: list[tuple[Cell, ...]] = [
        (KINDS.get(cost.what, cost.what), cost.units, cost.each, cost.total) for cost in made.costs
    ]
    rows.append(("All", None, None, sum((cost.total for cost in made.costs), Fraction(0))))
    return replace(table("cost", "Cost of the plan", columns, rows), totals=1)

"""Tables of a model: its coefficients, and what adopting it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evenhand.figures import Model, Moved
from evenhand.reports.presenting import plain_words, readable, sentence_case
from evenhand.reports.table import Table, table


def model_table(model: Model) -> Table:
    """Every coefficient of a model, as it is used."""
    columns = [("Program", "text"), ("Part", "text"), ("Coefficient", "text"), ("Value", "text")]
    rows = [
        (
            sentence_case(part.program),
            plain_words(part.component),
            readable(each.name),
            each.value,
        )
        for part in model.parts
        for each in part.coefficients
    ]
    return table("model", readable(model.name), columns, rows)


def moved_table(found: Sequence[Moved], names: Mapping[str, str]) -> Table:
    """The branches whose positions would change, the largest change of a quota first."""
    columns = [
        ("Program", "text"),
        ("Branch", "text"),
        ("In use", "positions"),
        ("New", "positions"),
        ("Change", "change"),
        ("Quota's change", "quota"),
    ]
    changed = sorted(
        (each for each in found if each.before != each.after),
        key=lambda each: (-abs(each.quota_change), each.program, each.branch),
    )
    rows = [
        (
            sentence_case(each.program),
            readable(names[each.branch]),
            each.before,
            each.after,
            each.after - each.before,
            each.quota_change,
        )
        for each in changed
    ]
    return table("moved", "Positions that would change", columns, rows)


def effect_in_words(found: Sequence[Moved]) -> str:
    """What adopting the model would change, in one sentence."""
    gained = (max(each.after - each.before, Fraction(0)) for each in found)
    positions, most = sum(gained), max((abs(each.quota_change) for each in found), default=0)
    if not positions:
        return f"No position would change; no quota moves by more than {float(most):.2f}."
    many = "1 position" if positions == 1 else f"{float(positions):g} positions"
    return f"{many} would change place; the largest change of a quota is {float(most):.2f}."

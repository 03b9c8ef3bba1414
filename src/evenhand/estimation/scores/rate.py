"""Rate: so many of so many; a branch with a higher rate is pulled up."""

from __future__ import annotations

from fractions import Fraction

from evenhand.errors import TableError
from evenhand.estimation import Asked, score
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Scores, Tally


@score(title="A plain rate", roles=("counts",))
def rate(asked: Asked) -> Scores:
    """Divide a reading's hits, over all it tells apart, by its base.

    A reading that tells types apart must give each the same base in a branch: then
    the rate is hits of any type per one of the base. A branch with nothing in the
    base cannot be judged and has no score.
    """
    return Scores(tuple(_rate(asked, b, ts) for b, ts in asked.of("counts").items()))


def _rate(asked: Asked, branch: str, tallies: list[Tally]) -> BranchScore:
    bases = {t.base_middle for t in tallies}
    if len(bases) > 1:
        raise TableError(
            f"{asked.name}: {branch} has {len(bases)} different bases in one reading, "
            "so its hits cannot be added up. Give every row of the reading the same base."
        )
    base = bases.pop() if bases else Fraction(0)
    if base == 0:
        return BranchScore(branch, None, (), ("nothing to judge by",))
    hits = sum((t.hits_middle for t in tallies), Fraction(0))
    own = (
        asked.figure(branch, hits, "hits", "counted"),
        asked.figure(branch, base, "base", "counted"),
    )
    working = asked.figure(branch, hits / base, "rate", "hits ÷ base", *own)
    return BranchScore(branch, hits / base, (working,), thin(base, "in the base"))

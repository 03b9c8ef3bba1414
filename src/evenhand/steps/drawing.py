"""Drawing: one program shared out many times over, as its scores might have been.

The same base, scores, formula, limits and method as in the run itself, on arrays and
block by block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.allocation.over_draws import awards_over_draws
from evenhand.estimation import Chance, Draws, as_counts, as_scores, scores
from evenhand.estimation.chance import BLOCK, Sample, constant, not_a_number
from evenhand.figures import ProgramResult
from evenhand.figures.flags import SILENT
from evenhand.formula.over_draws import quotas_over_draws
from evenhand.policy import Base, Component
from evenhand.steps.scoring import asked_of
from evenhand.steps.standing import standing
from evenhand.steps.told import Told

Counts = NDArray[np.integer[Any]]
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
#: Draws made whole together, few enough for all that stands beside them to be near.
ROWS = 50
#: The part of its published quota that a branch is owed in any draw.
HAIR = 1e-9


@dataclass(frozen=True)
class Drawing:
    """One program, ready to be drawn: its result, and what the run was told.

    Counts are in units of positions, over all branches by id; a branch held at current
    keeps what it has in every draw.
    """

    told: Told
    made: ProgramResult

    @property
    def name(self) -> str:
        """The program."""
        return self.made.name

    @cached_property
    def published(self) -> Whole:
        """What each branch got."""
        return self._whole([award.positions for award in self.made.awards])

    @cached_property
    def places(self) -> Whole:
        """Where the branches that share stand among all of them."""
        place = {branch: at for at, branch in enumerate(sorted(self.told.data.branches))}
        return np.array([place[branch] for branch in self.told.sharing], dtype=np.int64)

    @cached_property
    def owed(self) -> NDArray[np.float64]:
        """The published quotas of those who share, in units.

        By a hair of it a branch with a claim keeps one in a draw that finds it nothing:
        else limits that the run kept to could leave a draw no way to share out.
        """
        unit = self.told.policy.unit.value
        return np.array([float(self.made.quotas[at].value / unit) for at in self.places])

    @cached_property
    def free(self) -> int:
        """Units left to those who share."""
        return int(self.published[self.places].sum())

    @cached_property
    def limits(self) -> tuple[Whole, Whole]:
        """The least and the most units of each branch that shares."""
        limits = standing(self.told, self.name).limits
        least = [limits[branch].least for branch in self.told.sharing]
        most = [limits[branch].most for branch in self.told.sharing]
        top = [self.free if limit is None else limit for limit in most]
        return np.array(least, dtype=np.int64), np.array(top, dtype=np.int64)

    @cached_property
    def heads(self) -> dict[str, Fraction]:
        """Heads of those who share: the first reading of the base."""
        part = self.told.policy.programs[self.name].base
        role = scores()[part.score].roles[0]
        of = asked_of(self.told, self.name, "base", part, {}).of(role)
        return {b: sum((t.hits_middle for t in of[b]), Fraction(0)) for b in self.told.sharing}

    @cached_property
    def by_head_count(self) -> Whole:
        """Units by branch had they followed heads alone."""
        heads = np.array([[float(number) for number in self.heads.values()]])
        row: Whole = self._everywhere(self._shared(heads * self.free / (heads.sum() or 1.0)))[0]
        return row

    def draw(self, chance: Chance, draws: int) -> Counts:
        """Share the program out in each of `draws`: draws × branches."""
        base, voices = self.parts(chance)
        # As narrow as all units together allow: ten thousand draws stand in memory at once.
        kind = np.min_scalar_type(int(self.published.sum()))
        made: Counts = np.empty((draws, len(self.published)), dtype=kind)
        for start in range(0, draws, BLOCK):
            number, end = start // BLOCK, min(start + BLOCK, draws)
            heads, said = base.block(number), [(w, each.block(number)) for w, each in voices]
            for first in range(0, end - start, ROWS):
                rows = slice(first, min(first + ROWS, end - start))
                own = [(influence, _rows(scores, rows)) for influence, scores in said]
                quotas = quotas_over_draws(float(self.free), _rows(heads, rows), own)
                made[start:end][rows] = self._everywhere(self._shared(self._kept(quotas, rows)))
        return made

    def _kept(self, quotas: Floats, rows: slice) -> Floats:
        """Quotas of some draws, each at least a hair of what was published."""
        kept = np.maximum(quotas, HAIR * self.owed)
        return np.ascontiguousarray(np.broadcast_to(kept, (rows.stop - rows.start, kept.shape[1])))

    def parts(self, chance: Chance) -> tuple[Draws, list[tuple[float, Draws]]]:
        """The draws of the base, and of each component with its influence."""
        drawn = dict(self._drawn(chance))
        base = drawn.pop("base")
        influences = self.told.policy.programs[self.name].components
        return base, [(float(influences[key].influence.value), drawn[key]) for key in drawn]

    def samples(self, chance: Chance) -> Iterator[tuple[str, Sample]]:
        """Each survey behind the program, and the component (or "base") that it feeds."""
        for key, draws in self._drawn(chance):
            yield from ((key, sample) for sample in draws.samples)

    @cached_property
    def _parts(self) -> dict[str, Callable[[Chance], Draws]]:
        """The base, and each component with influence: known once, to be drawn many times."""
        program = self.told.policy.programs[self.name]
        heard = {key: part for key, part in program.components.items() if part.influence.value}
        parts: dict[str, Base | Component] = {"base": program.base, **heard}
        return {key: self._draws(key, part) for key, part in parts.items()}

    def _drawn(self, chance: Chance) -> Iterator[tuple[str, Draws]]:
        yield from ((key, draw(chance)) for key, draw in self._parts.items())

    def known(self) -> Iterator[str]:
        """The parts that rest on readings of their own and are taken as known without error."""
        program = self.told.policy.programs[self.name]
        parts: dict[str, Base | Component] = {"base": program.base, **program.components}
        silent = {each.name for each in self.made.components if SILENT in each.flags}
        for key, part in parts.items():
            weight = getattr(part, "influence", None)
            score = scores()[part.score]
            untold = score.draws is None or key in silent
            if score.roles and untold and (weight is None or weight.value):
                yield f"{self.name}.{key}"

    def _draws(self, key: str, part: Base | Component) -> Callable[[Chance], Draws]:
        score = scores()[part.score]
        base = {} if key == "base" else {f.population: f.value for f in self.made.base}
        base = {branch: base[branch] for branch in self.told.sharing} if base else base
        asked = asked_of(self.told, self.name, key, part, base)
        if score.draws:
            return score.draws(asked)
        made = as_scores(score.compute(asked), base) if base else as_counts(score.compute(asked))
        known = constant([not_a_number(each.value) for each in made.branches])
        return lambda chance: known  # noqa: ARG005 - whatever is drawn

    def _shared(self, quotas: NDArray[np.float64]) -> Whole:
        program = self.told.policy.programs[self.name]
        method = (program.method or self.told.policy.method).value
        least, most = self.limits
        return awards_over_draws(method, self.free, quotas, least, most)

    def _everywhere(self, shared: Whole) -> Whole:
        everywhere = np.broadcast_to(self.published, (len(shared), len(self.published))).copy()
        everywhere[:, self.places] = shared
        return everywhere

    def _whole(self, positions: list[Fraction]) -> Whole:
        unit = self.told.policy.unit.value
        return np.array([int(each / unit) for each in positions], dtype=np.int64)


def _rows(block: Floats, rows: slice) -> Floats:
    """Some draws of a block; what is the same in every draw is one row and stays it."""
    return block if len(block) == 1 else block[rows]

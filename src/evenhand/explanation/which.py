"""Which branch a reader means: by id or by name, and what is near where there is none."""

from __future__ import annotations

from difflib import get_close_matches

from evenhand.errors import RunError
from evenhand.figures import Result


def which(result: Result, branch: str) -> int:
    """The place of `branch`, named by its id or its name, among the branches of a result.

    Raises:
        RunError: There is no such branch, or it has no positions; the text says why.
    """
    names = [award.branch for award in result.programs[0].awards]
    known = {total.name.lower(): total.branch for total in result.totals}
    chosen = known.get(branch.lower(), branch)
    if chosen in names:
        return names.index(chosen)
    for each in result.listed:
        if branch.lower() in (each.branch.lower(), each.name.lower()):
            raise RunError(f"{branch} has no positions: {each.reason}.")
    near = get_close_matches(branch.lower(), [name.lower() for name in known], n=1)
    meant = f" Did you mean {known[near[0]]}?" if near else ""
    raise RunError(f"This run has no branch {branch}.{meant} It has: {', '.join(names)}.")

"""By family: how often each yes or no was said within one family, for what befalls families.

Brothers and sisters are removed, coded and sent home together, so that their answers are
not as many separate answers. Counted as patterns, no child and no family is told apart,
and how alike the answers within families are can still be reckoned.
"""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures.pattern import pattern_text
from evenhand.sources.engine import rows

#: The two words of a pattern: of a case that is a hit, and of one that is only in the base.
YES, NO = "yes", "no"


def answers_by_family(asked: nw.LazyFrame[Any]) -> list[tuple[str, str, int]]:
    """Each branch's patterns, such as "no=2 yes=1", and how many families have them.

    Args:
        asked: One row a case: `branch`, `family`, and `yes`, which is 1 or 0.
    """
    found = (
        asked.group_by("branch", "family")
        .agg(yes=nw.col("yes").sum(), cases=nw.len())
        .group_by("branch", "yes", "cases")
        .agg(families=nw.len())
    )
    return [
        (branch, pattern_text({YES: yes, NO: cases - yes}), families)
        for branch, yes, cases, families in rows(found, "branch", "yes", "cases", "families")
    ]

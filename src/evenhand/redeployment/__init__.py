"""Redeployment: from the positions that are to those that are to be, move by move.

A target is not a plan. The plan keeps every rule, disturbs as few people as can be, and
carries the proof that no other of its kind would have disturbed fewer.
"""

from evenhand.redeployment.planning import plan

#: What no source gives: printed with every plan.
ASSUMES = (
    "Only posts with too many give, and only posts with too few take: nobody is passed on "
    "through a third.",
    "Nobody is dismissed: a position is given up only when it is empty.",
    "People on leave are not moved; trainees are moved like others.",
    "Those expected to leave are not moved before they do, and are not among the fixed.",
    "Nobody is hired within the plan: a position that falls vacant stays so until it is moved.",
    "Empty positions move on a cycle's first day, those left by somebody at its middle, "
    "people on its last day.",
    "Empty positions have no distance: the rule on distance binds people only.",
    "The balance of experience is judged among today's people, whoever is expected to leave.",
)

__all__ = ["ASSUMES", "plan"]

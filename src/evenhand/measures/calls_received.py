"""Calls received: how many calls to protective services each branch received.

Every referral received on a day of the period counts, whatever the branch then
decided: a call that was referred elsewhere had to be answered too. The first day of
the period counts, its last day (the first one outside) does not. Hits and base are
the same number: this is a base, not a rate.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (calls to
protective services, of which a reviewed share warrants an assessment).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, within
from evenhand.sources.engine import CaseTables, rows


@measure(title="Calls received", reads={"referrals": ("branch", "received_on")})
def calls_received(tables: CaseTables, period: Period) -> list[Tally]:
    """Count referrals received in the period by branch."""
    calls = (
        tables["referrals"]
        .filter(within("received_on", period))
        .group_by("branch")
        .agg(calls=nw.len())
    )
    return [Tally(branch, "", n, n) for branch, n in rows(calls, "branch", "calls")]

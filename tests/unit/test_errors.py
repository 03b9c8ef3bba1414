"""What a message may say: no password, in whatever word it stands."""

from __future__ import annotations

import pytest

from evenhand.errors import discreet


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There is no run at postgresql://ann:a?b/c#d@e@db/x.", "There is no run at postgresql://ann:***@db/x."),
        ("No: ann:s3cret@db, and ann:again@db too", "No: ann:***@db, and ann:***@db too"),
        ("referrals.csv:3: id 'x' is empty", "referrals.csv:3: id 'x' is empty"),
        ("Write to head@agency at 10:30.", "Write to head@agency at 10:30."),
    ],
)  # fmt: skip
def test_what_may_be_a_password_is_not_said(text, told):
    assert discreet(text) == told

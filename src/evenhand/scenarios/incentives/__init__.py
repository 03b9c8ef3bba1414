"""Incentives: what one more of something is worth to a branch, by the whole formula."""

"""Caseloads: arithmetic on spreads and daily changes: ratios, distributions, what lies ahead."""

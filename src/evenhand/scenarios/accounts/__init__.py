"""Accounts: why positions differ between two runs, in parts that add up exactly."""

"""Policies shipped with Evenhand, as data."""

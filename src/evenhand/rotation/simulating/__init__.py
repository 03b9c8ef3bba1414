"""A year of reports made up or taken from a log, given out by a rule, and rules compared on it.

What happens whatever the rule (arrivals, absences, what becomes of a report) is drawn
before any rule is tried, so that rules differ by nothing else.
"""

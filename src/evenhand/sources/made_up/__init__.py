"""The parts of the made-up state: places, people, care, calls, staffing, caseload, surveys.

None of it describes a real place. Every leaning of a branch is drawn here and
hidden from the tables, as it is in life: only what follows from it is written.
"""

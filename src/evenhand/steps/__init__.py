"""The steps of a run, each in a file; `run.py` says in what order they are taken."""

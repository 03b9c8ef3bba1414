"""Share out child-welfare casework staff fairly, and explain every number."""

__version__ = "0.1.0"

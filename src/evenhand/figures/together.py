"""What all programs together, and a program's base, are called beside their own names.

No policy may call a program or a component so.
"""

ALL = "all"
BASE = "base"

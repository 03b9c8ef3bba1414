"""A private folder for confidential rows: only this process's owner can open it.

It is removed when the process ends, whatever ends it in an orderly way, lack of memory too.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from evenhand.sources.memory_guard import remove_at_the_end


def private_folder() -> Path:
    """A new, empty folder of mode 0700, which goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="evenhand-"))
    remove_at_the_end(folder)
    return folder

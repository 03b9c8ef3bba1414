"""A file's fingerprint: the same bytes have the same, and no other bytes are known to."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path


def file_hash(path: Path) -> str:
    """The SHA-256 of the file's bytes, read in pieces."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()

"""Real tables, read where they lie; a test skips where they are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


def _shared(part: str) -> Path:
    path = SHARED / part
    if not path.exists():
        pytest.skip(f"shared/{part} does not lie beside the checkout")
    return path


@pytest.fixture(scope="session")
def connecticut():
    return _shared("data/connecticut")


@pytest.fixture(scope="session")
def england():
    return _shared("data/england")

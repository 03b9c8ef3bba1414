"""Scripts that are no part of the package, loaded by their path."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def script():
    """Load a script of the repository, `script("docs/generate.py")`."""

    def load(path: str):
        spec = spec_from_file_location(Path(path).stem, ROOT / path)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load

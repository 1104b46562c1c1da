"""The program under test, for the tests of all folders.

SWEEP_BINARY names it; without that it is the release build of this checkout.
"""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def binary() -> Path:
    path = Path(os.environ.get("SWEEP_BINARY", REPOSITORY / ".build/release/sweep"))
    if not path.is_file():
        pytest.exit(f"{path} does not exist; scripts/build makes it", returncode=2)
    return path.resolve()

"""Has every study in sweeps/paper a figure?"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from conftest import REPOSITORY

STUDIES = sorted(path.stem for path in (REPOSITORY / "sweeps/paper").glob("*.yaml"))


def test_every_study_is_drawn(stored: Callable[[str], Path], tmp_path: Path) -> None:
    results = [stored(name) for name in STUDIES]
    subprocess.run(
        [sys.executable, "-W", "error", REPOSITORY / "scripts/report.py", *results, "-o", tmp_path],
        check=True,
    )
    drawn = {path.name for path in tmp_path.iterdir()}
    assert drawn == {f"{name}.{kind}" for name in STUDIES for kind in ("png", "pdf")}

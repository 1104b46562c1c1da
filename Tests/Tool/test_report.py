"""Has every study in sweeps/paper a figure?"""

import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY, Stored

STUDIES = sorted(path.stem for path in (REPOSITORY / "sweeps/paper").glob("*.yaml"))
# Those of sweeps/flows that have one, too.
FLOWS = ["metrics"]


def test_every_study_is_drawn(stored: Stored, tmp_path: Path) -> None:
    names = STUDIES + FLOWS
    results = [stored(name) for name in names]
    subprocess.run(
        [sys.executable, "-W", "error", REPOSITORY / "scripts/report.py", *results, "-o", tmp_path],
        check=True,
    )
    drawn = {path.name for path in tmp_path.iterdir()}
    assert drawn == {f"{name}.{kind}" for name in names for kind in ("png", "pdf")}

"""Does every sweep file of the repository run, from check to verify?"""

import json
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import REPOSITORY, Stored, Sweep

FILES = sorted((REPOSITORY / "sweeps").rglob("*.yaml"))
OK = 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_runs_through_every_verb(sweep: Sweep, stored: Stored, file: Path) -> None:
    before = set(file.parent.iterdir())
    sweep("check", file)
    sweep("plan", file)
    assert set(file.parent.iterdir()) == before, "check and plan write nothing"
    output = stored(file.stem)
    sweep("verify", output)
    sweep("show", output)

    with h5py.File(output) as result:
        status = result["status"][...]
    assert np.all(status == OK), f"codes of status: {np.unique(status, return_counts=True)}"
    entries = [json.loads(line) for line in Path(f"{output}.runs.jsonl").read_text().splitlines()]
    # Other tests may have been refused the same output since.
    assert entries[0]["outcome"] == "complete"
    assert entries[0]["points_computed"] == status.size
    assert not Path(f"{output}.parts").exists()


def test_there_are_sweep_files() -> None:
    assert {"theorem3", "theorem3-simplex"} <= {file.stem for file in FILES}

"""Does a task use the cores that its script asks for, and no others?"""

import json
import os
from pathlib import Path

import pytest
from arrays import jobs, wait_for_end
from cluster import Cluster

# A block a task.
STUDY = """
sweep: 1
name: cores
experiment: wim
axes: {sigma: {log10: [-2.0, -1.0], count: 1500}}
fixed: {d: 1.0, p: [0.5, 0.5]}
"""


@pytest.mark.parametrize(("options", "cores"), [((), 1), (("--cpus", 2), 2)])
def test_a_task_uses_the_cores_that_it_asks_for(
    sweep, cluster: Cluster, tmp_path: Path, options: tuple[object, ...], cores: int
) -> None:
    file, output = tmp_path / "cores.yaml", tmp_path / "r.h5"
    file.write_text(STUDY)
    said = sweep(
        "slurm", file, "-o", output, "--tasks", 2, "--time", "10m", *options, "--submit").stderr
    array, _ = jobs(said)
    assert f"on {cores} core" in said
    wait_for_end(cluster)
    assert f"CPUs/Task={cores} " in cluster.command("scontrol", "show", "job", f"{array}_0")
    lines = Path(f"{output}.runs.jsonl").read_text().splitlines()
    workers = [json.loads(line)["workers"] for line in lines]
    # The node says that it has more cores than there are.
    assert workers == 2 * [min(cores, len(os.sched_getaffinity(0)))]

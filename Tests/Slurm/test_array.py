"""Does a sweep survive as a job array what clusters do to jobs, and end with the same bytes?"""

import json
import os
import re
import signal
import time
from pathlib import Path

import pytest
from cluster import Cluster

TASKS = 8

STUDY = """
sweep: 1
name: array
experiment: wim
outputs: [wim, log_wim, cross, mean_block, scale_blocks, inverse, ratio]
axes:
  sigma: {log10: [-2.0, -1.0], count: 240}
  p: {simplex: {components: 5, steps: 11}}
fixed: {d: 1.0}
checkpoint: {seconds: 0.5}
"""


def jobs(text: str) -> tuple[str, str]:
    """The numbers of the array and of the merge job from what --submit says."""
    found = re.search(r"array (\d+), merge (\d+)", text)
    assert found, text
    return found[1], found[2]


def processes_of_task(array: str, task: int, binary: Path) -> list[int]:
    """The sweep processes of a task, as their environment tells."""
    wanted = {f"SLURM_ARRAY_JOB_ID={array}", f"SLURM_ARRAY_TASK_ID={task}"}
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = set((folder / "environ").read_bytes().decode().split("\0"))
            program = (folder / "exe").resolve()
        except OSError:
            continue
        if wanted <= environment and program == binary:
            found.append(int(folder.name))
    return found


def has_stored_something(output: Path, task: int) -> bool:
    return bool(list(Path(f"{output}.parts").glob(f"segment-{task}-of-{TASKS}-*.h5")))


def shard(sweep, output: Path, task: int) -> dict:
    return json.loads(sweep("status", output, "--json").stdout)["shards"][task]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("slurm") / "array.yaml"
    file.write_text(STUDY)
    return file


@pytest.fixture(scope="module")
def local(sweep, study: Path) -> Path:
    """The result of one process on this machine."""
    output = study.parent / "local.h5"
    sweep("run", study, "-o", output)
    return output


def test_killed_signalled_and_requeued_tasks_lose_nothing(
    sweep, cluster: Cluster, study: Path, local: Path, binary: Path
) -> None:
    output = study.parent / "cluster.h5"
    options = ("--tasks", TASKS, "--time", "10m", "--cpus", 1)
    array, merge = jobs(sweep("slurm", study, "-o", output, *options, "--submit").stderr)
    killed, signalled, requeued = 1, 2, 3
    for task in (killed, signalled, requeued):
        cluster.wait_until(
            f"task {task} has stored something", lambda: has_stored_something(output, task))

    [process] = processes_of_task(array, killed, binary)
    os.kill(process, signal.SIGKILL)
    cluster.command("scancel", "-s", "USR1", "--batch", f"{array}_{signalled}")
    # What Slurm does to the jobs of a node that has failed.
    cluster.command("scontrol", "requeue", f"{array}_{requeued}")

    cluster.wait_until("the jobs have ended", lambda: not cluster.command("squeue", "-h"), 150)
    for task in (signalled, requeued):
        record = cluster.command("scontrol", "show", "job", f"{array}_{task}")
        assert "Restarts=1" in record and "JobState=COMPLETED" in record, record
        state = shard(sweep, output, task)
        assert state["done"] == state["total"]
    state = shard(sweep, output, killed)
    assert 0 < state["done"] < state["total"], "the task was killed in the middle"

    # The merge job has run and has made nothing that could pass for a result.
    assert "JobState=FAILED" in cluster.command("scontrol", "show", "job", merge)
    assert not output.exists()

    script = sweep("slurm", study, "-o", output, "--missing", "--time", "10m").stdout
    assert f"--array={killed}\n" in script and f"/{TASKS}" in script
    again, _ = jobs(
        sweep("slurm", study, "-o", output, "--missing", "--time", "10m", "--submit").stderr)
    assert again != array
    cluster.wait_until("the jobs have ended", lambda: not cluster.command("squeue", "-h"), 60)
    assert output.read_bytes() == local.read_bytes()
    sweep("verify", output)
    assert "nothing is missing" in sweep(
        "slurm", study, "-o", output, "--missing", "--time", "10m").stderr


def test_cancelled_tasks_are_not_queued_again(
    sweep, cluster: Cluster, study: Path
) -> None:
    output = study.parent / "cancelled.h5"
    array, merge = jobs(
        sweep("slurm", study, "-o", output, "--tasks", 2, "--time", "10m", "--submit").stderr)
    cluster.wait_until(
        "both have stored something",
        lambda: len(list(Path(f"{output}.parts").glob("segment-*.h5"))) >= 2)
    cluster.command("scancel", array, merge)
    cluster.wait_until("the jobs have ended", lambda: not cluster.command("squeue", "-h"), 30)
    time.sleep(3)
    assert cluster.command("squeue", "-h") == ""
    # What was computed before the cancellation is stored.
    state = json.loads(sweep("status", output, "--json").stdout)
    assert 0 < state["done"] < state["total"]


def test_arrays_that_the_cluster_refuses_are_refused(sweep, cluster: Cluster, study: Path) -> None:
    output = study.parent / "large.h5"
    refused = sweep(
        "slurm", study, "-o", output, "--tasks", 1002, "--time", "10m", code=64)
    assert "MaxArraySize" in refused.stderr


def test_a_short_time_is_warned_of(sweep, cluster: Cluster, study: Path) -> None:
    said = sweep(
        "slurm", study, "-o", study.parent / "short.h5", "--tasks", 1, "--time", "5s").stderr
    assert "warning: --time is short" in said

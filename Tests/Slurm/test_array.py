"""Does a sweep survive as a job array what clusters do to jobs, and end with the same bytes?"""

import json
import os
import signal
import time
from pathlib import Path

from arrays import (
    TASKS,
    Local,
    Watch,
    has_stored_something,
    jobs,
    point_in_work,
    processes_of_task,
    shard,
    state_shares,
    wait_for_end,
)
from cluster import Cluster


def test_killed_signalled_and_requeued_tasks_lose_nothing(
    sweep, cluster: Cluster, study: Path, local: Local, binary: Path
) -> None:
    output = study.parent / "cluster.h5"
    options = ("--tasks", TASKS, "--time", "10m", "--cpus", 1)
    array, merge = jobs(sweep("slurm", study, "-o", output, *options, "--submit").stderr)
    killed, signalled, requeued = 1, 2, 3
    for task in (killed, signalled, requeued):
        cluster.wait_until(
            f"task {task} has stored something", lambda: has_stored_something(output, task))

    [process] = processes_of_task(cluster, array, killed, binary)
    os.kill(process, signal.SIGKILL)
    cluster.command("scancel", "-s", "USR1", "--batch", f"{array}_{signalled}")
    # What Slurm does to the jobs of a node that has failed.
    cluster.command("scontrol", "requeue", f"{array}_{requeued}")

    wait_for_end(cluster, 150)
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
    wait_for_end(cluster)
    assert output.read_bytes() == local.read()
    sweep("verify", output)
    assert "nothing is missing" in sweep(
        "slurm", study, "-o", output, "--missing", "--time", "10m").stderr


def test_flows_go_on_within_their_points(
    sweep, cluster: Cluster, flows: Path, local_flows: Local, binary: Path
) -> None:
    output = flows.parent / "cluster.h5"
    options = ("--time", "10m", "--cpus", 1)
    array, _ = jobs(sweep("slurm", flows, "-o", output, "--tasks", 2, *options, "--submit").stderr)
    killed, signalled = 0, 1
    for task in (killed, signalled):
        cluster.wait_until(
            f"task {task} is within a point", lambda: point_in_work(output, task, 2) is not None)
    [process] = processes_of_task(cluster, array, killed, binary)
    os.kill(process, signal.SIGKILL)
    left = Watch(output, point_in_work(output, killed, 2))
    stopped = Watch(output, point_in_work(output, signalled, 2))
    cluster.command("scancel", "-s", "USR1", "--batch", f"{array}_{signalled}")

    def is_requeued() -> bool:
        return "Restarts=1" in cluster.command("scontrol", "show", "job", f"{array}_{signalled}")

    stopped.until(cluster, "the signalled task is queued again", is_requeued, 30)
    # What the killed task has left lies there still, and status tells of both.
    assert state_shares(output)[left.point] == left.first
    status = json.loads(sweep("status", output, "--json").stdout)
    assert status["unfinished"] >= 2 and status["unfinished_share"] > left.first
    begun_again = stopped.last
    stopped.until(cluster, "the jobs have ended", lambda: not cluster.command("squeue", "-h"), 60)
    assert not stopped.fell and stopped.last > begun_again >= stopped.first
    assert shard(sweep, output, signalled)["done"] == 2
    assert not output.exists()

    sweep("slurm", flows, "-o", output, "--missing", *options, "--submit")
    left.until(cluster, "the jobs have ended", lambda: not cluster.command("squeue", "-h"), 60)
    assert not left.fell and left.last > left.first
    assert output.read_bytes() == local_flows.read()


def test_a_node_that_fails_costs_no_more_than_a_state(
    sweep, cluster: Cluster, flows: Path, local_flows: Local
) -> None:
    output = flows.parent / "failed-node.h5"
    array, _ = jobs(
        sweep("slurm", flows, "-o", output, "--tasks", 2, "--time", "10m", "--submit").stderr)
    for task in (0, 1):
        cluster.wait_until(
            f"task {task} is within a point", lambda: point_in_work(output, task, 2) is not None)
    cluster.fail_node()
    watches = [Watch(output, point_in_work(output, task, 2)) for task in (0, 1)]
    for task in (0, 1):
        record = cluster.command("scontrol", "show", "job", f"{array}_{task}")
        assert "JobState=PENDING" in record and "Requeue=1" in record, record
    cluster.start_node()

    def have_ended() -> bool:
        watches[0].look()
        return not cluster.command("squeue", "-h")

    watches[1].until(cluster, "the jobs have ended", have_ended, 90)
    for watch in watches:
        assert not watch.fell and watch.last > watch.first
    assert output.read_bytes() == local_flows.read()


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
    wait_for_end(cluster, 30)
    time.sleep(3)
    assert cluster.command("squeue", "-h") == ""
    # What was computed before the cancellation is stored. SIGTERM comes twice: from Slurm, which
    # sends it to all processes here, and from the script.
    for task in (0, 1):
        log = Path(f"{output}.slurm-{array}_{task}.log").read_text()
        assert "stopped by SIGTERM" in log, log
    state = json.loads(sweep("status", output, "--json").stdout)
    assert 0 < state["done"] < state["total"]


def test_arrays_that_the_cluster_refuses_are_refused(sweep, cluster: Cluster, study: Path) -> None:
    output = study.parent / "large.h5"
    refused = sweep(
        "slurm", study, "-o", output, "--tasks", 1002, "--time", "10m", code=64)
    assert "MaxArraySize" in refused.stderr


def test_what_no_node_gives_is_warned_of(sweep, cluster: Cluster, study: Path) -> None:
    options = ("slurm", study, "-o", study.parent / "wide.h5", "--tasks", 1, "--time", "10m")
    assert "the most is 8" in sweep(*options, "--cpus", 9).stderr
    assert "the most is 1000M" in sweep(*options, "--mem", "1G", "--partition", "test").stderr
    assert "wait for ever" not in sweep(*options, "--cpus", 8, "--mem", "1000M").stderr


def test_a_short_time_is_warned_of(sweep, cluster: Cluster, study: Path) -> None:
    said = sweep(
        "slurm", study, "-o", study.parent / "short.h5", "--tasks", 1, "--time", "5s").stderr
    assert "warning: --time is short" in said

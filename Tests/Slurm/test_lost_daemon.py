"""Do two processes of one task, the first of them on a node that is lost, come out right?"""

import os
import signal
import subprocess
from pathlib import Path

from arrays import (
    Local,
    Watch,
    jobs,
    point_in_work,
    processes_of_task,
    wait_for_end,
)
from cluster import Cluster


def said(output: Path, array: str, task: int) -> str:
    """The log of a task, of all its processes one after the other."""
    log = Path(f"{output}.slurm-{array}_{task}.log")
    return log.read_text() if log.exists() else ""


def test_successors_wait_for_tasks_that_run_on_unseen(
    sweep, cluster: Cluster, flows: Path, local_flows: Local, binary: Path
) -> None:
    output = flows.parent / "lost-daemon.h5"
    array, _ = jobs(
        sweep("slurm", flows, "-o", output, "--tasks", 2, "--time", "10m", "--submit").stderr)
    for task in (0, 1):
        cluster.wait_until(
            f"task {task} is within a point", lambda: point_in_work(output, task, 2) is not None)
    first = [processes_of_task(cluster, array, task, binary)[0] for task in (0, 1)]
    # Halted, they are at work still when their successors come, however fast they are.
    for process in first:
        os.kill(process, signal.SIGSTOP)
    watches = [Watch(output, point_in_work(output, task, 2)) for task in (0, 1)]
    cluster.kill_node_daemon()
    with cluster.spare_node():
        cluster.wait_until_down()
        for task in (0, 1):
            cluster.wait_until(
                f"the successor of task {task} waits",
                lambda: f"locked by process {first[task]} " in said(output, array, task), 60)
            record = cluster.command("scontrol", "show", "job", f"{array}_{task}")
            assert "JobState=RUNNING" in record and "Restarts=1" in record, record
            assert "NodeList=spare" in record, record
        assert set(first) <= set(cluster.processes())

        # One goes on unseen and completes its shard; the other is killed when the daemon is back
        # and the controller finds a job on the node that is no longer there.
        os.kill(first[0], signal.SIGCONT)
        watches[0].until(
            cluster, "the first has ended", lambda: first[0] not in cluster.processes(), 60)
        assert first[1] in cluster.processes()
        cluster.start_node()

        def have_ended() -> bool:
            watches[0].look()
            return not cluster.command("squeue", "-h")

        watches[1].until(cluster, "the jobs have ended", have_ended, 60)
        assert first[1] not in cluster.processes()
    for task, watch in enumerate(watches):
        assert not watch.fell and watch.last > watch.first
        record = cluster.command("scontrol", "show", "job", f"{array}_{task}")
        assert "JobState=COMPLETED" in record and "Restarts=1" in record, record
        assert said(output, array, task).count("waiting: ") == 1
    assert output.read_bytes() == local_flows.read()


def test_a_task_that_waits_is_queued_again_at_its_limit(
    sweep, cluster: Cluster, flows: Path, local_flows: Local, binary: Path
) -> None:
    output = flows.parent / "held.h5"
    with subprocess.Popen(
        [binary, "run", flows, "-o", output, "--shard", "1/2", "--jobs", "1"],
        stderr=subprocess.DEVNULL,
    ) as holder:
        try:
            cluster.wait_until(
                "a point is begun", lambda: point_in_work(output, 1, 2) is not None)
            holder.send_signal(signal.SIGSTOP)
            array, _ = jobs(
                sweep("slurm", flows, "-o", output, "--tasks", 2, "--time", "10m", "--submit")
                .stderr)
            cluster.wait_until("task 1 waits", lambda: "waiting: " in said(output, array, 1))
            # What Slurm does before the limit.
            cluster.command("scancel", "-s", "USR1", "--batch", f"{array}_1")
            # The second of three times it says that it stopped waiting.
            cluster.wait_until(
                "it waits again", lambda: said(output, array, 1).count("waiting: ") >= 3, 60)
        finally:
            holder.kill()
    wait_for_end(cluster)
    record = cluster.command("scontrol", "show", "job", f"{array}_1")
    assert "JobState=COMPLETED" in record and "Restarts=1" in record, record
    assert output.read_bytes() == local_flows.read()

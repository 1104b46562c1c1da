"""What tests of job arrays look at: their studies, processes, segments and states."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Self

from cluster import Cluster

TASKS = 8

# 1080 blocks: more than MaxArraySize allows tasks.
STUDY = """
sweep: 1
name: array
experiment: wim
outputs: [wim, log_wim, cross, mean_block, scale_blocks, inverse, ratio]
axes:
  sigma: {log10: [-2.0, -1.0], count: 180}
  p: {simplex: {components: 5, steps: 11}}
fixed: {d: 1.0}
checkpoint: {seconds: 0.5}
"""

# Four points of seconds each, in shards of two.
FLOWS = """
sweep: 1
name: flows
experiment: flow-2d
axes:
  cells: [40, 48]
  diffusion: [1.0, 0.5]
fixed:
  initial: gaussian
  stepper: rkl2
  dt: 1.0e-5
  times: [0.0, 0.7]
outputs: [density, mass, energy]
checkpoint: {seconds: 0.5}
"""


def jobs(text: str) -> tuple[str, str]:
    """The numbers of the array and of the merge job from what --submit says."""
    found = re.search(r"array (\d+), merge (\d+)", text)
    assert found, text
    return found[1], found[2]


def processes_of_task(cluster: Cluster, array: str, task: int, binary: Path) -> list[int]:
    """The sweep processes of a task, as their environment tells."""
    ids = cluster.processes(SLURM_ARRAY_JOB_ID=array, SLURM_ARRAY_TASK_ID=task)
    return [process for process in ids if Path(f"/proc/{process}/exe").resolve() == binary]


def has_stored_something(output: Path, task: int) -> bool:
    return bool(list(Path(f"{output}.parts").glob(f"segment-{task}-of-{TASKS}-*.h5")))


def shard(sweep, output: Path, task: int) -> dict:
    return json.loads(sweep("status", output, "--json").stdout)["shards"][task]


def state_shares(output: Path) -> dict[int, float]:
    """How much of each unfinished point the states say is done."""
    shares: dict[int, float] = {}
    for path in Path(f"{output}.parts").glob("state-*.bin"):
        try:
            words = path.read_bytes().split(b"\n", 2)[1].split()
        except FileNotFoundError:  # a later one has taken its place
            continue
        block, share = int(words[3]), float(words[7])
        shares[block] = max(share, shares.get(block, 0.0))
    return shares


def point_in_work(output: Path, shard: int, count: int) -> int | None:
    """A point of a shard that is left in the middle, to a tenth at least."""
    shares = state_shares(output)
    begun = [b for b, share in shares.items() if b % count == shard and share > 0.1]
    return begun[0] if begun else None


class Watch:
    """Watches the state of a point: a run that goes on from it never stores an earlier one."""

    def __init__(self, output: Path, point: int) -> None:
        self.output, self.point = output, point
        self.first = self.last = state_shares(output)[point]
        self.fell = False

    def look(self) -> None:
        # None between the removal of an old state and a look at a new one, or where it is finished.
        share = state_shares(self.output).get(self.point)
        if share is not None:
            self.fell |= share < self.last
            self.last = share

    def until(self, cluster: Cluster, what: str, holds: Callable[[], bool], seconds: int) -> None:
        def looked() -> bool:
            self.look()
            return holds()

        cluster.wait_until(what, looked, seconds)


def wait_for_end(cluster: Cluster, seconds: int = 60) -> None:
    cluster.wait_until("the jobs have ended", lambda: not cluster.command("squeue", "-h"), seconds)


class Local:
    """The result of one process on this machine, computed while the cluster is waited for."""

    def __init__(self, binary: Path, study: Path) -> None:
        self.output = study.parent / "local.h5"
        self.process = subprocess.Popen(
            [binary, "run", study, "-o", self.output, "--jobs", "1"], stderr=subprocess.DEVNULL)

    def read(self) -> bytes:
        assert self.process.wait(120) == 0
        return self.output.read_bytes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

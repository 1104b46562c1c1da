"""A file system that is really full, and a limit on the size of files."""

import os
import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from injected_errors import judge
from laboratory import Laboratory, Snapshot
from shim import NAMING, Shim, named, named_segments, read_log
from states import calls_of, half_done
from studies import MANY, Study
from tally import Tally

DISK = 4 << 20


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Mounts a file system of so many bytes; false where that is not allowed."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size}"]
    done = subprocess.run(["mount", *options, "none", folder], capture_output=True)
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)


def full_disk(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Gives an output a little more room at each run until it is complete."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        tally.skipped = "skipped: only root can mount a small file system"
        return
    with small_disk(laboratory.folder / "disk", DISK) as is_mounted:
        if not is_mounted:
            tally.skipped = "skipped: a small file system cannot be mounted here"
            return
        refused = 0
        while tally.times < times:
            refused += fill_and_free(study, laboratory, tally, generator)
        tally.remarks.append(f"{refused} of the runs met a full disk")


def fill_and_free(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random
) -> int:
    """One output on the small disk; how many runs were refused."""
    step = min(DISK // 8, laboratory.reference(study).stat().st_size)
    shim = Shim.build(laboratory.folder)
    disk = laboratory.folder / "disk"
    ballast = disk / "ballast"
    output = laboratory.output(study, inside=disk / "output")
    # Where the system tells of the free space, runs end before they fill the disk; where it tells
    # nonsense, as with quotas and on networks, writing fails.
    is_honest = generator.random() < 0.5
    room = generator.randrange(step)
    refused = 0
    while True:
        ballast.write_bytes(bytes(max(0, DISK - room)))
        before = output.snapshot()
        what = f"full disk {tally.times}, room for {room} bytes"
        log = laboratory.folder / f"{tally.times}.log"
        environment = shim.environment(
            output.folder, [*NAMING, "statvfs"], call=0 if is_honest else 1, action="roomy",
            repeat="sticky", log=log,
        )  # fmt: skip
        ended = output.run(environment=environment)
        tally.times += 1
        judge(ended, output, tally, what, is_done=output.is_reference)
        output.check_state(tally, before, what)
        if log.exists():
            output.check_named(tally, named(read_log(log)), what)
        if ended.code == 0:
            break
        refused += 1
        room += generator.randrange(1, step)
        if room > DISK:
            break
    ballast.unlink()
    output.finish(tally, f"full disk {tally.times}, all freed")
    output.remove()
    return refused


def room_runs_out(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Others fill the disk while a run is at work, as each look at the free space may tell it.

    The run ends with what it has stored, and says how much is needed and how much is free.
    """
    shim = Shim.build(laboratory.folder)
    beginnings = {
        "from the start": laboratory.output(MANY),
        "going on": half_done(laboratory, shim, MANY),
    }
    trials = []
    for name, beginning in beginnings.items():
        calls = calls_of(shim, beginning.copy(), ["statvfs", *NAMING])
        looks = [call.number for call in calls if call.kind == "statvfs"]
        segments = named_segments(calls)
        if len(looks) <= len(segments):
            tally.note("wrong", f"{name}: {len(looks)} looks, {len(segments)} segments stored")
        trials += [(name, number) for number in looks]
    tally.remarks.append(f"{len(trials)} looks in all")
    for name, number in (
        trials if times == 0 else generator.sample(trials, min(times, len(trials)))
    ):
        output = beginnings[name].copy()
        before = output.snapshot()
        log = output.folder.with_suffix(".log")
        environment = shim.environment(
            output.folder, ["statvfs", *NAMING], call=number, action="full", repeat="sticky",
            log=log,
        )  # fmt: skip
        ended = output.run("--jobs", 1, environment=environment)
        tally.times += 1
        what = f"{name}, full at call {number}: {ended}"
        if ended.is_crash:
            tally.note("crashed", what)
        elif ended.code != 74 or "0 B are free" not in ended.message:
            tally.note("wrong", what)
        output.check_state(tally, before, what)
        output.check_named(tally, named(read_log(log)), what)
        output.finish(tally, what)
        output.remove()


def limited_files(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """RLIMIT_FSIZE: with SIGXFSZ ignored writing fails with EFBIG, else the kernel sends it."""
    largest = laboratory.reference(study).stat().st_size
    while tally.times < times:
        # Parts are smaller than the result, and most is written there.
        limit = generator.randrange(generator.choice([largest // 7, largest]))
        reaction = generator.choice([signal.SIG_IGN, signal.SIG_DFL])
        what = f"files of at most {limit} bytes, SIGXFSZ {reaction.name}"

        def confine() -> None:
            signal.signal(signal.SIGXFSZ, reaction)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

        output = laboratory.output(study)
        ended = output.run(before=confine)
        tally.times += 1
        judge(ended, output, tally, what, is_done=output.is_reference)
        output.check_state(tally, Snapshot(), what)
        output.finish(tally, what)
        output.remove()

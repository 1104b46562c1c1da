"""Two runs of one output at once, with a lock and without, and the lock that a killed run leaves."""

import contextlib
import random
import signal
import time

from laboratory import Ended, Laboratory, Output, wait
from shim import Shim
from studies import LONG, Study
from tally import Tally


def two_writers(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """The first is halted at a random time while the second tries; or both start at once."""
    duration = laboratory.duration(study)
    slowest = 0.0
    races = 0
    while tally.times < times:
        output = laboratory.output(study)
        tally.times += 1
        if tally.times % 3 == 0:
            race(output, tally)
            races += 1
        else:
            slowest = max(slowest, halted(output, generator.uniform(0, duration), tally))
        output.remove()
    tally.remarks.append(f"the second was refused within {1000 * slowest:.0f} ms, {races} races")


def halted(output: Output, after: float, tally: Tally) -> float:
    """Halts a run, tries a second, lets the first end; how long the second took to be refused."""
    what = f"pair {tally.times}, the first halted after {after:.3f} s"
    start = time.monotonic()
    first = output.start()
    time.sleep(after)
    first.send_signal(signal.SIGSTOP)
    is_held = is_locked(output, first.pid)
    second = refused_at_once(output)
    first.send_signal(signal.SIGCONT)
    ended = wait(first, start)
    if second.is_crash or ended.is_crash:
        tally.note("crashed", f"{what}: {ended}; the second: {second}")
    # A first run that has not begun, or has ended, holds nothing.
    expected = {73} if is_held else {0, 73}
    if second.code not in expected:
        tally.note("wrong", f"{what}: the second: {second}")
    elif second.code == 73 and second.seconds > 1:
        tally.note("wrong", f"{what}: the second took {second.seconds:.1f} s")
    elif second.code == 73 and ".lock" not in second.message:
        tally.note("wrong", f"{what}: the second does not name the lock: {second}")
    if is_held and ended.code != 0:
        tally.note("wrong", f"{what}: the first: {ended}")
    check_pair(output, tally, what, ended, second)
    return second.seconds if second.code == 73 else 0.0


def refused_at_once(output: Output) -> Ended:
    """A second run beside one that is halted; the quickest of five where they are slow.

    On a busy machine one may be; who waits for the lock is slow every time.
    """
    quickest = output.run()
    for _ in range(4):
        if quickest.code != 73 or quickest.seconds <= 1:
            break
        quickest = min(quickest, output.run(), key=lambda ended: ended.seconds)
    return quickest


def is_locked(output: Output, process: int) -> bool:
    """Whether a process has the shard's lock, as the lock's file tells."""
    with contextlib.suppress(FileNotFoundError):
        lock = output.parts / "shard-0-of-1.lock"
        return f"process {process} " in lock.read_text()
    return False


def race(output: Output, tally: Tally) -> None:
    """Two at once: one may be refused, none may do harm."""
    start = time.monotonic()
    pair = [output.start(), output.start()]
    ended = [wait(process, start) for process in pair]
    what = f"race {tally.times}"
    for one in ended:
        if one.is_crash:
            tally.note("crashed", f"{what}: {one}")
        elif one.code not in (0, 73):
            tally.note("wrong", f"{what}: {one}")
    check_pair(output, tally, what, *ended)


def check_pair(output: Output, tally: Tally, what: str, *ended: Ended) -> None:
    if any(one.code == 0 for one in ended) and not output.is_reference:
        tally.note("different", f"{what}: {'; '.join(map(str, ended))}")
    output.finish(tally, what)


def unlocked_writers(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Both compute the same shard, as on two nodes of a mount that has no locks. One is halted for a
    while, or killed; the other may find the name of its next file taken."""
    shim = Shim.build(laboratory.folder)
    duration = laboratory.duration(study)
    refused = 0
    while tally.times < times:
        output = laboratory.output(study)
        tally.times += 1
        # Of each node's own, not there, or refused by the server.
        locks = ("none", "missing", "full")[tally.times % 3]
        environment = shim.environment(output.folder, []) | {"FAULTS_LOCKS": locks}
        start = time.monotonic()
        pair = [
            output.start("--jobs", 1, "--shard", "0/1", environment=environment) for _ in range(2)
        ]
        time.sleep(generator.uniform(0, 1.5 * duration))
        is_killed = tally.times % 2 == 0
        pair[0].send_signal(signal.SIGKILL if is_killed else signal.SIGSTOP)
        if not is_killed:
            time.sleep(generator.uniform(0, duration))
            pair[0].send_signal(signal.SIGCONT)
        ended = [wait(process, start) for process in pair]
        what = f"pair {tally.times} without locks, one {'killed' if is_killed else 'halted'}"
        for one, expected in zip(ended, ({0, 74, -9} if is_killed else {0, 74}, {0, 74}), strict=True):
            if one.code not in expected:
                tally.note("crashed" if one.is_crash else "wrong", f"{what}: {one}")
            if one.code == 0 and ("without locks" in one.message) != (locks != "none"):
                tally.note("silent", f"{what}, {locks}: {one}")
            refused += one.code == 74
        for name, stored in output.segments().items():
            if stored is None:
                tally.note("lost", f"{what}: {name} is torn")
        output.finish(tally, what)
        output.remove()
    tally.remarks.append(f"{refused} found a name taken")


def killed_holder(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """The lock of a killed run is taken over, though its file still names the dead process."""
    duration = laboratory.duration(LONG)
    while tally.times < times:
        output = laboratory.output(LONG)
        process = output.start()
        deadline = time.monotonic() + 10 * duration
        while not is_locked(output, process.pid) and process.poll() is None:
            if time.monotonic() > deadline:
                break
            time.sleep(0.001)
        time.sleep(generator.uniform(0, duration / 3))
        process.kill()
        process.communicate()
        if process.returncode == -9:
            tally.times += 1
            output.finish(tally, f"lock of the killed run {tally.times}")
        output.remove()

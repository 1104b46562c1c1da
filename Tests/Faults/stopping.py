"""Signals that ask a run to stop, at random times."""

import errno
import random
import signal
import time
from collections import Counter

from laboratory import Laboratory, Output, wait
from shim import Shim
from studies import ENDLESS, ENDLESS_REFERENCE, SMALL_ENDLESS, Study
from tally import Tally, spoken

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2]
PROMISED = 5.0
DISK_ERRORS = [errno.EIO, errno.ENOSPC, errno.EDQUOT]


def stop_signals(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Exit code 75 within five seconds, or 0 where the run came to its end first.

    Before the run has begun a signal ends the program as any other; it has then written nothing.
    """
    # Commits only at the end, so that what is stored was stored because of the signal.
    study = study.committed(seconds=60, megabytes=64)
    duration = laboratory.duration(study)
    codes: Counter[int] = Counter()
    slowest = 0.0
    while tally.times < times:
        output = laboratory.output(study)
        number = generator.choice(SIGNALS)
        after = generator.uniform(0, duration)
        process = output.start()
        time.sleep(after)
        start = time.monotonic()
        process.send_signal(number)
        ended = wait(process, start)
        tally.times += 1
        codes[ended.code] += 1
        slowest = max(slowest, ended.seconds)
        what = f"{number.name} after {after:.3f} s: {ended}"
        if ended.code == -number and output.parts.exists():
            tally.note("crashed", f"{what}, though the run had begun")
        elif ended.is_crash and ended.code != -number:
            tally.note("crashed", what)
        elif ended.code not in (0, 75, -number):
            tally.note("wrong", what)
        elif ended.code == 75 and "stopped by" not in ended.message:
            tally.note("wrong", f"{what}: the message does not say why")
        if ended.seconds > PROMISED:
            tally.note("wrong", f"{what}: it took {ended.seconds:.1f} s")
        if ended.code == 75:
            check_stored(output, tally, what, ended.message)
        output.finish(tally, what)
        output.remove()
    tally.remarks.append(f"{spoken(codes)}, after at most {slowest:.2f} s")


def check_stored(output: Output, tally: Tally, what: str, message: str) -> None:
    """The points that the message says are stored are stored, and states where it says so."""
    now = output.snapshot()
    stored = len(now.points)
    has_begun = any(share > 0 for share in now.shares.values())
    if has_begun != ("and others in part" in message):
        tally.note("lost", f"{what}: states of {sorted(now.shares)} are stored")
    said = "".join(c for c in message.split(":", 1)[1].split(" of ")[0] if c.isdigit())
    if said != str(stored):
        tally.note("lost", f"{what}: {stored} points are stored")


def stop_in_long_points(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A signal within a point of minutes: its state is stored within five seconds."""
    slowest = 0.0
    while tally.times < times:
        study = (ENDLESS, SMALL_ENDLESS, ENDLESS_REFERENCE)[tally.times % 3]
        output = laboratory.output(study.committed(seconds=60, megabytes=64))
        process = output.start()
        time.sleep(generator.uniform(0.5, 1))
        start = time.monotonic()
        process.send_signal(signal.SIGUSR1)
        ended = wait(process, start)
        tally.times += 1
        slowest = max(slowest, ended.seconds)
        what = f"{study.name}: {ended}"
        if ended.code != 75:
            tally.note("crashed" if ended.is_crash else "wrong", what)
        elif ended.seconds > PROMISED:
            tally.note("wrong", f"{what}: it took {ended.seconds:.1f} s")
        elif not output.snapshot().shares:
            tally.note("lost", f"{what}: no state is stored")
        output.remove()
    tally.remarks.append(f"after at most {slowest:.2f} s")


def error_in_long_points(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A state that cannot be stored ends the run within five seconds, not after the point."""
    shim = Shim.build(laboratory.folder)
    slowest = 0.0
    while tally.times < times:
        output = laboratory.output(ENDLESS)
        # The first name is that of the plan, then come states.
        states = generator.randrange(1, 4)
        environment = shim.environment(
            output.folder, ["link"], call=1 + states, error=generator.choice(DISK_ERRORS),
            repeat=generator.choice(["once", "sticky"]),
        )  # fmt: skip
        start = time.monotonic()
        process = output.start("--jobs", 2, environment=environment)
        ended = wait(process, start, PROMISED + states)
        tally.times += 1
        slowest = max(slowest, ended.seconds)
        what = f"state {states} cannot be stored: {ended}"
        if ended.code != 74:
            tally.note("crashed" if ended.is_crash else "wrong", what)
        elif ".bin" not in ended.message:
            tally.note("wrong", f"{what}: the message names no state")
        if states > 1 and not output.snapshot().shares:
            tally.note("lost", f"{what}: the earlier state is gone")
        output.remove()
    tally.remarks.append(f"after at most {slowest:.2f} s")


def second_interrupt(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A second Ctrl-C ends the run at once, and nothing stored is lost."""
    duration = laboratory.duration(study)
    codes: Counter[int] = Counter()
    while tally.times < times:
        output = laboratory.output(study)
        process = output.start()
        time.sleep(generator.uniform(0, duration))
        before = output.snapshot()
        process.send_signal(signal.SIGINT)
        time.sleep(generator.uniform(0, 0.01))
        process.send_signal(signal.SIGINT)
        ended = wait(process, time.monotonic())
        tally.times += 1
        codes[ended.code] += 1
        what = f"pair of Ctrl-C {tally.times}: {ended}"
        if ended.is_crash and ended.code != -signal.SIGINT:
            tally.note("crashed", what)
        elif ended.code not in (0, 75, 130, -signal.SIGINT):
            tally.note("wrong", what)
        output.check_state(tally, before, what)
        output.finish(tally, what)
        output.remove()
    tally.remarks.append(spoken(codes))

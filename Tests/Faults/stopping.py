"""Signals that ask a run to stop, at random times."""

import random
import signal
import time
from collections import Counter

from laboratory import Laboratory, Output, wait
from studies import LONG, Study
from tally import Tally, spoken

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGUSR1, signal.SIGUSR2]
PROMISED = 5.0


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


def second_interrupt(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A second Ctrl-C ends the run at once, and nothing stored is lost."""
    duration = laboratory.duration(LONG)
    codes: Counter[int] = Counter()
    while tally.times < times:
        output = laboratory.output(LONG)
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

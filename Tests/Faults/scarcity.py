"""Too little memory, and too few file descriptors."""

import random
import resource
import time
from collections import Counter

from laboratory import HUNG, Ended, Laboratory, Output, Snapshot, wait
from studies import Study
from tally import Tally, spoken

MEBIBYTE = 1 << 20

# Many times what a run takes that has all the memory it likes.
PATIENCE = 20.0


def peak_address_space(laboratory: Laboratory, study: Study) -> int:
    """How many bytes of address space a run takes at its most."""
    output = laboratory.output(study)
    process = output.start()
    peak = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                fields = dict(line.split(":", 1) for line in status if ":" in line)
            peak = max(peak, int(fields.get("VmPeak", "0 kB").split()[0]) * 1024)
        except (FileNotFoundError, ProcessLookupError):
            break
        time.sleep(0.005)
    process.communicate()
    output.remove()
    return peak


def least_address_space(laboratory: Laboratory) -> int:
    """With how many bytes of address space the program just starts, to 2 MiB."""
    limit = 16 * MEBIBYTE
    while True:

        def confine() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

        if laboratory.sweep("list", before=confine).code == 0:
            return limit
        limit += 2 * MEBIBYTE


def little_memory(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """RLIMIT_AS or RLIMIT_DATA from the start, or RLIMIT_AS from a random time on.

    A program that gets no memory may die; it may not wait for it. What it had stored stays.
    """
    peak = peak_address_space(laboratory, study)
    least = least_address_space(laboratory)
    duration = laboratory.duration(study)
    codes: Counter[int] = Counter()
    while tally.times < times:
        output = laboratory.output(study)
        if generator.random() < 0.5:
            # Most goes wrong where the program starts and its threads have no room.
            most = generator.choice([least + 48 * MEBIBYTE, peak])
            kind, limit = resource.RLIMIT_AS, generator.randrange(least, max(most, least + 1))
            what = f"{limit // MEBIBYTE} of {peak // MEBIBYTE} MiB"
            if generator.random() < 0.25:
                kind, limit = resource.RLIMIT_DATA, generator.randrange(8, 64) * MEBIBYTE
                what = f"{limit // MEBIBYTE} MiB of data"
            before = Snapshot()

            def confine() -> None:
                resource.setrlimit(kind, (limit, limit))

            process = output.start(before=confine)
        else:
            after = generator.uniform(0.1, 1) * duration
            what = f"no more memory after {after:.3f} s"
            process = output.start()
            time.sleep(after)
            before = output.snapshot()
            limit_later(process.pid, resource.RLIMIT_AS, 0)
        ended = wait(process, time.monotonic(), PATIENCE)
        tally.times += 1
        codes[ended.code] += 1
        if ended.code == HUNG:
            tally.note("wrong", f"{what}: {ended}")
        output.check_state(tally, before, f"{what}: {ended}")
        output.finish(tally, f"{what}: {ended}")
        output.remove()
    tally.remarks.append(spoken(codes))


def limit_later(pid: int, kind: int, limit: int) -> None:
    try:
        resource.prlimit(pid, kind, (limit, limit))
    except ProcessLookupError:
        pass


def few_descriptors(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """RLIMIT_NOFILE from the start, or from a random time on: success, or a message."""
    duration = laboratory.duration(study)
    codes: Counter[int] = Counter()
    while tally.times < times:
        output = laboratory.output(study)
        limit = generator.randrange(8, 48)
        before = Snapshot()
        if generator.random() < 0.5:
            what = f"{limit} descriptors"

            def confine() -> None:
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

            ended = output.run(before=confine)
            if ended.code == 74 or (ended.code == 71 and output.parts.exists()):
                tally.note("wrong", f"{what}: it began nevertheless: {ended}")
        else:
            after = generator.uniform(0.1, 1) * duration
            what = f"{limit} descriptors after {after:.3f} s"
            process = output.start()
            time.sleep(after)
            before = output.snapshot()
            limit_later(process.pid, resource.RLIMIT_NOFILE, limit)
            ended = wait(process, time.monotonic())
        tally.times += 1
        codes[ended.code] += 1
        judge_scarce(ended, output, tally, f"{what}: {ended}")
        output.check_state(tally, before, what)
        output.finish(tally, what)
        output.remove()
    tally.remarks.append(spoken(codes))


def judge_scarce(ended: Ended, output: Output, tally: Tally, what: str) -> None:
    if ended.is_crash:
        tally.note("crashed", what)
    elif ended.code == 0 and not output.is_reference:
        tally.note("silent", what)
    elif ended.code == 71 and "ulimit -n" not in ended.message:
        tally.note("wrong", f"{what}: it does not say what to do")
    elif ended.code not in (0, 71, 74) or (ended.code == 74 and "open" not in ended.message):
        tally.note("wrong", what)

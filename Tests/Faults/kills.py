"""SIGKILL at random times, also within points and while merging."""

import random
import statistics
import subprocess
import sys
import time
from collections import Counter

from laboratory import Laboratory, Output
from segments import segment_files
from studies import Study
from tally import Tally
from unfinished import state_files

# Besides the interval: one block in work, one commit, and a processor that others use too.
ALLOWANCE = 0.1

# States are asked for, and then stored, when the run looks for finished blocks: five times a second.
LOOKS = 0.6


def random_kills(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Kills runs of one output, one after another, then lets the last come to its end."""
    duration = laboratory.duration(study)
    phases: Counter[str] = Counter()
    unsaved: list[float] = []
    in_points = 0
    while tally.times < times:
        output = laboratory.output(study)
        while tally.times < times:
            before = output.snapshot()
            start = time.time()
            process = output.start()
            time.sleep(generator.uniform(0, 1.05 * duration))
            end = time.time()
            process.kill()
            _, message = process.communicate()
            what = f"kill {tally.times} after {end - start:.3f} s"
            if process.returncode == 0:
                break
            if process.returncode != -9:
                kind = "crashed" if process.returncode < 0 else "wrong"
                tally.note(kind, f"{what}: it had ended with {process.returncode}: {message}")
                break
            tally.times += 1
            output.check_state(tally, before, what)
            phase = phase_of(output)
            phases[phase] += 1
            in_points += bool(output.snapshot().states)
            if phase == "computing" and (age := age_of_last_commit(output, start, end)) is not None:
                limit = study.seconds + ALLOWANCE + (LOOKS if in_points else 0.0)
                # Of what is beyond, the share is looked at that the processor had for the run.
                unsaved.append(age if age <= limit else age / slowness())
            if generator.random() < 0.3:
                break
        output.finish(tally, f"before kill {tally.times}")
        output.remove()
    tally.remarks.append(f"undisturbed {duration:.1f} s")
    tally.remarks.append(", ".join(f"{count} while {phase}" for phase, count in phases.items()))
    if in_points:
        tally.remarks.append(f"states of unfinished points lay there {in_points} times")
    if unsaved:
        median, most = statistics.median(unsaved), max(unsaved)
        tally.remarks.append(
            f"work not yet stored at the kill: {1000 * median:.0f} ms in the median, "
            f"at most {1000 * most:.0f} ms"
        )
        # Two or three kills on a busy machine have no median worth the name.
        if len(unsaved) >= 5 and median > study.seconds + ALLOWANCE + (LOOKS if in_points else 0.0):
            tally.note("lost", f"{median:.3f} s of work, more than a commit interval")


# How much longer than its processor time a loop of 50 ms takes.
LOOP = """
from time import perf_counter, process_time
wall, own = perf_counter(), process_time()
while process_time() - own < 0.05:
    pass
print((perf_counter() - wall) / (process_time() - own))
"""


def slowness() -> float:
    """How many times as long as on an idle machine the two workers of a run take now."""
    loops = [
        subprocess.Popen([sys.executable, "-c", LOOP], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    return max(1.0, *(float(loop.communicate()[0]) for loop in loops))


def phase_of(output: Output) -> str:
    """What the run was about when it was killed."""
    if output.path.exists():
        return "tidying"
    if not output.parts.exists():
        return "starting"
    stored = len(output.snapshot().points)
    return "merging" if stored == output.study.point_count else "computing"


def age_of_last_commit(output: Output, start: float, end: float) -> float | None:
    """How long ago the run had last stored something, or begun; none if it had not begun."""
    lock = output.parts / "shard-0-of-1.lock"
    begun = lock.stat().st_mtime if lock.exists() else 0.0
    # The clock of file times ticks every few milliseconds.
    if begun < start - 0.01:
        return None
    files = [*segment_files(output.parts), *state_files(output.parts)]
    last = max([begun, *(path.stat().st_mtime for path in files)])
    return max(0.0, end - last)

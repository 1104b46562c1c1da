"""Readers of the parts while a run writes them, and a limit on the time of a run."""

import random
import time
from collections import Counter

from laboratory import Laboratory, wait
from studies import Study
from tally import Tally, spoken


def watched(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """`status` at any moment: it answers, and the run does not notice."""
    if not laboratory.knows("status"):
        tally.skipped = "skipped: this build has no status"
        return
    codes: Counter[int] = Counter()
    while tally.times < times:
        output = laboratory.output(study)
        start = time.monotonic()
        process = output.start()
        while process.poll() is None:
            time.sleep(generator.uniform(0, 0.05))
            began = output.parts.exists()
            ended = laboratory.sweep("status", generator.choice([output.parts, output.path]))
            tally.times += 1
            codes[ended.code] += 1
            if ended.is_crash:
                tally.note("crashed", f"status: {ended}")
            elif ended.code == 76 or (began and ended.code not in (0, 1, 66)):
                tally.note("wrong", f"status: {ended}")
        ended = wait(process, start)
        if ended.code != 0:
            tally.note("crashed" if ended.is_crash else "wrong", f"the watched run: {ended}")
        output.finish(tally, "the watched run")
        output.remove()
    tally.remarks.append(spoken(codes))


def time_limit(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """`--max-time` again and again, until the result is there."""
    if not laboratory.knows("run", "--max-time"):
        tally.skipped = "skipped: this build has no --max-time"
        return
    codes: Counter[int] = Counter()
    latest = 0.0
    while tally.times < times:
        output = laboratory.output(study)
        for _ in range(20):
            before = output.snapshot()
            limit = generator.uniform(0.01, 0.3)
            ended = output.run("--jobs", 2, "--max-time", f"{limit:.3f}")
            tally.times += 1
            codes[ended.code] += 1
            latest = max(latest, ended.seconds - limit)
            what = f"--max-time {limit:.3f}, ended after {ended.seconds:.1f} s: {ended}"
            if ended.is_crash:
                tally.note("crashed", what)
            elif ended.code not in (0, 75) or ended.seconds > limit + 5:
                tally.note("wrong", what)
            output.check_state(tally, before, what)
            if ended.code == 0:
                break
        output.finish(tally, "after --max-time")
        output.remove()
    tally.remarks.append(f"{spoken(codes)}, at most {latest:.2f} s after the limit")

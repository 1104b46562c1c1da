"""Shards that are killed, and their merging."""

import random
import time

from laboratory import Ended, Laboratory, Output
from segments import segment_files
from studies import MANY, Study
from tally import Tally

COUNT = 3


def is_missing(laboratory: Laboratory, tally: Tally) -> bool:
    """Whether the program under test has no shards; then the experiment is skipped."""
    if laboratory.knows("run", "--shard"):
        return False
    tally.skipped = "skipped: this build has no --shard"
    return True


def merge(output: Output, **options: object) -> Ended:
    return output.laboratory.sweep("merge", output.parts, "-o", output.path, **options)


def run_shard(output: Output, number: int) -> Ended:
    return output.run("--jobs", 1, "--shard", f"{number}/{COUNT}")


def killed_shards(
    study: Study, laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Every shard is killed a few times, then all are merged."""
    if is_missing(laboratory, tally):
        return
    while tally.times < times:
        output = laboratory.output(study)
        for shard in generator.sample(range(COUNT), COUNT):
            arguments = ["--jobs", 2, "--shard", f"{shard}/{COUNT}"]
            kill_until_done(output, arguments, tally, generator)
        ended = merge(output)
        if ended.code != 0:
            tally.note("crashed" if ended.is_crash else "wrong", f"merging: {ended}")
        elif not output.is_reference:
            tally.note("different", "the merged result of killed shards")
        output.remove()


def kill_until_done(
    output: Output, arguments: list[object], tally: Tally, generator: random.Random
) -> None:
    for _ in range(4):
        before = output.snapshot()
        process = output.start(*arguments)
        time.sleep(generator.uniform(0, 0.3))
        process.kill()
        process.communicate()
        if process.returncode == -9:
            tally.times += 1
        output.check_state(tally, before, f"shard {arguments[-1]} killed")
    ended = output.run(*arguments)
    if ended.code != 0:
        tally.note("crashed" if ended.is_crash else "wrong", f"shard {arguments[-1]}: {ended}")


def shard_state(output: Output, tally: Tally) -> None:
    """All shards of an output, done and not merged."""
    for shard in range(COUNT):
        if (ended := run_shard(output, shard)).code != 0:
            tally.note("wrong", f"shard {shard}: {ended}")


def incomplete_merges(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Merging what lacks segments is refused, and harms nothing."""
    if is_missing(laboratory, tally):
        return
    state = laboratory.output(MANY)
    shard_state(state, tally)
    while tally.times < times:
        output = state.copy()
        files = segment_files(output.parts)
        for path in generator.sample(files, generator.randrange(1, len(files))):
            path.unlink()
        before = output.snapshot()
        ended = merge(output)
        tally.times += 1
        if ended.is_crash:
            tally.note("crashed", f"merging with gaps: {ended}")
        elif ended.code == 0 or output.path.exists():
            tally.note("silent", f"merging with gaps: {ended}")
        elif "point" not in ended.message:
            tally.note("wrong", f"merging with gaps names no points: {ended}")
        output.check_state(tally, before, "merging with gaps")
        output.remove()

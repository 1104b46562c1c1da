"""Shards that are killed, and their merging."""

import random
import time

from laboratory import Ended, Laboratory, Output
from segments import segment_files
from shim import CHANGING, Shim, read_log
from studies import LONG, MANY
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


def killed_shards(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Every shard is killed a few times, then all are merged."""
    if is_missing(laboratory, tally):
        return
    while tally.times < times:
        output = laboratory.output(LONG)
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
        before = output.segments()
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
        ended = output.run("--jobs", 1, "--shard", f"{shard}/{COUNT}")
        if ended.code != 0:
            tally.note("wrong", f"shard {shard}: {ended}")


def killed_merges(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """Death at the calls of `sweep merge`; merging again gives the result."""
    if is_missing(laboratory, tally):
        return
    shim = Shim.build(laboratory.folder)
    state = laboratory.output(MANY)
    shard_state(state, tally)
    output = state.copy()
    log = laboratory.folder / "merge.log"
    merge(output, environment=shim.environment(output.folder, CHANGING, log=log))
    calls = read_log(log)
    tally.remarks.append(f"{len(calls)} calls")
    numbers = range(1, len(calls) + 1)
    for number in numbers if times == 0 else generator.sample(numbers, min(times, len(numbers))):
        output = state.copy()
        before = output.segments()
        action = generator.choice(["die", "half"])
        what = f"merge, {action} at call {number}"
        environment = shim.environment(output.folder, CHANGING, call=number, action=action)
        merge(output, environment=environment)
        tally.times += 1
        output.check_state(tally, before, what)
        if output.path.exists():
            # Published, and perhaps not yet tidied: the run says so and tidies.
            output.finish(tally, what)
        elif (ended := merge(output)).code != 0:
            tally.note("crashed" if ended.is_crash else "wrong", f"{what}: again: {ended}")
        elif not output.is_reference:
            tally.note("different", what)
        output.remove()


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
        before = output.segments()
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

"""Outputs brought to a certain state by killing a run at a certain call."""

from collections.abc import Iterator
from pathlib import PurePath

from laboratory import Laboratory, Output, Unusable
from shim import CHANGING, Call, Shim, read_log
from studies import Study


def calls_of(shim: Shim, output: Output, kinds: list[str]) -> list[Call]:
    """The calls of a run without faults, with one worker, that leads to the result."""
    log = output.folder.with_suffix(".log")
    ended = output.run("--jobs", 1, environment=shim.environment(output.folder, kinds, log=log))
    if ended.code != 0:
        raise Unusable(f"a run with the shim but without faults fails: {ended}")
    calls = read_log(log)
    log.unlink()
    return calls


def killed_at(
    laboratory: Laboratory, shim: Shim, study: Study, kind: str, name: str, action: str
) -> Output:
    """A run that was killed at its first call of a kind on a file whose name is like that.

    The actions are those of the shim: `die` before the call, `half` half-way through it.
    """
    calls = calls_of(shim, laboratory.output(study), CHANGING)
    numbers = [c.number for c in calls if c.kind == kind and PurePath(c.path).match(name)]
    if not numbers:
        raise Unusable(f"a run makes no call {kind} on {name}")
    output = laboratory.output(study)
    environment = shim.environment(output.folder, CHANGING, call=numbers[0], action=action)
    ended = output.run("--jobs", 1, environment=environment)
    if ended.code != -9:
        raise Unusable(f"a run to be killed at {kind} {name} did not die: {ended}")
    return output


def half_done(laboratory: Laboratory, shim: Shim, study: Study) -> Output:
    """Some segments and half of the next under its temporary name."""
    count = len(all_stored(laboratory, shim, study).segments())
    name = f"segment-0-of-1-{count // 2:06d}.h5.*.temporary"
    return killed_at(laboratory, shim, study, "write", name, "half")


def all_stored(laboratory: Laboratory, shim: Shim, study: Study) -> Output:
    """All segments, and no result yet."""
    return killed_at(
        laboratory, shim, study, "open-to-write", "merged.h5.*.temporary", "die"
    )


# After so many seconds a run of long points is within the first, on a machine with nothing else to do.
MOMENT = 0.15


def moments() -> Iterator[float]:
    """Ever longer ones, for a machine that is busy, and then from the first again, since it may be no more."""
    for _ in range(3):
        for growth in range(12):
            yield MOMENT * 1.25**growth


def stopped_inside(laboratory: Laboratory, study: Study, times: int = 1) -> Output:
    """No segment, and of the first block the state that so many runs have left."""
    for moment in moments():
        output = laboratory.output(study)
        for _ in range(times):
            output.run("--jobs", 1, "--max-time", moment)
        found = output.snapshot()
        if not found.segments and any(s and s.sequence == times - 1 for s in found.states.values()):
            return output
        output.remove()
    raise Unusable(f"a run of {study.name} is not within a point after {MOMENT} s, nor after longer")


def stopped_beyond(laboratory: Laboratory, study: Study) -> Output:
    """Some segments, and the state of a block that comes after theirs."""
    for moment in moments():
        output = laboratory.output(study)
        while not output.path.exists():
            output.run("--jobs", 1, "--max-time", moment)
            # Else a machine too busy to compute anything in a moment would never come to the end.
            moment *= 1.05
            found = output.snapshot()
            if found.segments and found.states:
                return output
        output.remove()
    raise Unusable(f"a run of {study.name} is never within its later points")


def just_published(laboratory: Laboratory, shim: Shim, study: Study) -> Output:
    """A result that has its name, and all its parts."""
    return killed_at(laboratory, shim, study, "link", "result.h5", "half")

"""Calls that fail, once and from then on, with the errors that disks give."""

import errno
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from laboratory import Ended, Experiment, Laboratory, Output
from segments import points_in
from shim import CHANGING, LOOKING, Shim, named_segments, read_log
from states import calls_of, half_done
from studies import FEW
from tally import Tally, spoken

GROWING = "open-to-write write pwrite fsync ftruncate rename link mkdir".split()
OPENING = "open-to-write open-to-read opendir".split()
TRANSFERRING = "write pwrite read pread".split()


@dataclass(frozen=True)
class Fault:
    """An error, the kinds of calls that may give it, and whether a run has to get over it."""

    name: str
    kinds: list[str]
    error: int = 0
    action: str = "fail"
    repeats: tuple[str, ...] = ("once", "sticky")
    must_succeed: bool = False
    must_fail: bool = False

    @property
    def words(self) -> str:
        return f"{', '.join(self.kinds)}; {' and '.join(self.repeats)}"


FAULTS = [
    Fault("EIO", CHANGING + LOOKING, errno.EIO),
    Fault("EIO of fsync", ["fsync"], errno.EIO, must_fail=True),
    Fault("EIO of close", ["close"], errno.EIO),
    Fault("ENOSPC", GROWING, errno.ENOSPC),
    Fault("EDQUOT", GROWING, errno.EDQUOT),
    Fault("EMFILE", OPENING, errno.EMFILE),
    Fault("short write", ["write", "pwrite"], action="short", must_succeed=True),
    # An interrupted call that is never granted would be asked for again without end.
    Fault("EINTR", TRANSFERRING, errno.EINTR, repeats=("once", "alternate"), must_succeed=True),
    # HDF5 does not ask again for a file to be opened.
    Fault("EINTR of open", OPENING, errno.EINTR, repeats=("once", "alternate")),
]


def injected(fault: Fault) -> Experiment:
    """The fault at every call, for a run from the start and one that goes on."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        shim = Shim.build(laboratory.folder)
        beginnings = {
            "from the start": laboratory.output(FEW),
            "going on": half_done(laboratory, shim, FEW),
        }
        trials = [
            (name, call, repeat)
            for name, beginning in beginnings.items()
            for call in calls_of(shim, beginning.copy(), fault.kinds)
            for repeat in fault.repeats
        ]
        tally.remarks.append(f"{len(trials)} trials in all")
        codes: Counter[int] = Counter()
        for name, call, repeat in (
            trials if times == 0 else generator.sample(trials, min(times, len(trials)))
        ):
            output = beginnings[name].copy()
            before = output.segments()
            place = f"call {call.number} ({call.kind} {PurePath(call.path).name})"
            what = f"{name}, {repeat} at {place}"
            log = output.folder.with_suffix(".log")
            environment = shim.environment(
                output.folder, fault.kinds, call=call.number, action=fault.action,
                error=fault.error, repeat=repeat, log=log,
            )  # fmt: skip
            ended = output.run("--jobs", 1, environment=environment)
            tally.times += 1
            codes[ended.code] += 1
            judge(ended, output, tally, what, must_succeed=fault.must_succeed)
            if fault.must_fail and ended.code == 0:
                tally.note("wrong", f"{what}: {ended}, as if it had not failed")
            stored, found = len(points_in(before)), output.points_found()
            said = (stored,) if fault.must_succeed else (None, stored)
            if ended.code == 0 and found not in said:
                tally.note("lost", f"{what}: found {found} of {stored} points")
            output.check_state(tally, before, what)
            calls = [met for met in read_log(log) if met.number < call.number]
            output.check_named(tally, named_segments(calls), what)
            output.finish(tally, what)
            output.remove()
        tally.remarks.append(spoken(codes))

    return experiment


def judge(
    ended: Ended, output: Output, tally: Tally, what: str, *, must_succeed: bool = False
) -> None:
    """Success with the right result, or exit code 74 and a message that names the file."""
    if ended.is_crash:
        tally.note("crashed", f"{what}: {ended}")
    elif ended.code == 0:
        if not output.is_reference:
            tally.note("silent", f"{what}: it ended well with another result, or none")
    elif ended.code != 74 or must_succeed:
        tally.note("wrong", f"{what}: {ended}")
    elif str(output.folder) not in ended.message:
        tally.note("wrong", f"{what}: the message names no file: {ended}")

"""Calls that fail, once and from then on, with the errors that disks give."""

import errno
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from crash_points import note_missed
from laboratory import Ended, Experiment, Laboratory, Output
from scenarios import Outcome, Rehearsal, Scenario, chosen_among, rehearse
from shim import CHANGING, LOOKING, Call, Shim, named, read_log
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


def injected(faults: list[Fault], *scenarios: Scenario) -> Experiment:
    """Each fault at every call of the scenarios."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        shim = Shim.build(laboratory.folder)
        # Of several faults, few trials are of one.
        chosen = faults if times == 0 or times >= 4 * len(faults) else [generator.choice(faults)]
        rehearsals = [
            (fault, rehearse(scenario, laboratory, shim, fault.kinds, tally))
            for scenario in chosen_among(scenarios, generator, times)
            for fault in chosen
        ]
        trials = [
            (fault, rehearsal, call, repeat)
            for fault, rehearsal in rehearsals
            for call in rehearsal.calls
            for repeat in fault.repeats
        ]
        tally.remarks.append(f"{len(trials)} trials in all")
        codes: Counter[int] = Counter()
        missed = 0
        for fault, rehearsal, call, repeat in (
            trials if times == 0 else generator.sample(trials, min(times, len(trials)))
        ):
            ended = inject(fault, rehearsal, call, repeat, shim, tally)
            tally.times += 1
            if ended is None:
                missed += 1
            else:
                codes[ended.code] += 1
        tally.remarks.append(spoken(codes))
        note_missed(missed, tally)

    return experiment


def inject(
    fault: Fault, rehearsal: Rehearsal, call: Call, repeat: str, shim: Shim, tally: Tally
) -> Ended | None:
    """The fault at one call; how the command ended, none where it did not come to that call."""
    scenario, output = rehearsal.scenario, rehearsal.beginning.copy()
    place = f"call {call.number} ({call.kind} {PurePath(call.path).name})"
    what = f"{scenario.name}, {fault.name} {repeat} at {place}"
    log = output.folder.with_suffix(".log")
    environment = shim.environment(
        output.folder, fault.kinds, call=call.number, action=fault.action,
        error=fault.error, repeat=repeat, log=log,
    )  # fmt: skip
    ended = rehearsal.perform(output, environment)
    is_done = Outcome.of(output) == rehearsal.outcome
    calls = read_log(log)
    is_met = not scenario.is_timed or len(calls) >= call.number
    if is_met:
        judge(
            ended, output, tally, what,
            is_done=is_done, success=scenario.code, must_succeed=fault.must_succeed,
        )  # fmt: skip
    if is_met and ended.code == scenario.code:
        if fault.must_fail:
            tally.note("wrong", f"{what}: {ended}, as if it had not failed")
        found = output.points_found()
        # That the log cannot be written is no failure of a run.
        has_said = len(output.log_lines()) > len(rehearsal.beginning.log_lines())
        if found != rehearsal.found and (has_said or fault.must_succeed):
            tally.note("lost", f"{what}: found {found} of {rehearsal.found} points")
    scenario.check(output, rehearsal.beginning, tally, what)
    output.check_named(tally, named([c for c in calls if c.number < call.number]), what)
    # What a command without faults leaves has come to its end in the rehearsal.
    if ended.code != scenario.code or not is_done:
        scenario.finish(output, rehearsal, tally, what)
    output.remove()
    log.unlink()
    return ended if is_met else None


def judge(
    ended: Ended, output: Output, tally: Tally, what: str, *, is_done: bool, success: int = 0,
    must_succeed: bool = False,
) -> None:
    """Success with the right result, or exit code 74 and a message that names the file."""
    if ended.is_crash:
        tally.note("crashed", f"{what}: {ended}")
    elif ended.code == success:
        if not is_done:
            tally.note("silent", f"{what}: it ended well with another result, or none")
    elif ended.code != 74 or must_succeed:
        tally.note("wrong", f"{what}: {ended}")
    elif str(output.folder) not in ended.message:
        tally.note("wrong", f"{what}: the message names no file: {ended}")

"""What a power loss would need: names are given only to bytes that are on the disk.

A killed process leaves its writes to the kernel, so no kill tells whether fsync was called. The
order of the calls does.
"""

import random
from pathlib import PurePath

from laboratory import Laboratory
from shim import CHANGING, Call, Shim
from states import calls_of
from studies import FEW, LONG_FLOW, MANY
from tally import Tally
from unfinished import NAME


def order_of_calls(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """After each write of a file comes its fsync, then its name, then the fsync of its folder."""
    shim = Shim.build(laboratory.folder)
    for study in (FEW, MANY, LONG_FLOW):
        calls = calls_of(shim, laboratory.output(study), CHANGING)
        named = [call for call in calls if call.kind in ("link", "rename")]
        for number, call in enumerate(named):
            tally.times += 1
            following = named[number + 1].number if number + 1 < len(named) else len(calls) + 1
            check(call, calls, following, tally)
        check_published_before_removal(calls, tally)
        if study == LONG_FLOW:
            check_states_before_removal(calls, tally)


def check(name: Call, calls: list[Call], following: int, tally: Tally) -> None:
    """One name given: what was done to its file before, and to its folder after."""
    folder = str(PurePath(name.path).parent)
    # The log has the new name only; the file was the last one to be written.
    earlier = [c for c in calls if c.number < name.number and c.kind in ("write", "pwrite")]
    earlier = [c for c in earlier if c.path.endswith(".temporary")]
    file = earlier[-1].path
    touched = [c for c in calls if c.number < name.number and c.path == file]
    if touched[-1].kind != "fsync":
        tally.note("lost", f"{name.path} is named before fsync of {file}")
    synchronised = [
        c for c in calls
        if name.number < c.number < following and c.kind == "fsync" and c.path == folder
    ]  # fmt: skip
    if not synchronised:
        tally.note("lost", f"no fsync of the folder after {name.path} got its name")


def check_states_before_removal(calls: list[Call], tally: Tally) -> None:
    """No state goes before a later one, or the segment with its block, is on the disk."""
    removals = [
        c for c in calls if c.kind == "unlink" and NAME.fullmatch(PurePath(c.path).name)
    ]  # fmt: skip
    for removal in removals:
        tally.times += 1
        folder = str(PurePath(removal.path).parent)
        own = next(
            c.number for c in calls if c.kind in ("link", "rename") and c.path == removal.path
        )
        named = [c for c in calls if c.kind in ("link", "rename") and c.number > own]
        synchronised = any(
            name.number < c.number < removal.number and c.kind == "fsync" and c.path == folder
            for name in named
            for c in calls
        )
        if not synchronised:
            tally.note("lost", f"{removal.path} is removed before anything later is on the disk")
    if not removals:
        tally.note("wrong", "no state was stored and removed")


def check_published_before_removal(calls: list[Call], tally: Tally) -> None:
    """No segment goes before the result's name is on the disk."""
    published = next(c.number for c in calls if c.kind == "link" and c.path.endswith("result.h5"))
    after = [
        c.number for c in calls
        if c.number > published and c.kind == "fsync" and not c.path.endswith(".parts")
    ]  # fmt: skip
    synchronised = after[0] if after else len(calls) + 1
    for call in calls:
        is_segment = PurePath(call.path).name.startswith("segment-") and call.path.endswith(".h5")
        if call.kind == "unlink" and is_segment and call.number < synchronised:
            tally.note("lost", f"{call.path} is removed before the result is on the disk")

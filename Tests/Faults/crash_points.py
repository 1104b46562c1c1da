"""Death before, and half-way through, every call that changes something on the disk."""

import random

from laboratory import Laboratory
from shim import CHANGING, Shim
from states import calls_of, half_done, just_published
from studies import MANY
from tally import Tally


def crash_points(laboratory: Laboratory, tally: Tally, generator: random.Random, times: int) -> None:
    """Three beginnings: nothing, half of the segments, a result whose parts are still there.

    Half-way through a call that is not a write is before the next one.
    """
    shim = Shim.build(laboratory.folder)
    beginnings = {
        "from the start": laboratory.output(MANY),
        "going on": half_done(laboratory, shim, MANY),
        "tidying": just_published(laboratory, shim, MANY),
    }
    points = []
    for name, beginning in beginnings.items():
        calls = calls_of(shim, beginning.copy(), CHANGING)
        for call in calls:
            points.append((name, call, "die"))
            if call.kind in ("write", "pwrite"):
                points.append((name, call, "half"))
        tally.remarks.append(f"{name} {len(calls)} calls")
    tally.remarks.append(f"{len(points)} points in all")
    chosen = points if times == 0 else generator.sample(points, min(times, len(points)))
    for name, call, action in chosen:
        output = beginnings[name].copy()
        before = output.segments()
        what = f"{name}, {action} at call {call.number} ({call.kind} {call.path.split('/')[-1]})"
        environment = shim.environment(
            output.folder, CHANGING, call=call.number, action=action
        )
        ended = output.run("--jobs", 1, environment=environment)
        tally.times += 1
        if ended.code != -9:
            tally.note("crashed" if ended.is_crash else "wrong", f"{what}: {ended}")
        output.check_state(tally, before, what)
        output.finish(tally, what)
        output.remove()

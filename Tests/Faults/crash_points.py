"""Death before, and half-way through, every call that changes something on the disk."""

import random
from pathlib import PurePath

from laboratory import Experiment, Laboratory, Output
from shim import CHANGING, Shim, read_log
from states import calls_of, half_done, just_published
from studies import FEW, FINER, MANY
from tally import Tally


def crash_points(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
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
        what = f"{name}, {action} at call {call.number} ({call.kind} {PurePath(call.path).name})"
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


def crash_points_of(option: str) -> Experiment:
    """Death at every call of a run with an option that takes over an earlier result.

    After the same command once more the result is that of a run by itself, and the earlier one
    still lies there under some name.
    """

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        if not laboratory.knows("run", option):
            tally.skipped = f"skipped: this build has no {option}"
            return
        shim = Shim.build(laboratory.folder)
        earlier = laboratory.output(FEW)
        earlier.run()
        state = Output(laboratory, FINER, laboratory.sweep_file(FINER), earlier.path)
        whole = state.copy()
        arguments = ["--jobs", 1, option]
        log = laboratory.folder / "calls.log"
        environment = shim.environment(whole.folder, CHANGING, log=log)
        ended = whole.run(*arguments, environment=environment)
        if ended.code != 0 or not whole.is_reference:
            tally.note("wrong", f"without a fault: {ended}")
        calls = read_log(log)
        tally.remarks.append(f"{len(calls)} calls")
        points = [(c, a) for c in calls for a in ("die", "half")]
        for call, action in (
            points if times == 0 else generator.sample(points, min(times, len(points)))
        ):
            output = state.copy()
            what = f"{action} at call {call.number} ({call.kind} {PurePath(call.path).name})"
            environment = shim.environment(
                output.folder, CHANGING, call=call.number, action=action
            )
            output.run(*arguments, environment=environment)
            tally.times += 1
            after_takeover(output, arguments, tally, what)
            output.remove()

    return experiment


def after_takeover(output: Output, arguments: list[object], tally: Tally, what: str) -> None:
    ended = output.run(*arguments)
    if ended.code != 0:
        tally.note("crashed" if ended.is_crash else "wrong", f"{what}: the run afterwards: {ended}")
    elif not output.is_reference:
        tally.note("different", f"{what}: the result after the next run")
    earlier = output.laboratory.reference(FEW).read_bytes()
    files = [path for path in output.folder.rglob("*.h5*") if path.is_file()]
    if not any(path.read_bytes() == earlier for path in files):
        tally.note("lost", f"{what}: the earlier result is gone")

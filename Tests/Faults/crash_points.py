"""Death before, and half-way through, every call that changes something on the disk."""

import random
from pathlib import PurePath

from laboratory import Experiment, Laboratory
from scenarios import Scenario, chosen_among, rehearse
from shim import CHANGING, Shim, named
from tally import Tally


def crash_points(*scenarios: Scenario) -> Experiment:
    """Half-way through a call that is not a write is before the next one."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        shim = Shim.build(laboratory.folder)
        points = []
        for scenario in chosen_among(scenarios, generator, times):
            rehearsal = rehearse(scenario, laboratory, shim, CHANGING, tally)
            for call in rehearsal.calls:
                points.append((rehearsal, call, "die"))
                if call.kind in ("write", "pwrite") or call == rehearsal.calls[-1]:
                    points.append((rehearsal, call, "half"))
            tally.remarks.append(f"{scenario.name} {len(rehearsal.calls)} calls")
        tally.remarks.append(f"{len(points)} points in all")
        chosen = points if times == 0 else generator.sample(points, min(times, len(points)))
        missed = 0
        for rehearsal, call, action in chosen:
            name = PurePath(call.path).name
            what = f"{rehearsal.scenario.name}, {action} at call {call.number} ({call.kind} {name})"
            output = rehearsal.beginning.copy()
            environment = shim.environment(
                output.folder, CHANGING, call=call.number, action=action
            )
            ended = rehearsal.perform(output, environment)
            tally.times += 1
            if rehearsal.scenario.is_timed and ended.code == rehearsal.scenario.code:
                missed += 1
            elif ended.code != -9:
                tally.note("crashed" if ended.is_crash else "wrong", f"{what}: {ended}")
            rehearsal.scenario.check(output, rehearsal.beginning, tally, what)
            earlier = [met for met in rehearsal.calls if met.number < call.number]
            output.check_named(tally, named(earlier), what)
            rehearsal.scenario.finish(output, rehearsal, tally, what)
            output.remove()
        note_missed(missed, tally)

    return experiment


def note_missed(missed: int, tally: Tally) -> None:
    """Trials in which the call was not made; that must be the exception."""
    if missed:
        tally.remarks.append(f"{missed} calls not made again")
    if missed > max(2, tally.times // 4):
        tally.note("wrong", f"{missed} of {tally.times} trials did not come to their call")

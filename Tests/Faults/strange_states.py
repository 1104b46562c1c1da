"""States of another plan, run or block, there twice, out of their order, or no states at all."""

import random
import shutil
from pathlib import Path

from damage import set_aside
from laboratory import Laboratory, Output
from states import stopped_beyond, stopped_inside
from strange_segments import Disturbance, after, beside, check_named, spoken_name
from studies import FLOW, OTHER_FLOW
from tally import Tally
from unfinished import alter, state_files

# What becomes of a strange state: it is as good as another, it is said and set aside, or the run
# is refused until somebody takes it away.
ACCEPTED = "accepted"
SAID = "said"
REFUSED = "refused"

# A cell of the density that is not next to empty.
MARKED = 250


def own_state(output: Output) -> Path:
    """The state that the beginning has; what is disturbed comes after it."""
    return state_files(output.parts)[0]


def later_sequence(output: Output, generator: random.Random) -> Path:
    """As if many states had been stored and removed."""
    path = output.parts / f"state-0-{generator.randrange(2, 10**9)}.bin"
    return own_state(output).rename(path)


def in_another_spelling(output: Output, generator: random.Random) -> Path:
    return copied(own_state(output), output.parts / "state-00-2.bin")


def under_another_block(output: Output, generator: random.Random) -> Path:
    return copied(own_state(output), output.parts / "state-1-0.bin")


def under_no_block(output: Output, generator: random.Random) -> Path:
    return copied(own_state(output), output.parts / "state-99-0.bin")


def copied(path: Path, target: Path) -> Path:
    shutil.copy(path, target)
    return target


def strange_states(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A mark in the own state tells results that go on from it from those that begin anew."""
    own = stopped_inside(laboratory, FLOW, 2)
    alter(own_state(own), MARKED)
    marked = own.copy()
    marked.run()
    from_own = marked.path.read_bytes()
    unmarked = laboratory.reference(FLOW).read_bytes()
    foreign = own_state(stopped_inside(laboratory, OTHER_FLOW))
    earlier = own_state(stopped_inside(laboratory, FLOW))
    of_later_block = own_state(stopped_beyond(laboratory, FLOW))

    def of_other_run(output: Output, generator: random.Random) -> Path:
        return copied(earlier, after(state_files(output.parts)))

    def of_other_plan(output: Output, generator: random.Random) -> Path:
        return copied(foreign, after(state_files(output.parts)))

    def replaced_by_other_plan(output: Output, generator: random.Random) -> Path:
        return copied(foreign, own_state(output))

    def of_another_block(output: Output, generator: random.Random) -> Path:
        return copied(of_later_block, after(state_files(output.parts)))

    duplicated, folder_in_place, link_to_nowhere, another_text = beside(state_files)
    disturbances: list[tuple[Disturbance, str, bytes]] = [
        (duplicated, ACCEPTED, from_own),
        (later_sequence, ACCEPTED, from_own),
        (in_another_spelling, ACCEPTED, from_own),
        (of_other_run, ACCEPTED, unmarked),
        (of_other_plan, SAID, from_own),
        (replaced_by_other_plan, SAID, unmarked),
        (of_another_block, SAID, from_own),
        (under_another_block, SAID, from_own),
        (under_no_block, SAID, from_own),
        (another_text, SAID, from_own),
        (folder_in_place, REFUSED, from_own),
        (link_to_nowhere, REFUSED, from_own),
    ]
    while tally.times < times:
        disturb, expected, result = disturbances[tally.times % len(disturbances)]
        output = own.copy()
        file = disturb(output, generator)
        ended = output.run()
        tally.times += 1
        what = f"{spoken_name(disturb)}: {ended}"
        if expected == REFUSED and ended.code != 0 and not ended.is_crash:
            check_named(output, file, ended.message, tally, what)
            ended = output.run()
        if ended.code != 0:
            tally.note("crashed" if ended.is_crash else "wrong", f"{what}, then {ended}")
        elif expected == SAID and file.name not in ended.message:
            tally.note("silent", f"{what}: the message does not name {file.name}")
        elif expected == SAID and set_aside(output) != [f"{file.name}.damaged"]:
            tally.note("lost", f"{what}: set aside beside the result: {set_aside(output)}")
        if ended.code == 0 and output.path.read_bytes() != result:
            is_anew = output.is_reference
            words = "begins anew" if is_anew else "goes on from something else"
            tally.note("lost" if is_anew else "different", f"{what}: the run {words}")
        output.remove()
    tally.remarks.append(", ".join(spoken_name(disturb) for disturb, _, _ in disturbances))

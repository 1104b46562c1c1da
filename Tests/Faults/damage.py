"""Bit flips, truncations and zeroed sectors in segments and in results."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from laboratory import Experiment, Laboratory, Output
from segments import MARK, SEAL_LENGTH
from shim import Shim
from states import all_stored, just_published, stopped_inside
from studies import FEW, FLOW, MANY, Study
from tally import Tally, spoken
from unfinished import alter, state_files

Harm = Callable[[bytearray, random.Random], str]

# Most bytes of the small ones are structure, of the large ones values.
MATRICES = (FEW, FEW, FEW, MANY)


def flip(content: bytearray, generator: random.Random) -> str:
    position, bit = generator.randrange(len(content)), generator.randrange(8)
    content[position] ^= 1 << bit
    return f"bit {bit} of byte {position} flipped"


def cut(content: bytearray, generator: random.Random) -> str:
    """A shorter file: by anything, by the seal, or by a byte."""
    whole = len(content)
    length = generator.choice(
        [generator.randrange(whole), 0, whole - SEAL_LENGTH, whole - 1, whole // 512 * 512]
    )
    del content[length:]
    return f"cut to {length} of {whole} bytes"


def erase(content: bytearray, generator: random.Random) -> str:
    """A sector of zeros."""
    start = generator.randrange(0, len(content), 512)
    content[start : start + 512] = bytes(len(content[start : start + 512]))
    return f"512 bytes from {start} on zeroed"


def harm_file(path: Path, harm: Harm, generator: random.Random) -> str | None:
    """Damages a file; none if that has changed nothing."""
    content = bytearray(path.read_bytes())
    whole = bytes(content)
    words = harm(content, generator)
    path.write_bytes(content)
    return None if content == whole else f"{path.name}: {words}"


def in_segments(*harms: Harm) -> Experiment:
    def begin(laboratory: Laboratory) -> list[Output]:
        shim = Shim.build(laboratory.folder)
        return [all_stored(laboratory, shim, study) for study in MATRICES]

    return in_parts(begin, "segment-*.h5", harms)


def in_states(*harms: Harm) -> Experiment:
    return in_parts(lambda laboratory: [stopped_inside(laboratory, FLOW, 2)], "state-*.bin", harms)


def in_parts(
    begin: Callable[[Laboratory], list[Output]], names: str, harms: tuple[Harm, ...]
) -> Experiment:
    """Damages a stored file and runs again: its points are computed again, or it refuses."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        beginnings = begin(laboratory)
        codes: Counter[int] = Counter()
        while tally.times < times:
            output = generator.choice(beginnings).copy()
            victim = generator.choice(sorted(output.parts.glob(names)))
            what = harm_file(victim, generator.choice(harms), generator)
            if what is not None:
                ended = output.run()
                tally.times += 1
                codes[ended.code] += 1
                if ended.is_crash:
                    tally.note("crashed", f"{what}: {ended}")
                elif ended.code == 0 and not output.is_reference:
                    tally.note("silent", f"{what}: another result was made of it")
                elif victim.name not in ended.message:
                    kind = "silent" if ended.code == 0 else "wrong"
                    tally.note(kind, f"{what}: the message does not name it: {ended}")
                elif ended.code == 0 and (left := set_aside(output)) != [f"{victim.name}.damaged"]:
                    tally.note("lost", f"{what}: set aside beside the result: {left}")
                elif ended.code == 0 and (again := output.run()).code != 0:
                    tally.note("wrong", f"{what}: {ended}; once more: {again}")
            output.remove()
        tally.remarks.append(spoken(codes))

    return experiment


def changed_states(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A changed number under a seal that fits: where runs go on from states, the result changes."""
    beginning = stopped_inside(laboratory, FLOW)
    laboratory.reference(FLOW)
    while tally.times < times:
        output = beginning.copy()
        [file] = state_files(output.parts)
        # The first cells are next to empty; the last numbers are not of the density.
        number = generator.randrange(200, 300)
        alter(file, number)
        ended = output.run()
        tally.times += 1
        what = f"number {number} of {file.name}: {ended}"
        if ended.code != 0:
            tally.note("crashed" if ended.is_crash else "wrong", what)
        elif output.is_reference:
            tally.note("lost", f"{what}: the run has begun the point anew")
        output.remove()


def set_aside(output: Output) -> list[str]:
    """The damaged files that lie beside a result; none where its parts are still there."""
    beside = [path.name for path in Path(f"{output.path}.damaged").glob("*")]
    return [] if output.parts.exists() else beside


def in_results(studies: tuple[Study, ...], *harms: Harm) -> Experiment:
    """Damages a result: `verify` says so, and no verb that reads it dies of it."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        results = [(study, laboratory.reference(study).read_bytes()) for study in studies]
        codes: Counter[int] = Counter()
        path = laboratory.folder / "damaged.h5"
        while tally.times < times:
            study, whole = generator.choice(results)
            path.write_bytes(whole)
            what = harm_file(path, generator.choice(harms), generator)
            if what is None:
                continue
            ended = laboratory.sweep("verify", path)
            tally.times += 1
            codes[ended.code] += 1
            if ended.is_crash:
                tally.note("crashed", f"verify {what}, {len(whole)} bytes: {ended}")
            elif ended.code == 0 and has_other_content(path, whole):
                tally.note("silent", f"verify {what}, {len(whole)} bytes: {ended}")
            elif ended.code not in (0, 76) and MARK in path.read_bytes():
                # Without the seal a file need not be recognised as a result at all.
                tally.note("wrong", f"verify {what}, {len(whole)} bytes: {ended}")
            if tally.times % 8 == 0:
                ended = laboratory.sweep("show", path, study.variable)
                if ended.is_crash:
                    tally.note("crashed", f"show {what}, {len(whole)} bytes: {ended}")
        tally.remarks.append(spoken(codes))

    return experiment


def has_other_content(path: Path, whole: bytes) -> bool:
    """Whether h5py reads something else than was written; that it cannot read is something else."""
    original = path.with_name("original.h5")
    original.write_bytes(whole)
    script = Path(__file__).with_name("contents.py")
    done = subprocess.run([sys.executable, script, original, path], capture_output=True)
    return done.returncode != 0


def published_with_parts(
    laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
) -> None:
    """A result damaged while its parts are still there: they are the only good copy."""
    shim = Shim.build(laboratory.folder)
    state = just_published(laboratory, shim, FEW)
    while tally.times < times:
        output = state.copy()
        before = output.segments()
        what = harm_file(output.path, generator.choice([flip, cut, erase]), generator)
        if what is not None:
            ended = output.run()
            tally.times += 1
            judge_kept(output, before.keys(), ended.code, tally, f"{what}: {ended}")
        output.remove()


def judge_kept(output: Output, names: set[str], code: int, tally: Tally, what: str) -> None:
    if code < 0:
        tally.note("crashed", what)
    elif code == 0 and not output.is_reference:
        tally.note("silent", what)
    if not output.is_reference and not names <= output.segments().keys():
        tally.note("lost", f"{what}: the parts are gone and the result is damaged")

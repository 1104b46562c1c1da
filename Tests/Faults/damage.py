"""Bit flips, truncations and zeroed sectors in segments and in results."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from laboratory import Laboratory, Output
from segments import MARK, SEAL_LENGTH
from shim import Shim
from states import all_stored, just_published
from studies import FEW, MANY
from tally import Tally, spoken

Harm = Callable[[bytearray, random.Random], str]


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


def in_segments(*harms: Harm) -> Callable[[Laboratory, Tally, random.Random, int], None]:
    """Damages a stored segment and runs again: the points are computed again, or it refuses."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        shim = Shim.build(laboratory.folder)
        # Nearly all of the small segments is structure, of the large ones values.
        states = [all_stored(laboratory, shim, study) for study in (FEW, FEW, FEW, MANY)]
        codes: Counter[int] = Counter()
        while tally.times < times:
            output = generator.choice(states).copy()
            victim = generator.choice(sorted(output.parts.glob("segment-*.h5")))
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


def set_aside(output: Output) -> list[str]:
    """The damaged segments that lie beside a result; none where its parts are still there."""
    beside = [path.name for path in Path(f"{output.path}.damaged").glob("*")]
    return [] if output.parts.exists() else beside


def in_results(*harms: Harm) -> Callable[[Laboratory, Tally, random.Random, int], None]:
    """Damages a result: `verify` says so, and no verb that reads it dies of it."""

    def experiment(
        laboratory: Laboratory, tally: Tally, generator: random.Random, times: int
    ) -> None:
        results = [laboratory.reference(study).read_bytes() for study in (FEW, FEW, FEW, MANY)]
        codes: Counter[int] = Counter()
        path = laboratory.folder / "damaged.h5"
        while tally.times < times:
            whole = generator.choice(results)
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
                ended = laboratory.sweep("show", path, "log_wim")
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

"""Segments that are missing, there twice, of another plan, of another run, or of an old version."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np

from laboratory import Laboratory, Output
from segments import add_seal, cut_seal, segment_files
from shim import Shim
from states import all_stored
from studies import Study
from tally import Tally

# What a beginning may lead to: the reference, or a refusal that names the file.
ACCEPTED = "accepted"
REFUSED = "refused"
EITHER = "either"

Disturbance = Callable[[Output, random.Random], Path | None]


def after(files: list[Path]) -> Path:
    """The name that the next of these segments, or of the states of a block, would have."""
    last = files[-1]
    prefix, number = last.stem.rsplit("-", 1)
    return last.with_name(f"{prefix}-{int(number) + 1:0{len(number)}d}{last.suffix}")


def next_name(output: Output) -> Path:
    return after(segment_files(output.parts))


def missing(output: Output, generator: random.Random) -> None:
    files = segment_files(output.parts)
    for path in generator.sample(files, generator.randrange(1, len(files) + 1)):
        path.unlink()


def swapped(output: Output, generator: random.Random) -> None:
    """Two segments with each other's names."""
    one, two = generator.sample(segment_files(output.parts), 2)
    aside = output.folder / "aside"
    one.rename(aside)
    two.rename(one)
    aside.rename(two)


def old_format(output: Output, generator: random.Random) -> Path:
    """A segment that says of itself, under an intact seal, that it has format 0."""
    path = generator.choice(segment_files(output.parts))
    cut_seal(path)
    with h5py.File(path, "r+") as file:
        file.attrs["sweep_segment_format"] = np.int64(0)
    add_seal(path)
    return path


def other_values(output: Output, generator: random.Random) -> Path:
    """A second segment with the same points, another value, and an intact seal."""
    path = next_name(output)
    shutil.copy(generator.choice(segment_files(output.parts)), path)
    cut_seal(path)
    with h5py.File(path, "r+") as file:
        file[f"variables/{output.study.variable}"][0, 0] *= 2
        file["blocks/sha256"][0, 0] ^= 1
    add_seal(path)
    return path


def wrong_digest(output: Output, generator: random.Random) -> Path:
    """A segment whose seal is intact, but whose block is not what its digest says."""
    path = generator.choice(segment_files(output.parts))
    cut_seal(path)
    with h5py.File(path, "r+") as file:
        file[f"variables/{output.study.variable}"][0, 0] *= 2
    add_seal(path)
    return path


def beside(files: Callable[[Path], list[Path]]) -> list[Disturbance]:
    """Disturbances under the name that the next of the files in a folder of parts would have."""

    def duplicated(output: Output, generator: random.Random) -> Path:
        path = after(files(output.parts))
        shutil.copy(generator.choice(files(output.parts)), path)
        return path

    def folder_in_place(output: Output, generator: random.Random) -> Path:
        path = after(files(output.parts))
        path.mkdir()
        return path

    def link_to_nowhere(output: Output, generator: random.Random) -> Path:
        path = after(files(output.parts))
        path.symlink_to("nowhere")
        return path

    def another_text(output: Output, generator: random.Random) -> Path:
        """Neither HDF5 nor numbers."""
        path = after(files(output.parts))
        path.write_text("not of this program\n" * generator.randrange(100))
        return path

    return [duplicated, folder_in_place, link_to_nowhere, another_text]


def strange_segments(
    study: Study, other: Study, laboratory: Laboratory, tally: Tally, generator: random.Random,
    times: int,
) -> None:  # fmt: skip
    """The other study has another plan."""
    shim = Shim.build(laboratory.folder)
    stored = all_stored(laboratory, shim, study)
    # The same plan, but cut into other segments.
    older = all_stored(laboratory, shim, study.committed(seconds=60, megabytes=0.05))
    foreign = all_stored(laboratory, shim, other)

    def from_other_run(output: Output, generator: random.Random) -> None:
        """Segments of an older run instead of some of our own, and beside others."""
        missing(output, generator)
        for number, path in enumerate(segment_files(older.parts)):
            shutil.copy(path, output.parts / f"segment-0-of-1-{100 + number:06d}.h5")

    def of_other_plan(output: Output, generator: random.Random) -> Path:
        path = next_name(output)
        shutil.copy(generator.choice(segment_files(foreign.parts)), path)
        return path

    def replaced_by_other_plan(output: Output, generator: random.Random) -> Path:
        path = generator.choice(segment_files(output.parts))
        shutil.copy(generator.choice(segment_files(foreign.parts)), path)
        return path

    duplicated, *others = beside(segment_files)
    disturbances: list[tuple[Disturbance, str]] = [
        (missing, ACCEPTED),
        (duplicated, ACCEPTED),
        (swapped, ACCEPTED),
        (from_other_run, ACCEPTED),
        (of_other_plan, REFUSED),
        (replaced_by_other_plan, REFUSED),
        (old_format, REFUSED),
        (other_values, REFUSED),
        (wrong_digest, EITHER),
        *((disturbance, EITHER) for disturbance in others),
    ]
    while tally.times < times:
        disturb, expected = disturbances[tally.times % len(disturbances)]
        output = stored.copy()
        file = disturb(output, generator)
        what = spoken_name(disturb)
        ended = output.run()
        tally.times += 1
        what = f"{what}: {ended}"
        if ended.is_crash:
            tally.note("crashed", what)
        elif ended.code == 0:
            if not output.is_reference:
                tally.note("silent", what)
            elif expected == REFUSED:
                tally.note("wrong", f"{what}: it should have been refused")
        elif expected == ACCEPTED:
            tally.note("wrong", what)
        else:
            check_refusal(output, file, ended.message, tally, what)
        output.remove()
    tally.remarks.append(", ".join(spoken_name(disturb) for disturb, _ in disturbances))


def spoken_name(disturb: Disturbance) -> str:
    return disturb.__name__.replace("_", " ")


def check_refusal(
    output: Output, file: Path | None, message: str, tally: Tally, what: str
) -> None:
    """The message names the file; once that is moved away, the run comes to its end."""
    check_named(output, file, message, tally, what)
    output.finish(tally, f"{what}, once it was moved away")


def check_named(
    output: Output, file: Path | None, message: str, tally: Tally, what: str
) -> None:
    """A refusal names the file, and has made no result; the file is moved away."""
    if file is None or file.name not in message:
        tally.note("wrong", f"{what}: the message does not name {file and file.name}")
    if output.path.exists():
        tally.note("wrong", f"{what}: refused, yet there is a result")
    if file is not None and (file.exists() or file.is_symlink()):
        file.rename(output.folder / "moved-aside")

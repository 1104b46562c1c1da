"""Runs the program on outputs of an experiment's own and compares what it leaves."""

import filecmp
import itertools
import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from segments import Stored, points_in, read_segments
from studies import Study
from tally import Tally
from unfinished import NAME, State, read_states

# No run of these studies takes some seconds; what takes so long hangs.
PATIENCE = 60

# The exit code that stands for a process that was killed for taking too long.
HUNG = 124


class Unusable(Exception):
    """The program does not even get to where an experiment begins."""


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    message: str
    seconds: float

    @property
    def is_crash(self) -> bool:
        return self.code < 0

    def __str__(self) -> str:
        how = f"signal {-self.code}" if self.code < 0 else f"exit code {self.code}"
        last = self.message.strip().splitlines()[-1:] or ["no message"]
        return f"{how}, {last[0]}"


def wait(process: subprocess.Popen[str], start: float, patience: float = PATIENCE) -> Ended:
    """Waits for a process to end, and kills it where that takes too long."""
    try:
        _, message = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return Ended(HUNG, f"hung for {patience} s", patience)
    return Ended(process.returncode, message, time.monotonic() - start)


@dataclass(frozen=True)
class Snapshot:
    """What lay in the parts at a moment; none stands for a file that was not whole."""

    segments: Mapping[str, Stored | None] = field(default_factory=dict)
    states: Mapping[str, State | None] = field(default_factory=dict)

    @property
    def points(self) -> set[int]:
        return points_in(self.segments)

    @property
    def shares(self) -> dict[int, float]:
        """How much is done of each block that has a state."""
        shares: dict[int, float] = {}
        for state in self.states.values():
            if state:
                shares[state.block] = max(state.share, shares.get(state.block, 0.0))
        return shares


@dataclass(frozen=True)
class Laboratory:
    """Where experiments are made."""

    binary: Path
    folder: Path
    counter: "itertools.count[int]"

    def knows(self, *words: str) -> bool:
        """Whether the help of a verb (words but the last) has the last word."""
        done = subprocess.run(
            [self.binary, *words[:-1], "--help"], capture_output=True, encoding="utf-8"
        )
        return done.returncode == 0 and f" {words[-1]} " in done.stdout

    def sweep(self, *arguments: object, **options: object) -> Ended:
        """Runs the program to its end."""
        start = time.monotonic()
        return wait(self.start(*arguments, **options), start)

    def start(
        self,
        *arguments: object,
        environment: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> subprocess.Popen[str]:
        """Starts the program; `before` is called in the new process before it is the program."""
        return subprocess.Popen(
            [str(self.binary), *map(str, arguments)],
            cwd=self.folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            preexec_fn=before,
        )

    def sweep_file(self, study: Study) -> Path:
        path = self.folder / f"{study.name}-{study.seconds}-{study.megabytes}.yaml"
        if not path.exists():
            path.write_text(study.text)
        return path

    def output(self, study: Study, *, inside: Path | None = None) -> "Output":
        """A place for a result in an empty folder of its own."""
        folder = inside or self.folder / f"{next(self.counter):06d}"
        folder.mkdir(exist_ok=True)
        return Output(self, study, self.sweep_file(study), folder / "result.h5")

    def reference(self, study: Study) -> Path:
        """The result of an uninterrupted run with one worker, for all experiments."""
        path = self.folder.parent / f"{self.sweep_file(study).stem}.h5"
        if not path.exists():
            own = self.folder / path.name
            ended = self.sweep("run", self.sweep_file(study), "-o", own, "--jobs", 1)
            if ended.code != study.code:
                raise Unusable(f"an uninterrupted run fails: {ended}")
            # Another experiment may have made it meanwhile, with the same bytes.
            own.rename(path)
        return path

    def duration(self, study: Study) -> float:
        """How long an uninterrupted run takes, in seconds, measured once for all experiments."""
        path = self.folder.parent / f"{self.sweep_file(study).stem}.seconds"
        if not path.exists():
            own = self.folder / path.name
            ended = self.output(study).run()
            if ended.code != study.code:
                raise Unusable(f"an undisturbed run of {study.name} fails: {ended}")
            own.write_text(f"{ended.seconds}")
            own.rename(path)
        return float(path.read_text())


@dataclass(frozen=True)
class Output:
    """A result that is to be, its parts and its log, alone in a folder."""

    laboratory: Laboratory
    study: Study
    sweep_file: Path
    path: Path

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def parts(self) -> Path:
        return Path(f"{self.path}.parts")

    def command(self, *more: object) -> list[object]:
        return ["run", self.sweep_file, "-o", self.path, *(more or ["--jobs", 2])]

    def run(self, *more: object, **options: object) -> Ended:
        return self.laboratory.sweep(*self.command(*more), **options)

    def start(self, *more: object, **options: object) -> subprocess.Popen[str]:
        return self.laboratory.start(*self.command(*more), **options)

    def copy(self) -> "Output":
        """The same state of things in another folder."""
        new = self.laboratory.output(self.study)
        shutil.copytree(self.folder, new.folder, dirs_exist_ok=True, symlinks=True)
        return new

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    @property
    def is_reference(self) -> bool:
        reference = self.laboratory.reference(self.study)
        return self.path.is_file() and filecmp.cmp(self.path, reference, shallow=False)

    def segments(self) -> dict[str, Stored | None]:
        """The segments by name; none stands for one that is not whole."""
        return read_segments(self.parts)

    def snapshot(self) -> Snapshot:
        # The states first: a block that is finished meanwhile is then found in its segment.
        states = read_states(self.parts)
        return Snapshot(self.segments(), states)

    @property
    def remains(self) -> list[str]:
        """What is to be gone when the result is there; a link to parts stays, without any."""
        parts = self.parts
        has_parts = any(parts.iterdir()) if parts.is_symlink() else parts.exists()
        beside = [path.name for path in self.folder.glob("*.temporary")]
        return [parts.name, *beside] if has_parts else beside

    def log_lines(self) -> list[str]:
        """What runs that ended say of themselves."""
        log = Path(f"{self.path}.runs.jsonl")
        return log.read_text().splitlines() if log.exists() else []

    def points_found(self) -> int | None:
        """How many points the last run that ended says it has found; none if it said nothing."""
        lines = self.log_lines()
        try:
            return json.loads(lines[-1])["points_found"] if lines else None
        except json.JSONDecodeError:
            return None

    def check_state(self, tally: Tally, before: Snapshot, what: str) -> None:
        """What an interrupted run left: all that was stored before, and nothing torn."""
        if self.path.exists():
            if not self.is_reference:
                tally.note("different", f"{what}: a result lies there that is not the reference")
            return
        now = self.snapshot()
        for old, new in ((before.segments, now.segments), (before.states, now.states)):
            for name, stored in new.items():
                if stored is None and old.get(name, 0) is not None:
                    tally.note("lost", f"{what}: {name} is torn")
        for name, stored in before.segments.items():
            if stored is not None and now.segments.get(name) != stored:
                tally.note("lost", f"{what}: {name} is gone or has changed")
        for block, share in before.shares.items():
            left = now.shares.get(block, 0.0)
            if block not in now.points and left < share:
                tally.note("lost", f"{what}: block {block} was done to {share}, now to {left}")

    def check_named(self, tally: Tally, names: set[str], what: str) -> None:
        """What got its name during a run is there after it, or something newer, or the result."""
        if self.path.exists():
            return
        now = self.snapshot()
        gone = {name for name in names - now.segments.keys() if not is_outdated(name, now)}
        if gone:
            tally.note("lost", f"{what}: it stored {', '.join(sorted(gone))}, now gone")

    def finish(self, tally: Tally, what: str) -> Ended:
        """Runs without faults to the end: all that is stored is found, the result identical."""
        complete = self.path.exists()
        stored = self.snapshot().points
        ended = self.run()
        if ended.is_crash:
            tally.note("crashed", f"{what}: the run afterwards: {ended}")
        elif ended.code != 0:
            tally.note("wrong", f"{what}: the run afterwards: {ended}")
        elif not self.is_reference:
            tally.note("different", f"{what}: the result after the next run")
        elif not complete and self.points_found() != len(stored):
            tally.note("lost", f"{what}: found {self.points_found()} of {len(stored)} points")
        elif self.remains:
            tally.note("wrong", f"{what}: still there: {', '.join(self.remains)}")
        return ended


def is_outdated(name: str, now: Snapshot) -> bool:
    """Whether a state, by its name, is there still, or a later one, or all of its block."""
    match = NAME.fullmatch(name)
    if match is None:
        return False
    block, sequence = int(match[1]), int(match[2])
    later = (s for s in now.states.values() if s and s.block == block and s.sequence >= sequence)
    return block in now.points or any(later)


Experiment = Callable[[Laboratory, Tally, random.Random, int], None]

"""What an attack is, and how the program is run on what it has made."""

import os
import random
import re
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# What a verb may take of an input of some kilobytes, whatever that says of itself: of the processor, which is
# busy with other things at times, and in all.
SECONDS = 10
PATIENCE = 30
BYTES = 1 << 30

# How a Swift program speaks where it gives up.
TRACE = re.compile(r"Fatal error|Crash:|Stack dump|\*\*\* |core dumped|Thread \d+ crashed|Backtrace took")


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    output: str
    message: str
    seconds: float
    processor: float
    bytes: int

    @property
    def faults(self) -> list[str]:
        """What no input may bring about."""
        found = []
        if self.seconds >= PATIENCE or self.processor >= SECONDS:
            found.append("slow")
        elif self.code < 0:
            found.append("signal")
        if self.bytes > BYTES:
            found.append("large")
        if TRACE.search(self.message):
            found.append("trace")
        return found

    def __str__(self) -> str:
        last = (self.message.strip().splitlines() or ["no message"])[-1]
        return f"{self.code} after {self.seconds:.1f} s with {self.bytes >> 20} MB: {last[:300]}"


@dataclass(frozen=True)
class Trial:
    """An input that was made, and the verb that is to read it."""

    what: str
    command: list[object]
    # What is wrong in silence about how the program ended, in words; none where nothing is.
    check: Callable[[Ended], str | None] = lambda _: None
    # What it reads from standard input; nothing unless given.
    stdin: Path | None = None


@dataclass(frozen=True)
class Attack:
    """A way to make hostile inputs: `make` is given an empty folder."""

    name: str
    make: Callable[[random.Random, Path], Trial]


@dataclass(frozen=True)
class Sweep:
    """The program."""

    binary: Path

    def run(
        self, *arguments: object, folder: Path, seconds: float = PATIENCE, stdin: Path | None = None
    ) -> Ended:
        """Runs it with its bounds, in a folder that exists."""
        output, message = folder / ".output", folder / ".message"
        start = time.monotonic()
        with (
            output.open("wb") as stdout, message.open("wb") as stderr,
            open(stdin or os.devnull, "rb") as source,
        ):  # fmt: skip
            process = subprocess.Popen(
                [str(self.binary), *map(str, arguments)], cwd=folder, stdin=source,
                stdout=stdout, stderr=stderr, preexec_fn=confine,
            )  # fmt: skip
        status, usage = self._wait(process.pid, start + seconds)
        process.returncode = os.waitstatus_to_exitcode(status)
        ended = Ended(
            process.returncode, read(output), read(message), time.monotonic() - start,
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024,
        )  # fmt: skip
        output.unlink()
        message.unlink()
        return ended

    @staticmethod
    def _wait(pid: int, end: float) -> tuple[int, resource.struct_rusage]:
        while True:
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                return status, usage
            if time.monotonic() > end:
                os.kill(pid, 9)
                _, status, usage = os.wait4(pid, 0)
                return status, usage
            time.sleep(0.001)


def confine() -> None:
    """Keeps the machine from harm: none of this is what is measured."""
    resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")

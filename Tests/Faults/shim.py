"""The library that counts and breaks a program's calls on one folder (shim.c)."""

import errno
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePath

# Calls that change what is on the disk, and those that only look.
CHANGING = (
    "open-to-write write pwrite fsync ftruncate rename link unlink mkdir rmdir".split()
)
LOOKING = "open-to-read opendir read pread".split()
NAMING = ["link", "rename"]


@dataclass(frozen=True)
class Call:
    """A call that was counted."""

    number: int
    kind: str
    path: str


@dataclass(frozen=True)
class Shim:
    """The library, built."""

    library: Path

    @staticmethod
    def build(folder: Path) -> "Shim":
        """The library beside the folder of an experiment, for all of them."""
        compiler = shutil.which("cc") or shutil.which("clang")
        if compiler is None:
            raise SystemExit("scripts/faults needs a C compiler (cc) for Tests/Faults/shim.c")
        library = folder.parent / "shim.so"
        if library.exists():
            return Shim(library)
        source = Path(__file__).with_name("shim.c")
        options = ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-ldl"]
        subprocess.run([compiler, source, *options, "-o", library], check=True)
        return Shim(library)

    def environment(
        self,
        folder: Path,
        kinds: list[str],
        *,
        call: int = 0,
        action: str = "fail",
        error: int = errno.EIO,
        repeat: str = "once",
        log: Path | None = None,
    ) -> dict[str, str]:
        """What the program is to be started with so that a call in the folder is met."""
        settings = {
            "LD_PRELOAD": str(self.library),
            "FAULTS_FOLDER": str(folder),
            "FAULTS_KINDS": ",".join(kinds),
            "FAULTS_CALL": str(call),
            "FAULTS_ACTION": action,
            "FAULTS_ERROR": str(error),
            "FAULTS_REPEAT": repeat,
        }
        return settings | ({"FAULTS_LOG": str(log)} if log else {})


def named_segments(calls: list[Call]) -> set[str]:
    """The segments that got their final names by these calls."""
    return {name for name in named(calls) if PurePath(name).match("segment-*.h5")}


def named(calls: list[Call]) -> set[str]:
    """The segments and the states that got their final names by these calls."""
    paths = [PurePath(call.path) for call in calls if call.kind in NAMING]
    return {p.name for p in paths if p.match("segment-*.h5") or p.match("state-*.bin")}


def read_log(log: Path) -> list[Call]:
    """The calls in their order."""
    lines = [line.split(" ", 2) for line in log.read_text().splitlines()]
    return sorted((Call(int(n), kind, path) for n, kind, path in lines), key=lambda c: c.number)

"""The program under test, run from nothing."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """The program under test, with a folder for what it reads and writes."""

    binary: Path
    folder: Path

    def run(self, definition: str, jobs: int) -> tuple[float, int, Path]:
        """Wall seconds, peak bytes of memory, and the result of a run from nothing."""
        study, output = self.folder / "study.yaml", self.folder / "result.h5"
        study.write_text(definition)
        output.unlink(missing_ok=True)
        begin = time.perf_counter()
        process = subprocess.Popen(
            [self.binary, "run", study, "-o", output, "--jobs", str(jobs)],
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"benchmark: error: sweep run ended with exit code {process.returncode}")
        return seconds, usage.ru_maxrss * 1024, output

"""Does the script of a task tell how its run ended, and queue it again when it should?

The script itself is run, with stand-ins for the program and for scontrol.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Sweep
from test_slurm_script import script

RUN = """\
#!/bin/bash
trap 'sleep {delay}; {then}' USR1 TERM
echo $$ > {folder}/begun
while [ ! -e {folder}/over ]; do sleep 0.01; done
exit 0
"""

# As if each time the node were busy with others once the script has waited.
SLOW = "wait() { builtin wait \"$@\"; local code=$?; sleep 0.4; return $code; }\n"

SCONTROL = """\
#!/bin/bash
echo "$@" >> {folder}/asked
"""


class Task:
    """The script of task 1 of array 37, in work."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder, self.process = folder, process
        self.until(lambda: self.read("begun").endswith("\n"))
        self.run = int(self.read("begun"))

    def read(self, name: str) -> str:
        file = self.folder / name
        return file.read_text() if file.exists() else ""

    def until(self, holds) -> None:
        end = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < end and self.process.poll() is None
            time.sleep(0.005)

    def end(self) -> tuple[int, str]:
        """The script's code, and what was asked of Slurm."""
        return self.process.wait(60), self.read("asked")


def start(
    sweep: Sweep, folder: Path, *, delay: float = 0, then: str = "exit 75", first: str = ""
) -> subprocess.Popen[bytes]:
    """The script, which does something more before it starts the run."""
    body = script(sweep, folder).split("<<'ARRAY'\n")[1].split("\nARRAY\n")[0]
    for name, text in (("run", RUN), ("scontrol", SCONTROL)):
        (folder / name).write_text(text.format(folder=folder, delay=delay, then=then))
        (folder / name).chmod(0o755)
    head, rest = body.split(str(sweep.binary))
    (folder / "task").write_text(f"{head}{first}{folder}/run{rest}")
    environment = os.environ | {
        "SLURM_ARRAY_JOB_ID": "37", "SLURM_ARRAY_TASK_ID": "1",
        "PATH": f"{folder}:{os.environ['PATH']}",
    }
    return subprocess.Popen(["bash", folder / "task"], env=environment)


@contextmanager
def task(
    sweep: Sweep, folder: Path, *, delay: float = 0, then: str = "exit 75", slow: bool = False
) -> Iterator[Task]:
    process = start(sweep, folder, delay=delay, then=then, first=SLOW if slow else "")
    try:
        yield Task(folder, process)
    finally:
        (folder / "over").touch()
        process.send_signal(signal.SIGCONT)
        process.wait(60)


AGAIN = "requeue 37_1\n"


def test_a_run_that_ends_is_not_queued_again(sweep: Sweep, tmp_path: Path) -> None:
    with task(sweep, tmp_path) as it:
        (tmp_path / "over").touch()
        assert it.end() == (0, "")


@pytest.mark.parametrize(
    ("number", "code", "asked"),
    [
        (signal.SIGUSR1, 75, AGAIN),
        (signal.SIGUSR1, 74, ""),
        (signal.SIGUSR1, 0, ""),
        (signal.SIGTERM, 75, ""),
    ],
    ids=["before the limit", "then it failed", "then it was complete", "cancelled"],
)
@pytest.mark.parametrize("delay", [0, 0.3])
@pytest.mark.parametrize("slow", [False, True], ids=["idle", "busy"])
def test_a_signal_stops_the_run(
    sweep: Sweep, tmp_path: Path, number: signal.Signals, code: int, asked: str, delay: float, slow: bool
) -> None:
    with task(sweep, tmp_path, delay=delay, then=f"exit {code}", slow=slow) as it:
        it.process.send_signal(number)
        assert it.end() == (code, asked)


@pytest.mark.parametrize(
    ("number", "asked"),
    [(signal.SIGUSR1, AGAIN), (signal.SIGKILL, "")],
    ids=["not begun to look for signals", "killed"],
)
def test_a_run_that_a_signal_has_ended_tells_by_its_code(
    sweep: Sweep, tmp_path: Path, number: signal.Signals, asked: str
) -> None:
    with task(sweep, tmp_path, then=f"trap - USR1; kill -{number} $$") as it:
        it.process.send_signal(signal.SIGUSR1)
        assert it.end() == (128 + number, asked)


@pytest.mark.parametrize("slow", [False, True], ids=["idle", "busy"])
def test_signals_may_come_twice(sweep: Sweep, tmp_path: Path, slow: bool) -> None:
    with task(sweep, tmp_path, delay=0.3, slow=slow) as it:
        it.process.send_signal(signal.SIGUSR1)
        time.sleep(0.05)
        it.process.send_signal(signal.SIGUSR1)
        time.sleep(0.05)
        it.process.send_signal(signal.SIGTERM)
        assert it.end() == (75, AGAIN)


@pytest.mark.parametrize(
    ("number", "asked"), [(signal.SIGUSR1, AGAIN), (signal.SIGTERM, "")], ids=["limit", "cancelled"]
)
def test_a_signal_may_come_before_the_run(
    sweep: Sweep, tmp_path: Path, number: signal.Signals, asked: str
) -> None:
    process = start(sweep, tmp_path, first=f"kill -{number} $$\n")
    assert process.wait(60) in (75, 128 + number)
    said = tmp_path / "asked"
    assert (said.read_text() if said.exists() else "") == asked

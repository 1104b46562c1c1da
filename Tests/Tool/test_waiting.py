"""Does `sweep run --wait` wait for the run in its way, and does nothing get lost in between?"""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from conftest import Sweep
from test_long_points import STUDY as LONG

# The longer point first: who is stopped within it has the other one left.
STUDY = LONG.replace("cells: 512", "cells: 320").replace(
    "[explicit_euler, ssp_rk3]", "[ssp_rk3, explicit_euler]")

STOPPED, IN_USE = 75, 73

# Seconds after which something hangs, however busy the machine is.
PATIENCE = 60


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("waiting") / "long.yaml"
    file.write_text(STUDY)
    return file


@pytest.fixture(scope="module")
def undisturbed(sweep: Sweep, study: Path) -> bytes:
    output = study.parent / "undisturbed.h5"
    sweep("run", study, "-o", output)
    return output.read_bytes()


@contextmanager
def run(sweep: Sweep, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sweep.binary, "run", *map(str, arguments)], stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def halted_run(sweep: Sweep, study: Path, output: Path) -> Iterator[subprocess.Popen[str]]:
    """A run within its first point, halted there."""
    with run(sweep, study, "-o", output, "--jobs", 1) as process:
        parts = Path(f"{output}.parts")
        deadline = time.monotonic() + PATIENCE
        # Its first state tells that it is there, and has had the lock for some time.
        while not list(parts.glob("state-0-*.bin")):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.005)
        process.send_signal(signal.SIGSTOP)
        assert f"process {process.pid} " in (parts / "shard-0-of-1.lock").read_text()
        yield process


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGCONT])
def test_a_run_that_waited_goes_on(
    sweep: Sweep, study: Path, undisturbed: bytes, tmp_path: Path, ending: signal.Signals
) -> None:
    output = tmp_path / "r.h5"
    with ExitStack() as stack:
        holder = stack.enter_context(halted_run(sweep, study, output))
        waiting = stack.enter_context(run(sweep, study, "-o", output, "--wait"))
        said = waiting.stderr.readline()
        assert said.startswith("waiting: ") and f"locked by process {holder.pid} on" in said
        # That it looks again is not said again.
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(2.5)
        holder.send_signal(ending)
        _, said = waiting.communicate(timeout=2 * PATIENCE)
    assert waiting.returncode == 0 and "waiting" not in said, said
    assert output.read_bytes() == undisturbed


def test_a_wait_ends_with_a_signal_and_at_the_limit(
    sweep: Sweep, study: Path, tmp_path: Path
) -> None:
    output = tmp_path / "r.h5"
    with halted_run(sweep, study, output) as holder:
        assert f"process {holder.pid}" in sweep("run", study, "-o", output, code=IN_USE).stderr
        limited = sweep("run", study, "-o", output, "--wait", "--max-time", "1s", code=STOPPED)
        assert "stopped by --max-time while waiting: " in limited.stderr
        with run(sweep, study, "-o", output, "--wait") as waiting:
            waiting.stderr.readline()
            waiting.send_signal(signal.SIGUSR1)
            _, said = waiting.communicate(timeout=PATIENCE)
            assert waiting.returncode == STOPPED
            assert "stopped by SIGUSR1 while waiting: " in said


def test_what_is_in_the_way_for_good_is_not_waited_for(
    sweep: Sweep, study: Path, tmp_path: Path
) -> None:
    (tmp_path / "r.h5.parts").mkdir()
    (tmp_path / "r.h5.parts" / "letter.txt").write_text("not of sweep's making")
    refused = sweep("run", study, "-o", tmp_path / "r.h5", "--wait", code=IN_USE)
    assert "not a folder of sweep's" in refused.stderr


def test_a_closed_terminal_does_not_stop_a_run_under_nohup(
    sweep: Sweep, study: Path, tmp_path: Path
) -> None:
    output = tmp_path / "r.h5"
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with halted_run(sweep, study, output) as process:
            process.send_signal(signal.SIGHUP)
            process.send_signal(signal.SIGCONT)
            _, said = process.communicate(timeout=PATIENCE)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert process.returncode == 0, said
    assert output.exists()


def test_sigterm_from_two_sides_is_one(sweep: Sweep, study: Path, tmp_path: Path) -> None:
    """As of a batch system that signals the run and a script, which passes its own on."""
    said = []
    # On a busy machine more than a second may lie between the two: then they are two indeed.
    for attempt in range(5):
        with halted_run(sweep, study, tmp_path / f"{attempt}.h5") as process:
            process.send_signal(signal.SIGCONT)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.01)
            process.send_signal(signal.SIGTERM)
            said.append(process.communicate(timeout=PATIENCE)[1])
        if process.returncode != -signal.SIGTERM:
            break
    assert process.returncode == STOPPED, said
    assert "stopped by SIGTERM: " in said[-1]

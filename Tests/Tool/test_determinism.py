"""Is a result determined by its plan alone: not by workers, kills, or how often it was run?"""

import filecmp
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sweep

STUDY = REPOSITORY / "sweeps/paper/theorem3.yaml"

# Some seconds of work on one core, stored five times a second.
LONG_STUDY = """\
sweep: 1
name: interrupted
experiment: wim
axes:
  sigma: {log10: [-2.0, 0.0], count: 80}
  d: [1.0]
  p:
    simplex: {components: 3, steps: 46, boundary: false}
checkpoint: {seconds: 0.2}
"""


def is_same(a: Path, b: Path) -> bool:
    return filecmp.cmp(a, b, shallow=False)


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_workers_do_not_show(sweep: Sweep, theorem3: Path, tmp_path: Path, jobs: int) -> None:
    output = tmp_path / "result.h5"
    sweep("run", STUDY, "-o", output, "--jobs", jobs)
    assert is_same(output, theorem3)


def test_running_again_changes_nothing(sweep: Sweep, theorem3: Path) -> None:
    before, time_before = theorem3.read_bytes(), theorem3.stat().st_mtime_ns
    again = sweep("run", STUDY, "-o", theorem3)
    assert "complete already" in again.stderr
    assert theorem3.read_bytes() == before
    assert theorem3.stat().st_mtime_ns == time_before


def test_another_plan_is_refused(sweep: Sweep, theorem3: Path, tmp_path: Path) -> None:
    before = theorem3.read_bytes()
    other = tmp_path / "other.yaml"
    other.write_text(STUDY.read_text().replace("d: [0.5, 1.0, 2.0]", "d: [0.5, 1.0, 2.5]"))
    refused = sweep("run", other, "-o", theorem3, code=65)
    assert "2.5" in refused.stderr, "the message names what differs"
    assert theorem3.read_bytes() == before


@pytest.fixture(scope="module")
def long_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("long") / "long.yaml"
    file.write_text(LONG_STUDY)
    return file


@pytest.fixture(scope="module")
def uninterrupted(sweep: Sweep, long_study: Path) -> Path:
    output = long_study.with_suffix(".h5")
    sweep("run", long_study, "-o", output)
    return output


def interrupt(
    binary: Path, study: Path, output: Path, number: signal.Signals
) -> int:
    """Starts a run, sends the signal once some blocks are stored; the exit code."""
    command = [binary, "run", study, "-o", output, "--jobs", "1"]

    def do_not_ignore() -> None:
        # These tests themselves may have been begun with nohup.
        signal.signal(number, signal.SIG_DFL)

    catchable = number != signal.SIGKILL
    process = subprocess.Popen(
        command, stderr=subprocess.DEVNULL, preexec_fn=do_not_ignore if catchable else None
    )
    parts = Path(f"{output}.parts")
    deadline = time.monotonic() + 60
    while process.poll() is None and not any(parts.glob("segment-*.h5")):
        assert time.monotonic() < deadline, "nothing was stored within a minute"
        time.sleep(0.005)
    process.send_signal(number)
    code = process.wait(timeout=60)
    assert not output.exists(), "the run was over before the signal came"
    return code


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 75), (signal.SIGHUP, 75)],
)
def test_an_interrupted_run_ends_as_if_it_had_not_been(
    sweep: Sweep, binary: Path, long_study: Path, uninterrupted: Path, tmp_path: Path,
    number: signal.Signals, code: int,
) -> None:
    output = tmp_path / "result.h5"
    assert interrupt(binary, long_study, output, number) == code
    sweep("run", long_study, "-o", output)
    assert is_same(output, uninterrupted)
    assert not Path(f"{output}.parts").exists()


def test_many_kills_lose_nothing(
    sweep: Sweep, binary: Path, long_study: Path, uninterrupted: Path, tmp_path: Path
) -> None:
    output = tmp_path / "result.h5"
    stored: set[str] = set()
    for _ in range(3):
        interrupt(binary, long_study, output, signal.SIGKILL)
        found = {path.name for path in Path(f"{output}.parts").glob("segment-*.h5")}
        assert stored <= found, "what was stored stays"
        stored = found
    sweep("run", long_study, "-o", output)
    assert is_same(output, uninterrupted)

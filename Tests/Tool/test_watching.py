"""Does `sweep status --watch` wait for what is to come, and for nothing else?"""

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Sweep
from test_shards import STUDY, study

BAD_DATA, NO_INPUT = 65, 66


@contextmanager
def watch(sweep: Sweep, path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sweep.binary, "status", "--watch", "--json", path], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("suffix", ["", ".parts"])
def test_watch_waits_for_the_first_run(sweep: Sweep, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / "r.h5"
    with watch(sweep, tmp_path / f"r.h5{suffix}") as watching:
        said = watching.stderr.readline()
        assert said.startswith("nothing is stored at ") and f"r.h5{suffix} yet" in said
        # A run makes the folder first.
        Path(f"{output}.parts").mkdir()
        with pytest.raises(subprocess.TimeoutExpired):
            watching.wait(3)
        sweep("run", study(tmp_path), "-o", output, "--shard", "0/2")
        status = json.loads(watching.stdout.readline())
        assert status["shards"][0]["done"] == status["done"] < status["total"]
        sweep("run", study(tmp_path), "-o", output)
        lines, errors = watching.communicate(timeout=60)
        assert watching.returncode == 0
        # Also where a look fell between the last segment and the result: who works or merges is waited for.
        assert json.loads(lines.splitlines()[-1])["complete"]
        assert errors == "", "it is said once"


def test_watch_goes_on_while_someone_merges(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "r.h5"
    sweep("run", study(tmp_path), "-o", output, "--shard", "0/1")
    # What a merge on another node has in its lock.
    lock = Path(f"{output}.parts/merge.lock")
    lock.write_text("process 7 on elsewhere")
    with watch(sweep, output) as watching:
        for _ in range(2):
            status = json.loads(watching.stdout.readline())
            assert status["done"] == status["total"]
            assert status["merging"] and not status["complete"]
        sweep("merge", f"{output}.parts")
        lines, _ = watching.communicate(timeout=60)
    assert watching.returncode == 0
    assert json.loads(lines.splitlines()[-1])["complete"]


def test_watch_ends_where_all_is_stored_and_nobody_merges(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "r.h5"
    sweep("run", study(tmp_path), "-o", output, "--shard", "0/1")
    with watch(sweep, output) as watching:
        [line] = watching.communicate(timeout=60)[0].splitlines()
    status = json.loads(line)
    assert status["done"] == status["total"] and not status["complete"]


def test_a_watch_that_waits_ends_with_control_c(sweep: Sweep, tmp_path: Path) -> None:
    with watch(sweep, tmp_path / "r.h5") as watching:
        watching.stderr.readline()
        watching.send_signal(signal.SIGINT)
        out, errors = watching.communicate(timeout=10)
    # To a shell, 130.
    assert (watching.returncode, out, errors) == (-signal.SIGINT, "", "")


def test_what_cannot_come_is_not_waited_for(sweep: Sweep, tmp_path: Path) -> None:
    folder = tmp_path / "no-folder"
    for more in ([], ["--watch"]):
        said = sweep("status", *more, folder / "r.h5", code=NO_INPUT).stderr
        assert said == f"error: nothing is stored at {folder}/r.h5: there is no folder {folder}\n"
    other = tmp_path / "other.h5.parts"
    other.mkdir()
    (other / "letter.txt").write_text("not of sweep's making")
    said = sweep("status", "--watch", tmp_path / "other.h5", code=BAD_DATA).stderr
    assert "not a folder of sweep's" in said


def test_without_watch_nothing_is_waited_for(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "r.h5"
    said = sweep("status", output, code=NO_INPUT).stderr
    assert said.startswith(f"error: nothing is stored at {output} yet: sweep run FILE -o {output} ")
    assert "--watch" in said
    # A run makes the folder first.
    Path(f"{output}.parts").mkdir()
    assert sweep("status", output, code=NO_INPUT).stderr == said


def test_an_array_of_what_is_missing_needs_a_first_one(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "r.h5"
    said = sweep(
        "slurm", study(tmp_path), "-o", output, "--time", "1h", "--missing", code=NO_INPUT).stderr
    assert said.startswith(f"error: nothing is stored at {output} yet: ")
    assert f"sweep slurm FILE -o {output} --tasks N --time T --submit" in said


def test_no_time_is_left_to_tell_where_nobody_works(sweep: Sweep, tmp_path: Path) -> None:
    text = STUDY.replace("count: 40", "count: 40000") + "checkpoint: {seconds: 0.1}\n"
    file, output = study(tmp_path, text), tmp_path / "r.h5"
    # On a busy machine a run may end before it has stored anything: the rate needs two segments.
    for seconds in (0.3, 0.5, 1, 2, 4, 8, 16):
        sweep("run", file, "-o", output, "--jobs", 1, "--max-time", f"{seconds}s", code=75)
        [shard] = json.loads(sweep("status", output, "--json").stdout)["shards"]
        if shard["rate"] is not None:
            break
    assert shard["done"] < shard["total"] and shard["rate"] > 0
    assert shard["seconds_left"] is None and not shard["running"]
    # The trailing slash of a completed name does no harm.
    assert sweep("status", f"{output}.parts/").stdout == sweep("status", output).stdout

"""What the script of `sweep slurm` asks of Slurm; Tests/Slurm runs it."""

import re
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from conftest import Sweep
from test_shards import study

USAGE = 64
BLOCKS = 40


def script(sweep: Sweep, folder: Path, *options: object) -> str:
    output = folder / "r.h5"
    return sweep(
        "slurm", study(folder), "-o", output, "--tasks", 2, "--time", "1h", *options).stdout


def look(sweep: Sweep, folder: Path, *options: object, code: int = 0) -> CompletedProcess[str]:
    """`sweep slurm` over what lies in the folder, which it must leave as it is."""
    before = contents(folder)
    said = sweep("slurm", folder / "study.yaml", "-o", folder / "r.h5", "--time", "1h", *options,
                 code=code)
    assert contents(folder) == before
    assert not (code and said.stdout)
    return said


def contents(folder: Path) -> dict[Path, tuple[int, bytes]]:
    files = {path: path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}
    return {path: (path.stat().st_mtime_ns, text) for path, text in files.items()}


def array_options(text: str) -> dict[str, str]:
    """The options of the job array; the merge job's come after them."""
    array = text.split("<<'ARRAY'")[1].split("\nARRAY\n")[0]
    return dict(re.findall(r"^#SBATCH --([a-z-]+)(?:=(.*))?$", array, re.MULTILINE))


def test_the_script_is_one_that_bash_reads(sweep: Sweep, tmp_path: Path) -> None:
    text = script(sweep, tmp_path)
    subprocess.run(["bash", "-n"], input=text, text=True, check=True)
    body = text.split("<<'ARRAY'")[1].split("\nARRAY\n")[0]
    subprocess.run(["bash", "-n"], input=body, text=True, check=True)
    assert array_options(text) == {
        "job-name": "shards", "array": "0-1", "cpus-per-task": "1", "time": "01:00:00",
        "signal": "B:USR1@120", "requeue": "", "open-mode": "append",
        "output": f"{tmp_path}/r.h5.slurm-%A_%a.log",
    }


@pytest.mark.parametrize(("options", "cores"), [((), "1"), (("--cpus", 8), "8")])
def test_cores_are_always_asked_for(
    sweep: Sweep, tmp_path: Path, options: tuple[object, ...], cores: str
) -> None:
    assert array_options(script(sweep, tmp_path, *options))["cpus-per-task"] == cores


def test_no_cores_are_refused(sweep: Sweep, tmp_path: Path) -> None:
    options = ("-o", tmp_path / "r.h5", "--tasks", 2, "--time", "1h", "--cpus", 0)
    refused = sweep("slurm", study(tmp_path), *options, code=USAGE)
    assert "--cpus must be at least 1" in refused.stderr


def test_help_says_how_many_cores(sweep: Sweep) -> None:
    text = " ".join(sweep("slurm", "--help").stdout.split())
    assert re.search(r"--cpus <cpus> Cores of a task.*?\(default: 1\)", text), text


def test_what_sbatch_says_is_passed_on(sweep: Sweep, tmp_path: Path) -> None:
    sbatch = tmp_path / "sbatch"
    sbatch.write_text("#!/bin/sh\necho 'sbatch: error: invalid partition: nope' >&2\nexit 1\n")
    sbatch.chmod(0o755)
    refused = sweep(
        "slurm", study(tmp_path), "-o", tmp_path / "r.h5", "--tasks", 2, "--time", "1h", "--submit",
        code=71, env={"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert "error: the jobs were not submitted: sbatch: error: invalid partition: nope" \
        in refused.stderr


def test_a_missing_folder_is_said_before_any_task_fails(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "none" / "r.h5"
    refused = sweep(
        "slurm", study(tmp_path), "-o", output, "--tasks", 2, "--time", "1h", code=66)
    assert f"error: there is no folder {tmp_path}/none " in refused.stderr
    assert not refused.stdout


def test_one_task_is_one_task(sweep: Sweep, tmp_path: Path) -> None:
    assert "as a job array of 1 task, and" in script(sweep, tmp_path, "--tasks", 1)
    assert "as a job array of 2 tasks, and" in script(sweep, tmp_path)


def test_more_tasks_than_blocks_are_refused(sweep: Sweep, tmp_path: Path) -> None:
    study(tmp_path)
    look(sweep, tmp_path, "--tasks", BLOCKS)
    refused = look(sweep, tmp_path, "--tasks", BLOCKS + 1, code=USAGE)
    assert refused.stderr == (
        f"error: the sweep has no more than {BLOCKS} blocks for its tasks: "
        f"give at most --tasks {BLOCKS}\n")

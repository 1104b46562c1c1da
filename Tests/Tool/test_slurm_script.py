"""What the script of `sweep slurm` asks of Slurm; Tests/Slurm runs it."""

import os
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from conftest import Sweep
from test_shards import STUDY, study

USAGE, BAD_DATA, NO_INPUT, SYSTEM, CANNOT_CREATE, INPUT_OUTPUT = 64, 65, 66, 71, 73, 74
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


def run_shard(sweep: Sweep, folder: Path, shard: str) -> None:
    sweep("run", study(folder), "-o", folder / "r.h5", "--shard", shard)


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
    negative = ("-o", tmp_path / "r.h5", "--time", "1h", "--tasks", -3)
    refused = sweep("slurm", tmp_path / "study.yaml", *negative, code=USAGE)
    assert "--tasks must be at least 1" in refused.stderr


def test_help_says_how_many_cores(sweep: Sweep) -> None:
    text = " ".join(sweep("slurm", "--help").stdout.split())
    assert re.search(r"--cpus <cpus> Cores of a task.*?\(default: 1\)", text), text


def test_what_sbatch_says_is_passed_on(sweep: Sweep, tmp_path: Path) -> None:
    sbatch = tmp_path / "sbatch"
    sbatch.write_text("#!/bin/sh\necho 'sbatch: error: invalid partition: nope' >&2\nexit 1\n")
    sbatch.chmod(0o755)
    refused = sweep(
        "slurm", study(tmp_path), "-o", tmp_path / "r.h5", "--tasks", 2, "--time", "1h", "--submit",
        code=SYSTEM, env={"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert "error: the jobs were not submitted: sbatch: error: invalid partition: nope" \
        in refused.stderr


def test_a_missing_folder_is_said_before_any_task_fails(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "none" / "r.h5"
    refused = sweep(
        "slurm", study(tmp_path), "-o", output, "--tasks", 2, "--time", "1h", code=NO_INPUT)
    assert f"error: there is no folder {tmp_path}/none " in refused.stderr
    assert not refused.stdout


def test_one_task_is_one_task(sweep: Sweep, tmp_path: Path) -> None:
    assert "as a job array of 1 task, and" in script(sweep, tmp_path, "--tasks", 1)
    assert "as a job array of 2 tasks, and" in script(sweep, tmp_path)


def test_the_tasks_cannot_read_standard_input(sweep: Sweep, tmp_path: Path) -> None:
    options = ("-o", tmp_path / "r.h5", "--tasks", 2, "--time", "1h")
    refused = sweep("slurm", "-", *options, code=USAGE, input=STUDY)
    assert "give its name, not -" in refused.stderr and not refused.stdout


def test_more_tasks_than_blocks_are_refused(sweep: Sweep, tmp_path: Path) -> None:
    study(tmp_path)
    look(sweep, tmp_path, "--tasks", BLOCKS)
    refused = look(sweep, tmp_path, "--tasks", BLOCKS + 1, code=USAGE)
    assert refused.stderr == (
        f"error: the sweep has no more than {BLOCKS} blocks for its tasks: "
        f"give at most --tasks {BLOCKS}\n")


@pytest.mark.parametrize("options", [("--tasks", 3), ("--tasks", 3, "--missing"),
                                     ("--tasks", 1, "--missing")])
def test_another_division_is_refused(
    sweep: Sweep, tmp_path: Path, options: tuple[object, ...]
) -> None:
    run_shard(sweep, tmp_path, "0/2")
    refused = look(sweep, tmp_path, *options, code=USAGE)
    assert refused.stderr == (
        f"error: {tmp_path}/r.h5.parts is divided into 2 shards, not {options[1]}: give --tasks 2, "
        "or --missing alone for the shards that are not complete\n")


@pytest.mark.parametrize("options", [("--tasks", 2), ("--missing",)])
def test_another_plan_is_refused_as_run_does(
    sweep: Sweep, tmp_path: Path, options: tuple[object, ...]
) -> None:
    run_shard(sweep, tmp_path, "0/2")
    study(tmp_path, STUDY.replace("d: [0.5, 1.0]", "d: [0.5, 1.5]"))

    def refuse(path: Path) -> None:
        said = look(sweep, tmp_path, *options, code=BAD_DATA).stderr
        assert said == (
            f"error: {path} holds results of another plan:\n  axis d: 1.0 → 1.5\n"
            "give the sweep file as it was, choose another output, or move the old one aside\n")
        run = sweep("run", tmp_path / "study.yaml", "-o", tmp_path / "r.h5", "--shard", "0/2",
                    code=BAD_DATA)
        assert run.stderr.splitlines()[:-1] == said.splitlines()[:-1]

    refuse(tmp_path / "r.h5.parts")
    sweep("run", study(tmp_path), "-o", tmp_path / "r.h5")
    study(tmp_path, STUDY.replace("d: [0.5, 1.0]", "d: [0.5, 1.5]"))
    refuse(tmp_path / "r.h5")


@pytest.mark.parametrize("options", [("--tasks", 2), ("--missing",)])
def test_a_complete_result_needs_no_tasks(
    sweep: Sweep, tmp_path: Path, options: tuple[object, ...]
) -> None:
    sweep("run", study(tmp_path, "# other words\n" + STUDY), "-o", tmp_path / "r.h5")
    study(tmp_path)
    done = look(sweep, tmp_path, *options, "--submit")
    assert done.stderr == f"{tmp_path}/r.h5 is complete; nothing is missing\n"
    assert not done.stdout


@pytest.mark.parametrize("options", [("--tasks", 2), ("--missing",)])
@pytest.mark.parametrize(("name", "is_folder", "code", "words"), [
    ("r.h5", False, CANNOT_CREATE, "not found; choose another output, or move it aside"),
    ("r.h5", True, CANNOT_CREATE, "is not a complete result of sweep: it is a folder; choose"),
    ("r.h5.parts", False, INPUT_OUTPUT, "creating the folder failed: File exists"),
    ("r.h5.parts", True, CANNOT_CREATE, "it is not a folder of sweep's"),
])
def test_what_is_in_the_way_is_said_as_run_does(
    sweep: Sweep, tmp_path: Path, name: str, is_folder: bool, code: int, words: str,
    options: tuple[object, ...],
) -> None:
    file = tmp_path / name / "notes" if is_folder else tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("text")
    study(tmp_path)
    said = look(sweep, tmp_path, *options, code=code)
    assert words in said.stderr
    run = sweep("run", tmp_path / "study.yaml", "-o", tmp_path / "r.h5", code=code)
    assert run.stderr == said.stderr


def test_what_run_accepts_is_submitted(sweep: Sweep, tmp_path: Path) -> None:
    run_shard(sweep, tmp_path, "0/2")
    assert "--array=0-1\n" in look(sweep, tmp_path, "--tasks", 2).stdout
    assert "--array=1\n" in look(sweep, tmp_path, "--missing").stdout
    # A run of the whole goes on from shards.
    assert "--array=0\n" in look(sweep, tmp_path, "--tasks", 1).stdout
    run_shard(sweep, tmp_path, "1/2")
    assert "--array=0-1\n" in look(sweep, tmp_path, "--tasks", 2).stdout
    done = look(sweep, tmp_path, "--missing")
    assert "no shard is missing; sweep merge" in done.stderr and not done.stdout


def test_shards_go_on_from_a_run_of_the_whole(sweep: Sweep, tmp_path: Path) -> None:
    long = STUDY.replace("count: 40", "count: 40000")
    sweep(
        "run", study(tmp_path, long), "-o", tmp_path / "r.h5", "--jobs", 1, "--max-time", "1s",
        code=75)
    assert "--array=0-3\n" in look(sweep, tmp_path, "--tasks", 4).stdout
    assert "--array=0-3\n" in look(sweep, tmp_path, "--tasks", 4, "--missing").stdout
    assert "--array=0\n" in look(sweep, tmp_path, "--missing").stdout
    sweep("run", tmp_path / "study.yaml", "-o", tmp_path / "r.h5", "--shard", "1/4")
    assert '--shard "$SLURM_ARRAY_TASK_ID/4"' in look(sweep, tmp_path, "--missing").stdout


@pytest.mark.parametrize(
    ("dt", "time", "words"),
    [
        ("1.0e-3", "1h", None),
        ("1.0e-3", "20s", "it may be queued again to be done"),
        ("1.0e-12", "20m", "it will be queued about "),
    ],
    ids=["enough", "close", "far too short"],
)
def test_a_short_time_is_said(
    sweep: Sweep, tmp_path: Path, dt: str, time: str, words: str | None
) -> None:
    file = tmp_path / "flow.yaml"
    file.write_text(
        "sweep: 1\nname: flow\nexperiment: flow-1d\naxes: {diffusion: [1.0, 2.0]}\n"
        "fixed: {domain: [0.0, 1.0], cells: 10, initial: uniform, stepper: explicit_euler, "
        f"dt: {dt}, times: [1.0]}}\n"
    )
    options = ("-o", tmp_path / "r.h5", "--tasks", 2, "--time", time)
    said = sweep("slurm", file, *options).stderr.splitlines()
    assert said[0].startswith("a task takes about ") and "the longest of them" in said[0]
    if words is None:
        assert len(said) == 1
        return
    assert said[1].startswith(f"warning: --time is short for that: {words}")
    if "about" in words:
        # 10¹² steps of 10 ns at least, some µs on a busy machine, in rounds of 18 minutes.
        rounds = int(said[1].split("about ")[1].split(" times")[0].replace(" ", ""))
        assert 9 <= rounds < 10_000


def test_a_file_edited_while_jobs_are_queued_is_refused(sweep: Sweep, tmp_path: Path) -> None:
    words = shlex.split(script(sweep, tmp_path).split("\n", 3)[3], comments=True)
    plan = words[words.index("--plan") + 1]
    task = ("run", tmp_path / "study.yaml", "-o", tmp_path / "r.h5", "--shard", "0/2", "--plan", plan)
    study(tmp_path, STUDY.replace("count: 40", "count: 41"))
    refused = sweep(*task, code=BAD_DATA).stderr
    assert "study.yaml has changed since the jobs were submitted" in refused
    assert not (tmp_path / "r.h5.parts").exists()
    study(tmp_path)
    sweep(*task)


def test_per_cent_signs_are_no_numbers_of_jobs(sweep: Sweep, tmp_path: Path) -> None:
    text = sweep("slurm", study(tmp_path), "-o", tmp_path / "50%A.h5", "--time", "1h",
                 "--tasks", 1).stdout
    assert f"--output={tmp_path}/50%%A.h5.slurm-%A_%a.log" in text


def test_a_limit_under_five_minutes_is_said(sweep: Sweep, tmp_path: Path) -> None:
    options = ("-o", tmp_path / "r.h5", "--tasks", 2, "--time")
    assert "less than 5m" in sweep("slurm", study(tmp_path), *options, "4m").stderr
    assert "warning" not in sweep("slurm", study(tmp_path), *options, "5m").stderr


def test_shards_that_are_worked_on_are_said(sweep: Sweep, binary: Path, tmp_path: Path) -> None:
    """A second array beside the first would hold its cores and wait."""
    file = study(tmp_path, STUDY.replace("count: 40", "count: 40000"))
    options = ("-o", tmp_path / "r.h5", "--time", "1h", "--tasks", 4)
    command = [binary, "run", file, "-o", tmp_path / "r.h5", "--shard", "2/4", "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        lock = tmp_path / "r.h5.parts/shard-2-of-4.lock"
        while run.poll() is None and not (lock.exists() and lock.read_text()):
            time.sleep(0.01)
        run.send_signal(signal.SIGSTOP)
        said = sweep("slurm", file, *options).stderr
        run.send_signal(signal.SIGCONT)
        run.terminate()
    assert f"warning: shard 2 of 4 is being worked on (process {run.pid} on " in said
    assert "worked on" not in sweep("slurm", file, *options).stderr


DEFAULT = "the partition that jobs get"
SINFO = """\
#!/bin/bash
partition=
for word; do case $word in --partition=*) partition=${word#*=} ;; esac; done
while IFS='|' read -r name rest; do
  if [ -z "$partition" ] || [ "${name%\\*}" = "$partition" ]; then echo "$name|$rest"; fi
done <<'NODES'
short*|1:00:00|8|16000
short*|1:00:00|4|64000
long|30-00:00:00|16|8000+
free|infinite|128|1000
NODES
"""


@pytest.mark.parametrize(
    ("options", "lack"),
    [
        (["--time", "1h", "--cpus", 8], None),
        (["--time", "1h", "--cpus", 9], f"{DEFAULT}: no node there has 9 cores, and the most is 8"),
        (
            ["--time", "2h"],
            f"{DEFAULT}: jobs there end after 60 min 00 s, and 2 h 00 min is asked for",
        ),
        (["--time", "1h", "--mem", "63G"], "no node there has 63G of memory, and the most is 64000M"),
        (["--time", "1h", "--mem", "62G"], None),
        (["--time", "1h", "--mem", "62G", "--cpus", 5], "no node there gives all that is asked for"),
        (["--time", "2h", "--partition", "long", "--cpus", 16, "--mem", 8000], None),
        (["--time", "31d", "--partition", "long"], "partition long: jobs there end after 720 h 00 min"),
        (["--time", "31d", "--partition", "free", "--cpus", 128, "--mem", "1000000K"], None),
        (["--time", "31d", "--partition", "none", "--cpus", 1000], None),
    ],
)
def test_what_no_node_gives_is_said(
    sweep: Sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[object],
    lack: str | None,
) -> None:
    (tmp_path / "sinfo").write_text(SINFO)
    (tmp_path / "sinfo").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    said = sweep(
        "slurm", study(tmp_path), "-o", tmp_path / "r.h5", "--tasks", 2, *options).stderr
    if lack is None:
        assert "wait for ever" not in said
    else:
        assert "warning: the tasks may wait for ever in " in said and lack in said

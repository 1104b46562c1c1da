"""Is what sbatch answers understood, and what its environment says kept from the jobs?"""

import os
import re
from pathlib import Path

import pytest
from conftest import Sweep
from test_shards import study

USAGE, SYSTEM = 64, 71


def submit(
    sweep: Sweep, folder: Path, sbatch: str, code: int = 0, **environment: str
) -> tuple[str, str]:
    """What `sweep slurm --submit` says with such an sbatch, and the options of its calls."""
    log = folder / "calls"
    stand_in = folder / "sbatch"
    stand_in.write_text(f"#!/bin/bash\ncat > {folder}/script\necho \"$@\" >> {log}\n"
                        f"env | grep ^SBATCH_ >> {log}\n{sbatch}\n")
    stand_in.chmod(0o755)
    done = sweep(
        "slurm", study(folder), "-o", folder / "r.h5", "--tasks", 2, "--time", "1h", "--submit",
        code=code, env={"PATH": f"{folder}:/usr/bin:/bin", **environment})
    return done.stderr, log.read_text()


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("echo 123", "123"),
        ("echo '123;cluster'", "123"),
        ("echo Welcome to the cluster; echo '--> queue (normal)...OK'; echo 123", "123"),
        ("echo 2026; echo 123; echo Good luck", "123"),
        ("echo '123;'", "123"),
    ],
)
def test_the_number_is_the_last_line_that_is_one(
    sweep: Sweep, tmp_path: Path, answer: str, number: str
) -> None:
    said, calls = submit(sweep, tmp_path, answer)
    assert f"submitted: array {number}, merge {number}\n" in said
    assert re.findall(r"--dependency=(\S+)", calls) == [f"afterany:{number}"]


def test_an_answer_without_a_number_is_said(sweep: Sweep, tmp_path: Path) -> None:
    said, calls = submit(sweep, tmp_path, "echo Submitted batch job", SYSTEM)
    assert "error: it is not known what was submitted: sbatch has told no job number; squeue" in said
    assert "It said: Submitted batch job" in said and len(calls.splitlines()) == 1


def test_an_array_whose_merge_was_refused_is_said(sweep: Sweep, tmp_path: Path) -> None:
    refusing = "case $* in *dependency*) echo 'sbatch: error: QOSMaxSubmit' >&2; exit 1;; esac; echo 77"
    said, _ = submit(sweep, tmp_path, refusing, SYSTEM)
    assert "error: not all was submitted: sbatch: error: QOSMaxSubmit\nthe array 77 is queued" in said
    assert f"sweep merge {tmp_path}/r.h5.parts makes the result" in said


def test_the_environment_does_not_go_before_the_script(sweep: Sweep, tmp_path: Path) -> None:
    variables = {
        "SBATCH_ARRAY_INX": "0-99", "SBATCH_TIMELIMIT": "1", "SBATCH_SIGNAL": "KILL@1",
        "SBATCH_NO_REQUEUE": "1", "SBATCH_WAIT": "1", "SBATCH_OUTPUT": "/dev/null",
        "SBATCH_PARTITION": "mine", "SBATCH_ACCOUNT": "me",
    }
    _, calls = submit(sweep, tmp_path, "echo 5", **variables)
    # What the script says nothing of stays as it is wanted.
    assert set(re.findall(r"^SBATCH_\w+", calls, re.MULTILINE)) == {
        "SBATCH_PARTITION", "SBATCH_ACCOUNT"}
    text = sweep(
        "slurm", tmp_path / "study.yaml", "-o", tmp_path / "r.h5", "--tasks", 2, "--time", "1h",
        "--partition", "long").stdout
    unset = re.findall(r"^unset (.*)$", text, re.MULTILINE)[0].split()
    assert "SBATCH_PARTITION" in unset and "SBATCH_ACCOUNT" not in unset


@pytest.mark.parametrize("name", ["with space", "per%cent", "café", "a&b;c", "$HOME", "#x", "(y)"])
def test_folders_may_have_strange_names(sweep: Sweep, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    said = sweep(
        "slurm", study(folder), "-o", folder / "r.h5", "--tasks", 2, "--time", "1h").stdout
    log = str(folder).replace("%", "%%") + "/r.h5.slurm-%A_%a.log"
    line = next(line for line in said.splitlines() if line.startswith("#SBATCH --output="))
    assert line.removeprefix("#SBATCH --output=").strip('"') == log
    assert (line[-1] == '"') == (name not in ("per%cent", "café"))
    # What the jobs would run, without Slurm: the words reach the program whole.
    body = said.split("<<'MERGE'")[1].split("\nMERGE\n")[0]
    failed = os.popen(f"bash <<'BODY' 2>&1\n{body}\nBODY\n").read()
    assert f"{folder}/r.h5.parts" in failed


@pytest.mark.parametrize("name", ["it's", 'a"b', "back\\slash", "new\nline", "bell\a"])
def test_names_that_slurm_cannot_be_told_are_refused(
    sweep: Sweep, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    refused = sweep(
        "slurm", study(folder), "-o", folder / "r.h5", "--tasks", 2, "--time", "1h", code=USAGE)
    assert "has quotes, backslashes or control characters" in refused.stderr and not refused.stdout

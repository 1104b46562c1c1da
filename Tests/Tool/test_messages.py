"""Do messages say what would be right, to those who err as people do?"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import REPOSITORY, Sweep
from test_shards import study

USAGE, BAD_DATA, CANNOT_CREATE = 64, 65, 73
MIXTURE = {"id": "a", "weights": [0.5, 0.5], "means": [0, 1], "scales": 0.1}
HEAD = "sweep: 1\nname: trial\nexperiment: wim\naxes: {mixture: {file: m.jsonl}}\n"
FLOW = """
sweep: 1
name: trial
experiment: flow-1d
axes: {dx: [0.25]}
fixed: {domain: [0.0, 1.0], initial: uniform, stepper: rkl2, tolerance: 1.0e-3, times: [0.0],
        boundary: reflecting, potential: {file: {name: NAME}}}
"""


def refused(sweep: Sweep, folder: Path, text: str) -> str:
    (folder / "trial.yaml").write_text(text)
    return sweep("check", folder / "trial.yaml", code=BAD_DATA).stderr


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (json.dumps([MIXTURE, MIXTURE]), "a list of mixtures"),
        (json.dumps([MIXTURE], indent=2), "a list of mixtures"),
        (json.dumps(MIXTURE, indent=2), "a mixture over several lines"),
    ],
)
def test_mixtures_that_are_not_lines(sweep: Sweep, tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "m.jsonl").write_text(text)
    said = refused(sweep, tmp_path, HEAD)
    assert said.count("error:") == 1
    assert f"{what} stands where each line is one mixture" in said
    assert "json.dumps(mixture)" in said and "m.jsonl:1:1" in said


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.npy", None, "it is a NumPy array: save it as text"),
        ("a.nc", None, "it is HDF5 or netCDF-4: name a dataset in it, FILE:DATASET"),
        ("old.nc", b"CDF\x01rest", "it is netCDF-3"),
        ("none.csv", b"", "a relative name is one beside the sweep file"),
    ],
)
def test_files_of_other_kinds(
    sweep: Sweep, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if name == "a.npy":
        np.save(tmp_path / name, np.zeros(4))
    elif name == "a.nc":
        with h5py.File(tmp_path / name, "w") as file:
            file["v"] = np.zeros(4)
    elif content:
        (tmp_path / name).write_bytes(content)
    said = refused(sweep, tmp_path, FLOW.replace("NAME", name))
    assert words in said
    assert ("a relative name" in said) == (name == "none.csv")


@pytest.mark.parametrize("word", ["0.2, 0.1", "[0.2 0.1]", "[0.2; 0.1]"])
def test_lists_that_are_none(sweep: Sweep, tmp_path: Path, word: str) -> None:
    text = f"sweep: 1\nname: t\nexperiment: wim\naxes:\n  sigma: {word}\n  d: 1.0\n  p: [[0.5, 0.5]]\n"
    assert "help: a list is   [0.2, 0.1]" in refused(sweep, tmp_path, text)


def test_axes_of_the_experiment_are_named(sweep: Sweep, tmp_path: Path) -> None:
    said = refused(sweep, tmp_path, "sweep: 1\nname: t\nexperiment: flow-1d\n")
    assert "such as   axes: {dx: [0.1, 0.2]}; one value is an axis, too" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "s.yaml", "-o", "r.h5", "--shard", "4/4"], "shards of 4 are 0/4 … 3/4"),
        (["run", "s.yaml", "-o", "r.h5", "--shard", "1"], "a shard is k/n, of four 0/4 … 3/4, or auto"),
        (["evaluate", "mine.jsonl"], "evaluate reads standard input: sweep evaluate < mine.jsonl"),
        (["heat.yaml"], "a verb comes first: sweep run heat.yaml -o heat.h5"),
    ],
)
def test_the_command_line(sweep: Sweep, arguments: list[str], words: str) -> None:
    assert words in sweep(*arguments, code=USAGE).stderr


def test_what_works_after_all(sweep: Sweep, tmp_path: Path) -> None:
    assert sweep("version").stdout == sweep("--version").stdout
    sweep("run", study(tmp_path), "-o", tmp_path / "r.h5", "-j", 2)
    lines = "\ufeff" + json.dumps(MIXTURE | {"id": None}) + "\n" + json.dumps(MIXTURE) + "\n"
    answers = sweep("evaluate", input=lines).stdout.splitlines()
    assert [json.loads(line)["id"] for line in answers] == [None, "a"]
    assert all(json.loads(line)["status"] == "ok" for line in answers)


def test_a_run_beside_another_names_wait(sweep: Sweep, tmp_path: Path) -> None:
    sweep("run", study(tmp_path), "-o", tmp_path / "r.h5", "--shard", "0/2")
    lock = next((tmp_path / "r.h5.parts").glob("shard-0-of-2.lock"))
    held = subprocess.Popen(["flock", lock, "sleep", "60"])
    try:
        while subprocess.run(["flock", "-n", lock, "true"]).returncode == 0:
            pass
        said = sweep(
            "run", tmp_path / "study.yaml", "-o", tmp_path / "r.h5", "--shard", "0/2",
            code=CANNOT_CREATE).stderr
    finally:
        held.kill()
        os.system("pkill -P %d sleep" % held.pid)
    assert said.endswith("; with --wait the same command waits for that\n")


def test_extend_is_offered_where_it_works(sweep: Sweep, tmp_path: Path) -> None:
    text = "sweep: 1\nname: t\nexperiment: wim\naxes: {sigma: [0.1, 0.2], d: [1.0], p: [[0.5, 0.5]]}\n"
    file, output = tmp_path / "t.yaml", tmp_path / "r.h5"
    file.write_text(text)
    sweep("run", file, "-o", output)
    for change, offered in [
        (("0.2]", "0.3]"), True),
        (("name: t", "name: t\nfixed: {entries: diagonal}"), False),
        (("sigma: [0.1, 0.2], d: [1.0]", "d: [1.0], sigma: [0.1, 0.2]"), False),
        (("sigma: [0.1, 0.2], d: [1.0],", "sigma: [0.1, 0.2],"), False),
    ]:
        changed = text.replace(*change)
        if "d: " not in changed:
            changed += "fixed: {d: 1.0}\n"
        file.write_text(changed)
        said = sweep("run", file, "-o", output, code=BAD_DATA).stderr
        assert ("--extend to keep" in said) == offered, said
        if not offered:
            reason = sweep("run", file, "-o", output, "--extend", code=BAD_DATA).stderr
            assert "cannot be used: " in reason
            for word in {"entries": ["its fixed inputs are others:\n  fixed entries: "],
                         "d: [1.0], sigma": ["its axes are sigma, d, p, and not d, sigma, p"],
                         "{d: 1.0}": ["d varies in one of them and is fixed in the other"]}.items():
                if word[0] in changed:
                    assert all(part in reason for part in word[1]), reason


def test_bytes_have_three_digits(sweep: Sweep, tmp_path: Path) -> None:
    text = ("sweep: 1\nname: pl\nexperiment: wim\n"
            "axes: {sigma: {linear: [0.1, 0.2], count: 16945}, d: [1.0], p: [[0.5,0.5]]}\n")
    (tmp_path / "p.yaml").write_text(text)
    assert "e+" not in sweep("plan", tmp_path / "p.yaml").stdout


def test_figures_of_unknown_titles(sweep: Sweep, tmp_path: Path) -> None:
    sweep("run", study(tmp_path), "-o", tmp_path / "r.h5")
    report = [REPOSITORY / ".venv/bin/python", REPOSITORY / "scripts/report.py", tmp_path / "r.h5",
              "-o", tmp_path / "figures"]
    done = subprocess.run(report, capture_output=True, text=True)
    assert done.returncode == 1 and "no figure is known for its title; known are example3" in done.stderr
    assert subprocess.run([*report, "--known"]).returncode == 0


def test_a_folder_that_was_moved_is_not_built_in(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(REPOSITORY / "scripts/build", tmp_path / "scripts/build")
    (tmp_path / ".build").mkdir()
    (tmp_path / ".build/built-in").write_text("/elsewhere/sweep\n")
    done = subprocess.run([tmp_path / "scripts/build"], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{tmp_path}/.build was made in /elsewhere/sweep, before this folder was moved" in done.stderr

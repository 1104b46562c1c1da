"""Does the program speak to people and to other programs as docs/cli.md says?"""

import csv
import io
import json
import os
import select
import shlex
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import REPOSITORY, Sweep

USAGE, BAD_DATA, NO_INPUT = 64, 65, 66

GOOD = {"weights": [0.5, 0.5], "means": [0.0, 1.0], "scales": [0.1, 0.1], "family": "gaussian"}

WRONG_SWEEP = """\
sweep: 1
name: wrong
experiment: wim
axes:
  sigmma: [0.1]
  d: [1.0]
  p: [[0.5, 0.6]]
"""

COUNTED_SWEEP = """\
sweep: 1
name: counted
experiment: wim
axes:
  sigma: %s
fixed: {d: 1.0, p: [0.5, 0.5]}
"""


def test_a_plan_counts_blocks(sweep: Sweep, tmp_path: Path) -> None:
    """As many tasks have work, and `sweep slurm` takes no more."""
    file = tmp_path / "study.yaml"
    for sigma, words in (
        ("[0.1]", "1 in 1 block"),
        ("{log10: [-1.0, 0.0], count: 9}", "9 in 9 blocks of 1"),
        ("{log10: [-1.0, 0.0], count: 1000}", "1 000 in 32 blocks of up to 32"),
    ):
        file.write_text(COUNTED_SWEEP % sigma)
        lines = sweep("plan", file).stdout.splitlines()
        assert f"points     {words}" in lines, lines
    array = ("slurm", file, "-o", tmp_path / "r.h5", "--time", "1h", "--tasks")
    sweep(*array, 32)
    assert "no more than 32 blocks" in sweep(*array, 33, code=USAGE).stderr


@pytest.mark.parametrize("verb", ["check", "plan"])
def test_every_mistake_is_shown_where_it_is(sweep: Sweep, tmp_path: Path, verb: str) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG_SWEEP)
    said = sweep(verb, file, code=BAD_DATA).stderr
    for place, line, caret in (
        ("5:3", "  sigmma: [0.1]", "  ^"),
        ("7:7", "  p: [[0.5, 0.6]]", "      ^"),
    ):
        assert f"{file}:{place}" in said
        shown = said.splitlines()
        row = next(k for k, text in enumerate(shown) if text.endswith(f"| {line}"))
        assert shown[row + 1].endswith(f"| {caret}"), said
    assert "did you mean 'sigma'?" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "missing.yaml"],
        ["plan", "missing.yaml"],
        ["run", "missing.yaml", "-o", "unused.h5"],
        ["show", "missing.h5"],
        ["verify", "missing.h5"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_missing_file_is_66(sweep: Sweep, arguments: list[str]) -> None:
    assert "No such file" in sweep(*arguments, code=NO_INPUT).stderr


def test_experiments_are_listed_and_described(sweep: Sweep) -> None:
    assert "wim" in sweep("list").stdout
    described = sweep("describe", "wim").stdout
    for name in ("sigma", "mixture", "log_wim_low", "scaled_error_estimate", "ratio"):
        assert name in described


def test_evaluate_answers_in_order_and_past_a_bad_line(sweep: Sweep) -> None:
    lines = [
        {"id": "first", **GOOD},
        {"id": "second", **GOOD, "weights": [0.5, 0.6]},
        {"id": 3, **GOOD, "scales": [0.1, 0.2]},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    answers = [
        json.loads(line) for line in sweep("evaluate", input=text, code=BAD_DATA).stdout.splitlines()
    ]
    assert [answer["id"] for answer in answers] == ["first", "second", 3]
    assert set(answers[1]) == {"id", "line", "error"}
    assert answers[1]["line"] == 2
    assert np.shape(answers[0]["wim"]) == (1, 1)
    assert len(answers[0]["ratio"]) == 1
    assert answers[2]["ratio"] is None, "components of different scales have no common limit"


def test_evaluate_answers_each_line_at_once(binary: Path) -> None:
    process = subprocess.Popen(
        [binary, "evaluate"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    for number in (1, 2):
        process.stdin.write(json.dumps({"id": number, **GOOD}) + "\n")
        process.stdin.flush()
        assert select.select([process.stdout], [], [], 30)[0], "no answer while input stays open"
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def test_evaluate_writes_null_beyond_the_range_of_a_double(sweep: Sweep) -> None:
    line = json.dumps({"id": 1, **GOOD, "scales": [1e-3, 1e-3]})
    answer = json.loads(sweep("evaluate", input=line + "\n").stdout)
    assert answer["wim"] == [[None]]
    assert 1.2e5 < answer["log_wim"][0][0] < 1.3e5


def test_csv_keeps_every_bit(sweep: Sweep, theorem3: Path) -> None:
    names = ["wim", "log_wim", "log_wim_low", "error_estimate", "ratio"]
    text = sweep("show", theorem3, *names, "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    columns = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    with h5py.File(theorem3) as stored:
        shape = stored["wim"].shape
        for name in names:
            values = stored[name][...]
            full = np.broadcast_to(values.reshape(values.shape + (1,) * (5 - values.ndim)), shape)
            assert columns[name].tobytes() == full.tobytes(), name
        sigma = np.broadcast_to(stored["sigma"][...].reshape(-1, 1, 1, 1, 1), shape)
        assert columns["sigma"].tobytes() == sigma.tobytes()
        second = np.broadcast_to(stored["p_weights"][:, 1].reshape(1, 1, -1, 1, 1), shape)
        assert columns["p_weights_2"].tobytes() == second.tobytes()


def test_show_selects_by_value_and_by_range(sweep: Sweep, theorem3: Path) -> None:
    def rows(*conditions: str) -> list[dict[str, str]]:
        at = [word for condition in conditions for word in ("--at", condition)]
        text = sweep("show", theorem3, "ratio", "status", *at, "--csv").stdout
        return list(csv.DictReader(io.StringIO(text, newline="")))

    assert {row["sigma"] for row in rows("sigma=0.01", "d=1")} == {"0.01"}
    selected = rows("sigma=0.01..0.1", "d=1", "p=0")
    assert len(selected) == 21
    assert {row["status"] for row in selected} == {"ok"}


def test_show_limits_the_rows_of_csv_too(sweep: Sweep, theorem3: Path) -> None:
    assert len(sweep("show", theorem3, "--csv", "--rows", "5").stdout.splitlines()) == 6


@pytest.mark.parametrize("verb", ["show", "order", "errors"])
def test_no_number_of_rows_is_too_small_or_too_large(
    sweep: Sweep, theorem3: Path, verb: str
) -> None:
    refused = sweep(verb, theorem3, "--rows=-1", code=USAGE).stderr
    assert "--rows must be at least 0" in refused
    for rows in (0, 2**63 - 1):
        sweep(verb, theorem3, f"--rows={rows}")


@pytest.mark.parametrize("options", [["--csv"], ["--rows", "729"]], ids=["csv", "table"])
def test_a_reader_that_leaves_is_no_error(
    binary: Path, theorem3: Path, options: list[str]
) -> None:
    process = subprocess.Popen(
        [binary, "show", theorem3, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    # As `head -1` does: one line, then the pipe is closed with more to come.
    os.read(process.stdout.fileno(), 64)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_a_result_is_never_overwritten(sweep: Sweep, tmp_path: Path) -> None:
    precious = tmp_path / "precious.h5"
    precious.write_text("not a result\n")
    sweep("run", "sweeps/matrices.yaml", "-o", precious, code=73)
    assert precious.read_text() == "not a result\n"


def test_verify_finds_a_changed_number(sweep: Sweep, theorem3: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.h5"
    damaged.write_bytes(theorem3.read_bytes())
    with h5py.File(damaged, "r+") as result:
        result["ratio"][40, 1, 1, 0] *= 1 + 1e-15
    assert "ratio" in sweep("verify", damaged, code=76).stderr


def test_status_of_nothing_says_so(sweep: Sweep, tmp_path: Path) -> None:
    said = sweep("status", tmp_path / "nothing.h5", code=NO_INPUT).stderr
    assert "nothing.h5" in said and "exists but" not in said


def test_plan_times_flows_of_every_size(sweep: Sweep, tmp_path: Path) -> None:
    """Small points to their end, and large ones with growing steps by coarser grids."""
    file = tmp_path / "sizes.yaml"
    file.write_text(
        "sweep: 1\nname: sizes\nexperiment: flow-2d\naxes: {cells: [24, 480]}\n"
        "fixed:\n  domain: [-4.0, 4.0]\n"
        "  initial: {random: {mass: 16.0, seed: 1, amplitude: 0.1}}\n"
        "  interaction: {gaussian: {width: 0.5}}\n  diffusion: 0.1\n"
        "  stepper: rkl2\n  tolerance: 1.0e-5\n  times: [0.0, 20.0]\n"
    )
    plan = sweep("plan", str(file), "--jobs", "1").stdout
    line = next(line for line in plan.splitlines() if line.startswith("time"))
    # On a busy machine the small one, too.
    assert "1 point timed, 1 by coarser grids" in line or "2 by coarser grids" in line
    # On no machine does the large one take less, or, as from its first steps alone, hours.
    seconds, unit = line.split("about ")[1].split()[:2]
    assert unit in {"s", "min"} and 5 < float(seconds) * {"s": 1, "min": 60}[unit] < 3600


@pytest.mark.parametrize("stream", ["a full disk", "nobody", "closed"])
def test_the_program_goes_on_where_nobody_can_read_what_it_says(
    binary: Path, theorem3: Path, tmp_path: Path, stream: str
) -> None:
    """Exit codes and results are those of any other run."""
    def ended(*arguments: object) -> int:
        command = [str(binary), *map(str, arguments)]
        if stream == "a full disk":
            with open("/dev/full", "w") as full:
                return subprocess.run(command, stderr=full, stdout=subprocess.DEVNULL).returncode
        if stream == "closed":
            line = shlex.join(command) + " 2>&-"
            return subprocess.run(line, shell=True, stdout=subprocess.DEVNULL).returncode
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer) as pipe:
            return subprocess.run(command, stderr=pipe, stdout=subprocess.DEVNULL).returncode

    output = tmp_path / "r.h5"
    assert ended("run", REPOSITORY / "sweeps/paper/theorem3.yaml", "-o", output) == 0
    assert output.read_bytes() == theorem3.read_bytes()
    assert ended("merge", tmp_path / "nothing.h5") == NO_INPUT
    assert ended("no-such-verb") == USAGE

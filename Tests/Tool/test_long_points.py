"""Does a flow that is stopped or killed inside go on there, and do its digits not tell?"""

import json
import signal
import subprocess
import time
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import Sweep

# Some seconds in all, in two points, and states every tenth of a second.
STUDY = """\
sweep: 1
name: long
experiment: flow-2d
axes:
  stepper: [explicit_euler, ssp_rk3]
fixed:
  cells: 512
  initial: [{gaussian: {variance: 0.5}}, {random: {mass: 0.1}}]
  dt: 2.5e-5
  times: [0.0, 0.02, 0.06]
outputs: [density, energy, mass, step_count]
checkpoint: {seconds: 0.1}
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("long") / "long.yaml"
    file.write_text(STUDY)
    return file


@pytest.fixture(scope="module")
def undisturbed(sweep: Sweep, study: Path) -> Path:
    output = study.parent / "undisturbed.h5"
    sweep("run", study, "-o", output, "--jobs", 1)
    return output


def states(output: Path) -> list[Path]:
    return sorted(Path(f"{output}.parts").glob("state-*.bin"))


def test_helpers_leave_no_trace(sweep: Sweep, study: Path, undisturbed: Path) -> None:
    output = study.parent / "helped.h5"
    sweep("run", study, "-o", output, "--jobs", 3)
    assert output.read_bytes() == undisturbed.read_bytes()


def test_limits_of_time_within_a_point(sweep: Sweep, study: Path, undisturbed: Path) -> None:
    output = study.parent / "limited.h5"
    limit, shares = 0.2, [0.0]
    while not output.exists():
        done = subprocess.run(
            [sweep.binary, "run", study, "-o", output, "--jobs", "2", "--max-time", f"{limit}s"],
            capture_output=True, encoding="utf-8",
        )
        assert done.returncode in (0, 75), done.stderr
        if done.returncode == 0:
            break
        status = json.loads(sweep("status", output, "--json").stdout)
        shares.append(status["done"] + status["unfinished_share"])
        assert shares[-1] >= shares[-2], "what a run has left is there for the next"
        # On a busy machine a run may be told to stop before it has done a step.
        if shares[-1] == shares[-2]:
            limit *= 2
            assert limit < 30, f"it never ends: {shares}"
    inside = {share for share in shares if share % 1 > 0}
    assert len(inside) > 1, f"too short a study for this test, stopped within points at {inside}"
    assert output.read_bytes() == undisturbed.read_bytes()


def test_kills_cost_one_interval(sweep: Sweep, study: Path, undisturbed: Path) -> None:
    output = study.parent / "killed.h5"
    killed = 0
    for _ in range(40):
        run = subprocess.Popen(
            [sweep.binary, "run", study, "-o", output, "--jobs", "1"], stderr=subprocess.DEVNULL)
        before = states(output)
        end = time.monotonic() + 60
        # Until it has come further than it was.
        while states(output) == before and run.poll() is None and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.2)
        if run.poll() is None:
            run.send_signal(signal.SIGKILL)
            killed += 1
        run.wait()
        if output.exists():
            break
    assert killed >= 2 and output.exists()
    assert output.read_bytes() == undisturbed.read_bytes()


def test_a_damaged_state_is_said_and_computed_again(
    sweep: Sweep, study: Path, undisturbed: Path
) -> None:
    output = study.parent / "damaged.h5"
    for seconds in (0.3, 0.5, 1, 2, 4, 8):
        sweep("run", study, "-o", output, "--jobs", 2, "--max-time", f"{seconds}s", code=75)
        if states(output):
            break
    state = states(output)[0]
    content = bytearray(state.read_bytes())
    content[len(content) // 2] ^= 1
    state.write_bytes(content)
    said = sweep("run", study, "-o", output, "--jobs", 2).stderr
    assert state.name in said and "computed again" in said
    assert output.read_bytes() == undisturbed.read_bytes()


def test_densities_come_from_files_of_either_kind(sweep: Sweep, tmp_path: Path) -> None:
    x = np.linspace(-1, 1, 40, endpoint=False)
    density = 1 + 0.5 * np.cos(np.pi * x)
    (tmp_path / "density.csv").write_text("# a cosine\n" + "\n".join(map(repr, density.tolist())))
    with h5py.File(tmp_path / "density.h5", "w") as file:
        file["group/rho"] = density
    found = []
    for name in ("density.csv", "density.h5:group/rho"):
        study = tmp_path / "study.yaml"
        study.write_text(
            "sweep: 1\nname: files\nexperiment: flow-1d\n"
            "axes: {cells: [40]}\n"
            f"fixed: {{domain: [-1.0, 1.0], initial: {{file: {{name: '{name}'}}}},\n"
            "        dt: 0.001, times: [0.0, 0.1]}\n")
        output = tmp_path / f"{len(found)}.h5"
        sweep("run", study, "-o", output)
        with h5py.File(output) as file:
            found.append(file["density"][0])
            assert np.abs(file["x"][...] - x).max() < 1e-15
    assert np.array_equal(found[0][0], density)
    assert np.array_equal(found[0], found[1])
    # The first mode of the circle decays like the heat equation's.
    decay = (found[0][1].max() - 1) / 0.5
    assert decay == pytest.approx(np.exp(-np.pi**2 * 0.1), rel=0.01)
    study.write_text(study.read_text().replace("[40]", "[50]"))
    said = sweep("check", study, code=65).stderr
    assert "density.h5:group/rho has 40 values" in said and "50 cells" in said


def test_what_grows_stiff_without_end_is_given_up(sweep: Sweep, tmp_path: Path) -> None:
    study = tmp_path / "study.yaml"
    study.write_text(
        "sweep: 1\nname: stiff\nexperiment: flow-1d\n"
        "axes: {diffusion: [0.02, 1.0]}\n"
        "fixed: {domain: [-3.0, 3.0], boundary: reflecting, cells: 150, stepper: rkl2,\n"
        "        initial: [{gaussian: {mass: 0.7, mean: -1.0, variance: 0.1}},\n"
        "                  {gaussian: {mass: 0.3, mean: 1.0, variance: 0.1}}],\n"
        "        interaction: {attractive_repulsive: {a: 4.0, b: 2.0}}, tolerance: 1.0e-5,\n"
        "        times: [0.0, 0.05, 1.0], step_limit: 300}\n"
        "outputs: [density]\n")
    output = tmp_path / "r.h5"
    sweep("run", study, "-o", output, code=1)
    said = sweep("errors", output, code=1).stdout
    assert "breakdown=too_many_steps" in said and "diffusion=0.02" in said
    with h5py.File(output) as file:
        assert list(file["status"]) == [3, 1]
        assert np.isfinite(file["density"][0, 1]).all(), "what was before is stored"
        assert np.isfinite(file["density"][1]).all()

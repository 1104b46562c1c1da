"""Flows at the edge: no density at all, empty cells, cells that doubles cannot tell apart.

Right values come from NumPy and SciPy, apart from this project.
"""

import subprocess
import time
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import Sweep


def study(folder: Path, experiment: str, axes: str, fixed: str, more: str = "") -> Path:
    file = folder / "study.yaml"
    file.write_text(
        f"sweep: 1\nname: edge\nexperiment: {experiment}\naxes: {{{axes}}}\nfixed: {{{fixed}}}\n{more}"
    )
    return file


NOTHING = {
    "a point of a porous medium between the centres": (
        "cells: [10, 40, 160]",
        "domain: [-1.0, 1.0], boundary: reflecting, initial: {barenblatt: {time: 1.0e-4}}, diffusion: 0.0, "
        "porous_medium: 1.0, mobility: upwind, stepper: rkl2, tolerance: 1.0e-4, times: [0.0, 0.01]",
        "(at cells=10)",
    ),
    "a Gaussian far outside": (
        "initial: [{gaussian: {mean: 100.0, variance: 0.5}}]",
        "cells: 10, stepper: rosenbrock, tolerance: 1.0e-3, times: [0.0, 1.0]",
        "",
    ),
    "a file of zeros": (
        "initial: [{file: {name: zeros.csv}}]",
        "cells: 4, stepper: rkl2, tolerance: 1.0e-3, times: [0.0, 1.0]",
        "",
    ),
    "a mass that rounds to nothing": (
        "initial: [{uniform: {mass: 5.0e-324}}]",
        "cells: 4, stepper: rkl2, tolerance: 1.0e-3, times: [0.0, 1.0]",
        "",
    ),
}


@pytest.mark.parametrize(("axes", "fixed", "where"), NOTHING.values(), ids=NOTHING.keys())
def test_a_density_that_is_zero_everywhere_is_refused(
    sweep: Sweep, tmp_path: Path, axes: str, fixed: str, where: str
) -> None:
    (tmp_path / "zeros.csv").write_text("0\n0\n0\n0\n")
    file = study(tmp_path, "flow-1d", axes, fixed)
    error = sweep("check", file, code=65).stderr
    assert "'initial': the density is 0 in every cell" in error and where in error


@pytest.mark.parametrize("stepper", ["rosenbrock", "rkl2"])
def test_an_empty_cell_fills(sweep: Sweep, tmp_path: Path, stepper: str) -> None:
    (tmp_path / "empty.csv").write_text("0\n1\n1\n1\n")
    file = study(
        tmp_path, "flow-1d", "mobility: [arithmetic]",
        "cells: 4, domain: [0.0, 1.0], boundary: reflecting, initial: {file: {name: empty.csv}}, "
        f"stepper: {stepper}, tolerance: 1.0e-7, times: [0.0, 0.1]",
    )  # fmt: skip
    sweep("run", file, "-o", tmp_path / "o.h5")
    with h5py.File(tmp_path / "o.h5") as result:
        found = result["density"][0, 1]
    np.testing.assert_allclose(found, [0.583078, 0.692688, 0.823330, 0.900904], atol=3e-5)


def test_steps_that_lead_nowhere_end_the_point_and_not_its_reference(
    sweep: Sweep, tmp_path: Path
) -> None:
    (tmp_path / "support.csv").write_text("0\n0\n1\n2\n1\n0\n0\n0\n")
    fixed = (
        "cells: 8, diffusion: 0.0, domain: [-2.0, 2.0], boundary: reflecting, "
        "initial: {file: {name: support.csv, coefficient: 0.5}}, potential: double_well, times: [0.0, 0.01, 1.0]"
    )
    file = study(
        tmp_path, "flow-1d", "stepper: [rosenbrock, rkl2]", f"{fixed}, tolerance: 1.0e-9",
    )  # fmt: skip
    begin = time.monotonic()
    sweep("run", file, "-o", tmp_path / "o.h5", code=1)
    assert time.monotonic() - begin < 60
    errors = sweep("errors", tmp_path / "o.h5", code=1).stdout
    assert "stepper_value=rkl2" in errors and "step_too_small" in errors
    assert "stepper_value=rosenbrock" not in errors
    # The reference of a stepper that gets through is there, too.
    other = study(
        tmp_path, "flow-1d", "tolerance: [1.0e-7]",
        f"{fixed}, stepper: rosenbrock, references: [semi_discrete]",
    )  # fmt: skip
    sweep("run", other, "-o", tmp_path / "r.h5")
    with h5py.File(tmp_path / "r.h5") as result:
        assert np.all(result["max_error"][...] < 1e-3), result["max_error"][...]


LIMITS = {
    "cells no doubles lie between": (
        "flow-1d", "domain: [0.0, 5.0e-324], cells: 20, initial: uniform, dt: 0.1", "domain",
        "beyond what doubles hold"),
    "cells narrower than an ulp": (
        "flow-1d", "domain: [1.0e+15, 1000000000000001.0], cells: 20, initial: uniform, dt: 0.1",
        "domain", "beyond what doubles hold"),
    "rows narrower than an ulp": (
        "flow-2d", "domain: [0.0, 1.0], domain_y: [1.0e+15, 1000000000000001.0], cells: 20, "
        "initial: uniform, dt: 1.0e-4", "domain_y", "beyond what doubles hold"),
    "squares of widths that overflow": (
        "flow-1d", "domain: [0.0, 1.0e+160], cells: 2, initial: uniform, dt: 0.1", "domain",
        "beyond what doubles hold"),
    "a mass that overflows": (
        "flow-1d", "domain: [0.0, 1.0], cells: 4, initial: {file: {name: huge.csv}}, dt: 0.01",
        "initial", "the mass is more than a double holds"),
    "a tolerance below rounding": (
        "flow-1d", "cells: 20, initial: gaussian, stepper: rkl2, tolerance: 1.0e-300",
        "tolerance", "less than the rounding errors of a step"),
    "a reference's tolerance below rounding": (
        "flow-1d", "cells: 20, initial: gaussian, dt: 0.01, references: [semi_discrete], "
        "reference_tolerance: 1.0e-20", "reference_tolerance", "less than the rounding errors"),
    "more steps than can be counted": (
        "flow-1d", "cells: 20, initial: gaussian, dt: 1.0e-300, references: [crank_nicolson]",
        "dt", "steps of 1e-300"),
    "a small system's tolerance": (
        "simplex-flow", "p: [0.2, 0.3, 0.5], stepper: rkl2, tolerance: 1.0e-15",
        "tolerance", "less than the rounding errors"),
}  # fmt: skip


@pytest.mark.parametrize(("experiment", "fixed", "blamed", "said"), LIMITS.values(), ids=LIMITS)
def test_what_doubles_do_not_hold_is_refused(
    sweep: Sweep, tmp_path: Path, experiment: str, fixed: str, blamed: str, said: str
) -> None:
    (tmp_path / "huge.csv").write_text("1.7e308\n1.7e308\n1.7e308\n1.7e308\n")
    axes = "diffusion: [1.0]"
    file = study(tmp_path, experiment, axes, f"{fixed}, times: [0.0, 0.1]")
    error = sweep("check", file, code=65).stderr
    assert f"fixed '{blamed}': " in error and said in error, error
    assert error.count("error: ") == 1


def test_sums_that_overflow_fail(sweep: Sweep, tmp_path: Path) -> None:
    """Densities that doubles hold, and an energy that they do not."""
    (tmp_path / "large.csv").write_text("1e200\n2e200\n1e200\n")
    file = study(
        tmp_path, "flow-1d", "porous_medium: [1.0]",
        "cells: 3, domain: [0.0, 3.0], initial: {file: {name: large.csv}}, stepper: rkl2, "
        "tolerance: 1.0e-3, times: [0.0]",
    )  # fmt: skip
    sweep("run", file, "-o", tmp_path / "o.h5", code=1)
    assert "not_finite" in sweep("errors", tmp_path / "o.h5", code=1).stdout


@pytest.mark.parametrize(
    ("initial", "mass"),
    [
        ("{gaussian: {variance: 1.0e-4}}", 39.894228),
        ("{wrapped_gaussian: {mean: 0.4, variance: 0.04}}", 0.292),
        # As wide as a cell: no other mass than was asked for.
        ("{gaussian: {variance: 1.0}}", None),
        ("{gaussian: {mean: 4.9, variance: 1.5}}", None),
    ],
)
def test_a_gaussian_between_the_centres_is_warned_of(
    sweep: Sweep, tmp_path: Path, initial: str, mass: float | None
) -> None:
    file = study(
        tmp_path, "flow-1d", f"initial: [{initial}]", "cells: 10, dt: 0.1, times: [0.0, 1.0]")
    said = sweep("check", file).stderr
    assert ("warning: axis 'initial'" in said) == (mass is not None), said
    sweep("run", file, "-o", tmp_path / "o.h5")
    with h5py.File(tmp_path / "o.h5") as result:
        found = result["mass"][0, 0]
    if mass is not None:
        assert found == pytest.approx(mass, abs=1e-3)
        assert f"the cells hold {found}"[:25] in said


def test_widths_count_in_every_sum(sweep: Sweep, tmp_path: Path) -> None:
    file = study(
        tmp_path, "flow-1d", "stepper: [rosenbrock]",
        "metric: inhomogeneous, relative_scales: [1.0, 3.0], cells: 40, domain: [-6.0, 6.0], "
        "initial: gaussian, tolerance: 1.0e-8, times: [1.0], references: [exact]",
    )  # fmt: skip
    sweep("run", file, "-o", tmp_path / "o.h5")
    right = {
        "l1_error": 0.027750, "l2_error": 0.010103, "symmetric_divergence": 1.8172e-3,
        "distance_to_stationary": 0.894730,
    }  # fmt: skip
    with h5py.File(tmp_path / "o.h5") as result:
        for name, value in right.items():
            assert result[name][...].item() == pytest.approx(value, abs=6e-7 + 1e-5 * value), name
        width = 12 / 40 / 2 * np.tile([1.0, 3.0], 20)
        density = result["density"][0, 0]
        assert result["mass"][0, 0] == pytest.approx(width @ density, rel=1e-13)
        # On a circle the first centre is the lower end.
        centres = -6 + np.cumsum(width) - width / 2 - width[0] / 2
        np.testing.assert_allclose(result["x"][...], centres, atol=1e-12)


GRIDS = {"periodic": np.arange(4) / 4, "reflecting": (np.arange(4) + 0.5) / 4}


@pytest.mark.parametrize("experiment", ["flow-1d", "flow-2d"])
def test_coordinates_are_those_of_the_points(
    sweep: Sweep, tmp_path: Path, experiment: str
) -> None:
    fixed = "cells: 4, domain: [0.0, 1.0], initial: uniform, stepper: rkl2, tolerance: 1.0e-3, times: [0.0]"
    names = ["x"] if experiment == "flow-1d" else ["x", "y"]
    for boundary, centres in GRIDS.items():
        sweep("run", study(tmp_path, experiment, f"boundary: [{boundary}]", fixed),
              "-o", tmp_path / f"{boundary}.h5")  # fmt: skip
        with h5py.File(tmp_path / f"{boundary}.h5") as result:
            for name in names:
                np.testing.assert_array_equal(result[name][...], centres)
    # Where points differ, groups do.
    sweep("run", study(tmp_path, experiment, "boundary: [periodic, reflecting], diffusion: [1.0, 2.0]",
                       fixed), "-o", tmp_path / "both.h5")  # fmt: skip
    with h5py.File(tmp_path / "both.h5") as result:
        groups = [g for g in result.values() if isinstance(g, h5py.Group) and "density" in g]
        assert len(groups) == 2
        for group, centres in zip(groups, GRIDS.values(), strict=True):
            assert group["density"].shape[:2] == (1, 2)
            for name in names:
                np.testing.assert_array_equal(group[name][...], centres)


def test_two_axes_of_grids_make_a_group_for_each_combination(
    sweep: Sweep, tmp_path: Path
) -> None:
    fixed = (
        "domain: [0.0, 1.0], initial: {wrapped_gaussian: {mean: 0.4, variance: 0.02}}, stepper: rkl2, "
        "tolerance: 1.0e-3, times: [0.0, 0.01]"
    )
    axes = "boundary: [periodic, reflecting], diffusion: [1.0, 2.0], cells: [4, 8, 6]"
    sweep("run", study(tmp_path, "flow-1d", axes, fixed), "-o", tmp_path / "all.h5")
    sweep("verify", tmp_path / "all.h5")
    with h5py.File(tmp_path / "all.h5") as result:
        groups = [g for g in result.values() if isinstance(g, h5py.Group) and "density" in g]
        assert len(groups) == 6
        for group in groups:
            boundary, cells = int(group["boundary"][0]), int(group["cells"][0])
            assert group["density"].shape == (1, 2, 1, 2, cells)
            shift = 0.5 if boundary == 1 else 0
            np.testing.assert_array_equal(group["x"][...], (np.arange(cells) + shift) / cells)
    # One point by itself has the same values.
    single = study(tmp_path, "flow-1d", "boundary: [reflecting], diffusion: [2.0], cells: [8]", fixed)
    sweep("run", single, "-o", tmp_path / "one.h5")
    with h5py.File(tmp_path / "one.h5") as one, h5py.File(tmp_path / "all.h5") as result:
        (group,) = [
            g for g in result.values()
            if isinstance(g, h5py.Group) and "density" in g
            and int(g["boundary"][0]) == 1 and int(g["cells"][0]) == 8
        ]  # fmt: skip
        np.testing.assert_array_equal(group["density"][0, 1, 0], one["density"][0, 0, 0])
    # Points are kept when an axis grows.
    more = study(tmp_path, "flow-1d", axes.replace("6]", "6, 5]"), fixed)
    log = sweep("run", more, "-o", tmp_path / "all.h5", "--extend").stderr
    assert "16 points" in log
    sweep("verify", tmp_path / "all.h5")


def test_a_signal_is_heard_whatever_the_steps_are(sweep: Sweep, tmp_path: Path) -> None:
    """Compact support and a tolerance that makes the stabilized method crawl."""
    (tmp_path / "support.csv").write_text("0\n1e-12\n1\n2\n1\n0\n0\n0\n")
    file = study(
        tmp_path, "flow-1d", "tolerance: [1.0e-14]",
        "cells: 8, diffusion: 1.0e-3, domain: [-2.0, 2.0], boundary: reflecting, "
        "initial: {file: {name: support.csv}}, potential: double_well, stepper: rkl2, times: [0.0, 1.0e+6]",
    )  # fmt: skip
    begin = time.monotonic()
    sweep_binary = sweep.binary
    done = subprocess.run(
        [sweep_binary, "run", file, "-o", tmp_path / "o.h5", "--max-time", "2"],
        capture_output=True, encoding="utf-8", timeout=60)  # fmt: skip
    assert done.returncode in (0, 1, 75), done.stderr
    assert time.monotonic() - begin < 30

"""Do series and quadrature agree, and does `method` say which was used?"""

from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from conftest import Sweep

QUADRATURE, SERIES = 1, 2
STUDY = """
sweep: 1
name: methods
experiment: wim
axes:
  sigma: {{log10: [-3.0, -0.5], count: 26}}
  p: [[0.5, 0.5, 1.0e-6], [0.2, 0.3, 0.5], [1.0e-4, 0.5, 0.4999]]
fixed: {{d: 1.0, normalize: true, entries: {entries}, method: {method}}}
"""


@pytest.fixture(scope="module")
def by_method(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> dict[str, xr.Dataset]:
    folder = tmp_path_factory.mktemp("methods")
    results = {}
    for method in ("quadrature", "series", "auto"):
        file, output = folder / f"{method}.yaml", folder / f"{method}.h5"
        file.write_text(STUDY.format(entries="diagonal", method=method))
        # Points to which the series does not apply have failed.
        sweep("run", file, "-o", output, code=1 if method == "series" else 0)
        results[method] = xr.load_dataset(output)
    return results


def test_method_is_stored(by_method: dict[str, xr.Dataset]) -> None:
    assert np.all(by_method["quadrature"].method == QUADRATURE)
    assert np.all(by_method["series"].method == SERIES)
    auto = by_method["auto"].method
    assert {QUADRATURE, SERIES} == set(np.unique(auto))
    # The series serves small scales: it does so from one scale downwards.
    for k in range(auto.sizes["p"]):
        assert np.all(np.diff((auto[:, k] == SERIES).astype(int)) <= 0)
        assert auto[0, k] == SERIES


def test_both_agree_within_their_estimates(by_method: dict[str, xr.Dataset]) -> None:
    quadrature, series = by_method["quadrature"], by_method["series"]
    applies = np.isfinite(series.log_wim)
    assert applies.mean() > 0.5
    difference = np.expm1(
        (series.log_wim - quadrature.log_wim) + (series.log_wim_low - quadrature.log_wim_low))
    allowed = series.error_estimate + quadrature.error_estimate + 2 * np.finfo(float).eps
    assert np.all((abs(difference) <= allowed) | ~applies)
    assert np.all((series.status == 1) == (series.scaled_error_estimate <= 1e-7).all("theta"))


def test_auto_has_the_digits_of_the_method_it_took(by_method: dict[str, xr.Dataset]) -> None:
    auto = by_method["auto"]
    for method, code in (("quadrature", QUADRATURE), ("series", SERIES)):
        taken = (auto.method == code).values
        assert np.array_equal(auto.wim.values[taken], by_method[method].wim.values[taken])
    assert np.all(auto.error_estimate.values[(auto.method == SERIES).values] <= 1e-13)


def test_series_goes_into_the_diagonal_of_whole_matrices(
    sweep: Sweep, by_method: dict[str, xr.Dataset], tmp_path: Path
) -> None:
    (tmp_path / "whole.yaml").write_text(STUDY.format(entries="all", method="auto"))
    sweep("run", tmp_path / "whole.yaml", "-o", tmp_path / "whole.h5")
    whole = xr.load_dataset(tmp_path / "whole.h5")
    diagonal = np.diagonal(whole.log_wim.values, axis1=-2, axis2=-1)
    assert np.array_equal(diagonal, by_method["auto"].log_wim.values)
    assert np.array_equal(whole.method, by_method["auto"].method)


SCALES = """
sweep: 1
name: scales
experiment: wim
outputs: [wim, log_wim, inhomogeneous_ratio]
axes:
  s: [[1.0, 1.0, 3.0], [2.0, 0.5, 1.0]]
fixed: {sigma: 0.125, d: 0.5, p: [0.2, 0.3, 0.5]}
"""
EXPLICIT = """
sweep: 1
name: explicit
experiment: wim
outputs: [wim, log_wim, inhomogeneous_ratio]
axes:
  mixture:
    - {weights: [0.2, 0.3, 0.5], means: [0.0, 1.0, 3.0], scales: [0.125, 0.125, 0.375]}
    - {weights: [0.2, 0.3, 0.5], means: [0.0, 1.25, 2.0], scales: [0.25, 0.0625, 0.125]}
"""


def test_relative_scales_make_the_lattice_of_theorem_4(sweep: Sweep, tmp_path: Path) -> None:
    results = []
    for name, text in (("scales", SCALES), ("explicit", EXPLICIT)):
        (tmp_path / f"{name}.yaml").write_text(text)
        sweep("run", tmp_path / f"{name}.yaml", "-o", tmp_path / f"{name}.h5")
        results.append(xr.load_dataset(tmp_path / f"{name}.h5"))
    lattice, explicit = results
    for variable in ("wim", "log_wim", "inhomogeneous_ratio"):
        assert np.array_equal(lattice[variable].values, explicit[variable].values)
    assert lattice.s_values.dims == ("s", "component")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[2.0, 0.5, 1.0]", "[2.0, 0.5]"), "2 numbers, where the first vector has 3"),
        (("[0.2, 0.3, 0.5]", "[0.5, 0.5]"), "'s' has 3 components and 'p' 2"),
        (("[2.0, 0.5, 1.0]", "[2.0, -0.5, 1.0]"), "-0.5 is out of range"),
        (("[[1.0, 1.0, 3.0], [2.0, 0.5, 1.0]]", "[1.0, 1.0, 3.0]"), "[[1.0, 3.0]]"),
        (("sigma: 0.125", "sigma: 0.125, family: laplace"), "cannot be given together"),
    ],
)
def test_scales_that_do_not_fit_are_refused(
    sweep: Sweep, tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    (tmp_path / "wrong.yaml").write_text(SCALES.replace(*change))
    assert message in sweep("check", tmp_path / "wrong.yaml", code=65).stderr

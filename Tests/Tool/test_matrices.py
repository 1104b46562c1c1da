"""Are all information matrices stored as what they are, whatever else is asked for?"""

import json
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from conftest import REPOSITORY, Sweep


@pytest.fixture(scope="module")
def result(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> xr.Dataset:
    output = tmp_path_factory.mktemp("matrices") / "matrices.h5"
    sweep("run", REPOSITORY / "sweeps" / "matrices.yaml", "-o", output)
    return xr.load_dataset(output)


def own(values: xr.DataArray, mixture: int) -> np.ndarray:
    """The matrix of one mixture without what pads it."""
    matrix = values.isel(mixture=mixture).values
    matrix = matrix[~np.isnan(matrix).all(axis=1)]
    return matrix[:, ~np.isnan(matrix).all(axis=0)]


def full(result: xr.Dataset, mixture: int) -> np.ndarray:
    """The full matrix in (theta, mu, sigma) from its blocks."""
    wim, cross = own(result.wim, mixture), own(result.cross, mixture)
    mean, scale = own(result.mean_block, mixture), own(result.scale_blocks, mixture)
    n = len(wim) + len(mean)
    corner = np.block([[wim, cross], [cross.T, mean]])
    return np.block([[corner, scale[:n]], [scale[:n].T, scale[n:]]])


def test_identities_hold_in_what_is_stored(result: xr.Dataset) -> None:
    for k in range(result.sizes["mixture"]):
        means = result.mixture_means[k].dropna("component").values
        weights = result.mixture_weights[k].dropna("component").values
        np.testing.assert_allclose(own(result.cross, k).sum(axis=1), np.diff(means), rtol=1e-13)
        np.testing.assert_allclose(own(result.mean_block, k).sum(axis=1), weights, rtol=1e-13)


def test_padding_follows_the_names_of_the_parameters(result: xr.Dataset) -> None:
    for k, count in enumerate(result.component_count.values):
        names = [f"theta_{i + 1}" for i in range(count - 1)]
        names += [f"{letter}_{i + 1}" for letter in ("mu", "sigma") for i in range(count)]
        there = ~np.isnan(result.scale_blocks.isel(mixture=k, component=0))
        assert list(result.parameter.values[there]) == names
        assert np.isnan(result.eigenvalues[k]).sum() == 3 * (result.sizes["component"] - count)


def test_eigenvalues_and_inverse_are_those_of_the_matrix(result: xr.Dataset) -> None:
    checked = 0
    for k in range(result.sizes["mixture"]):
        matrix = full(result, k)
        scaled_condition = float(result.scaled_condition_number[k])
        if not np.isfinite(matrix).all():
            continue
        checked += 1
        np.testing.assert_allclose(matrix, matrix.T)
        root = np.sqrt(np.diag(matrix))
        unit = matrix / np.outer(root, root)
        inverse = own(result.inverse, k) * np.outer(root, root)
        np.testing.assert_allclose(
            unit @ inverse, np.eye(len(unit)), atol=1e-14 * scaled_condition)
        assert np.linalg.cond(unit) == pytest.approx(scaled_condition, rel=1e-6)
        values = result.eigenvalues[k].values[: len(matrix)]
        # NumPy's are good to the largest one's rounding.
        np.testing.assert_allclose(
            values, np.linalg.eigvalsh(matrix)[::-1], rtol=1e-9, atol=1e-14 * values[0])
        assert float(result.condition_number[k]) == pytest.approx(values[0] / values[-1])
    assert checked >= 4


def test_evaluate_gives_the_same_digits_as_run(sweep: Sweep, result: xr.Dataset) -> None:
    line = {"weights": [0.3, 0.7], "means": [0.0, 1.0], "scales": 0.2}
    answer = json.loads(
        sweep("evaluate", "--outputs", "cross,fisher,condition_number",
              input=json.dumps(line)).stdout)
    assert answer["cross"] == own(result.cross, 1).tolist()
    assert answer["fisher"] == own(result.fisher, 1).tolist()
    assert answer["condition_number"] == float(result.condition_number[1])
    assert "wim" not in answer and {"log_cross", "cross_sign", "fisher_error_estimate"} <= set(answer)


def test_evaluate_refuses_what_it_does_not_know(sweep: Sweep) -> None:
    refused = sweep("evaluate", "--outputs", "fischer", input="", code=64)
    assert "did you mean 'fisher'?" in refused.stderr


def test_a_matrix_that_is_singular_to_rounding_has_no_inverse(sweep: Sweep) -> None:
    """Two components a hundredth of their scale apart: the condition number is 9.7e20, by 50 digits."""
    lines = "".join(
        json.dumps({"id": d, "weights": [0.5, 0.5], "means": [0.0, d], "scales": 1.0}) + "\n"
        for d in (0.01, 0.02))  # fmt: skip
    outputs = "wim,eigenvalues,condition_number,scaled_condition_number,inverse"
    done = sweep("evaluate", "--outputs", outputs, input=lines, code=1)
    for line in map(json.loads, done.stdout.splitlines()):
        assert line["status"] == "not_converged"
        assert line["condition_number"] is None and line["scaled_condition_number"] is None
        assert all(value is None for value in line["eigenvalues"])
        assert all(value is None for row in line["inverse"] for value in row)
        # The entries themselves are known: d² + O(d⁴).
        assert line["wim"][0][0] == pytest.approx(line["id"] ** 2, rel=1e-3)


def test_mirror_images_of_tiny_weights_agree(sweep: Sweep) -> None:
    """ln G_11 by NumPy with 24 nodes on each of 400 000 panels is 137.9851474670718."""
    mixture = {
        "weights": [1.0, 1.6949929670757107e-189, 1.2505886026103424e-239, 4.824763159874234e-44,
                    6.214723612821428e-64, 1.1250964271546811e-35],
        "means": [-1.9022688843441529, -1.7404298723777174, -1.5425861812654205, 1.1492768592267737,
                  1.7466434749978248, 1.9022688843441529],
        "scales": [0.2263643741607666, 0.5588340759277344, 0.7004528045654297, 0.542445182800293,
                   0.12472367286682129, 0.5914716720581055],
        "family": ["laplace", "laplace", "laplace", "gaussian", "laplace", "gaussian"],
    }  # fmt: skip
    mirrored = {name: values[::-1] for name, values in mixture.items()}
    mirrored["means"] = [-mean for mean in mirrored["means"]]
    done = sweep("evaluate", input=json.dumps(mixture) + "\n" + json.dumps(mirrored) + "\n")
    one, other = (json.loads(line)["log_wim"] for line in done.stdout.splitlines())
    diagonal = [one[i][i] for i in range(5)]
    assert diagonal[0] == pytest.approx(137.9851474670718, abs=1e-12)
    np.testing.assert_allclose([other[4 - i][4 - i] for i in range(5)], diagonal, atol=1e-12)

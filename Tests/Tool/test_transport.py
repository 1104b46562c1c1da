"""Do mixtures move in a potential as (60) and the information matrix have them move?

Numbers without a derivation beside them are of docs/errata.md, E12, found with another program.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from conftest import Paper, Sweep
from scipy.integrate import quad
from scipy.special import ndtr

OK, FAILED = 1, 3
SINE = "{sine: {}}"
MIXTURE = "p: [0.2, 0.5, 0.3], means: [-1.0, 0.0, 3.0], potential: {sine: {}}"
END = np.array([-0.5, -0.5, 1.5]) * np.pi

Run = Callable[..., xr.Dataset]


def named(result: xr.Dataset) -> xr.Dataset:
    """With words for positions along the dimensions that have words."""
    names = [name for name in result.dims if f"{name}_value" in result]
    return result.assign_coords({name: result[f"{name}_value"].values for name in names})


@pytest.fixture
def run(sweep: Sweep, tmp_path: Path) -> Run:
    """The result of axes and fixed inputs of `transport`, both as they stand in a sweep file."""

    def result(axes: str, fixed: str, outputs: str = "", code: int = 0) -> xr.Dataset:
        file, output = tmp_path / "study.yaml", tmp_path / "study.h5"
        lines = [
            "sweep: 1", "name: study", "experiment: transport", f"axes: {{{axes}}}",
            f"fixed: {{{fixed}}}", *([f"outputs: [{outputs}]"] if outputs else []),
        ]
        file.write_text("\n".join(lines) + "\n")
        sweep("run", file, "-o", output, "--fresh", code=code)
        return named(xr.load_dataset(output, engine="h5netcdf"))

    return result


def test_means_end_where_the_paper_has_them_in_every_reading(paper: Paper) -> None:
    last = paper("figure4").isel(t=-1)
    assert last.means.shape == (2, 2, 2, 3) and float(last.t) == 50
    assert np.all(last.step_count == 5000), "steps of .01"
    # What is left of −π/2 after 50 time units is e^{−50}; what a step of .01 leaves is less.
    assert np.all(np.abs(last.means.values - END) < 1e-12)


@pytest.mark.parametrize(("sigma", "gap", "expected"), [
    (1, "current", [0.2102, 0.4898, 0.3]), (1, "initial", [0.2089, 0.4911, 0.3]),
    (0, "current", [0.2037, 0.4963, 0.3]), (0, "initial", [0.2, 0.5, 0.3]),
])
def test_the_readings_differ_in_the_weights(
    paper: Paper, sigma: int, gap: str, expected: list[float]
) -> None:
    result = named(paper("figure4")).isel(sigma=sigma, t=-1)
    weights = result.weights.sel(scaling_gap=gap, equations="as_printed")
    assert np.all(np.abs(weights.values - expected) < 0.6e-4)


@pytest.mark.parametrize(("equations", "expected"), [
    ("as_printed", [-1.2886, -1.2620]), ("corrected", [-1.3552, -1.4386]),
])
def test_as_printed_a_mean_goes_uphill(
    paper: Paper, equations: str, expected: list[float]
) -> None:
    result = named(paper("figure4")).isel(sigma=0).sel(scaling_gap="current", equations=equations)
    first = result.means.isel(component=0).sel(t=[1.0, 1.5], method="nearest")
    assert np.all(np.abs(first.values - expected) < 0.6e-4)


@pytest.mark.parametrize(("equations", "energy", "expected"), [
    ("as_printed", "at_means", -0.8665), ("corrected", "at_means", -1.0055),
    ("exact", "expectation", -0.9847),
])
def test_the_mean_of_the_left_two(
    paper: Paper, equations: str, energy: str, expected: float
) -> None:
    result = named(paper("figure4-comparison")).sel(equations=equations, potential_energy=energy)
    mean = result.leading_mean.isel(component=1).sel(t=1.0, method="nearest")
    assert abs(float(mean) - expected) < 0.6e-4
    by_hand = (result.weights * result.means)[..., :2].sum("component") / result.weights[
        ..., :2
    ].sum("component")
    assert np.allclose(by_hand, result.leading_mean.isel(component=1), rtol=1e-14)


def test_steps_as_long_as_the_papers_move_the_mean_of_the_left_two(paper: Paper) -> None:
    result = named(paper("figure4")).isel(sigma=1).sel(scaling_gap="current")
    mean = result.leading_mean.isel(component=1).sel(t=1.0, method="nearest")
    assert abs(float(mean.sel(equations="as_printed")) + 0.8664) < 0.6e-4
    assert abs(float(mean.sel(equations="corrected")) + 1.0067) < 0.6e-4


def transported_mean(time: float) -> float:
    """The mean of .2 N(−1, .1) + .5 N(0, .1) under ẋ = −cos x: tan(x/2 + π/4) falls like e^{−t}."""

    def moved(x: float) -> float:
        y = x + np.pi / 2
        turns = 2 * np.pi * np.round(y / (2 * np.pi))
        return 2 * np.arctan(np.exp(-time) * np.tan((y - turns) / 2)) + turns - np.pi / 2

    sigma = np.sqrt(0.1)
    means = [
        quad(lambda z: moved(mu + sigma * z) * np.exp(-z * z / 2), -9, 9, limit=200)[0]
        / np.sqrt(2 * np.pi)
        for mu in (-1, 0)
    ]
    return (0.2 * means[0] + 0.5 * means[1]) / 0.7


def test_the_matrix_moves_the_left_two_as_the_continuum_does(paper: Paper) -> None:
    result = named(paper("figure4-comparison")).sel(potential_energy="expectation")
    assert abs(transported_mean(1) + 0.9855) < 0.6e-4
    mean = result.leading_mean.isel(component=1).sel(t=1.0, method="nearest")
    away = {name: abs(float(mean.sel(equations=name)) - transported_mean(1))
            for name in ("as_printed", "corrected", "exact")}
    assert away["exact"] < 1e-3 < 5 * away["exact"] < away["corrected"]
    assert away["as_printed"] > 0.1


def test_under_the_matrix_a_weight_drains(paper: Paper) -> None:
    result = named(paper("figure4-comparison")).sel(t=1.0, method="nearest")
    second = result.weights.sel(equations="exact").isel(component=1)
    assert abs(float(second.sel(potential_energy="at_means")) / 6.04e-5 - 1) < 1e-3
    assert np.all(result.weights.sel(equations="corrected").isel(component=1) > 0.48)


def test_mass_stays_and_energy_falls(paper: Paper) -> None:
    for name in ("figure4", "figure4-comparison"):
        result = named(paper(name))
        assert np.all(np.abs(result.mass - 1) <= 1e-13)
        step = result.energy.diff("t")
        # Where all is at rest, by t = 50, an energy of −1 is known to its rounding.
        assert np.all(step <= 2.0**-52), "here the printed equations descend, too"
        assert np.all(step.sel(t=slice(0, 2)) < -1e-5)


def test_a_linear_potential_moves_all_alike_but_not_as_printed(
    sweep: Sweep, tmp_path: Path
) -> None:
    output = tmp_path / "transport.h5"
    sweep("run", "sweeps/transport.yaml", "-o", output)
    result = named(xr.load_dataset(output, engine="h5netcdf"))
    for name in ("corrected", "exact"):
        one = result.sel(equations=name)
        # The exact rates are solved for with a matrix of condition some ten.
        assert np.all(np.abs(one.mean_rate + 1) < 1e-12)
        assert np.all(np.abs(one.weight_rate) < 1e-12)
        assert np.all(np.abs(one.energy - one.energy[0] + one.t) < 1e-12)
    rises = result.energy.sel(equations="as_printed").diff("t")
    assert np.all(rises > 0.01), "a gradient flow that climbs"


def scaling_factor(sigma: float, d: np.ndarray) -> np.ndarray:
    return np.sqrt(2 * np.pi**3) * sigma**3 / d * np.exp(d**2 / (8 * sigma**2))


def asymptotic_rates(
    p: np.ndarray, mu: np.ndarray, k: np.ndarray, v: np.ndarray, slope: np.ndarray, printed: bool
) -> tuple[np.ndarray, np.ndarray]:
    """(60), in the form of docs/errata.md E12."""
    d, difference = np.diff(mu), np.diff(v)
    r = difference - d / 2 * (slope[:-1] + slope[1:])
    theta = np.concatenate([[0], -np.sqrt(p[:-1] * p[1:]) / k * r, [0]])
    push = d / (2 * k) * (difference if printed else r)
    means = -slope
    means[:-1] += np.sqrt(p[1:] / p[:-1]) * push
    means[1:] += np.sqrt(p[:-1] / p[1:]) * push
    return theta[:-1] - theta[1:], means


def exact_rates(
    p: np.ndarray, mu: np.ndarray, sigma: float, v: np.ndarray, slope: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The matrix by the trapezoidal rule, whose error for such densities is e^{−(π/h)²/…} ≪ 1."""
    x = np.linspace(mu[0] - 10 * sigma, mu[-1] + 10 * sigma, 20001)
    z = (x - mu[:, None]) / sigma
    densities = np.exp(-(z**2) / 2) / (np.sqrt(2 * np.pi) * sigma)
    rho = p @ densities
    cumulative = ndtr(z)
    # ∂F/∂θ_i = F_{i+1} − F_i, by the upper tails at the right; ∂F/∂μ_i = −p_i ρ_i.
    tangents = np.where(z[:-1] > 0, ndtr(-z[:-1]) - ndtr(-z[1:]), cumulative[1:] - cumulative[:-1])
    tangents = np.concatenate([tangents, -p[:, None] * densities])
    matrix = (tangents / rho) @ tangents.T * (x[1] - x[0])
    velocity = -np.linalg.solve(matrix, np.concatenate([np.diff(v), p * slope]))
    theta = np.concatenate([[0], velocity[: len(p) - 1], [0]])
    return theta[:-1] - theta[1:], velocity[len(p) - 1 :]


def test_right_hand_sides_against_another_program(run: Run) -> None:
    p, mu, sigma = np.array([0.25, 0.45, 0.3]), np.array([-0.9, 0.2, 1.4]), 0.35
    result = run(
        "equations: [as_printed, corrected, exact], scaling_gap: [current, initial, given],"
        "potential_energy: [at_means, expectation]",
        "sigma: 0.35, p: [0.25, 0.45, 0.3], means: [-0.9, 0.2, 1.4], gap: 0.7, dt: 0.01,"
        "times: [0.0, 0.1], potential: [{sine: {coefficient: 2.0}}, {tilted: {coefficient: -0.3}}]",
        "weights, means, weight_rate, mean_rate",
    )
    for time in (0, 1):
        for energy, damping in (("at_means", 1), ("expectation", np.exp(-(sigma**2) / 2))):
            for choice in ("current", "initial", "given"):
                for equations in ("as_printed", "corrected", "exact"):
                    one = result.isel(t=time).sel(
                        equations=equations, scaling_gap=choice, potential_energy=energy)
                    weights, means = one.weights.values, one.means.values
                    assert time > 0 or np.all(weights == p) and np.all(means == mu)
                    v = 2 * damping * np.sin(means) - 0.3 * means
                    slope = 2 * damping * np.cos(means) - 0.3
                    gap = {"current": np.diff(means), "initial": np.diff(mu), "given": 0.7}[choice]
                    if equations == "exact":
                        expected = exact_rates(weights, means, sigma, v, slope)
                    else:
                        k = scaling_factor(sigma, gap)
                        expected = asymptotic_rates(
                            weights, means, k, v, slope, equations == "as_printed")
                    # Some thirty operations; the solution loses the condition of the matrix, 10².
                    assert np.allclose(one.weight_rate, expected[0], rtol=0, atol=1e-12)
                    assert np.allclose(one.mean_rate, expected[1], rtol=0, atol=1e-12)


def test_sigma_and_variance_are_two_readings_of_one_number(run: Run) -> None:
    fixed = f"{MIXTURE}, dt: 0.01, times: [1.0], equations: as_printed"
    by_scale = run("sigma: [0.1, 0.31622776601683794]", fixed).means.values
    by_variance = run("variance: [0.01, 0.1]", fixed).means.values
    # The root of .01 is .1 to a rounding, which the condition d²/4σ² of K makes 200 of.
    assert np.all(np.abs(by_scale - by_variance) < 1e-12)
    assert abs(by_scale[0, 0, 0] - by_scale[1, 0, 0]) > 0.1


def test_a_weight_below_zero_ends_its_point_and_no_other(run: Run) -> None:
    result = run(
        "equations: [corrected, exact], potential_energy: [at_means, expectation]",
        f"{MIXTURE}, variance: 0.1, dt: 0.01, times: {{range: [0.0, 2.0], step: 0.1}}", code=1,
    )
    assert np.all(result.status.sel(equations="corrected") == OK)
    assert np.all(np.isfinite(result.weights.sel(equations="corrected")))
    broken = result.sel(equations="exact")
    meanings = broken.breakdown.attrs["flag_meanings"].split()
    assert np.all(broken.status == FAILED)
    assert np.all(broken.breakdown == meanings.index("negative"))
    assert np.all(broken.breakdown_component == 2) and np.all(broken.breakdown_value < 0)
    # The step that would make it negative is one of those from 92 to 96.
    assert np.all((broken.breakdown_time > 0.905) & (broken.breakdown_time < 0.955))
    reached = broken.t < 0.905
    assert np.all(np.isfinite(broken.weights) == reached)
    assert np.all(np.isnan(broken.energy) == ~reached) and np.all(broken.weights.where(reached, 1) > 0)


def test_a_closed_gap_ends_the_exact_flow_alone(run: Run) -> None:
    result = run(
        "equations: [corrected, exact]",
        "sigma: 0.3, p: [0.5, 0.2, 0.3], means: [-2.0, 0.0, 0.1], potential: {quadratic: {}},"
        "dt: 0.01, smallest_gap: 0.2, times: [0.0, 1.0]", "breakdown, breakdown_component, "
        "breakdown_time, breakdown_value, means, mean_rate", code=1,
    )
    assert list(result.status.values) == [OK, FAILED]
    exact = result.sel(equations="exact")
    assert exact.breakdown.attrs["flag_meanings"].split()[int(exact.breakdown)] == "gap_closed"
    assert (exact.breakdown_time, exact.breakdown_value, exact.breakdown_component) == (0, 0.1, 2)
    assert np.all(np.isnan(exact.mean_rate)), "where it stands there is no right-hand side"
    # Without exchange the third relaxes as it would alone, by Euler's steps.
    assert np.allclose(result.means[0, 1, 2], 0.1 * 0.99**100, rtol=1e-13, atol=0)


@pytest.mark.parametrize(("fixed", "message"), [
    ("sigma: 0.1, p: [0.5, 0.5], means: [0.0, 1.0, 2.0], dt: 0.1", "3 means for 2 weights"),
    ("sigma: 0.1, p: [0.5, 0.5], means: [0.0, 1.0], tolerance: 0.1", "no adaptive steps"),
    ("sigma: 0.1, p: [0.5, 0.5], means: [1.0, 0.0], dt: 0.1", "must ascend"),
    ("sigma: 0.1, variance: 0.1, p: [0.5, 0.5], means: [0.0, 1.0], dt: 0.1",
     "cannot be given together"),
])
def test_what_does_not_fit_is_said(
    sweep: Sweep, tmp_path: Path, fixed: str, message: str
) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(
        "sweep: 1\nname: study\nexperiment: transport\naxes: {equations: [corrected, exact]}\n"
        f"fixed: {{potential: {SINE}, times: [1.0], {fixed}}}\n")
    assert message in sweep("check", file, code=65).stderr


def test_a_potential_must_be_given(sweep: Sweep, tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(
        "sweep: 1\nname: study\nexperiment: transport\naxes: {sigma: [0.1]}\n"
        "fixed: {p: [0.5, 0.5], means: [0.0, 1.0], dt: 0.1, times: [1.0]}\n")
    assert "needs the input 'potential'" in sweep("check", file, code=65).stderr

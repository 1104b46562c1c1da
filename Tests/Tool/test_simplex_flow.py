"""Do weights flow as Proposition 3, (52) and Example 4 say?"""

from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from conftest import Paper, Sweep

FLOWS = {"weights": 0, "ratios": 1, "as_printed": 2}


def of(result: xr.Dataset, equations: str) -> xr.Dataset:
    assert list(result.equations.values) == list(FLOWS)
    return result.isel(flow=FLOWS[equations])


def rates(p: np.ndarray) -> np.ndarray:
    """ṗ by (52) with the entropy."""
    flux = np.sqrt(p[..., :-1] * p[..., 1:]) * np.diff(np.log(p), axis=-1)
    zero = np.zeros((*p.shape[:-1], 1))
    return np.diff(np.concatenate([zero, flux, zero], axis=-1), axis=-1)


def test_the_rates_of_example_4_are_those_of_52_but_for_the_printed_signs(paper: Paper) -> None:
    result = paper("example4").isel(t=0)
    for name, expected in (
        ("weights", [2.42398, -1.63467]), ("ratios", [2.42398, -1.63467]),
        ("as_printed", [1.63261, -0.47564]),
    ):
        assert np.all(np.abs(of(result, name).log_ratio_rate[0].values - expected) < 0.6e-5)


def test_the_rates_of_ratios_are_those_of_weights_at_every_time(paper: Paper) -> None:
    for name in ("weights", "ratios"):
        one = of(paper("example4"), name)
        p = one.weights.values
        velocity = rates(p) / p
        assert np.allclose(one.log_ratio, np.log(p[..., :-1] / p[..., 1:]), rtol=0, atol=1e-14)
        expected = velocity[..., :-1] - velocity[..., 1:]
        # Logarithms of weights near each other keep 2⁻⁵³ of 1, velocities up to 7 of them.
        assert np.allclose(one.log_ratio_rate, expected, rtol=1e-13, atol=1e-13)
    printed = of(paper("example4"), "as_printed")
    a, b = printed.log_ratio.values[..., 0], printed.log_ratio.values[..., 1]
    expected = [
        -a * (np.exp(a / 2) + np.exp(-a / 2)) - b * np.exp(-b / 2),
        -b * (np.exp(b / 2) + np.exp(-b / 2)) - a * np.exp(a / 2),
    ]
    assert np.allclose(printed.log_ratio_rate, np.stack(expected, -1), rtol=1e-13, atol=1e-13)


def test_weights_and_ratios_take_the_same_way_and_printed_ones_another(paper: Paper) -> None:
    result = paper("example4")
    weights, ratios, printed = (of(result, name) for name in FLOWS)
    # An error of 10⁻⁹ a step, relative and in all weights together at most 1, and contraction.
    bound = 2 * 1e-9 * (weights.step_count + ratios.step_count)
    assert np.all(np.abs(weights.weights - ratios.weights) <= bound + 2.0**-52)
    assert np.all(np.abs(printed.weights - ratios.weights).max(("t", "component")) > 0.04)
    assert np.all(result.distance_to_stationary[..., -1] < 0.08), "all tend to equal weights"


def test_mass_stays_and_energy_falls(paper: Paper) -> None:
    result = paper("example4")
    assert np.all(np.abs(result.mass - 1) <= 1e-13)
    assert np.all(result.energy.diff("t") < 0), "of three weights with the printed signs, too"
    p = result.weights.values
    entropy = np.sum(p * np.log(p), axis=-1)
    assert np.allclose(result.energy, entropy, rtol=1e-14)
    # d ln p_i/dt up to a constant, from the rates of the ratios.
    rate = result.log_ratio_rate.values
    velocity = np.concatenate([np.zeros((*rate.shape[:-1], 1)), -np.cumsum(rate, axis=-1)], -1)
    velocity -= np.sum(p * velocity, axis=-1, keepdims=True)
    dissipation = -np.sum(p * velocity * np.log(p), axis=-1)
    assert np.allclose(result.dissipation, dissipation, rtol=1e-12, atol=1e-14)
    assert np.all(result.minimum == p.min(axis=-1))


def test_weights_come_to_rest_at_the_gibbs_state(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "simplex.h5"
    sweep("run", "sweeps/simplex.yaml", "-o", output)
    result = xr.load_dataset(output, engine="h5netcdf")
    mu = np.arange(16) - 7.5
    potential = 0.002 * (mu**2 - 1) ** 2 / 4
    interaction = 0.05 * (mu[:, None] - mu) ** 2 / 2
    for k, strength in enumerate((0, 1)):
        for j, diffusion in enumerate(result.diffusion.values):
            p = result.weights[k, j, -1].values
            # A state at rest solves this; without interaction it is the Gibbs state itself.
            gibbs = np.exp(-(potential + strength * interaction @ p) / diffusion)
            # By t = 1000 all has died out but the error of the last, long steps.
            assert np.allclose(p, gibbs / gibbs.sum(), rtol=1e-9, atol=0)
            assert np.all(result.energy[k, j].diff("t") <= 1e-12), "which is where it ends"
    assert np.all(np.isnan(result.distance_to_stationary[1])), "none is known with interaction"
    assert np.all(result.distance_to_stationary[0, :, -1] < 1e-9)


@pytest.mark.parametrize(("fixed", "message"), [
    ("equations: ratios, dt: 0.1, stepper: rkl2", "rkl2 is not for the equations ratios"),
    ("equations: weights, dt: 0.1, stepper: dormand_prince",
     "dormand_prince is not for the equations weights"),
    ("equations: ratios, dt: 0.1, potential: {sine: {}}", "ratios have no potential"),
    ("equations: as_printed, dt: 0.1, diffusion: 2.0", "the entropy with factor 1"),
    ("dt: 0.1, diffusion: 0.0", "there is no energy to descend"),
    ("tolerance: 0.1", "explicit_euler has no adaptive steps"),
    ("dt: 0.6", "0.6 is beyond the longest stable step 0.5 of explicit_euler"),
    ("dt: 0.9, equations: ratios, stepper: dormand_prince", "beyond the longest stable step 0.8265"),
])
def test_what_does_not_fit_is_said(
    sweep: Sweep, tmp_path: Path, fixed: str, message: str
) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(
        "sweep: 1\nname: study\nexperiment: simplex-flow\naxes: {p: [[0.2, 0.5, 0.3]]}\n"
        f"fixed: {{times: [1.0], {fixed}}}\n")
    assert message in sweep("check", file, code=65).stderr


def test_beyond_the_limit_of_stability_weights_break_down_and_ratios_do_not_settle(
    sweep: Sweep, tmp_path: Path
) -> None:
    file, output = tmp_path / "study.yaml", tmp_path / "study.h5"
    file.write_text(
        "sweep: 1\nname: study\nexperiment: simplex-flow\naxes: {dt: [0.5, 1.2]}\n"
        "fixed: {p: [0.05, 0.05, 0.05, 0.8, 0.05], times: [60.0], allow_unstable: true}\n")
    sweep("run", file, "-o", output, code=1)
    result = xr.load_dataset(output, engine="h5netcdf")
    stable, unstable = result.isel(dt=0), result.isel(dt=1)
    assert int(stable.breakdown) == 0 and float(stable.distance_to_stationary[0]) < 1e-6
    assert unstable.breakdown.attrs["flag_meanings"].split()[int(unstable.breakdown)] == "negative"
    assert int(unstable.breakdown_index) >= 1 and np.isnan(unstable.weights).all()

"""Are gradient flows as near to the heat equation, and of the orders, as they should be?

The tables are those of an independent computation in Python, to as many digits as stand here.
"""

from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr
from conftest import Orders, Paper, Stored, Sweep

TIMES = (0.11, 0.23, 0.34, 0.45)

# Largest differences over 1e-5, in one dimension to four digits.
LINE = {
    ("scheme", "crank_nicolson"): (3.649, 4.506, 4.607, 4.429),
    ("scheme", "exact"): (3.020, 4.469, 5.024, 5.219),
    ("crank_nicolson", "exact"): (6.669, 8.907, 9.274, 9.026),
}
# On the plane, where the table has the scheme against the solution to three.
PLANE = {
    ("scheme", "crank_nicolson"): (3.600, 4.108, 3.758, 3.248),
    ("scheme", "exact"): (1.22, 1.77, 1.95, 1.98),
}


def largest_difference(result: xr.Dataset, one: str, other: str, time: float) -> float:
    """Between the densities, not what the program says of them."""
    def density(name: str) -> xr.DataArray:
        if name == "scheme":
            return result.density.sel(t=time)
        return result.reference_density.sel(reference=name, t=time)

    return float(np.abs(density(one) - density(other)).max())


@pytest.mark.parametrize("pair", LINE, ids="-".join)
def test_the_table_of_the_line(paper: Paper, pair: tuple[str, str]) -> None:
    result = paper("figure2").isel(mobility=0)
    found = [1e5 * largest_difference(result, *pair, time) for time in TIMES]
    assert found == pytest.approx(LINE[pair], abs=5.01e-4)


@pytest.mark.parametrize("pair", PLANE, ids="-".join)
def test_the_table_of_the_plane(paper: Paper, pair: tuple[str, str]) -> None:
    result = paper("figure3").isel(mobility=0)
    found = [1e5 * largest_difference(result, *pair, time) for time in TIMES]
    assert found == pytest.approx(PLANE[pair], abs=5.01e-3 if pair[1] == "exact" else 5.01e-4)


def test_crank_nicolson_on_the_plane(paper: Paper) -> None:
    result = paper("figure3").isel(mobility=0)
    found = [1e5 * largest_difference(result, "crank_nicolson", "exact", t) for t in TIMES]
    # The table says 4.8 to 5.9.
    assert min(found) == pytest.approx(4.8, abs=0.05) and max(found) == pytest.approx(5.9, abs=0.05)


@pytest.mark.parametrize("name", ["figure2", "figure3"])
def test_stored_errors_are_those_of_the_stored_densities(paper: Paper, name: str) -> None:
    result = paper(name)
    cells = [dimension for dimension in ("y", "x") if dimension in result.dims]
    difference = result.density - result.reference_density
    size = 0.1 ** len(cells)
    wanted = {
        "max_error": np.abs(difference).max(cells),
        "l1_error": size * np.abs(difference).sum(cells),
        "l2_error": np.sqrt(size * (difference**2).sum(cells)),
    }
    for error, values in wanted.items():
        # Sums of 10⁴ terms in two orders, over squares of the spacing 0.1 that is rounded itself.
        stored = result[error].transpose(*values.dims)
        np.testing.assert_allclose(stored, values, rtol=1e-12, atol=1e-18, err_msg=error)


def test_finite_differences_are_euler_steps_of_the_laplacian(paper: Paper) -> None:
    result = paper("figure2").isel(mobility=1)
    density = result.density.sel(t=0.0).values
    for _ in range(110):
        laplacian = np.roll(density, 1) - 2 * density + np.roll(density, -1)
        density = density + 0.001 * laplacian / 0.1**2
    # A hundred steps, each rounded some ten times.
    np.testing.assert_allclose(result.density.sel(t=0.11), density, rtol=1e-13)


def test_without_the_error_of_euler_steps(sweep: Sweep, tmp_path: Path) -> None:
    """By a Runge–Kutta method less than half of the difference is left."""
    file, output = tmp_path / "runge-kutta.yaml", tmp_path / "result.h5"
    file.write_text(
        "sweep: 1\nname: runge-kutta\nexperiment: flow-1d\naxes: {dt: [0.001]}\n"
        "fixed:\n  dx: 0.1\n  initial: gaussian\n  stepper: ssp_rk3\n"
        f"  times: {list(TIMES)}\n  references: [crank_nicolson]\n"
    )
    sweep("run", file, "-o", output)
    with xr.open_dataset(output, engine="h5netcdf") as result:
        found = 1e5 * result.max_error.values.ravel()
        last = result.density.sel(dt=0.001, t=0.45).values
    density = np.exp(-((0.1 * np.arange(-50, 50)) ** 2) / 2) / np.sqrt(2 * np.pi)
    for _ in range(450):
        density = step_of_order_four(density, 0.001)
    # The third-order error of the program's own steps.
    np.testing.assert_allclose(last, density, atol=1e-9)
    # The table's column for time by a Runge–Kutta method of order 4.
    assert found == pytest.approx((1.359, 1.872, 2.036, 2.088), rel=1e-3)


def step_of_order_four(density: np.ndarray, step: float) -> np.ndarray:
    """One of the classical Runge–Kutta method for (63) with the spacing 0.1."""
    def rate(p: np.ndarray) -> np.ndarray:
        following = np.roll(p, -1)
        flux = np.sqrt(p * following) * np.log(following / p)
        return (flux - np.roll(flux, 1)) / 0.1**2

    first = rate(density)
    second = rate(density + step / 2 * first)
    third = rate(density + step / 2 * second)
    fourth = rate(density + step * third)
    return density + step / 6 * (first + 2 * second + 2 * third + fourth)


def test_order_of_a_flow_is_that_of_its_largest_error(orders: Orders) -> None:
    name = "heat-convergence-dx"
    usual, asked = orders(name), orders(name, "max_error", "--along", "dx")
    # As text: rows of no order are nan.
    assert usual and str(usual) == str(asked)


@pytest.mark.parametrize("name", ["heat-convergence-dx", "heat-convergence-dx-2d"])
@pytest.mark.parametrize("error", ["max_error", "l1_error", "l2_error"])
def test_second_order_in_the_spacing(orders: Orders, name: str, error: str) -> None:
    found = [row for row in orders(name, error, "--along", "dx") if row["t"] > 0]
    assert len(found) == 2 * len(TIMES)
    for row in found:
        assert row["order"] == pytest.approx(2, abs=0.02)
        assert row["order_uncertainty"] <= 0.02


def test_the_scheme_has_the_larger_error_in_space(paper: Paper) -> None:
    at = paper("heat-convergence-dx").max_error.sel(dx=0.1, t=0.45, reference="exact").values
    assert 1e5 * at == pytest.approx([10.63, 9.03], abs=0.0101)


@pytest.mark.parametrize(
    ("position", "order"), [(0, 1), (1, 3), (2, 2), (3, 2)],
    ids=["explicit_euler", "ssp_rk3", "rkl2", "rosenbrock"],
)
def test_steppers_have_their_orders(orders: Orders, position: int, order: int) -> None:
    arguments = ("--along", "dt", "--at", f"stepper={position}")
    (row,) = orders("heat-convergence-dt", "max_error", *arguments)
    assert row["order"] == pytest.approx(order, abs=0.1)


def test_a_stabilized_method_saves_four_of_five_right_hand_sides(paper: Paper) -> None:
    result = paper("stabilized").isel(reference=0, t=-1)
    euler = result.isel(steps=0)
    assert str(euler.stepper.item()) == "explicit_euler"
    # The longest stable step, h²/4.
    assert float(euler.dt) == 0.0001 and float(euler.step_count) == 4500
    as_accurate = result.isel(steps=slice(1, None))
    as_accurate = as_accurate.where(
        (as_accurate.max_error <= euler.max_error) & (as_accurate.l2_error <= euler.l2_error),
        drop=True,
    )
    assert as_accurate.sizes["steps"] > 0
    assert float(as_accurate.right_hand_side_count.min()) * 5 <= float(euler.right_hand_side_count)


def test_means_have_their_orders(orders: Orders, paper: Paper) -> None:
    names = paper("mobilities").mobility_value.values
    found = orders("mobilities", "max_error", "--along", "dx", "--at", "t=0.5")
    assert len(found) == len(names) == 5
    for name, row in zip(names, found):
        assert row["order"] == pytest.approx(1 if name == "upwind" else 2, abs=0.02)


def test_beyond_the_limit_of_steps_a_chequerboard_stays_bounded(
    sweep: Sweep, tmp_path: Path
) -> None:
    file, output = tmp_path / "unstable.yaml", tmp_path / "result.h5"
    text = (
        "sweep: 1\nname: unstable\nexperiment: flow-1d\naxes: {dt: [0.0049, 0.00501]}\n"
        "fixed:\n  dx: 0.1\n  domain: [-0.5, 0.5]\n  initial: {random: {amplitude: 0.05}}\n"
        "  times: [40.08]\noutputs: [density]\n"
    )
    file.write_text(text)
    refusal = sweep("check", file, code=65).stderr
    assert "0.00501 is beyond the longest stable step 0.005" in refusal
    assert "allow_unstable: true" in refusal
    file.write_text(text.replace("outputs", "  allow_unstable: true\noutputs"))
    sweep("run", file, "-o", output)
    with xr.open_dataset(output, engine="h5netcdf") as result:
        density = result.density.values[:, 0]
    swing = np.abs(density / density.mean(axis=1, keepdims=True) - 1).max(axis=1)
    assert swing[0] < 1e-12
    # √(6 (1 − 1/2r)), r = 0.501: what is left out is of the order of its square, 0.012.
    assert swing[1] == pytest.approx(np.sqrt(6 * (1 - 1 / 1.002)), rel=0.02)


def test_the_second_order_slows_by_its_factor(paper: Paper) -> None:
    result = paper("metrics")
    first = result.isel(model=0)
    course = np.log(first.distance_to_stationary.values)
    for position in range(1, result.sizes["model"]):
        one = result.isel(model=position)
        slower = 1 + np.pi**2 / 2 * float(one.scale_ratio) ** 2
        wanted = np.interp(first.t / slower, first.t, course)
        # λ² of neighbours adds up to 0.02 (σ/d)², the interpolation 3e-3.
        assert np.log(one.distance_to_stationary.values) == pytest.approx(wanted, abs=6e-3)


def test_theorem_4_makes_no_scheme_of_the_heat_equation(paper: Paper) -> None:
    result = paper("metrics-inhomogeneous")
    spread = float(np.abs(result.density.diff("stepper")).max())
    assert spread < 1e-5, "the steppers agree"
    assert np.all(result.max_error.sel(t=1.0) > 100 * spread)


def test_fronts_move_with_the_gas(paper: Paper) -> None:
    result = paper("porous-medium")
    exact_radius = np.sqrt(12 * 0.3) * (0.5 + result.t.values) ** (1 / 3)
    occupied = result.density > 1e-6
    front = np.abs(result.x).where(occupied).max("x")
    # Upwind smears the front over some cells of 0.05; the arithmetic mean over two.
    for position, cells in ((0, 2), (1, 12)):
        off = np.abs(front.isel(mobility=position).values - exact_radius)
        assert np.all(off <= 0.05 * cells)


def test_flows_end_where_gibbs_says(paper: Paper) -> None:
    result = paper("fokker-planck")
    x = result.x.values
    shape = np.exp(-((x**2 - 1) ** 2) / (4 * 0.5))
    mass = float(result.mass.sel(diffusion=0.5)[0])
    gibbs = mass * shape / (shape.sum() * (x[1] - x[0]))
    last = result.sel(diffusion=0.5).isel(t=-1).density.values
    assert last == pytest.approx(gibbs, abs=1e-10)


@pytest.mark.parametrize("name", ["narrow", "mobilities"])
def test_every_size_of_grid_has_its_group(stored: Stored, name: str) -> None:
    with h5py.File(stored(name)) as result:
        sizes = np.rint(10 / result["dx"][...]).astype(int)
        for position, size in enumerate(sizes):
            group = result[f"x_{size}"]
            assert group["dx"][...].tolist() == [result["dx"][position]]
            assert group["x"][...] == pytest.approx(-5 + 10 / size * np.arange(size), abs=1e-14)
            density = group["density"][...]
            assert density.shape == (*result["mass"].shape[:1], 1, len(result["t"]), size)
            # Sums of all cells in two orders.
            mass = 10 / size * density.sum(axis=-1)[:, 0]
            np.testing.assert_allclose(mass, result["mass"][:, position], rtol=1e-13)
            assert np.array_equal(density.min(axis=-1)[:, 0], result["minimum"][:, position])


def test_attraction_makes_clusters_on_the_plane(paper: Paper) -> None:
    result = paper("aggregation-2d")
    highest = result.density.max(("y", "x")) / 0.25
    # The disturbance is 0.1 of the mean at first, and diffusion smooths it before it grows.
    assert np.all(highest.sel(t=0.0) < 1.1) and np.all(highest.sel(t=1.0) < highest.sel(t=0.0))
    assert highest.sel(diffusion=0.1, t=20.0) > 100 > highest.sel(diffusion=0.2, t=20.0)

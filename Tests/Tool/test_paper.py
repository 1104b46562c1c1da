"""Do bounds and integrals of two neighbours behave as docs/errata.md and sweeps/paper/ say?

Tolerances are the error estimates stored beside the values, a few roundings, and the size of the
first term that a formula leaves out.
"""

import math

import numpy as np
import pytest
from conftest import Orders, Paper

EPSILON = float(np.finfo(float).eps)


def g(k: float) -> float:
    phi = math.pi * k / (k + 1)
    return phi / math.sin(phi)


def test_proven_bounds_hold_at_every_point(paper: Paper) -> None:
    result = paper("proposition1")
    # A bound is some ten operations away from the entry, and divided by it.
    slack = result.error_estimate + 16 * EPSILON
    assert np.all(result.upper_bound >= 1 - slack)
    assert np.all(result.lower_bound <= 1 + slack)
    # Here entries go down to e^(−10⁸); over those below 10⁻³⁰⁰ no double holds the bound.
    result = paper("offdiagonal")
    slack = result.error_estimate + 16 * EPSILON
    assert np.all((result.upper_bound >= 1 - slack).where(result.log_wim > -690, True))


def test_the_printed_bound_of_neighbours_fails(paper: Paper) -> None:
    neighbours = paper("proposition1").upper_bound_printed.isel(p=0, theta=0, theta_column=1)
    scale = neighbours.sigma / neighbours.d
    assert np.all(neighbours.where(scale <= 1, 0).sel(d=0.001) < 0.05)
    assert np.all(neighbours.where(scale < 0.0099, 0).sel(d=1.0) < 1)
    assert neighbours.sel(d=1.0, sigma=0.1) > 1, "and holds at moderate scales if d = 1"


def test_the_printed_bounds_of_the_diagonal_fail(paper: Paper) -> None:
    result = paper("proposition1").isel(theta=0, theta_column=0)
    lower = result.lower_bound_printed.sel(d=0.1).isel(p=0)
    assert np.all(lower.where((lower.sigma >= 0.01) & (lower.sigma <= 0.045), 2) > 1 + 1e-5)
    upper = result.upper_bound_printed.sel(d=0.02).isel(p=1)
    assert np.all(upper.where((upper.sigma >= 0.006) & (upper.sigma <= 0.01), 0) < 0.95)


@pytest.mark.parametrize(("position", "k"), list(enumerate((0.5, 1.0, 2.0, 3.0))))
def test_gaussian_pairs_tend_to_g_at_second_order(
    paper: Paper, orders: Orders, position: int, k: float
) -> None:
    limit = float(paper("proposition2").pair_limit[0, position, 0, 0])
    assert abs(limit - g(k)) <= 8 * EPSILON * limit
    rows = orders("proposition2", "pair_ratio", "--limit", repr(limit), "--at", f"s={position}")
    assert len(rows) == 2
    for row in rows:
        assert abs(row["order"] - 2) <= row["order_uncertainty"] + 1e-9 < 1e-6


def test_laplace_pairs_stay_below_an_exponential_bound(paper: Paper) -> None:
    result = paper("proposition2-laplace").isel(theta=0)
    k, gap = result.mixture_scales[:, 1], result.mixture_means[:, 1]
    # 0 < g − ratio < ∫_0^Y dy + ∫_Z^∞ y^{−r} dy with Y = e^{−l}, Z = e^{D−l}, r = 1 + 1/k.
    bound = np.exp(-result.pair_crossing) + k * np.exp(-(gap - result.pair_crossing) / k)
    distance = np.vectorize(g)(k) - result.pair_ratio
    rounding = 16 * EPSILON * result.pair_ratio
    assert np.all(distance <= bound + rounding) and np.all(distance >= -rounding)
    assert np.all(distance >= 0.8 * bound - rounding), "which is also what it tends to"


def laplace_ratio(scale: np.ndarray, p: float, q: float) -> np.ndarray:
    """The ratio of two Laplace components in closed form, by v = e^{x/σ} between the means."""
    e = np.exp(1 / scale)
    angle = np.arctan(np.sqrt(q * e / p)) - np.arctan(np.sqrt(q / (p * e)))
    none = np.sqrt(e / (p * q)) * angle
    logarithm = np.log((p + q * e) / (p + q / e))
    first = (np.log(e) - logarithm / 2) / p + logarithm / (2 * q)
    second = ((1 - 1 / e) - q / e * none) / p + ((e - 1) - p * none) / (q * e)
    inside = 2 * (none * (1 + 1 / (2 * e)) - first + second / 4)
    outside = (1 - 1 / e) ** 2 / 2 * (1 / (p + q / e) + 1 / (q + p / e))
    return (inside + outside) * np.sqrt(p * q) / (np.pi * np.sqrt(e))


def test_laplace_mixtures_have_no_algebraic_corrections(paper: Paper) -> None:
    result = paper("remark3")
    scale = result.sigma.values
    for position in range(result.sizes["p"]):
        p, q = result.p_weights[position].values
        at = result.isel(p=position, theta=0)
        # The closed form is some thirty operations; its parts cancel little down to σ = d.
        rounding = 32 * EPSILON
        assert np.all(np.abs(at.ratio.values - laplace_ratio(scale, p, q)) <= rounding)
        small = scale <= 0.1
        size = np.exp(-0.5 / scale) * (1 / scale + 1) / np.sqrt(p * q)
        assert np.all(np.abs(at.ratio.values - 1)[small] <= (size + rounding)[small])


def test_the_cut_integral_has_the_corrected_coefficient(paper: Paper) -> None:
    result = paper("lemma1").isel(theta=0)
    t, measured = result.cut_integral_t, result.cut_integral_measured
    # For k = 1 the next order is c₂/4c₁ = 3.1 t⁻² of this one; t² times a rounding is lost.
    slack = 4 / t**2 + 8 * EPSILON * t**2
    far = t >= 30
    off = np.abs(measured / result.cut_integral_corrected - 1)
    assert np.all(off.where(far, 0) <= slack)
    printed = np.abs(measured / result.cut_integral_printed - 1).where(far, 1)
    is_unit = result.s_values[:, 1] == 1
    assert np.all(printed.where(~is_unit, 1) > 0.15)
    assert np.all(printed.where(is_unit & far, 0) <= slack)

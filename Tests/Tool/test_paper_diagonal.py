"""Do diagonal entries have the limits and second orders that docs/errata.md and sweeps/paper/ say?

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


def second_order(log_ratio: float) -> float:
    return math.pi**2 / 2 + log_ratio**2 / 2


@pytest.mark.parametrize("name", ["theorem4", "example3"])
def test_unequal_scales_have_the_printed_limit_and_our_order(orders: Orders, name: str) -> None:
    gap = {"theorem4": 1.0, "example3": 0.5}[name]
    rows = orders(name, "inhomogeneous_ratio", "--beside", "inhomogeneous_second_order")
    assert len(rows) == {"theorem4": 8, "example3": 4}[name]
    for row in rows:
        law = row["inhomogeneous_second_order"] / gap**2
        assert abs(row["order"] - 2) <= row["order_uncertainty"] + 1e-9
        assert abs(row["coefficient"] - law) <= 3 * row["coefficient_uncertainty"] < 1e-7


def test_example3_has_the_printed_limit(paper: Paper) -> None:
    result = paper("example3")
    first = result.isel(sigma=0)
    for position in range(2):
        p = first.p_weights[position].values
        printed = (
            math.pi / (2 * math.sqrt(p[0] * p[1])),
            3**0.75 * g(3) / (p[1] ** 0.25 * p[2] ** 0.75),
        )
        # ln K_in, in which a double would leave nothing: σ = 10⁻⁴, 1/8σ² = 1.25·10⁷.
        sigma = np.longdouble(float(first.sigma))
        factor = 1 / (8 * sigma**2) + np.log(2 * np.sqrt(2 * np.longdouble(np.pi)) * sigma**3)
        for entry in range(2):
            at = first.isel(p=position, theta=entry, theta_column=entry)
            exponent = np.longdouble(at.log_wim) - factor + np.longdouble(at.log_wim_low)
            scaled = np.exp(float(exponent))
            correction = 1 + float(at.inhomogeneous_second_order) * float(sigma / 0.5) ** 2
            # The scale 3σ is rounded, and the entry has the condition (d/σ)² in it.
            slack = EPSILON * float(0.5 / sigma) ** 2 + 1e-12
            assert abs(scaled / (printed[entry] * correction) - 1) <= slack


def test_theorem5_has_the_corrected_coefficient(orders: Orders) -> None:
    rows = orders(
        "theorem5", "--beside", "second_order_corrected", "--beside", "second_order_printed"
    )
    assert len(rows) == 9
    for row in rows:
        log_ratio = math.log(row["p_weights_1"] / row["p_weights_2"])
        coefficient, uncertainty = row["coefficient"], row["coefficient_uncertainty"]
        assert abs(row["second_order_corrected"] / second_order(log_ratio) - 1) <= 8 * EPSILON
        assert abs(coefficient - second_order(log_ratio)) <= 3 * uncertainty < 1e-8
        if log_ratio:
            assert abs(coefficient / row["second_order_printed"] - 1) > 0.1
    for row, mirrored in zip(rows, reversed(rows)):
        both = row["coefficient_uncertainty"] + mirrored["coefficient_uncertainty"]
        assert abs(row["coefficient"] - mirrored["coefficient"]) <= 3 * both, "symmetric"


def test_the_series_is_within_its_bound(paper: Paper) -> None:
    result = paper("series").isel(theta=0)
    error = result.error_estimate.isel(theta_column=0) * result.ratio
    distance = np.abs(result.series_ratio - result.ratio)
    applies = ~np.isnan(result.series_ratio)
    assert applies.sum() > 0.95 * applies.size
    assert np.all((distance <= result.series_bound + error + 4 * EPSILON).where(applies, True))
    assert np.all(result.series_bound.where(result.sigma <= 0.05, 0) <= 2e-15)

"""Do entries off the diagonal and the other blocks have the limits that sweeps/paper/ say?

Tolerances are the error estimates stored beside the values, a few roundings, and the size of the
first term that a formula leaves out.
"""

import math

import numpy as np
from conftest import Paper

EPSILON = float(np.finfo(float).eps)


def second_order(log_ratio: float) -> float:
    return math.pi**2 / 2 + log_ratio**2 / 2


def test_neighbours_have_a_logarithm(paper: Paper) -> None:
    result = paper("offdiagonal")
    scale = result.sigma.values
    for i in range(3):
        p = result.p_weights.values[i : i + 3]
        entry = result.wim.values[:, i, i + 1] * p[1] / scale**2
        law = 2 * np.log(0.5 / scale) + np.euler_gamma
        next_term = 4 + 2 * (2 * math.log(p[1]) - math.log(p[0]) - math.log(p[2]))
        small = scale <= 0.01
        error = result.error_estimate.values[:, i, i + 1] * entry + 16 * EPSILON * entry
        # Both terms given, some 42 ε⁴ is left.
        left = np.abs(entry - law - next_term * scale**2)
        assert np.all((left <= 50 * scale**4 + error)[small])


def test_far_entries_have_their_asymptotic_forms(paper: Paper) -> None:
    result = paper("offdiagonal").isel(sigma=slice(0, 21))
    assert result.sigma[-1] == 0.01
    for i in range(4):
        for j in range(i + 2, 4):
            ratio = result.wim_asymptotic_ratio[:, i, j]
            error = result.error_estimate[:, i, j] + 16 * EPSILON
            assert np.all(np.abs(ratio - 1) <= 20 * result.sigma**2 + error)


def overlaps(weights: np.ndarray, scale: np.ndarray) -> list[np.ndarray]:
    """∫ ρ_k ρ_{k+1}/ρ to leading order, times 1 − c ε² at least and 1 at most."""
    return [
        math.sqrt(math.pi / 2 / (p * q)) * scale * np.exp(-1 / (8 * scale**2))
        for p, q in zip(weights, weights[1:])
    ]


def test_the_fisher_limit_is_reached_exponentially(paper: Paper) -> None:
    result = paper("theorem2")
    scale, p = result.sigma.values, result.p_weights.values
    first, second = overlaps(p, scale)
    remainders = {
        (0, 0): -(p[1] / p[0] + p[0] / p[1] + 2) * first - p[2] / p[1] * second,
        (1, 1): -(p[2] / p[1] + p[1] / p[2] + 2) * second - p[0] / p[1] * first,
        (0, 1): (1 + p[0] / p[1]) * first + (1 + p[2] / p[1]) * second,
    }
    # O = leading · E e^{−2ε²(T + λ/2)²}, which is above 1 − ε² (π²/2 + λ²/2).
    share = max(second_order(math.log(a / b)) for a, b in zip(p, p[1:])) * scale**2
    for (i, j), remainder in remainders.items():
        entry = result.fisher.values[:, i, j]
        error = np.abs(entry) * (result.fisher_error_estimate.values[:, i, j] + 4 * EPSILON)
        left = np.abs(entry - result.fisher_limit.values[:, i, j] - remainder)
        small = scale <= 0.2
        # What 1 and 3 share, e^{−d²/σ²}, is 10⁻⁹ of this at ε = 0.2.
        assert np.all((left <= share * np.abs(remainder) * (1 + 1e-8) + error)[small])


def test_the_extended_blocks_are_those_of_theorem6(paper: Paper) -> None:
    result = paper("theorem6")
    # At ε ≤ 0.05 what is left of θμ is e^{−50}.
    small = result.where(result.sigma / result.d <= 0.05, drop=True)
    p = result.p_weights.values
    for i in range(2):
        shift = small.sigma**2 / small.d * math.log(p[i] / p[i + 1])
        for k, sign in ((i, 1), (i + 1, -1)):
            entry = small.cross[..., i, k]
            slack = small.d * 4 * EPSILON + small.cross_error_estimate[..., i, k] * entry
            left = np.abs(entry - small.cross_limit[..., i, k] - sign * shift)
            assert np.all((left <= slack).where(entry.notnull(), True))
        other = small.cross[..., i, 2 - 2 * i]
        assert np.all((np.abs(other) <= 1e-20).where(other.notnull(), True))
    identity = np.diag(p)
    error = small.mean_block_error_estimate * np.abs(small.mean_block)
    left = np.abs(small.mean_block - identity)
    assert np.all((left <= error + 4 * EPSILON).where(left.notnull(), True))


def test_the_block_of_the_means_gives_the_fisher_matrix(paper: Paper) -> None:
    result = paper("theorem7")
    assert float(result.fisher_identity_residual.max()) <= 1e-13
    p = result.p_weights.values
    scaled = result.mean_block.values / (p[:, :, None] * p[:, None, :])
    fisher = result.fisher.values
    right = scaled[..., :-1, :-1] + scaled[..., 1:, 1:]
    right = right - scaled[..., :-1, 1:] - scaled[..., 1:, :-1]
    # Four terms, each good to some 2·10⁻¹⁵ by what is promised, cancel as the components merge.
    largest = np.abs(scaled).max(axis=(-1, -2))[..., None, None]
    size = np.sqrt(np.diagonal(fisher, axis1=-2, axis2=-1))
    allowed = 4 * 2e-15 * largest + 4 * EPSILON * size[..., :, None] * size[..., None, :]
    assert np.all(np.abs(fisher - right) <= allowed)

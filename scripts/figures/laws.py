"""The second-order laws of the ratio: the corrected one and the one in the paper.

W. Li and J. Zhao, "Scaling limits of the Wasserstein information matrix on Gaussian mixture
models", arXiv:2309.12997 (2023), Theorem 5.
"""

import numpy as np


def corrected_coefficient(log_ratio: np.ndarray) -> np.ndarray:
    """The limit of (ratio - 1)/(sigma/d)^2 for lambda = ln(p_i/p_(i+1))."""
    return np.pi**2 / 2 + log_ratio**2 / 2


def printed_coefficient(log_ratio: np.ndarray) -> np.ndarray:
    """The same as the paper prints it: pi^2/2 + (4/pi) g'(1) lambda + (2/pi) lambda^2."""
    return np.pi**2 / 2 + log_ratio + 2 / np.pi * log_ratio**2


def next_coefficient(log_ratio: np.ndarray) -> np.ndarray:
    """The coefficient of (sigma/d)^4."""
    return 5 / 8 * np.pi**4 + 3 / 4 * np.pi**2 * log_ratio**2 + log_ratio**4 / 8


def overlap(weights: np.ndarray, scale: np.ndarray, k: int) -> np.ndarray:
    """The integral of rho_k rho_(k+1)/rho to leading order as scale = sigma/d tends to 0."""
    factor = np.sqrt(np.pi / 2 / (weights[k] * weights[k + 1]))
    return factor * scale * np.exp(-1 / (8 * scale**2))


def fisher_remainder(weights: np.ndarray, scale: np.ndarray, i: int, j: int) -> np.ndarray:
    """(G_F)_ij less its limit by Theorem 2, for j = i or i + 1, to leading order.

    By Theorem 7, with (G_mumu)_kl = p_k p_l O_kl for k != l and row sums p_k: what is left are the
    overlaps O of neighbours, also of the ones outside.
    """
    p, count = weights, len(weights)
    inner = overlap(p, scale, i)
    if i == j:
        total = -(p[i + 1] / p[i] + p[i] / p[i + 1] + 2) * inner
        if i > 0:
            total = total - p[i - 1] / p[i] * overlap(p, scale, i - 1)
        if i + 2 < count:
            total = total - p[i + 2] / p[i + 1] * overlap(p, scale, i + 1)
        return total
    outer = overlap(p, scale, i + 1)
    return (1 + p[i] / p[j]) * inner + (1 + p[i + 2] / p[j]) * outer


def laplace_remainder(scale: np.ndarray, log_ratio: float) -> np.ndarray:
    """1 - ratio of two Laplace components to leading order, scale = sigma/d.

    In the gap (F_1 - F_2)^2 is 1 - e^(-x/sigma) - e^(-(d-x)/sigma) + ..., and 1/rho integrates in
    closed form; the ends of the gap and the tails outside add their share.
    """
    left = np.exp(-log_ratio / 2) * (1 / scale + 1 + log_ratio)
    right = np.exp(log_ratio / 2) * (1 / scale + 1 - log_ratio)
    return np.exp(-0.5 / scale) / np.pi * (left + right)

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

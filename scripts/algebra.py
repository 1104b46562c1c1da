#!/usr/bin/env python3
"""What do those errata come to that are algebra? docs/errata.md derives them and shows this output.

    .venv/bin/python scripts/algebra.py E2|E6|E10|E11|E12|E14
"""

import sys
from collections.abc import Callable, Iterable
from math import erfc, exp, log, pi, sqrt

import numpy as np

M = sqrt(2 * pi * np.e) / 2


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Prints columns of equal width, numbers with six digits."""
    def text(value: object) -> str:
        return f"{value:.6g}" if isinstance(value, float) else str(value)

    texts = [[text(value) for value in row] for row in [heads, *rows]]
    widths = [max(map(len, column)) for column in zip(*texts)]
    for row in texts:
        print("  ".join(text.rjust(width) for text, width in zip(row, widths)))


def tail_bound() -> None:
    """E2: the largest Q/rho of a component with scale sigma beside both bounds."""
    rows = [(s, sqrt(pi / 2) * s, s**2 * M, s * M) for s in (1.0, 0.5, 0.1, 0.01)]
    table(["σ", "sup Q/ρ", "σ²M, printed", "σM, right"], rows)


def middle() -> None:
    """E6: how far each member of (29) is from 1, at sigma = 0.05 and 0.02."""
    rows = []
    for s in (0.05, 0.02):
        x = sqrt(s / (2 * pi)) * exp(-1 / (2 * s))
        q = erfc(1 / sqrt(2 * s)) / 2
        # 1 − (1 − a)² = a (2 − a), without cancelling.
        rows.append((s, x * (2 - x), 2 * q * (2 - 2 * q), q * (2 - q), 2 * x))
    table(["σ", "1 − (1−x)²", "1 − (Φ−Φ)²", "1 − min (F_i−F_{i+1})²", "√(2σ/π) e^{−1/2σ}"], rows)


def entropy_flow() -> None:
    """E10: the velocity of a = ln p_1/p_2 and b = ln p_2/p_3 by (52) and by both formulas."""
    p = np.array([0.2, 0.5, 0.3])
    flux = np.sqrt(p[:-1] * p[1:]) * np.diff(np.log(p))
    velocity = np.diff(np.concatenate([[0], flux, [0]])) / p
    a, b = log(p[0] / p[1]), log(p[1] / p[2])

    def formula(sign: int) -> tuple[float, float]:
        return (
            -a * (exp(a / 2) + exp(-a / 2)) + sign * b * exp(-b / 2),
            -b * (exp(b / 2) + exp(-b / 2)) + sign * a * exp(a / 2),
        )

    direct = velocity[0] - velocity[1], velocity[1] - velocity[2]
    rows = [("a", *map(float, x)) for x in [(direct[0], formula(-1)[0], formula(1)[0])]]
    rows += [("b", *map(float, x)) for x in [(direct[1], formula(-1)[1], formula(1)[1])]]
    table(["velocity of", "by (52)", "as printed", "corrected"], rows)


def generator() -> None:
    """E11: a matrix that is a generator and gives the same velocity."""
    p = np.array([0.2, 0.5, 0.3])
    flux = np.sqrt(p[:-1] * p[1:]) * np.diff(np.log(p))
    rate = flux / np.diff(p)
    matrix = np.diag(rate, 1) + np.diag(rate, -1)
    matrix -= np.diag(matrix.sum(axis=0))
    velocity = np.diff(np.concatenate([[0], flux, [0]]))
    rows = [(f"row {i + 1}", *map(float, row), float((matrix @ p)[i]), float(velocity[i]))
            for i, row in enumerate(matrix)]
    table(["", "", "matrix", "", "times p", "ṗ by (52)"], rows)


def transport() -> None:
    """E12: K (μ̇_k + V′(μ_k)) by inverting the block matrix, and by both formulas."""
    p, mu = np.array([0.2, 0.5, 0.3]), np.array([-1.0, 0.0, 3.0])
    d, factor = np.diff(mu), 1e6
    a = factor / np.sqrt(p[:-1] * p[1:])
    cross = np.zeros((2, 3))
    cross[[0, 1], [0, 1]] = cross[[0, 1], [1, 2]] = d / 2
    matrix = np.block([[np.diag(a), cross], [cross.T, np.diag(p)]])
    rows = []
    for name, value, slope in (("sin x", np.sin(mu), np.cos(mu)), ("x", mu, np.ones(3))):
        exact = -np.linalg.solve(matrix, np.concatenate([np.diff(value), p * slope]))[2:] + slope
        residual = np.diff(value) - cross @ slope
        for k in range(3):
            terms = [cross[i, k] * a[i] ** -1 / p[k] * np.array([np.diff(value)[i], residual[i]])
                     for i in (k - 1, k) if 0 <= i < 2]
            printed, corrected = factor * np.sum(terms, axis=0)
            rows.append((name, k + 1, *(float(round(x, 5)) + 0.0 for x in (
                factor * exact[k], printed, corrected))))
    table(["V", "k", "exact", "printed", "corrected"], rows)


def heat() -> None:
    """E14: the change of density by (52) over Δx and over Δx² at x = 0.5, beside ρ″."""
    rows = []
    for step in (0.1, 0.05, 0.025):
        density = np.exp(-(0.5 + step * np.arange(-1, 2)) ** 2 / 2)
        change = float(np.diff(np.sqrt(density[:-1] * density[1:]) * np.diff(np.log(density)))[0])
        rows.append((step, change / step, change / step**2, (0.5**2 - 1) * exp(-0.125)))
    table(["Δx", "over Δx", "over Δx²", "ρ″"], rows)


COMPUTATIONS: dict[str, Callable[[], None]] = {
    "E2": tail_bound, "E6": middle, "E10": entropy_flow, "E11": generator, "E12": transport,
    "E14": heat,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMPUTATIONS:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(COMPUTATIONS)}")
    COMPUTATIONS[sys.argv[1]]()

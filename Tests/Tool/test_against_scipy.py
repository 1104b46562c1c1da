"""Are the matrices right where SciPy can integrate their definition directly?

    G_ij = ∫ (F_i − F_{i+1}) (F_j − F_{j+1})/ρ dx

by scipy.integrate.quad on pieces between the means, which reaches 1e-9 of √(G_ii G_jj) for
moderate σ/d; there is no rule, panel or scaling in common with the program.
"""

import json
import math
from collections.abc import Callable

import numpy as np
import pytest
from conftest import Sweep
from scipy.integrate import quad
from scipy.special import erfc

Mixture = dict[str, object]


def lattice(weights: list[float], scale: float, family: object = "gaussian") -> Mixture:
    """Means at 0, 1, 2, …: the scale is σ/d."""
    count = len(weights)
    return {
        "weights": weights, "means": [float(k) for k in range(count)],
        "scales": [scale] * count, "family": family,
    }


MIXTURES: dict[str, Mixture] = {
    "gaussian-0.15": lattice([0.5, 0.5], 0.15),
    "gaussian-unequal-weights": lattice([0.05, 0.95], 0.2),
    "gaussian-three": lattice([0.2, 0.3, 0.5], 0.25),
    "gaussian-four": lattice([0.1, 0.2, 0.3, 0.4], 0.3),
    "gaussian-broad": lattice([0.3, 0.3, 0.4], 1.0),
    "gaussian-very-broad": lattice([0.6, 0.4], 3.0),
    "laplace": lattice([0.5, 0.5], 0.15, "laplace"),
    "laplace-three": lattice([0.2, 0.5, 0.3], 0.4, "laplace"),
    "mixed": lattice([0.4, 0.6], 0.2, ["gaussian", "laplace"]),
    "mixed-three": lattice([0.3, 0.4, 0.3], 0.3, ["laplace", "gaussian", "laplace"]),
    "unequal-scales": {
        "weights": [0.25, 0.25, 0.5], "means": [-1.0, 0.0, 2.0], "scales": [0.2, 0.3, 0.4],
        "family": "gaussian",
    },
    "unequal-gaps-and-scales": {
        "weights": [0.1, 0.4, 0.3, 0.2], "means": [-2.0, -1.5, 0.0, 1.0],
        "scales": [0.4, 0.2, 0.3, 0.25], "family": "gaussian",
    },
}


class Component:
    """Density and tails of one component."""

    def __init__(self, weight: float, mean: float, scale: float, family: str) -> None:
        self.weight, self.mean, self.scale = weight, mean, scale
        self.is_gaussian = family == "gaussian"

    def density(self, x: float) -> float:
        z = (x - self.mean) / self.scale
        if self.is_gaussian:
            return math.exp(-z * z / 2) / (math.sqrt(2 * math.pi) * self.scale)
        return math.exp(-abs(z)) / (2 * self.scale)

    def upper_tail(self, x: float) -> float:
        """1 − F without cancellation."""
        z = (x - self.mean) / self.scale
        if self.is_gaussian:
            return float(erfc(z / math.sqrt(2))) / 2
        return math.exp(-z) / 2 if z > 0 else 1 - math.exp(z) / 2

    def lower_tail(self, x: float) -> float:
        """F without cancellation."""
        return Component(1, -self.mean, self.scale, self.family).upper_tail(-x)

    @property
    def family(self) -> str:
        return "gaussian" if self.is_gaussian else "laplace"

    @property
    def reach(self) -> float:
        """How far out the component matters to 1e-14."""
        return (9 if self.is_gaussian else 36) * self.scale


def components(mixture: Mixture) -> list[Component]:
    family = mixture["family"]
    families = [family] * len(mixture["weights"]) if isinstance(family, str) else family
    return [
        Component(*values)
        for values in zip(mixture["weights"], mixture["means"], mixture["scales"], families)
    ]


def integrand(parts: list[Component], i: int, j: int) -> Callable[[float], float]:
    def difference(k: int, x: float) -> float:
        a, b = parts[k], parts[k + 1]
        # On either side of both means the smaller tails differ without cancellation.
        if x > 0.5 * (a.mean + b.mean):
            return b.upper_tail(x) - a.upper_tail(x)
        return a.lower_tail(x) - b.lower_tail(x)

    def value(x: float) -> float:
        density = sum(part.weight * part.density(x) for part in parts)
        return difference(i, x) * difference(j, x) / density

    return value


def breakpoints(parts: list[Component]) -> list[float]:
    """The window's ends, all means, and a grid fine enough for the narrowest component."""
    low = min(part.mean - part.reach for part in parts)
    high = max(part.mean + part.reach for part in parts)
    count = max(8, min(60, math.ceil((high - low) / (2 * min(part.scale for part in parts)))))
    return sorted({*np.linspace(low, high, count + 1), *(part.mean for part in parts)})


def matrix_by_quad(parts: list[Component]) -> tuple[np.ndarray, np.ndarray]:
    """The matrix, and the error that quad states for each entry."""
    order = len(parts) - 1
    values, errors = np.zeros((order, order)), np.zeros((order, order))
    edges = breakpoints(parts)
    for i in range(order):
        for j in range(i, order):
            function = integrand(parts, i, j)
            pieces = [
                quad(function, a, b, epsabs=0, epsrel=1e-11, limit=200)
                for a, b in zip(edges, edges[1:])
            ]
            values[i, j] = values[j, i] = math.fsum(piece[0] for piece in pieces)
            errors[i, j] = errors[j, i] = math.fsum(piece[1] for piece in pieces)
    return values, errors


@pytest.mark.parametrize("name", MIXTURES)
@pytest.mark.filterwarnings("ignore::scipy.integrate.IntegrationWarning")
def test_agrees_with_direct_integration(sweep: Sweep, name: str) -> None:
    line = json.dumps({"id": name, **MIXTURES[name]})
    answer = json.loads(sweep("evaluate", input=line + "\n").stdout)
    computed = np.array(answer["wim"], dtype=float)

    expected, stated_error = matrix_by_quad(components(MIXTURES[name]))
    diagonal = np.sqrt(np.diag(expected))
    scale = np.outer(diagonal, diagonal)
    assert np.max(stated_error / scale) < 1e-9, "quad is not sure enough to judge"
    error = np.abs(computed - expected) / scale
    assert np.max(error) < 1e-8, f"{computed}\n{expected}\nrelative to √(G_ii G_jj): {error}"


def test_logarithms_and_values_say_the_same(sweep: Sweep) -> None:
    lines = "".join(json.dumps({"id": name, **m}) + "\n" for name, m in MIXTURES.items())
    answers = [json.loads(line) for line in sweep("evaluate", input=lines).stdout.splitlines()]
    assert [answer["id"] for answer in answers] == list(MIXTURES)
    for answer in answers:
        logarithm = np.array(answer["log_wim"]) + np.array(answer["log_wim_low"])
        value = np.array(answer["wim_sign"]) * np.exp(logarithm)
        np.testing.assert_allclose(value, np.array(answer["wim"]), rtol=1e-13, err_msg=answer["id"])

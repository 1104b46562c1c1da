"""The information matrix of three Gaussian components by NumPy and by SciPy.

Features, panels and nodes are as in Sources/Kernels/Quadrature, for components of one scale, in plain
doubles, which do for sigma/d >= 0.03.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.integrate import quad_vec
from scipy.special import erfc

GAP, SCALE = 1.0, 0.1
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


@dataclass(frozen=True)
class Feature:
    """A mean or a crossing, the length over which integrands change there, the longest panel."""

    position: float
    scale: float
    longest: float


def features(weights: np.ndarray, means: np.ndarray) -> list[Feature]:
    """Means and the crossings on (or within two nats of) the upper envelope, ascending."""
    found = [Feature(float(mean), 2 * SCALE, 1.2) for mean in means]
    for i in range(len(means)):
        for j in range(i + 1, len(means)):
            gap = means[j] - means[i]
            x = 0.5 * (means[i] + means[j]) + SCALE**2 / gap * math.log(weights[i] / weights[j])
            heights = np.log(weights) - 0.5 * ((x - means) / SCALE) ** 2
            if heights[i] >= heights.max() - 2:
                found.append(Feature(float(x), min(math.pi * SCALE**2 / gap, 4 * SCALE), 2.0))
    kept: list[Feature] = []
    for one in sorted(found, key=lambda feature: feature.scale):
        if not any(
            abs(one.position - other.position) <= 0.25 * other.scale
            and other.scale <= 1.5 * one.scale
            for other in kept
        ):
            kept.append(one)
    return sorted(kept, key=lambda feature: feature.position)


def panels(weights: np.ndarray, means: np.ndarray) -> list[tuple[float, float, float, float]]:
    """(anchor, signed scale, centre, half length) of x = anchor + scale sinh s."""
    reach = math.sqrt(2 * (38 - math.log(weights.min()))) * SCALE
    places = features(weights, means)
    positions = [feature.position for feature in places]
    middles = [0.5 * (a + b) for a, b in zip(positions, positions[1:])]
    edges = [means[0] - reach, *middles, means[-1] + reach]
    found = []
    for number, feature in enumerate(places):
        others = [other for other in places if other is not feature]
        for direction, edge in ((-1.0, edges[number]), (1.0, edges[number + 1])):
            end = math.asinh(direction * (edge - feature.position) / feature.scale)
            count = max(1, math.ceil(end / feature.longest - 1e-9))
            pending = [(end * k / count, end * (k + 1) / count) for k in range(count)]
            while pending:
                start, stop = pending.pop()
                if stop - start > 1e-3 and is_too_long(feature, others, direction, start, stop):
                    middle = 0.5 * (start + stop)
                    pending += [(middle, stop), (start, middle)]
                else:
                    found.append((
                        feature.position, direction * feature.scale, 0.5 * (start + stop),
                        0.5 * (stop - start),
                    ))
    return found


def is_too_long(
    feature: Feature, others: list[Feature], direction: float, start: float, stop: float
) -> bool:
    """Whether a panel exceeds the distance to another feature plus that feature's scale."""
    near, far = feature.scale * math.sinh(start), feature.scale * math.sinh(stop)
    for other in others:
        offset = direction * (other.position - feature.position)
        distance = offset - far if offset > far else max(0.0, near - offset)
        if far - near > distance + other.scale:
            return True
    return False


def differences(x: np.ndarray, means: np.ndarray) -> np.ndarray:
    """F_i - F_(i+1) at x, from the tails on whose side x lies, so that nothing cancels."""
    z = (x - means[:, None]) / (SCALE * math.sqrt(2))
    lower, upper = 0.5 * erfc(-z), 0.5 * erfc(z)
    is_right = z[:-1] + z[1:] > 0
    return np.where(is_right, upper[1:] - upper[:-1], lower[:-1] - lower[1:])


def densities(x: np.ndarray, means: np.ndarray) -> np.ndarray:
    z = (x - means[:, None]) / SCALE
    return np.exp(-0.5 * z * z) / (math.sqrt(2 * math.pi) * SCALE)


def matrices_by_numpy(all_weights: np.ndarray) -> np.ndarray:
    """The matrices of many mixtures: panels one by one, nodes and integrands all at once."""
    means = GAP * np.arange(all_weights.shape[1])
    lists = [panels(weights, means) for weights in all_weights]
    counts = np.array([len(one) for one in lists])
    anchor, scale, centre, half = np.array([panel for one in lists for panel in one]).T[..., None]
    s = centre + half * NODES
    x = (anchor + scale * np.sinh(s)).ravel()
    length = (half * WEIGHTS * np.abs(scale) * np.cosh(s)).ravel()
    mixture = np.repeat(np.arange(len(lists)), counts * len(NODES))
    density = np.einsum("nk,kn->n", all_weights[mixture], densities(x, means))
    difference = differences(x, means)
    integrands = difference[:, None] * difference[None] * (length / density)
    starts = np.concatenate([[0], np.cumsum(counts * len(NODES))[:-1]])
    return np.moveaxis(np.add.reduceat(integrands, starts, axis=2), 2, 0)


def matrices_one_by_one(all_weights: np.ndarray) -> np.ndarray:
    """The same, vectorised over the nodes of one mixture only."""
    return np.concatenate([matrices_by_numpy(weights[None]) for weights in all_weights])


def matrices_by_quad_vec(all_weights: np.ndarray) -> np.ndarray:
    """The matrices by SciPy's adaptive quadrature of the vector of entries."""
    means = GAP * np.arange(all_weights.shape[1])
    reach = math.sqrt(2 * (38 - math.log(all_weights.min()))) * SCALE
    found = []
    for weights in all_weights:

        def entries(x: float) -> np.ndarray:
            at = np.array([x])
            difference = differences(at, means)[:, 0]
            return np.outer(difference, difference) / (weights @ densities(at, means)[:, 0])

        value, _ = quad_vec(
            entries, means[0] - reach, means[-1] + reach, points=list(means), epsabs=0,
            epsrel=1e-12, norm="max", limit=1000,
        )
        found.append(value)
    return np.array(found)

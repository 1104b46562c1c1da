#!/usr/bin/env bash
# scipy 1.17.1, stats.Mixture: entropy and mode miss a component that mean and variance know.
#
# Expected: the entropy of 0.7 N(0, σ) + 0.3 N(10, σ), whose components do not overlap, is that of the
# weights plus ln(2πe σ²)/2; the mode is the place of the greatest density.
# Seen: right for σ = 0.1, −3.04 for −2.58 at σ = 0.01 and −10.6 for −4.88 at σ = 0.001, with no warning;
# of 0.7 N(3.3, 0.001) + 0.3 N(10, 1) the entropy is that of the second component alone, 0.787 for −2.806,
# and the mode is 10, where the density is 2300 times less than at 3.3.
# The entropy is a quadrature over the whole support that does not know where the components are.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1'
"$work/venv/bin/python" -W error - <<'PYTHON'
import numpy as np
from scipy.stats import Mixture, Normal

def pair(means, deviations):
    normals = [Normal(mu=m, sigma=s) for m, s in zip(means, deviations)]
    mixture = Mixture(normals, weights=[0.7, 0.3])
    weights = -(0.7 * np.log(0.7) + 0.3 * np.log(0.3))
    parts = [np.log(2 * np.pi * np.e * s * s) / 2 for s in deviations]
    return mixture, weights + 0.7 * parts[0] + 0.3 * parts[1]

errors = {}
for s in (0.1, 0.01, 0.001):
    mixture, exact = pair([0.0, 10.0], [s, s])
    errors[s] = float(mixture.entropy()) - exact
    print(f"σ = {s}: entropy {float(mixture.entropy()):.6f}, exact {exact:.6f}")
assert abs(errors[0.1]) < 1e-9 and abs(errors[0.01]) > 0.4 and abs(errors[0.001]) > 5

mixture, exact = pair([3.3, 10.0], [0.001, 1.0])
second = -0.3 * np.log(0.3) + 0.3 * np.log(2 * np.pi * np.e) / 2
print(f"unequal: entropy {float(mixture.entropy()):.6f}, exact {exact:.6f}, second alone {second:.6f}")
print(f"mode {float(mixture.mode()):.3f} of density {float(mixture.pdf(mixture.mode())):.4f}; "
      f"density at 3.3 {float(mixture.pdf(3.3)):.1f}; mean {float(mixture.mean()):.6f}")
assert abs(float(mixture.entropy()) - second) < 1e-6 and abs(exact - second) > 3
assert abs(float(mixture.mode()) - 10) < 1e-3 and mixture.pdf(3.3) > 2000 * mixture.pdf(10.0)
assert abs(float(mixture.mean()) - (0.7 * 3.3 + 3)) < 1e-12
PYTHON

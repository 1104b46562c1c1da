#!/usr/bin/env bash
# scipy 1.17.1, stats.wasserstein_distance: a pair of measures and its mirror image have different distances.
#
# Weight 10⁻¹⁷ at place 10¹⁷ against all weight at 0: the distance is 10⁻¹⁷ · 10¹⁷ = 1.
# Expected: 1, and the same after x → −x, which is an isometry.
# Seen: 0 for the far place on the right, 1 for the far place on the left: distribution functions are summed
# from the left, and 1 + 10⁻¹⁷ is 1. Right tails lose all below an ulp of the mass; left ones nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1'
"$work/venv/bin/python" - <<'PYTHON'
from scipy.stats import wasserstein_distance

places, weights, all_at_zero = [0.0, 1e17], [1.0, 1e-17], [1.0, 0.0]
right = wasserstein_distance(places, places, weights, all_at_zero)
mirrored = [-x for x in places]
left = wasserstein_distance(mirrored, mirrored, weights, all_at_zero)
print(f"far place on the right: {right}; on the left: {left}")
assert right == 0 and abs(left - 1) < 1e-12
PYTHON

#!/usr/bin/env bash
# POT 0.9.7.post1: ot.wasserstein_1d takes measures of different mass and calls them equal, or not.
#
# Expected: an error, as ot.emd2_1d raises for the same input, or masses scaled to one, as
# scipy.stats.wasserstein_distance does (1.17.1: 2.5 for both pairs below).
# Seen: for weights (½, ½) and (½, 3/2) on the places 0 and 10 the distance is 0, though the measures
# differ; for (½, ½) and (3/2, ½), which is the mirror image, it is 10. Quantiles are compared up to the
# larger mass, and what one measure lacks counts as lying at its last place. No warning.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1' 'POT==0.9.7.post1'
"$work/venv/bin/python" -W error::RuntimeWarning -W error::UserWarning - <<'PYTHON'
import numpy as np
import ot
from scipy.stats import wasserstein_distance

places, one = np.array([0.0, 10.0]), np.array([0.5, 0.5])
seen = []
for two in (np.array([0.5, 1.5]), np.array([1.5, 0.5])):
    seen.append(float(ot.wasserstein_1d(places, places, one, two)))
    scaled = wasserstein_distance(places, places, one, two)
    try:
        ot.emd2_1d(places, places, one, two)
        raised = False
    except AssertionError:
        raised = True
    print(f"{one} and {two}: wasserstein_1d {seen[-1]}, scipy {scaled}, emd2_1d raises: {raised}")
    assert raised and abs(scaled - 2.5) < 1e-12
assert seen == [0.0, 10.0]
PYTHON

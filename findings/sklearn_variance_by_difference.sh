#!/usr/bin/env bash
# scikit-learn 1.9.1, GaussianMixture: three of its four kinds of covariance lose the variance by cancellation.
#
# 500 samples of a standard normal law, moved by an offset, one component.
# Expected: the variance 1.0274 whatever the offset and covariance_type, which in one dimension are all one model.
# Seen: at the offset 10⁸ 'full' is right to nine digits, 'tied' says 2.048, 'diag' and 'spherical' say 4.0, all
# `converged_`; at 10⁶ 'tied' and 'diag' are already wrong in the fourth digit. They take the mean of squares less the
# square of the mean.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1' 'scikit-learn==1.9.1'
"$work/venv/bin/python" -W error::RuntimeWarning -W error::UserWarning - <<'PYTHON'
import numpy as np
from sklearn.mixture import GaussianMixture

samples = np.random.default_rng(0).normal(size=(500, 1))
variance = samples.var()
errors = {}
for offset in (0.0, 1e6, 1e8):
    for kind in ("full", "tied", "diag", "spherical"):
        fit = GaussianMixture(1, covariance_type=kind).fit(samples + offset)
        assert fit.converged_
        errors[offset, kind] = abs(float(fit.covariances_.ravel()[0]) - variance)
        print(f"offset {offset:g}, {kind}: {float(fit.covariances_.ravel()[0]):.9f}, the samples' {variance:.9f}")
assert all(errors[offset, "full"] < 2e-6 for offset in (0.0, 1e6, 1e8)), "1e-6 is reg_covar"
for kind in ("tied", "diag", "spherical"):
    assert errors[0.0, kind] < 2e-6 and errors[1e6, kind] > 1e-4 and errors[1e8, kind] > 0.5
PYTHON

#!/usr/bin/env bash
# scipy 1.17.1, stats.laplace: logpdf, logsf and logcdf are −inf beyond 745 scales.
#
# Expected: laplace.logpdf(1000) = −1000 − ln 2, a formula without an exponential, as norm, logistic and
# gennorm of shape 1 (the same law under another name) have it.
# Seen: −inf for all three: the Laplace law inherits log(pdf(x)). A likelihood with one far point is −inf.
# gennorm(1) is right in logpdf, and also −inf in logsf.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1'
"$work/venv/bin/python" - <<'PYTHON'
import numpy as np
from scipy.stats import gennorm, laplace, logistic, norm

laws = {"laplace": laplace, "gennorm(1)": gennorm(1.0), "logistic": logistic, "norm": norm}
seen = {}
with np.errstate(divide="ignore"):
    for name, law in laws.items():
        seen[name] = law.logpdf(1000.0), law.logsf(1000.0), law.logcdf(-1000.0)
        print(f"{name:10}  logpdf {seen[name][0]:.6g}  logsf {seen[name][1]:.6g}  logcdf {seen[name][2]:.6g}")
assert seen["laplace"] == (-np.inf, -np.inf, -np.inf)
assert abs(seen["gennorm(1)"][0] + 1000 + np.log(2)) < 1e-10 and seen["gennorm(1)"][1] == -np.inf
assert np.isfinite(seen["logistic"]).all() and np.isfinite(seen["norm"]).all()
PYTHON

#!/usr/bin/env bash
# scipy 1.17.1, special.logsumexp with signs: the same cancellation is −inf at 100 and NaN at 1000.
#
# Expected: ln |e^a − e^a| is −inf with sign 0 for every a, since the function exists to be independent of the
# size of a.
# Seen: −inf for a = 100, NaN for a = 1000 (whose exponential overflows), value and sign, with no warning.
# A matrix kept as logarithms with signs meets this where two entries cancel to the last bit.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1'
"$work/venv/bin/python" -W error - <<'PYTHON'
import numpy as np
from scipy.special import logsumexp

for a in (0.0, 100.0, 1000.0):
    value, sign = logsumexp([a, a], b=[1, -1], return_sign=True)
    print(f"a = {a}: {value}, sign {sign}")
    if a < 700:
        assert value == -np.inf and sign == 0
    else:
        assert np.isnan(value) and np.isnan(sign)
PYTHON

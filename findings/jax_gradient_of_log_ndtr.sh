#!/usr/bin/env bash
# jax 0.10.2: the gradient of log_ndtr in the far left tail is wrong while its value is right.
#
# Expected: d/dx ln Φ(x) = −x − 1/x + … for x → −∞, so 10⁴ at x = −10⁴; the value there, −5.000001·10⁷, is
# right to seven digits in single precision.
# Seen, in single precision: 99.98 at −100, 2981 at −10⁴, 1.0 at −10⁵. In double precision: 6.6·10⁷ at −10⁸
# and 1.0 at −10⁹. The derivative is taken as the exponential of a difference of two numbers near x²/2,
# which have no digits left; norm.logcdf, which calls it, has the same gradient.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1' 'jax==0.10.2' 'jaxlib==0.10.2'
JAX_PLATFORMS=cpu "$work/venv/bin/python" - <<'PYTHON'
import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
from jax.scipy.special import log_ndtr
from jax.scipy.stats import norm
from scipy.special import log_ndtr as reference

def look(x, kind):
    at = jnp.asarray(x, dtype=kind)
    value, gradient = float(log_ndtr(at)), float(jax.grad(log_ndtr)(at))
    print(f"{kind} x = {x:g}: value {value:.8g} (scipy {reference(x):.8g}), gradient {gradient:.8g}, right {-x - 1 / x:.8g}")
    assert abs(value / reference(x) - 1) < 1e-6
    assert gradient == float(jax.grad(norm.logcdf)(at))
    return gradient / -x

assert abs(look(-100.0, "float32") - 1) < 1e-2
assert look(-1e4, "float32") < 0.5
assert look(-1e5, "float32") == 1e-5
assert abs(look(-1e3, "float64") - 1) < 1e-5
assert look(-1e8, "float64") < 0.9
assert look(-1e9, "float64") == 1e-9
PYTHON

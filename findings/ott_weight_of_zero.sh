#!/usr/bin/env bash
# ott-jax 0.6.0: a Gaussian mixture with one weight of zero has no weights at all.
#
# Expected: weights (1, 0) give the log-density of the first component, as weights (1, 10⁻³⁰⁰) do.
# Seen: `component_weights` reads (NaN, NaN) and log_prob NaN, nothing raised: the weights are kept as logits
# relative to the last one, whose logarithm is −inf. In the other order, (0, 1), all is right.
# Weights on the boundary of the simplex cannot be represented if the zero comes last.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'scipy==1.17.1' 'jax==0.10.2' 'jaxlib==0.10.2' 'ott-jax==0.6.0'
JAX_PLATFORMS=cpu "$work/venv/bin/python" - <<'PYTHON'
import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
from ott.tools.gaussian_mixture.gaussian_mixture import GaussianMixture

def look(*weights):
    mixture = GaussianMixture.from_mean_cov_component_weights(
        jnp.array([[0.0], [1.0]]), jnp.ones((2, 1, 1)), jnp.array(weights))
    density = float(mixture.log_prob(jnp.array([[0.5]]))[0])
    print(f"weights {weights}: read back {mixture.component_weights.tolist()}, log-density {density:.6f}")
    return mixture.component_weights, density

exact = -0.125 - 0.5 * float(jnp.log(2 * jnp.pi))
for weights in ((1.0, 1e-300), (0.0, 1.0)):
    assert abs(look(*weights)[1] - exact) < 1e-12
read, density = look(1.0, 0.0)
assert bool(jnp.isnan(read).all()) and density != density
PYTHON

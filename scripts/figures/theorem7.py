"""Is the Fisher matrix exactly that made of the block of the means?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from figures.panels import HOLLOW, ROUNDING, name_lines, name_point, tuple_label
from figures.style import COLOURS, GREY


def draw_theorem7(result: xr.Dataset) -> Figure:
    """Both sides for some weights, and the residual over all of them."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    scale = (result.sigma / result.d).values
    weights = result.p_weights.values
    for number, colour in zip((0, 8, 20), COLOURS):
        at = result.isel(p=number)
        panels[0].loglog(
            scale, at.fisher[:, 0, 0].values, "o", color=colour, markevery=2, **HOLLOW
        )
        right = identity_terms(at.mean_block.values, weights[number]).sum(axis=-1)[:, 0, 0]
        panels[0].loglog(scale, right, linewidth=0.8, color=colour)
        panels[0].text(
            0.04, 0.28 - 0.07 * (0, 8, 20).index(number), tuple_label("p", weights[number]),
            color=colour, transform=panels[0].transAxes, fontsize=8,
        )
    panels[0].set_xlabel(r"$\sigma/d$")
    panels[0].set_ylabel("$(G_F)_{11}$")
    panels[0].set_title("(a)  both sides")
    name_lines(
        panels[0], {"$(G_F)_{11}$": "o", r"$(\Sigma\, G_{\mu\mu}\Sigma^T)_{11}$": "-"},
        "upper right",
    )
    residual = result.fisher_identity_residual.values
    panels[1].loglog(
        scale, np.where(residual > 0, residual, np.nan), ".", markersize=2, color=COLOURS[0],
        alpha=0.4,
    )
    floor = np.array([cancellation(result.isel(p=k)) for k in range(result.sizes["p"])])
    panels[1].loglog(scale, ROUNDING * floor.max(axis=0), linewidth=0.9, color=COLOURS[1])
    name_point(
        panels[1], (scale[0], 3e-15), "line: one rounding of the largest term",
        COLOURS[1], (0, 0),
    )
    panels[1].axhline(1e-13, color=GREY, linewidth=0.6, zorder=0)
    name_point(panels[1], (scale[0], 1e-13), "$10^{-13}$", offset=(0, 3), vertical="bottom")
    name_point(panels[1], (scale[0], 1e-17), "zeros are left out", offset=(0, 6))
    panels[1].set_ylim(1e-17, 1e-12)
    panels[1].set_xlabel(r"$\sigma/d$")
    panels[1].set_ylabel(r"$\max|G_F - \Sigma\,G_{\mu\mu}\Sigma^T|$, scaled")
    panels[1].set_title(f"(b)  the residual, {result.sizes['p']} sets of weights")
    return figure


def identity_terms(mean: np.ndarray, p: np.ndarray) -> np.ndarray:
    """The four terms of each entry of Sigma G_mumu Sigma^T, along a last dimension."""
    scaled = mean / np.outer(p, p)
    return np.stack(
        [scaled[:, :-1, :-1], scaled[:, 1:, 1:], -scaled[:, :-1, 1:], -scaled[:, 1:, :-1]], axis=-1
    )


def cancellation(at: xr.Dataset) -> np.ndarray:
    """The largest term of any entry over sqrt((G_F)_ii (G_F)_jj), for each sigma."""
    terms = np.abs(identity_terms(at.mean_block.values, at.p_weights.values)).max(axis=-1)
    diagonal = np.sqrt(np.diagonal(at.fisher.values, axis1=1, axis2=2))
    size = diagonal[:, :, None] * diagonal[:, None, :]
    return (terms / size).max(axis=(1, 2))

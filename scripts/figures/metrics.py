"""What does the second order of the metric, Theorem 5, change in a flow?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from figures.panels import mark_values, name_lines
from figures.style import COLOURS, GREY

SHOWN_AT = 1.0


def draw_metrics(result: xr.Dataset) -> Figure:
    """Densities in the metrics of Theorems 3 and 5, and their way to the state of rest."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    first = result.isel(model=0)
    course = first.distance_to_stationary
    for position, colour in zip(range(result.sizes["model"]), COLOURS):
        one = result.isel(model=position)
        panels[0].plot(one.x, one.density.sel(t=SHOWN_AT), color=colour, linewidth=1.2)
        panels[1].semilogy(one.t, one.distance_to_stationary, color=colour, linewidth=1.2)
        is_first = str(one.metric.item()) == "homogeneous"
        scale = float(one.scale_ratio)
        panels[0].text(
            0.03, 0.93 - 0.08 * position,
            "Theorem 3" if is_first else rf"Theorem 5, $\sigma/d$ = {scale:g}", color=colour,
            transform=panels[0].transAxes, fontsize=8,
        )
        if not is_first:
            # Where the density is flat the mobility is that of Theorem 3 over this factor.
            slower = 1 + np.pi**2 / 2 * scale**2
            panels[1].semilogy(
                one.t, np.interp(one.t / slower, first.t, course), "o", markersize=3, color=colour
            )
    panels[0].set_xlim(-5, 5)
    panels[0].set_ylim(0, 0.36)
    panels[0].set_xlabel("$x$")
    panels[0].set_ylabel("$p$")
    panels[0].set_title(f"(a)  densities at $t$ = {SHOWN_AT:g}")
    name_lines(
        panels[1],
        {"flow": "-", r"Theorem 3 at $t/(1 + \frac{1}{2}\pi^2\sigma^2/d^2)$": "."},
        "lower left", GREY,
    )
    mark_values(panels[1].yaxis, (0.2, 0.3, 0.5, 1))
    panels[1].set_xlabel("$t$")
    panels[1].set_ylabel("distance from rest in $L^1$")
    panels[1].set_title("(b)  the second order slows the flow")
    return figure

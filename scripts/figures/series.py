"""How far does the diagonal's asymptotic series reach, and does its bound hold?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from figures.panels import name_lines, name_point, tuple_label
from figures.style import COLOURS, GREY


def draw_series(result: xr.Dataset) -> Figure:
    """Distance of series and quadrature under the bound, and how many terms were added."""
    figure, panels = plt.subplots(
        1, 2, figsize=(8, 3.6), layout="constrained", width_ratios=[1.4, 1]
    )
    scale = (result.sigma / result.d).values
    for number, colour in zip(range(result.sizes["p"]), COLOURS):
        at = result.isel(p=number, theta=0)
        distance = np.abs(at.series_ratio - at.ratio).values
        panels[0].loglog(scale, distance, "o", markersize=3, color=colour)
        panels[0].loglog(scale, at.series_bound.values, linewidth=1, color=colour)
        panels[1].plot(
            scale, at.series_terms.values, "o-", markersize=2.5, linewidth=0.6, color=colour
        )
        panels[1].text(
            0.97, 0.9 - 0.08 * number, tuple_label("p", at.p_weights.values), ha="right",
            transform=panels[1].transAxes, color=colour, fontsize=8,
        )
    panels[0].loglog(scale, np.exp(-1 / (8 * scale**2)), ":", linewidth=1, color=GREY, zorder=0)
    name_point(panels[0], (0.062, 2e-13), r"$e^{-d^2/8\sigma^2}$", align="left", offset=(8, -14))
    panels[0].set_ylim(1e-17, 10)
    panels[0].set_xlabel(r"$\sigma/d$")
    panels[0].set_ylabel("|series − quadrature| of the ratio")
    panels[0].set_title("(a)  the series is as near as its bound says")
    name_lines(panels[0], {"distance": ".", "proven bound": "-"}, "upper left")
    panels[1].set_xscale("log")
    panels[1].set_ylim(bottom=0)
    panels[1].set_xlabel(r"$\sigma/d$")
    panels[1].set_ylabel("terms")
    panels[1].set_title("(b)  where its bound is least")
    return figure

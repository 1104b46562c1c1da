"""Does the Fisher matrix tend to the limit of Theorem 2, and how fast?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.laws import fisher_remainder
from figures.panels import name_lines, name_point
from figures.style import COLOURS, GREY

ENTRIES = {(0, 0): "$G_{11}$", (1, 1): "$G_{22}$", (0, 1): "$G_{12}$"}


def draw_theorem2(result: xr.Dataset) -> Figure:
    """Entries over their limits, and their distance from them."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
    scale = (result.sigma / result.d).values
    for colour, ((i, j), name) in zip(COLOURS, ENTRIES.items()):
        entry = result.fisher[:, i, j].values
        limit = result.fisher_limit[:, i, j].values
        panels[0].plot(scale, entry / limit, color=colour, linewidth=1.4)
        name_point(panels[0], (scale[-1], (entry / limit)[-1]), name, colour)
        law = fisher_remainder(result.p_weights.values, scale, i, j)
        distance = np.abs(entry - limit)
        shown = distance > 0
        panels[1].semilogy(scale[shown] ** -2, distance[shown], "o", markersize=3, color=colour)
        panels[1].semilogy(scale**-2, np.abs(law), linewidth=0.8, color=colour)
    errors = np.abs(result.fisher) * result.fisher_error_estimate
    errors = errors.max(["theta", "theta_column"]).values
    panels[1].semilogy(scale**-2, errors, linewidth=0.7, color=GREY, zorder=0)
    name_point(
        panels[1], (scale[0] ** -2, 1e-8), "largest error, as estimated", offset=(0, 0),
        align="right",
    )
    finish_entries(panels[0])
    finish_distance(panels[1], scale)
    return figure


def finish_entries(panel: Axes) -> None:
    panel.axhline(1, color=GREY, linewidth=0.6, zorder=0)
    panel.set_ylim(0, 1.05)
    panel.set_xlabel(r"$\sigma/d$")
    panel.set_ylabel("entry over its limit by Theorem 2")
    panel.set_title("(a)  the limit is that of the theorem")


def finish_distance(panel: Axes, scale: np.ndarray) -> None:
    panel.set_ylim(1e-17, 10)
    panel.set_xlim(0, 405)
    panel.set_xlabel(r"$(d/\sigma)^2$")
    panel.set_ylabel("|entry − limit|")
    name_lines(
        panel,
        {"measured": ".", r"overlaps, of order $(\sigma/d)\,e^{-d^2/8\sigma^2}$": "-"},
        "upper right",
    )
    panel.set_title("(b)  what is left is exponentially small")

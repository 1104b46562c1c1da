"""Does the matrix in (theta, mu) tend to the blocks of Theorem 6, and how fast?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import HOLLOW, MARKERS, name_lines, name_point
from figures.style import COLOURS, GREY


def draw_theorem6(result: xr.Dataset) -> Figure:
    """The first row of the theta-mu block, its corrections, and the block of the means."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
    at = result.sel(d=1.0)
    scale = (at.sigma / at.d).values
    draw_cross(panels[0], at, scale)
    draw_corrections(panels[1], at, scale)
    draw_means(panels[2], at, scale)
    return figure


def draw_cross(panel: Axes, at: xr.Dataset, scale: np.ndarray) -> None:
    for k, colour in zip(range(3), COLOURS):
        entry = at.cross[:, 0, k].values / at.d.item()
        panel.semilogx(scale, entry, linewidth=1.4, color=colour)
        name_point(
            panel, (scale[-1], entry[-1]), rf"$G_{{\theta_1\mu_{k + 1}}}$", colour, (4, 0)
        )
    for limit, words in ((0.5, "limit $d/2$"), (0, "limit 0")):
        panel.axhline(limit, color=GREY, linewidth=0.6, zorder=0)
        name_point(panel, (3e-3, limit), words, offset=(2, 3), vertical="bottom")
    panel.set_xlim(left=3e-3)
    panel.set_xlabel(r"$\sigma/d$")
    panel.set_ylabel(r"entry over $d$")
    panel.set_title(r"(a)  the block of $\theta$ and $\mu$")


def draw_corrections(panel: Axes, at: xr.Dataset, scale: np.ndarray) -> None:
    weights = at.p_weights.values
    law = np.abs(np.log(weights[:-1] / weights[1:]))
    for i, colour in enumerate(COLOURS[:2]):
        for k, marker in ((i, "o"), (i + 1, "v")):
            entry, limit = at.cross[:, i, k].values, at.cross_limit[:, i, k].values
            panel.loglog(
                scale, np.abs(entry - limit), marker, color=colour, markevery=4, **HOLLOW
            )
        panel.loglog(scale, law[i] * scale**2, linewidth=0.8, color=colour)
        panel.text(
            0.04, 0.92 - 0.08 * i, f"row {i + 1}", color=colour, transform=panel.transAxes
        )
    names = {"column $i$": "o", "column $i + 1$": "v", r"$(\sigma^2/d)\,|\lambda_i|$": "-"}
    name_lines(panel, names, "lower right")
    panel.set_xlabel(r"$\sigma/d$")
    panel.set_ylabel("|entry − $d/2$| over $d$")
    panel.set_title(r"(b)  its correction $\pm(\sigma^2/d)\ln(p_i/p_{i+1})$")


def draw_means(panel: Axes, at: xr.Dataset, scale: np.ndarray) -> None:
    # Beyond, e^(-d^2/8 sigma^2) is below 1e-43.
    shown = (scale >= 0.035) & (scale <= 0.6)
    steps = scale[shown] ** -2
    entries = {(0, 1): "12", (1, 2): "23", (0, 2): "13"}
    for (k, l), colour, marker in zip(entries, COLOURS, MARKERS):
        logarithm = at.log_mean_block[:, k, l].values[shown]
        form = logarithm - np.log(at.mean_block_asymptotic_ratio[:, k, l].values[shown])
        panel.plot(steps, logarithm / np.log(10), marker, color=colour, **HOLLOW)
        panel.plot(steps, form / np.log(10), linewidth=0.8, color=colour)
        name = entries[k, l]
        at_point = int(np.argmin(np.abs(steps - (70 if name == "13" else 270))))
        name_point(
            panel, (steps[at_point], logarithm[at_point] / np.log(10)),
            rf"$G_{{\mu_{name[0]}\mu_{name[1]}}}$", colour,
            (-4, -10) if name == "12" else (6, 6), "right" if name == "12" else "left",
        )
    panel.set_ylim(-50, 2)
    panel.set_xlim(0, 420)
    panel.set_xlabel(r"$(d/\sigma)^2$")
    panel.set_ylabel(r"$\log_{10}$ of the entry")
    panel.set_title(r"(c)  the block of $\mu$ off its diagonal, limit 0")

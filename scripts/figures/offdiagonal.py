"""How do the entries off the diagonal vanish: with a logarithm, and exponentially?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import HOLLOW, MARKERS, name_lines, name_point
from figures.style import COLOURS, DASHED


def draw_offdiagonal(result: xr.Dataset) -> Figure:
    """Neighbours over sigma^2/p_(i+1), and all entries over their asymptotic forms."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.8), layout="constrained")
    draw_neighbours(panels[0], result)
    draw_forms(panels[1], result)
    return figure


def draw_neighbours(panel: Axes, result: xr.Dataset) -> None:
    ratio = (result.d / result.sigma).values
    weights = result.p_weights.values
    for i, (colour, marker) in enumerate(zip(COLOURS, MARKERS[:3])):
        # The gap is 1, so the entry's unit is that of the bound.
        unit = (result.sigma**2 / weights[i + 1]).values
        entry = result.wim[:, i, i + 1].values
        panel.semilogx(ratio, entry / unit, marker, color=colour, markevery=2, **HOLLOW)
        bound = (result.upper_bound_printed[:, i, i + 1].values * entry / unit)[ratio > 5]
        panel.semilogx(ratio[ratio > 5], bound, linestyle=DASHED, linewidth=0.9, color=colour)
        name_point(
            panel, (5, bound[0]), f"(7) for $G_{{{i + 1}{i + 2}}}$", colour, (2, 6),
        )
    line = 2 * np.log(ratio / 2) + np.euler_gamma
    panel.semilogx(ratio, line, color="black", linewidth=0.8, zorder=1)
    names = {f"$G_{{{i + 1}{i + 2}}}$": MARKERS[i] for i in range(3)}
    name_lines(
        panel,
        names | {r"$2\,\ln(d/2\sigma) + \gamma$": "-", "bound (7) as printed": DASHED},
        "upper left",
    )
    panel.set_ylim(0, 36)
    panel.set_xlabel(r"$d/\sigma$")
    panel.set_ylabel(r"$G_{i,i+1}\; p_{i+1}/\sigma^2$,  $d = 1$")
    panel.set_title("(a)  neighbours are not $O(\\sigma^2)$")


def draw_forms(panel: Axes, result: xr.Dataset) -> None:
    scale = (result.sigma / result.d).values
    entries = {(0, 1): "$G_{12}$", (0, 2): "$G_{13}$", (0, 3): "$G_{14}$", (1, 3): "$G_{24}$"}
    for (i, j), colour, marker in zip(entries, COLOURS, MARKERS):
        distance = np.abs(result.wim_asymptotic_ratio[:, i, j].values - 1)
        panel.loglog(scale, distance, marker, color=colour, markevery=2, **HOLLOW)
    for number, (name, colour) in enumerate(zip(entries.values(), COLOURS)):
        panel.text(
            0.97, 0.28 - 0.08 * number, f"{MARKER_NAMES[number]}  {name}", color=colour,
            transform=panel.transAxes, ha="right",
        )
    panel.set_xlabel(r"$\sigma/d$")
    panel.set_ylabel("|entry/asymptotic form − 1|")
    panel.set_title("(b)  distance from the asymptotic forms")


MARKER_NAMES = ("circles", "triangles", "squares", "diamonds")

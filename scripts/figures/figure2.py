"""How far is the scheme of the scaled Wasserstein metric from the solution of the heat equation?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import name_point
from figures.style import COLOURS, DASHED, GREY

# Those of the table in the paper's Section 5.
TIMES = (0.11, 0.23, 0.34, 0.45)


def draw_figure2(result: xr.Dataset) -> Figure:
    """Figure 2 of the paper, and its differences over time."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.5), layout="constrained")
    one = result.sel(mobility=0)
    draw_density(panels[0], one)
    draw_difference(panels[1], one)
    draw_course(panels[2], one)
    return figure


def draw_density(panel: Axes, one: xr.Dataset) -> None:
    for number, (time, colour) in enumerate(zip((0.0, *TIMES), (GREY, *COLOURS))):
        panel.plot(one.x, one.density.sel(t=time), color=colour, linewidth=1.2)
        panel.text(
            0.97, 0.9 - 0.08 * number, f"$t$ = {time:g}", color=colour, ha="right",
            transform=panel.transAxes,
        )
    panel.set_xlim(-5, 5)
    panel.set_ylim(bottom=0)
    panel.set_xlabel("$x$")
    panel.set_ylabel("$p$")
    panel.set_title("(a)  a Gaussian spreads")


def draw_difference(panel: Axes, one: xr.Dataset) -> None:
    """What lies between the scheme and Crank–Nicolson; cells where it is 0 are left out."""
    reference = one.reference_density.sel(reference="crank_nicolson")
    for number, (time, colour) in enumerate(zip(TIMES, COLOURS)):
        difference = np.abs(one.density.sel(t=time) - reference.sel(t=time))
        panel.plot(
            one.x, np.log10(difference.where(difference > 0)), color=colour, linewidth=1.2
        )
    panel.set_xlim(-5, 5)
    panel.set_xlabel("$x$")
    panel.set_ylabel(r"$\log_{10}|p - p_\mathrm{CN}|$")
    panel.set_title("(b)  difference from Crank–Nicolson")


def draw_course(panel: Axes, one: xr.Dataset) -> None:
    """The largest differences between scheme, finite differences and solution."""
    exact, implicit = (
        one.reference_density.sel(reference=name) for name in ("exact", "crank_nicolson")
    )
    curves = {
        "Crank–Nicolson − exact": (implicit - exact, GREY, DASHED),
        "scheme − exact": (one.density - exact, COLOURS[0], "-"),
        "scheme − Crank–Nicolson": (one.density - implicit, COLOURS[1], "-"),
    }
    for name, (difference, colour, style) in curves.items():
        panel.plot(
            one.t, 1e5 * np.abs(difference).max("x"), color=colour, linestyle=style, linewidth=1.2
        )
    name_point(panel, (0.17, 7.3), "Crank–Nicolson − exact", GREY, (0, 0))
    name_point(panel, (0.28, 5.35), "scheme − exact", COLOURS[0], (0, 0))
    name_point(panel, (0.22, 3.9), "scheme − Crank–Nicolson", COLOURS[1], (0, 0))
    panel.set_xlim(0, 0.5)
    panel.set_ylim(0, 10)
    panel.set_xlabel("$t$")
    panel.set_ylabel("largest difference over $10^{-5}$")
    panel.set_title("(c)  largest differences")

"""How near is (60) to the flow that it approximates, as printed and corrected?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import name_lines
from figures.style import COLOURS, DASHED, GREY

EQUATIONS = {
    "as_printed": (COLOURS[1], "(60) as printed"),
    "corrected": (COLOURS[0], "(60) corrected"),
    "exact": (COLOURS[2], "information matrix"),
}
STYLES = {"expectation": "-", "at_means": DASHED}


def draw_figure4_comparison(result: xr.Dataset) -> Figure:
    """The mean of the left two components, their means, and the second weight."""
    for name in ("potential_energy", "equations"):
        result = result.assign_coords({name: result[f"{name}_value"].values})
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.5), layout="constrained")
    draw_cluster(panels[0], result)
    draw_means(panels[1], result)
    draw_weight(panels[2], result)
    for panel in panels:
        panel.set_xlim(0, float(result.t[-1]))
        panel.set_xlabel("$t$")
    return figure


def transported_mean(result: xr.Dataset) -> np.ndarray:
    """The mean of the left two components moved by ẋ = −cos x as they are, without a mixture.

    With y = x + π/2 it is ẏ = −sin y, so tan(y/2) falls like e^{−t}.
    """
    z, factors = np.polynomial.hermite_e.hermegauss(80)
    factors = factors / factors.sum()
    start = result.isel(equations=0, potential_energy=0, t=0)
    weights, means = start.weights.values[:2], start.means.values[:2]
    y = means[:, None] + np.sqrt(float(result.variance)) * z + np.pi / 2
    turns = 2 * np.pi * np.round(y / (2 * np.pi))
    moved = [
        2 * np.arctan(np.exp(-t) * np.tan((y - turns) / 2)) + turns - np.pi / 2
        for t in result.t.values
    ]
    return np.array([weights @ (x @ factors) / weights.sum() for x in moved])


def draw_cluster(panel: Axes, result: xr.Dataset) -> None:
    exact = transported_mean(result)
    cluster = result.leading_mean.isel(component=1)
    for number, (name, (colour, words)) in enumerate(EQUATIONS.items()):
        for energy, style in STYLES.items():
            one = cluster.sel(equations=name, potential_energy=energy)
            panel.plot(result.t, one - exact, linestyle=style, linewidth=1.2, color=colour)
        panel.text(0.97, 0.93 - 0.07 * number, words, transform=panel.transAxes, color=colour, ha="right")
    panel.axhline(0, color=GREY, linewidth=0.6, zorder=0)
    name_lines(panel, {"$E_\\rho V$": "-", r"$\Sigma\, p_i V(\mu_i)$": DASHED}, "lower left")
    panel.set_ylabel(r"$(p_1 \mu_1 + p_2 \mu_2)/(p_1 + p_2)$, difference")
    panel.set_ylim(-0.06, 0.22)
    panel.set_title("(a)  the mean of the left two, less that under\n"
                    r"       $\partial_t \rho = \nabla\cdot(\rho \nabla V)$")


def draw_means(panel: Axes, result: xr.Dataset) -> None:
    for name, (colour, _) in EQUATIONS.items():
        for component in (0, 1):
            one = result.means.sel(equations=name, potential_energy="expectation")
            panel.plot(result.t, one.isel(component=component), linewidth=1.2, color=colour)
    panel.axhline(-np.pi / 2, color=GREY, linewidth=0.6, linestyle=":", zorder=0)
    panel.set_ylim(-1.85, 1.25)
    panel.text(0.05, -np.pi / 2 - 0.18, r"$-\pi/2$", color=GREY, fontsize=8)
    panel.text(0.08, -1.2, r"$\mu_1$", va="bottom")
    panel.text(0.08, 0.02, r"$\mu_2$", va="bottom")
    panel.set_title("(b)  their two means: under the matrix\n       they do not merge")


def draw_weight(panel: Axes, result: xr.Dataset) -> None:
    for name, (colour, _) in EQUATIONS.items():
        for energy, style in STYLES.items():
            one = result.weights.sel(equations=name, potential_energy=energy).isel(component=1)
            panel.semilogy(result.t, one, linestyle=style, linewidth=1.2, color=colour)
    panel.set_title("(c)  the second weight $p_2$: under the\n       matrix it drains")

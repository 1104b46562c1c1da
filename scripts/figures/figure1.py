"""Where has an entry of the matrix its mass, and why is the integral hard?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.style import COLOURS, GREY


def draw_figure1(result: xr.Dataset) -> Figure:
    """Figure 1 of the paper beside the integrand, for its pair and three scales."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.5), layout="constrained")
    draw_pair(panels[0], result.isel(mixture=0, theta=0))
    scales = [result.isel(mixture=k, theta=0) for k in range(1, result.sizes["mixture"])]
    for colour, one in zip(COLOURS, scales):
        draw_density(panels[1], one, colour)
        draw_integrand(panels[2], one, colour)
    finish(panels[1], r"$\log_{10} \rho$", "(b)  the density, three scales of a pair")
    panels[1].set_ylim(-25, 2)
    finish(panels[2], "integrand over its largest", "(c)  the integrand lies where the density is least")
    return figure


def label(one: xr.Dataset) -> str:
    return rf"$\sigma/d$ = {one.mixture_id.item()}"


def draw_pair(panel: Axes, one: xr.Dataset) -> None:
    """The density and the derivative of the paper's pair, and the integrand over its largest."""
    integrand = np.exp(one.log_integrand - one.log_integrand.max())
    for colour, values, name, x, y in (
        (COLOURS[0], one.density, r"$\rho$", 1.45, 0.75),
        (COLOURS[1], one.derivative, r"$\partial F/\partial\theta$", -1.9, -0.9),
        (COLOURS[2], integrand, "integrand over its largest", -2.6, 1.06),
    ):
        panel.plot(one.x, values, color=colour, linewidth=1.2)
        panel.text(x, y, name, color=colour)
    panel.axhline(0, color=GREY, linewidth=0.5, zorder=0)
    panel.set_ylim(-1.1, 1.2)
    panel.set_xlabel("$x$")
    panel.set_title(r"(a)  $\frac{1}{2} N(-3, 0.3) + \frac{1}{2} N(1, 0.2)$")


def draw_density(panel: Axes, one: xr.Dataset, colour: str) -> None:
    panel.plot(one.x, one.log_density / np.log(10), color=colour, linewidth=1.2)
    panel.text(
        0.74, 0.3 - 0.08 * COLOURS.index(colour), label(one), transform=panel.transAxes,
        color=colour,
    )


def draw_integrand(panel: Axes, one: xr.Dataset, colour: str) -> None:
    share = np.exp(one.log_integrand - one.log_integrand.max())
    panel.plot(one.x, share, color=colour, linewidth=1.2)
    exponent = float(one.log_integrand.max() / np.log(10))
    panel.text(
        0.56, 0.93 - 0.08 * COLOURS.index(colour), f"{label(one)}, at most $10^{{{exponent:.0f}}}$",
        transform=panel.transAxes, color=colour,
    )


def finish(panel: Axes, ylabel: str, title: str) -> None:
    panel.set_xlim(-1, 1)
    panel.set_xticks([-1, -0.5, 0, 0.5, 1])
    for mean in (-0.5, 0.5):
        panel.axvline(mean, color=GREY, linewidth=0.5, linestyle=":", zorder=0)
    panel.set_xlabel("$x$, means at dotted lines")
    panel.set_ylabel(ylabel)
    panel.set_title(title)

"""Does the integral of Proposition 2 tend to g(k): algebraically for Gaussian, exponentially for
Laplace densities?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import (
    HOLLOW, MARKERS, ROUNDING, name_lines, name_point, observed_slope, tuple_label,
)
from figures.style import COLOURS, DASHED, GREY


def draw_proposition2(result: xr.Dataset) -> Figure:
    """Gaussian densities: the ratio against its limit, and the order of its distance."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    scale = (result.sigma / result.d).values
    for colour, number in zip(COLOURS, range(result.sizes["s"])):
        k = float(result.s_values[number, 1])
        limit = float(result.pair_limit[0, number, 0, 0])
        for position, style in enumerate(("-", DASHED)):
            ratio = result.pair_ratio[:, number, position, 0].values
            shown = scale > 2e-3
            panels[0].semilogx(
                scale[shown], ratio[shown], linestyle=style, linewidth=1.2, color=colour
            )
            distance = np.abs(ratio / limit - 1)
            floor = np.full_like(distance, ROUNDING)
            panels[1].loglog(
                scale[::2], distance[::2], MARKERS[position], color=colour, **HOLLOW
            )
            slope = observed_slope(scale, distance, floor)
            panels[1].text(
                0.04 + 0.24 * position, 0.83 - 0.075 * number, f"{slope:.5f}", color=colour,
                transform=panels[1].transAxes, fontsize=8,
            )
        name_limit(panels[0], 2e-3, k, limit, colour)
    finish_ratio(panels[0], r"$\sigma/d$", "Gaussian densities")
    name_lines(
        panels[0],
        {tuple_label("p", result.p_weights[n].values): style
         for n, style in enumerate(("-", DASHED))},
        "upper left",
    )
    panels[0].set_xlim(right=0.35)
    panels[0].set_ylim(1, 5)
    panels[1].text(
        0.04, 0.92, "observed slope, circles and triangles", transform=panels[1].transAxes,
        fontsize=8,
    )
    panels[1].set_xlabel(r"$\sigma/d$")
    panels[1].set_ylabel(r"$|\mathrm{ratio}/g(k) - 1|$")
    panels[1].set_title("(b)  at second order")
    name_lines(
        panels[1],
        {tuple_label("p", result.p_weights[n].values): marker
         for n, marker in enumerate(MARKERS[:2])},
        "lower right",
    )
    return figure


def draw_proposition2_laplace(result: xr.Dataset) -> Figure:
    """Laplace densities: the ratio against its limit, and its distance under a bound."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    ratios = result.mixture_scales[:, 1].values
    for colour, marker, k in zip(COLOURS, MARKERS, np.unique(ratios)):
        at = result.isel(mixture=ratios == k)
        steps = at.mixture_means[:, 1].values / (1 + k)
        ratio, limit = at.pair_ratio[:, 0].values, float(at.pair_limit[0, 0])
        panels[0].plot(steps, ratio, "o-", markersize=2.5, linewidth=0.9, color=colour)
        name_point(
            panels[0], (10, limit), rf"$k$ = {k:g}:  $g$ = {limit:.5f}", colour, (6, 4),
            vertical="bottom",
        )
        distance = limit - ratio
        shown = distance > ROUNDING * limit
        panels[1].semilogy(
            steps[shown], distance[shown] / limit, marker, color=colour, **HOLLOW
        )
        panels[1].semilogy(steps, laplace_bound(at, k) / limit, linewidth=0.8, color=colour)
    finish_ratio(panels[0], r"$d/\sigma$", "Laplace densities")
    panels[0].set_xlim(0, 20)
    panels[0].set_xticks(range(0, 21, 4))
    panels[0].set_ylim(0.8, 3.8)
    panels[1].axhline(ROUNDING, color=GREY, linewidth=0.6, zorder=0)
    name_point(panels[1], (2, ROUNDING), "a double at 1", offset=(0, 3), vertical="bottom")
    name_lines(
        panels[1],
        {"measured": "o", r"bound $(e^{-l/\sigma} + k\,e^{-(D-l)/k\sigma})/g(k)$": "-"},
        "upper right",
    )
    panels[1].set_ylim(1e-17, 10)
    panels[1].set_xlabel(r"$d/\sigma$")
    panels[1].set_ylabel(r"$1 - \mathrm{ratio}/g(k)$")
    panels[1].set_title("(b)  what is left is exponentially small")
    return figure


def laplace_bound(result: xr.Dataset, k: float) -> np.ndarray:
    """A bound of g(k) less the ratio, for sigma = 1.

    With y = e^((x - l)/sigma) the ratio is the integral of 1/(1 + y^r), r = (k + 1)/k, from
    e^(-l/sigma) to e^((D - l)/sigma), D the gap; g(k) is that from 0 to infinity. The integrand is
    below 1 and below y^(-r).
    """
    crossing = result.pair_crossing[:, 0].values
    beyond = result.mixture_means[:, 1].values - crossing
    return np.exp(-crossing) + k * np.exp(-beyond / k)


def name_limit(panel: Axes, start: float, k: float, limit: float, colour: str) -> None:
    name_point(
        panel, (start, limit), rf"$k$ = {k:g}:  $g$ = {limit:.5f}", colour, (2, 3),
        vertical="bottom",
    )


def finish_ratio(panel: Axes, steps: str, title: str) -> None:
    panel.set_xlabel(steps)
    panel.set_ylabel("integral over its leading factor")
    panel.set_title(f"(a)  {title}: the limit is $g(k)$")

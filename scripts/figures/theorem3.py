"""Does the ratio tend to 1 as Theorem 3 says, and is its second order the corrected one?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.approach import LARGEST_FITTED_SCALE, Approach, approach
from figures.laws import corrected_coefficient, printed_coefficient
from figures.style import COLOURS, DASHED, GREY, power_of_ten


def draw_theorem3(result: xr.Dataset) -> Figure:
    """Ratio, distance from the limit, and second-order coefficient for two components."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.5), layout="constrained")
    approaches = [approach(result, k, 0) for k in range(result.sizes["p"])]
    for number, (colour, one) in enumerate(zip(COLOURS, approaches)):
        draw_ratio(panels[0], one, colour, number)
        draw_distance(panels[1], one, colour, number)
        draw_coefficient(panels[2], one, colour)
    finish_ratio(panels[0])
    finish_distance(panels[1], approaches)
    finish_coefficient(panels[2])
    for panel in panels:
        panel.set_xlabel(r"$\sigma/d$")
    return figure


def draw_ratio(panel: Axes, one: Approach, colour: str, number: int) -> None:
    panel.semilogx(one.scale, one.ratio, color=colour, linewidth=1.4)
    panel.text(0.04, 0.82 + 0.07 * number, one.label, transform=panel.transAxes, color=colour)


def finish_ratio(panel: Axes) -> None:
    panel.axhline(1, color=GREY, linewidth=0.6, zorder=0)
    panel.set_xlim(left=4e-3)
    panel.set_ylabel(r"ratio  $G_{11}\,\sqrt{p_1 p_2}\,/K(\sigma, d)$")
    panel.set_title("(a)  the ratio tends to 1")


def draw_distance(panel: Axes, one: Approach, colour: str, number: int) -> None:
    # Three values of d put three points close to one another; every sixth of all is enough.
    shown = slice(None, None, 6)
    panel.loglog(
        one.scale[shown], one.distance[shown], "o", markersize=3, color=colour, zorder=3
    )
    small = one.scale[one.scale <= 0.2]
    panel.loglog(
        small, corrected_coefficient(one.log_ratio) * small**2, linewidth=0.8, color=colour
    )
    if one.weights[0] != one.weights[1]:
        panel.loglog(
            small, printed_coefficient(one.log_ratio) * small**2, linestyle=DASHED, linewidth=0.8,
            color=colour,
        )
    panel.text(
        0.04, 0.82 - 0.07 * number, f"{one.order:.5f}", transform=panel.transAxes, color=colour
    )


def finish_distance(panel: Axes, approaches: list[Approach]) -> None:
    floors = np.concatenate([one.error for one in approaches])
    panel.set_ylabel(r"$|\mathrm{ratio} - 1|$")
    panel.text(0.04, 0.9, "observed slope", transform=panel.transAxes)
    panel.text(
        0.97, 0.04,
        rf"slope fitted at $\sigma/d \leq {power_of_ten(LARGEST_FITTED_SCALE)}$" + "\n"
        "floor (estimated error):\n"
        rf"median ${power_of_ten(float(np.median(floors)))}$,"
        rf" at most ${power_of_ten(floors.max())}$",
        transform=panel.transAxes, ha="right", va="bottom", color=GREY, fontsize=8,
    )
    panel.set_title("(b)  at second order")


def draw_coefficient(panel: Axes, one: Approach, colour: str) -> None:
    small = one.scale <= 0.1
    panel.semilogx(
        one.scale[small], (one.ratio[small] - 1) / one.scale[small] ** 2,
        "o", markersize=2, color=colour, zorder=3,
    )
    ends = np.array([one.scale[0], 0.1])
    panel.plot(ends, [corrected_coefficient(one.log_ratio)] * 2, "-", linewidth=0.8, color=colour)
    if one.weights[0] != one.weights[1]:
        panel.plot(
            ends, [printed_coefficient(one.log_ratio)] * 2,
            linestyle=DASHED, linewidth=0.8, color=colour,
        )
    panel.annotate(
        one.label, (one.scale[0], corrected_coefficient(one.log_ratio)), xytext=(0, 3),
        textcoords="offset points", color=colour,
    )


def finish_coefficient(panel: Axes) -> None:
    panel.set_ylabel(r"$(\mathrm{ratio} - 1)/(\sigma/d)^2$")
    panel.set_ylim(4, 12)
    panel.plot([], [], "-", linewidth=0.8, color=GREY, label=r"$\pi^2/2 + \lambda^2/2$, corrected")
    panel.plot(
        [], [], linestyle=DASHED, linewidth=0.8, color=GREY,
        label=r"$\pi^2/2 + \lambda + (2/\pi)\lambda^2$, as printed",
    )
    panel.legend(frameon=False, loc="upper left", fontsize=8, borderaxespad=0)
    panel.set_title(r"(c)  the coefficient, $\lambda = \ln(p_1/p_2)$")

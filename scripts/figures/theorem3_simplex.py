"""How does the second order of the ratio depend on three weights?"""

from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.approach import Approach, approach
from figures.laws import corrected_coefficient, next_coefficient, printed_coefficient
from figures.style import COLOURS, GREY, power_of_ten
from figures.triangle import frame_triangle, on_the_plane


def draw_simplex(result: xr.Dataset) -> Figure:
    """The second-order coefficient over the simplex of three weights."""
    figure, panels = plt.subplots(
        1, 3, figsize=(11, 3.6), layout="constrained", width_ratios=[1, 1, 0.9]
    )
    approaches = [
        [approach(result, k, entry) for k in range(result.sizes["p"])] for entry in (0, 1)
    ]
    index = smallest_clear_scale([one for of_entry in approaches for one in of_entry])
    measured = [simplex_coefficient(of_entry, index) for of_entry in approaches]
    levels = np.arange(4.9, 7.51, 0.1)
    for entry, panel in enumerate(panels[:2]):
        colours = draw_triangle(panel, result.p_weights.values, measured[entry], entry, levels)
        panel.set_title(f"({'ab'[entry]})  $G_{{{entry + 1}{entry + 1}}}$")
    bar = figure.colorbar(
        colours, ax=panels[:2], orientation="horizontal", extend="max", shrink=0.6, aspect=45,
        pad=0.0,
    )
    bar.set_label(
        r"$(\mathrm{ratio} - 1)/(\sigma/d)^2$:  discs measured,  ground $\pi^2/2 + \lambda^2/2$"
    )
    bar.set_ticks(np.arange(5, 7.6, 0.5))
    draw_errors(panels[2], measured)
    return figure


@dataclass(frozen=True)
class SimplexCoefficient:
    """The measured second-order coefficient of one diagonal entry at each position of p."""

    scale: float
    log_ratio: np.ndarray
    value: np.ndarray


def smallest_clear_scale(approaches: list[Approach]) -> int:
    """Where sigma/d is smallest and the error everywhere below a millionth of ratio - 1."""
    is_clear = np.all([one.distance > 1e6 * one.error for one in approaches], axis=0)
    if not is_clear.any():
        raise ValueError("the error estimates leave no coefficient to be read")
    return int(np.argmax(is_clear))


def simplex_coefficient(approaches: list[Approach], index: int) -> SimplexCoefficient:
    """Read at one sigma/d, for all positions of p."""
    scale = float(approaches[0].scale[index])
    return SimplexCoefficient(
        scale,
        np.array([one.log_ratio for one in approaches]),
        np.array([(one.ratio[index] - 1) / scale**2 for one in approaches]),
    )


def draw_triangle(
    panel: Axes, weights: np.ndarray, measured: SimplexCoefficient, entry: int, levels: np.ndarray
):
    count = 240
    ground = np.array([
        [i, j, count - i - j] for i in range(1, count) for j in range(1, count - i)
    ]) / count
    law = corrected_coefficient(np.log(ground[:, entry] / ground[:, entry + 1]))
    style = {"cmap": "viridis", "vmin": levels[0], "vmax": levels[-1]}
    # Flat steps, so that a disc of another value than its ground is seen.
    panel.tricontourf(*on_the_plane(ground), law, levels=levels, extend="both", **style)
    discs = panel.scatter(
        *on_the_plane(weights), c=measured.value, s=42, edgecolors="white", linewidths=0.6, **style
    )
    frame_triangle(panel)
    return discs


def draw_errors(panel: Axes, measured: list[SimplexCoefficient]) -> None:
    scale = measured[0].scale
    laws = (
        (corrected_coefficient, COLOURS[0], "corrected law"),
        (printed_coefficient, COLOURS[1], "law as printed"),
    )
    for law, colour, name in laws:
        for one, marker in zip(measured, "ov"):
            errors = np.abs(one.value / law(one.log_ratio) - 1)
            panel.semilogy(
                one.log_ratio, errors, marker, markersize=4, markerfacecolor="none",
                markeredgewidth=0.8, color=colour,
            )
        panel.annotate(
            name, (0, np.median(errors)), xytext=(0, 12), textcoords="offset points",
            ha="center", color=colour,
        )
    log_ratio = np.linspace(-2.3, 2.3, 101)
    following = next_coefficient(log_ratio) / corrected_coefficient(log_ratio) * scale**2
    panel.semilogy(log_ratio, following, color=GREY, linewidth=0.8, zorder=0)
    panel.annotate(
        r"line: the order $(\sigma/d)^4$", (0, following.max()), xytext=(0, -16),
        textcoords="offset points", ha="center", color=GREY, fontsize=8,
    )
    panel.set_ylim(following.min() / 10, 1)
    panel.set_xlabel(r"$\lambda = \ln(p_i/p_{i+1})$,  circles $i = 1$,  triangles $i = 2$")
    panel.set_ylabel("|measured/law − 1|")
    panel.set_title(rf"(c)  distance from the laws, $\sigma/d = {power_of_ten(scale)}$")

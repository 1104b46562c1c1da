"""Is the second order of the ratio that of Theorem 5, or the corrected one?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.laws import corrected_coefficient, printed_coefficient
from figures.panels import name_lines, name_point
from figures.style import COLOURS, DASHED, power_of_ten

# Where the coefficient is read off: the next order adds 1e-4 of it, the rounding 1e-9.
READ_AT = 1e-3


def draw_theorem5(result: xr.Dataset) -> Figure:
    """The measured coefficient beside both laws: over the weights, and as sigma/d falls."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    weights = result.p_weights.values
    log_ratio = np.log(weights[:, 0] / weights[:, 1])
    measured = result.second_order_measured.isel(theta=0)
    draw_laws(panels[0], log_ratio, measured.sel(sigma=READ_AT, method="nearest").values)
    scale = (result.sigma / result.d).values
    for number, (position, colour) in enumerate(zip((2, 6, 8), COLOURS)):
        draw_approach(panels[1], scale, measured[:, position].values, log_ratio[position], colour)
        panels[1].text(
            0.04, 0.8 - 0.07 * number, f"$p_1$ = {weights[position, 0]:g}", color=colour,
            transform=panels[1].transAxes, fontsize=8,
        )
    panels[1].set_xlabel(r"$\sigma/d$")
    panels[1].set_ylabel("|measured/law − 1|")
    panels[1].set_ylim(1e-9, 3)
    panels[1].set_title("(b)  distance from either law")
    name_lines(
        panels[1], {"from the corrected law": ".", "from the printed law": DASHED}, "lower right"
    )
    return figure


def draw_laws(panel: Axes, log_ratio: np.ndarray, measured: np.ndarray) -> None:
    fine = np.linspace(-3.2, 3.2, 201)
    panel.plot(fine, corrected_coefficient(fine), color=COLOURS[0], linewidth=1.2)
    panel.plot(fine, printed_coefficient(fine), color=COLOURS[1], linewidth=1.2, linestyle=DASHED)
    panel.plot(log_ratio, measured, "o", markersize=4, color="black", zorder=3)
    name_point(panel, (-1.9, 8.6), r"$\pi^2/2 + \lambda^2/2$, corrected", COLOURS[0], (0, 0))
    name_point(
        panel, (1.85, 9.4), r"$\pi^2/2 + \lambda + \frac{2}{\pi}\lambda^2$," + "\nas printed",
        COLOURS[1], (0, 0), "right", "bottom",
    )
    name_point(
        panel, (0.3, 4.4), rf"measured at $\sigma/d = {power_of_ten(READ_AT)}$",
        "black", (0, 0),
    )
    panel.set_ylim(4, 13.5)
    panel.set_xlabel(r"$\lambda = \ln(p_1/p_2)$")
    panel.set_ylabel(r"$(\mathrm{ratio} - 1)/(\sigma/d)^2$")
    panel.set_title("(a)  the coefficient against the weights")


def draw_approach(
    panel: Axes, scale: np.ndarray, measured: np.ndarray, log_ratio: float, colour: str
) -> None:
    panel.loglog(
        scale, np.abs(measured / corrected_coefficient(log_ratio) - 1), "o", markersize=3,
        color=colour,
    )
    panel.loglog(
        scale, np.abs(measured / printed_coefficient(log_ratio) - 1), linestyle=DASHED,
        linewidth=0.9, color=colour,
    )

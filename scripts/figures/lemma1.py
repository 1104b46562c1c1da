"""Which second-order coefficient has the cut integral of Lemma 1?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import name_lines, name_point
from figures.style import COLOURS, DASHED


def draw_lemma1(result: xr.Dataset) -> Figure:
    """The coefficient against k = k_1 = k_2 beside both formulas, and its approach."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    k = result.s_values[:, 1].values
    draw_coefficients(panels[0], k, result.cut_integral_measured[0, :, 0].values)
    for number, colour in enumerate(COLOURS):
        at = result.isel(k=number, theta=0)
        t, measured = at.cut_integral_t.values, at.cut_integral_measured.values
        corrected, printed = at.cut_integral_corrected.values, at.cut_integral_printed.values
        panels[1].loglog(t, np.abs(measured / corrected - 1), "o", markersize=3, color=colour)
        panels[1].loglog(
            t, np.abs(measured / printed - 1), linestyle=DASHED, linewidth=0.9, color=colour
        )
        panels[1].text(
            0.04, 0.33 - 0.07 * number, f"$k$ = {k[number]:g}", color=colour, fontsize=8,
            transform=panels[1].transAxes,
        )
    name_point(panels[1], (150, 1.4e-4), "both agree for $k$ = 1", COLOURS[1], (8, 4))
    panels[1].set_ylim(1e-9, 10)
    panels[1].set_xlabel("$t$")
    panels[1].set_ylabel("|measured/formula − 1|")
    panels[1].set_title("(b)  distance from either formula")
    name_lines(panels[1], {"from the corrected": ".", "from the printed": DASHED}, "lower right")
    return figure


def draw_coefficients(panel: Axes, k: np.ndarray, measured: np.ndarray) -> None:
    fine = np.linspace(0.4, 3.2, 57)
    panel.plot(
        fine, [corrected_coefficient(x) for x in fine], color=COLOURS[0], linewidth=1.2
    )
    panel.plot(
        fine, [printed_coefficient(x) for x in fine], color=COLOURS[1], linewidth=1.2,
        linestyle=DASHED,
    )
    panel.plot(k, measured, "o", markersize=4, color="black", zorder=3)
    name_point(
        panel, (2.42, 9.5), r"$\frac{1}{4}(1 + k^{-2})\,g_2(k)$," + "\nas printed", COLOURS[1],
        (-6, 0), "right",
    )
    name_point(panel, (2.35, 2.6), r"corrected", COLOURS[0], (4, 0))
    name_point(panel, (k[1], measured[1]), "measured", "black", (0, -10), "center")
    panel.set_ylim(0, 16.5)
    panel.set_xlabel("$k = k_1 = k_2$")
    panel.set_ylabel("$t^2\\,(t \\times$ integral $-\\; g(k))$")
    panel.set_title("(a)  the coefficient, once the integral is cut")


def moment(k: float, weight: np.ndarray, u: np.ndarray) -> float:
    """The integral of u^2 weight e^u over u = ln v by the trapezoidal rule."""
    return float(np.sum(u**2 * weight * np.exp(u)) * (u[1] - u[0]))


def corrected_coefficient(k: float) -> float:
    """Half the integral of ln^2 v (1 + k^-2 v^r)/(1 + v^r)^2 over v > 0, r = 1 + 1/k."""
    u = logarithms(k)
    power = np.exp((1 + 1 / k) * u)
    return moment(k, 0.5 * (1 + power / k**2) / (1 + power) ** 2, u)


def printed_coefficient(k: float) -> float:
    """(1 + k^-2)/4 g_2(k), g_2 the integral of ln^2 v/(1 + v^r)."""
    u = logarithms(k)
    return 0.25 * (1 + k**-2) * moment(k, 1 / (1 + np.exp((1 + 1 / k) * u)), u)


def logarithms(k: float) -> np.ndarray:
    """Where the integrands, which fall like e^u and e^(-u/k), are above 1e-17."""
    return np.linspace(-50, 50 * max(k, 1), 4001)

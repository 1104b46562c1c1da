"""Does a diagonal entry tend to the limit of Theorem 4 where neighbours have unequal scales?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import HOLLOW, MARKERS, name_lines, name_point, tuple_label
from figures.style import COLOURS, DASHED, GREY


def draw_theorem4(result: xr.Dataset) -> Figure:
    """The ratio to the leading term for four sets of scales, and its second order."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.8), layout="constrained")
    scale = (result.sigma / result.d).values
    for number, colour in zip(range(result.sizes["s"]), COLOURS):
        at = result.isel(s=number)
        for entry, marker in enumerate(MARKERS[:2]):
            draw_ratio(panels[0], scale, at.isel(theta=entry), colour)
            draw_coefficient(panels[1], scale, at.isel(theta=entry), colour, marker)
        panels[1].text(
            0.5, 0.95 - 0.06 * number, tuple_label("s", at.s_values.values), color=colour,
            transform=panels[1].transAxes, fontsize=8,
        )
    finish_ratio(panels[0])
    name_lines(
        panels[0],
        {"leading term as printed": "-", "without its last factor $s_i$": DASHED}, "upper left",
    )
    panels[1].set_ylim(1.1, 2.2)
    panels[1].set_xlabel(r"$\sigma/d$")
    panels[1].set_ylabel(r"$(\mathrm{ratio} - 1)/(\sigma/d)^2$")
    panels[1].set_title("(b)  its second order, not in the paper")
    name_lines(
        panels[1],
        {"$G_{11}$ measured": "o", "$G_{22}$ measured": "v", "$c$ of our own": "-"}, "upper left",
    )
    return figure


def draw_ratio(panel: Axes, scale: np.ndarray, at: xr.Dataset, colour: str) -> None:
    """The ratio, and what it were if the leading term lacked its last factor."""
    shown = scale > 3e-3
    ratio = at.inhomogeneous_ratio.values[shown]
    panel.semilogx(scale[shown], ratio, linewidth=1.2, color=colour)
    entry = int(at.theta)
    factor = float(at.s_values[entry - 1])
    if factor == 1:
        return
    panel.semilogx(scale[shown], factor * ratio, linestyle=DASHED, linewidth=1, color=colour)
    name_point(
        panel, (scale[shown][0], factor), f"$G_{{{entry}{entry}}}$, $s_{entry}$ = {factor:g}",
        colour, (2, 3), vertical="bottom",
    )


def draw_coefficient(
    panel: Axes, scale: np.ndarray, at: xr.Dataset, colour: str, marker: str
) -> None:
    small = scale <= 0.12
    panel.semilogx(
        scale[small], at.inhomogeneous_measured.values[small], marker, color=colour,
        markevery=2, **HOLLOW,
    )
    law = float(at.inhomogeneous_second_order[0])
    panel.plot([scale[0], 0.12], [law] * 2, linewidth=0.8, color=colour)


def finish_ratio(panel: Axes) -> None:
    panel.axhline(1, color=GREY, linewidth=0.6, zorder=0)
    panel.set_ylim(0, 5.5)
    panel.set_yticks(range(6))
    panel.set_xlabel(r"$\sigma/d$")
    panel.set_ylabel("entry over its leading term")
    panel.set_title("(a)  the limit holds as printed, last factor included")


def draw_example3(result: xr.Dataset) -> Figure:
    """The entries over their common factor against the printed limits of Example 3."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    scale = (result.sigma / result.d).values
    for number, colour in zip(range(result.sizes["p"]), COLOURS):
        weights = result.p_weights[number].values
        for entry, (line, marker) in enumerate(zip(("-", DASHED), MARKERS)):
            limit = example3_limits(weights)[entry]
            scaled = example3_scaled(result.isel(p=number, theta=entry, theta_column=entry))
            shown = scale >= 4e-3
            panels[0].loglog(
                scale[shown], scaled[shown], linestyle=line, linewidth=1.2, color=colour
            )
            name_point(
                panels[0], (scale[shown][0], limit), f"printed: {limit:.5f}", colour, (2, 3),
                vertical="bottom",
            )
            panels[1].loglog(
                scale[::2], np.abs(scaled / limit - 1)[::2], marker, color=colour, **HOLLOW
            )
            law = float(result.inhomogeneous_second_order[0, number, entry])
            panels[1].loglog(scale, law * scale**2, linewidth=0.8, color=colour)
        panels[0].text(
            0.04, 0.9 - 0.08 * number, tuple_label("p", weights), color=colour,
            transform=panels[0].transAxes, fontsize=8,
        )
    panels[0].set_ylim(2, 300)
    panels[0].set_yticks([3, 10, 30, 100], ["3", "10", "30", "100"])
    panels[0].minorticks_off()
    panels[0].set_ylabel(r"$G_{ii}\,/\,2\sqrt{2\pi}\,\sigma^3 e^{1/8\sigma^2}$")
    panels[0].set_title("(a)  Example 3: the printed limit holds")
    name_lines(panels[0], {"$i = 1$": "-", "$i = 2$": DASHED}, "upper right")
    panels[1].set_ylabel("|measured/limit − 1|")
    panels[1].set_title("(b)  at second order")
    name_lines(
        panels[1], {"$i = 1$": "o", "$i = 2$": "v", r"$c\,(\sigma/d)^2$": "-"}, "upper left"
    )
    for panel in panels:
        panel.set_xlabel(r"$\sigma/d$")
    return figure


def example3_limits(p: np.ndarray) -> tuple[float, float]:
    """The diagonal of the limit as printed, g(3) = 3 pi sqrt(2)/4."""
    g = 3 * np.pi * np.sqrt(2) / 4
    return np.pi / (2 * np.sqrt(p[0] * p[1])), 3**0.75 * g / (p[1] ** 0.25 * p[2] ** 0.75)


def example3_scaled(result: xr.Dataset) -> np.ndarray:
    """G_ii over 2 sqrt(2 pi) sigma^3 e^(1/8 sigma^2), by the logarithms that are stored."""
    # Exponents reach 10^7 and nearly cancel: a double would leave nine digits.
    sigma = result.sigma.values.astype(np.longdouble)
    exponent = result.log_wim.values - 1 / (8 * sigma**2) + result.log_wim_low.values
    return (np.exp(exponent) / (2 * np.sqrt(2 * np.pi) * sigma**3)).astype(float)

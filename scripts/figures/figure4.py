"""Where do the means of Section 5.3 go, whatever is read into it?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import name_lines, name_point
from figures.style import COLOURS, DASHED, GREY

STYLES = {"corrected": "-", "as_printed": DASHED}
END = np.array([-0.5, -0.5, 1.5]) * np.pi


def draw_figure4(result: xr.Dataset) -> Figure:
    """Densities at four times, the means for both readings of .1, and the first weight for all."""
    figure, panels = plt.subplots(2, 2, figsize=(9.5, 6.6), layout="constrained")
    for name in ("scaling_gap", "equations"):
        result = result.assign_coords({name: result[f"{name}_value"].values})
    wide, narrow = result.isel(sigma=1), result.isel(sigma=0)
    draw_densities(panels[0, 0], wide.sel(scaling_gap="current"))
    draw_means(panels[0, 1], wide.sel(scaling_gap="current"))
    panels[0, 1].set_title(r"(b)  the means, $\sigma^2 = 0.1$, $K$ of the gap as it is")
    draw_means(panels[1, 0], narrow.sel(scaling_gap="current"))
    panels[1, 0].set_title(r"(c)  the means, $\sigma = 0.1$, $K$ of the gap as it is")
    draw_weights(panels[1, 1], result)
    return figure


def draw_densities(panel: Axes, result: xr.Dataset) -> None:
    x = np.linspace(-3, 6, 601)
    times = (0.0, 1.0, 2.5, 10.0)
    for number, time in enumerate(times):
        for name, style in STYLES.items():
            one = result.sel(t=time, equations=name)
            z = (x[:, None] - one.means.values) / float(result.sigma)
            scale = float(result.sigma) * np.sqrt(2 * np.pi)
            density = np.exp(-(z**2) / 2) @ one.weights.values / scale
            panel.plot(
                x, density - 1.1 * number, linestyle=style, linewidth=1.1, color=COLOURS[number]
            )
        panel.plot(x[[0, -1]], [-1.1 * number] * 2, color=GREY, linewidth=0.4, zorder=0)
        panel.text(6.1, 0.08 - 1.1 * number, f"$t$ = {time:g}", color=COLOURS[number])
    panel.plot(x, 0.25 * np.sin(x) - 1.1 * len(times) + 0.35, color=GREY, linewidth=0.9)
    panel.text(6.1, -1.1 * len(times) + 0.25, r"$V = \sin x$", color=GREY)
    panel.set_xlim(-3, 7.4)
    panel.set_xticks(range(-3, 7))
    panel.set_yticks([])
    panel.spines["left"].set_visible(False)
    panel.set_xlabel("$x$")
    panel.set_title(r"(a)  the density, $\sigma^2 = 0.1$, $K$ of the gap as it is")


def draw_means(panel: Axes, result: xr.Dataset) -> None:
    shown = result.sel(t=slice(0, 10))
    for component in range(shown.sizes["component"]):
        for name, style in STYLES.items():
            panel.plot(
                shown.t, shown.means.sel(equations=name).isel(component=component),
                linestyle=style, linewidth=1.2, color=COLOURS[component],
            )
        start = float(shown.means[0, 0, component])
        below = component == 2
        name_point(
            panel, (0, start), rf"$\mu_{component + 1}$", COLOURS[component],
            (8, -7) if below else (6, 9),
        )
    for end, words in ((-0.5, r"$-\pi/2$"), (1.5, r"$3\pi/2$")):
        panel.axhline(end * np.pi, color=GREY, linewidth=0.6, linestyle=":", zorder=0)
        name_point(panel, (10, end * np.pi), words, offset=(-2, 7), align="right")
    panel.set_xlim(0, 10)
    panel.set_ylim(-2.2, 5.4)
    panel.set_xlabel("$t$")
    name_lines(panel, {name.replace("_", " "): style for name, style in STYLES.items()}, "center right")


def draw_weights(panel: Axes, result: xr.Dataset) -> None:
    """The first weight, colours by the reading of .1 and K, lines by the equations."""
    number = 0
    for position, words in ((1, r"\sigma^2 = 0.1"), (0, r"\sigma = 0.1")):
        for gap in ("current", "initial"):
            of_reading = result.isel(sigma=position).sel(scaling_gap=gap, t=slice(0, 10))
            for name, style in STYLES.items():
                panel.plot(
                    of_reading.t, of_reading.weights.sel(equations=name).isel(component=0),
                    linestyle=style, linewidth=1.2, color=COLOURS[number],
                )
            of_gap = "as it is" if gap == "current" else "at first"
            panel.text(
                0.97, 0.62 - 0.06 * number, rf"${words}$, $K$ of the gap {of_gap}",
                transform=panel.transAxes, color=COLOURS[number], ha="right", fontsize=8,
            )
            number += 1
    off = float(np.abs(result.means.isel(t=-1).values - END).max())
    exponent = int(np.ceil(np.log10(off)))
    panel.text(
        0.97, 0.19,
        f"at $t$ = 50 all eight have their means\n"
        rf"within $10^{{{exponent}}}$ of $(-\pi/2, -\pi/2, 3\pi/2)$",
        transform=panel.transAxes, color=GREY, ha="right", va="top", fontsize=8,
    )
    panel.set_xlim(0, 10)
    panel.set_xlabel("$t$")
    panel.set_title("(d)  the first weight $p_1$")

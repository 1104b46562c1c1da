"""Do the equations of Example 4 belong to the flow (52) of the entropy, with the signs printed?"""

import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import name_lines, tuple_label
from figures.style import COLOURS, DASHED, GREY
from figures.triangle import frame_triangle, on_the_plane

FLOWS = {"weights": ".", "ratios": "-", "as_printed": DASHED}
NAMES = {"by (52)": ".", "corrected": "-", "as printed": DASHED}


def draw_example4(result: xr.Dataset) -> Figure:
    """The paths in the simplex, ln(p₁/p₂) over time, and the distance from equal weights."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
    flows = {name: result.isel(flow=list(result.equations.values).index(name)) for name in FLOWS}
    draw_paths(panels[0], flows)
    for name, style in FLOWS.items():
        for k, colour in enumerate(COLOURS[: result.sizes["p"]]):
            one = flows[name].isel(p=k)
            draw(panels[1], one.t, one.log_ratio.isel(theta=0), style, colour)
            draw(panels[2], one.t, one.distance_to_stationary, style, colour)
    panels[1].axhline(0, color=GREY, linewidth=0.5, zorder=0)
    panels[1].set_title(r"(b)  $a = \ln(p_1/p_2)$")
    panels[2].set_yscale("log")
    panels[2].set_title(r"(c)  $\Sigma\,|p_i - 1/3|$")
    for number, start in enumerate(result.p_weights.values):
        panels[1].text(
            0.97, 0.3 - 0.07 * number, tuple_label("p", start), transform=panels[1].transAxes,
            color=COLOURS[number], ha="right",
        )
    name_lines(panels[1], NAMES, "upper right", GREY)
    for panel in panels[1:]:
        panel.set_xlim(0, float(result.t[-1]))
        panel.set_xlabel("$t$")
    return figure


def draw(panel: Axes, x: xr.DataArray, y: xr.DataArray, style: str | tuple, colour: str) -> None:
    if style == ".":
        panel.plot(x[::4], y[::4], "o", markersize=3, color=colour)
    else:
        panel.plot(x, y, linestyle=style, linewidth=1.1, color=colour)


def draw_paths(panel: Axes, flows: dict[str, xr.Dataset]) -> None:
    for name, style in FLOWS.items():
        for k, colour in enumerate(COLOURS[: flows[name].sizes["p"]]):
            draw(panel, *on_the_plane(flows[name].weights.isel(p=k).values), style, colour)
    frame_triangle(panel)
    panel.set_ylim(-0.08, 0.96)
    panel.set_title("(a)  the way to equal weights")

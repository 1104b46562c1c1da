"""Do the bounds of Proposition 1 bound, as printed and as proven?"""

import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import name_lines, name_point
from figures.style import COLOURS, DASHED, GREY

FAILS = "#F6DDD3"


def draw_proposition1(result: xr.Dataset) -> Figure:
    """Each bound over its entry against sigma/d, printed ones for each gap d."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
    equal, unequal = result.isel(p=0), result.isel(p=1)
    draw_bound(panels[0], equal, "upper_bound", (0, 1))
    panels[0].set_yscale("log")
    finish(panels[0], r"(a)  upper bound (7) of $G_{12}$", "upper", (1e-4, 1e5), equal)
    draw_bound(panels[1], unequal, "upper_bound", (0, 0))
    finish(panels[1], r"(b)  upper bound (8) of $G_{11}$", "upper", (0.6, 1.8), unequal)
    draw_bound(panels[2], equal, "lower_bound", (0, 0))
    finish(panels[2], r"(c)  lower bound (8) of $G_{11}$", "lower", (-0.5, 2.5), equal)
    panels[0].set_ylabel("bound over entry")
    for panel in panels[1:]:
        panel.set_xlim(0.02, 1)
    name_gaps(panels[0], equal)
    name_lines(panels[2], {"proven, any $d$": "-", "as printed": DASHED}, "upper left", "black")
    return figure


def draw_bound(panel: Axes, result: xr.Dataset, name: str, entry: tuple[int, int]) -> None:
    """The printed bound over the entry for each gap, and the proven one, the same for all."""
    for number, (colour, gap) in enumerate(zip(COLOURS, result.d.values)):
        at = result.sel(d=gap).isel(theta=entry[0], theta_column=entry[1])
        scale = at.sigma.values / gap
        shown = (scale >= 1e-4) & (scale <= 1.0001)
        panel.semilogx(
            scale[shown], at[f"{name}_printed"].values[shown], linewidth=1.2, color=colour,
            # Where curves coincide, the dashes of all are seen.
            linestyle=(4 * number, (4, 5)),
        )
        panel.semilogx(
            scale[shown], at[name].values[shown], color="black", linewidth=1.2, zorder=1.5
        )


def name_gaps(panel: Axes, result: xr.Dataset) -> None:
    for colour, gap in zip(COLOURS, result.d.values):
        bound = result.upper_bound_printed.sel(d=gap, theta=1, theta_column=2)
        last = float(bound.interp(sigma=gap))
        name_point(panel, (1, last), f"$d$ = {gap:g}", colour)


def finish(
    panel: Axes, title: str, kind: str, limits: tuple[float, float], result: xr.Dataset
) -> None:
    low, high = limits
    panel.axhspan(*((low, 1) if kind == "upper" else (1, high)), color=FAILS, zorder=0, linewidth=0)
    panel.axhline(1, color=GREY, linewidth=0.6, zorder=1)
    panel.set_ylim(low, high)
    panel.set_xlabel(r"$\sigma/d$")
    weights = ", ".join(f"{weight:g}" for weight in result.p_weights.values)
    panel.set_title(f"{title},\n      $p$ = ({weights})")
    x, y, text = (0.03, 0.04, "below 1: no bound")
    if kind == "lower":
        x, y, text = (0.03, 0.72, "above 1: no bound")
    panel.text(x, y, text, transform=panel.transAxes, va="bottom", color=COLOURS[1], fontsize=8)

"""Of which order are scheme and steppers, and what does accuracy cost?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.panels import MARKERS, mark_values, name_lines
from figures.style import COLOURS, GREY

STEPPERS = {
    "explicit_euler": "explicit Euler",
    "ssp_rk3": "SSP Runge–Kutta",
    "rkl2": "Runge–Kutta–Legendre",
    "rosenbrock": "linearly implicit",
}
MEANS = {"geometric": "scheme (geometric)", "logarithmic": "finite differences"}


def draw_heat_convergence_dx(result: xr.Dataset) -> Figure:
    """Errors against the spacing, and over its square, by mobility and time."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    step = result.dx.values
    last = float(result.t[-1])
    for position, colour in zip(range(result.sizes["mobility"]), COLOURS):
        error = result.max_error.isel(mobility=position, reference=0)
        name = MEANS[str(result.mobility_value[position].item())]
        draw_order(panels[0], step, error.sel(t=last).values, name, colour, position)
        for time, marker in zip(result.t.values[1:], MARKERS):
            panels[1].semilogx(
                step, error.sel(t=time).values / step**2, marker=marker, markersize=4,
                markerfacecolor="none", linewidth=0.8, color=colour,
            )
    finish_order(panels[0], r"$\Delta x$")
    for panel in panels:
        mark_values(panel.xaxis, [value for value in (0.025, 0.05, 0.1, 0.2) if value in step])
    panels[0].set_title(f"(a)  largest error at $t$ = {last:g}")
    name_lines(
        panels[1],
        {f"$t$ = {time:g}": marker for time, marker in zip(result.t.values[1:], MARKERS)},
        "lower left", GREY,
    )
    panels[1].set_ylim(0, 1.08 * panels[1].get_ylim()[1])
    panels[1].set_xlabel(r"$\Delta x$")
    panels[1].set_ylabel(r"largest error over $\Delta x^2$")
    panels[1].set_title(r"(b)  error over $\Delta x^2$")
    return figure


def draw_heat_convergence_dt(result: xr.Dataset) -> Figure:
    """Errors in time against the step, and against the right-hand sides they took."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    for position, colour in zip(range(result.sizes["stepper"]), COLOURS):
        one = result.isel(stepper=position, t=-1)
        error = one.max_error.isel(reference=0).values
        name = STEPPERS[str(one.stepper_value.item())]
        draw_order(panels[0], one.dt.values, error, name, colour, position)
        panels[1].loglog(
            one.right_hand_side_count, error, "o-", markersize=3, linewidth=0.8, color=colour
        )
    finish_order(panels[0], r"$\Delta t$")
    mark_values(panels[0].xaxis, (0.005, 0.01, 0.02))
    mark_values(panels[1].xaxis, (20, 50, 100, 200))
    panels[0].set_ylim(1e-11, 1e-2)
    panels[0].set_title("(a)  largest error in time")
    panels[1].set_xlabel("right-hand sides")
    panels[1].set_ylabel("largest error")
    panels[1].set_title("(b)  what it took")
    return figure


def draw_order(
    panel: Axes, step: np.ndarray, error: np.ndarray, name: str, colour: str, number: int
) -> None:
    """Errors with the slope of the three smallest steps."""
    smallest = np.argsort(step)[:3]
    slope = np.polyfit(np.log(step[smallest]), np.log(error[smallest]), 1)[0]
    panel.loglog(step, error, "o-", markersize=3, linewidth=0.8, color=colour)
    panel.text(
        0.97, 0.26 - 0.075 * number, f"{name}: {slope:.2f}", color=colour, ha="right",
        transform=panel.transAxes, fontsize=8,
    )


def finish_order(panel: Axes, label: str) -> None:
    panel.text(
        0.97, 0.335, "observed slope", ha="right", transform=panel.transAxes, fontsize=8
    )
    panel.set_xlabel(label)
    panel.set_ylabel("largest error")

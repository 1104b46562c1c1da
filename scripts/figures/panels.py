"""What panels of several figures have in common: named curves, limits, and guides."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from figures.style import GREY

# Markers that show what lies behind them.
MARKERS = ("o", "v", "s", "D")
HOLLOW = {"markersize": 4, "markerfacecolor": "none", "markeredgewidth": 0.8}

# A double at 1 is no finer than this.
ROUNDING = float(np.finfo(float).eps)


def tuple_label(symbol: str, values: Iterable[float]) -> str:
    """A vector for a label: p = (0.2, 0.8)."""
    return f"${symbol}$ = ({', '.join(f'{value:g}' for value in values)})"


def name_point(
    panel: Axes, point: tuple[float, float], text: str, colour: str = GREY,
    offset: tuple[float, float] = (4, 0), align: str = "left", vertical: str = "center",
) -> None:
    """Words beside a point of a curve, `offset` points off."""
    panel.annotate(
        text, point, xytext=offset, textcoords="offset points", color=colour, fontsize=8,
        ha=align, va=vertical, annotation_clip=False,
    )


def name_lines(panel: Axes, styles: dict[str, str | tuple], place: str, colour: str = GREY) -> None:
    """A legend of line styles, or of markers, by what they mean."""
    for name, style in styles.items():
        if style in MARKERS:
            panel.plot([], [], style, color=colour, label=name, **HOLLOW)
        elif style == ".":
            panel.plot([], [], "o", markersize=3, color=colour, label=name)
        else:
            panel.plot([], [], linestyle=style, linewidth=0.9, color=colour, label=name)
    panel.legend(frameon=False, loc=place, fontsize=8, borderaxespad=0.2)


def mark_values(axis: Axis, values: Iterable[float]) -> None:
    """Ticks of a logarithmic axis at these values, written out, and no others."""
    axis.set_major_locator(FixedLocator(list(values)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_locator(NullLocator())


def observed_slope(steps: np.ndarray, distance: np.ndarray, floor: np.ndarray) -> float:
    """The slope of log distance against log step, over the five smallest clear of the floor.

    Clear is a hundred times the floor.
    """
    clear = np.flatnonzero(distance > 100 * floor)
    chosen = clear[np.argsort(steps[clear])][:5]
    return float(np.polyfit(np.log(steps[chosen]), np.log(distance[chosen]), 1)[0])

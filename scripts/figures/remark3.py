"""Are the corrections to the limit for Laplace mixtures exponentially small, as Remark 3 says?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from figures.laws import laplace_remainder
from figures.panels import ROUNDING, name_lines, name_point, tuple_label
from figures.style import COLOURS, GREY


def draw_remark3(result: xr.Dataset) -> Figure:
    """The ratio, and its distance from 1 against d/sigma."""
    figure, panels = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
    scale = (result.sigma / result.d).values
    for number, colour in zip(range(result.sizes["p"]), COLOURS):
        weights = result.p_weights[number].values
        ratio = result.ratio[:, number, 0].values
        panels[0].semilogx(scale, ratio, color=colour, linewidth=1.4)
        panels[0].text(
            0.04, 0.25 - 0.08 * number, tuple_label("p", weights), transform=panels[0].transAxes,
            color=colour,
        )
        distance = np.abs(ratio - 1)
        shown = distance > ROUNDING
        panels[1].semilogy(1 / scale[shown], distance[shown], "o", markersize=3, color=colour)
        small = scale <= 0.25
        law = laplace_remainder(scale[small], float(np.log(weights[0] / weights[1])))
        panels[1].semilogy(1 / scale[small], law, linewidth=0.8, color=colour)
    panels[0].axhline(1, color=GREY, linewidth=0.6, zorder=0)
    panels[0].set_xlabel(r"$\sigma/d$")
    panels[0].set_ylabel(r"ratio  $G_{11}\,\sqrt{p_1 p_2}\,/K$,   $K = \pi\sigma^2 e^{d/2\sigma}$")
    panels[0].set_title("(a)  the ratio tends to 1")
    panels[1].axhline(ROUNDING, color=GREY, linewidth=0.6, zorder=0)
    name_point(panels[1], (1, ROUNDING), "a double at 1", offset=(0, 3), vertical="bottom")
    panels[1].set_ylim(1e-17, 10)
    panels[1].set_xlabel(r"$d/\sigma$")
    panels[1].set_ylabel(r"$|\mathrm{ratio} - 1|$")
    name_lines(
        panels[1],
        {"measured": ".", r"leading order $(d/\sigma)\,e^{-d/2\sigma}(\ldots)$": "-"},
        "upper right",
    )
    panels[1].set_title("(b)  no algebraic corrections")
    return figure

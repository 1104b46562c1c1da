"""Is the scheme of the scaled Wasserstein metric as near to the heat equation on a plane?"""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

TITLES = ("scheme", "Crank–Nicolson", "difference")


def draw_figure3(result: xr.Dataset) -> Figure:
    """Figure 3 of the paper: the two solutions and what lies between, a row for each time."""
    one = result.sel(mobility=0).isel(t=slice(1, None))
    implicit = one.reference_density.sel(reference="crank_nicolson")
    difference = one.density - implicit
    largest = float(np.abs(difference).max())
    norms = [Normalize(0, float(implicit.max()))] * 2 + [Normalize(-1e5 * largest, 1e5 * largest)]
    colours = ["viridis", "viridis", "RdBu_r"]
    figure, panels = plt.subplots(
        one.sizes["t"], 3, figsize=(7, 8.6), sharex=True, sharey=True, layout="constrained"
    )
    for row, time in zip(panels, one.t.values):
        fields = (one.density, implicit, 1e5 * difference)
        for panel, field, norm, colour in zip(row, fields, norms, colours):
            draw_field(panel, field.sel(t=time), norm, colour)
        row[0].set_ylabel(f"$t$ = {time:g}\n\n$y$")
    for panel, title in zip(panels[0], TITLES):
        panel.set_title(title)
    for panel in panels[-1]:
        panel.set_xlabel("$x$")
    densities, differences = (
        ScalarMappable(norm, colour) for norm, colour in zip(norms[1:], colours[1:])
    )
    figure.colorbar(densities, ax=panels[:, :2], location="bottom", aspect=40, label="$p$")
    figure.colorbar(
        differences, ax=panels[:, 2], location="bottom", aspect=20,
        label="difference over $10^{-5}$",
    )
    return figure


def draw_field(panel: Axes, field: xr.DataArray, norm: Normalize, colours: str) -> None:
    panel.pcolormesh(
        field.x, field.y, field.transpose("y", "x"), norm=norm, cmap=colours, shading="nearest",
        rasterized=True,
    )
    panel.set_aspect("equal")
    panel.set_xticks([-4, 0, 4])
    panel.set_yticks([-4, 0, 4])

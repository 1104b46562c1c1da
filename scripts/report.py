#!/usr/bin/env python3
"""Do the results in a file show the limit that Theorem 3 states, and how fast is it reached?

    .venv/bin/python scripts/report.py RESULT… [-o DIRECTORY]

Draws one figure for each result that it knows by its title, as PNG and PDF:

theorem3          the ratio G_ii sqrt(p_i p_(i+1))/K against sigma/d, its distance from 1
                  with the observed order, and the coefficient of the second order
theorem3-simplex  that coefficient over the simplex of three weights

Both are drawn beside the corrected second-order law and the one printed in the paper
(W. Li and J. Zhao, arXiv:2309.12997 (2023), Theorem 5).
"""

import argparse
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Blue, vermilion, green, purple, sky blue of M. Okabe and K. Ito, "Color universal design".
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"]
GREY = "#777777"

STYLE = {
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.7,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "mathtext.fontset": "cm",
    "figure.dpi": 200,
    "savefig.dpi": 200,
    "pdf.fonttype": 42,
}

# Beyond this sigma/d the fourth order shows in the fifth digit of a fitted slope.
LARGEST_FITTED_SCALE = 0.001

DASHED = (0, (4, 3))


def corrected_coefficient(log_ratio: np.ndarray) -> np.ndarray:
    """The limit of (ratio - 1)/(sigma/d)^2 for lambda = ln(p_i/p_(i+1))."""
    return np.pi**2 / 2 + log_ratio**2 / 2


def printed_coefficient(log_ratio: np.ndarray) -> np.ndarray:
    """The same as the paper prints it: pi^2/2 + (4/pi) g'(1) lambda + (2/pi) lambda^2."""
    return np.pi**2 / 2 + log_ratio + 2 / np.pi * log_ratio**2


def next_coefficient(log_ratio: np.ndarray) -> np.ndarray:
    """The coefficient of (sigma/d)^4."""
    return 5 / 8 * np.pi**4 + 3 / 4 * np.pi**2 * log_ratio**2 + log_ratio**4 / 8


@dataclass(frozen=True)
class Approach:
    """How the ratio approaches 1 for one pair of neighbouring weights."""

    weights: tuple[float, float]
    scale: np.ndarray
    """sigma/d, ascending."""
    ratio: np.ndarray
    error: np.ndarray
    """The error that the program estimates for the ratio: the round-off floor of its distance."""

    @property
    def log_ratio(self) -> float:
        return float(np.log(self.weights[0] / self.weights[1]))

    @property
    def distance(self) -> np.ndarray:
        return np.abs(self.ratio - 1)

    @property
    def label(self) -> str:
        return f"$p$ = ({self.weights[0]:g}, {self.weights[1]:g})"

    @property
    def order(self) -> float:
        """The slope of log |ratio - 1| at second order, a hundred times above the floor."""
        fitted = (self.distance > 100 * self.error) & (self.scale <= LARGEST_FITTED_SCALE)
        return float(np.polyfit(np.log(self.scale[fitted]), np.log(self.distance[fitted]), 1)[0])


def approach(result: xr.Dataset, position: int, entry: int) -> Approach:
    """All sigma and d of a result at one position on the axis p, sorted by sigma/d."""
    def along_scales(values: xr.DataArray) -> np.ndarray:
        return values.transpose("sigma", "d").values.ravel()

    errors = result.error_estimate.isel(p=position, theta=entry)
    if "theta_column" in errors.dims:
        errors = errors.isel(theta_column=entry)
    scale = along_scales(result.sigma / result.d)
    order = np.argsort(scale)
    first, second = result.p_weights.isel(p=position, component=slice(entry, entry + 2)).values
    return Approach(
        (float(first), float(second)), scale[order],
        along_scales(result.ratio.isel(p=position, theta=entry))[order],
        # A double at 1 is no finer than this, whatever the estimate.
        np.maximum(along_scales(errors)[order], np.finfo(float).eps),
    )


def power_of_ten(value: float) -> str:
    """The value to one digit, for a formula."""
    digit, exponent = f"{value:.0e}".split("e")
    factor = "" if digit == "1" else rf"{digit} \times "
    return rf"{factor}10^{{{int(exponent)}}}"


def draw_theorem3(result: xr.Dataset) -> Figure:
    """Ratio, distance from the limit, and second-order coefficient for two components."""
    figure, panels = plt.subplots(1, 3, figsize=(11, 3.5), layout="constrained")
    approaches = [approach(result, k, 0) for k in range(result.sizes["p"])]
    for number, (colour, one) in enumerate(zip(COLOURS, approaches)):
        draw_ratio(panels[0], one, colour, number)
        draw_distance(panels[1], one, colour, number)
        draw_coefficient(panels[2], one, colour)
    finish_ratio(panels[0])
    finish_distance(panels[1], approaches)
    finish_coefficient(panels[2])
    for panel in panels:
        panel.set_xlabel(r"$\sigma/d$")
    return figure


def draw_ratio(panel: Axes, one: Approach, colour: str, number: int) -> None:
    panel.semilogx(one.scale, one.ratio, color=colour, linewidth=1.4)
    panel.text(0.04, 0.82 + 0.07 * number, one.label, transform=panel.transAxes, color=colour)


def finish_ratio(panel: Axes) -> None:
    panel.axhline(1, color=GREY, linewidth=0.6, zorder=0)
    panel.set_xlim(left=4e-3)
    panel.set_ylabel(r"ratio  $G_{11}\,\sqrt{p_1 p_2}\,/K(\sigma, d)$")
    panel.set_title("(a)  the ratio tends to 1")


def draw_distance(panel: Axes, one: Approach, colour: str, number: int) -> None:
    # Three values of d put three points close to one another; every sixth of all is enough.
    shown = slice(None, None, 6)
    panel.loglog(
        one.scale[shown], one.distance[shown], "o", markersize=3, color=colour, zorder=3
    )
    small = one.scale[one.scale <= 0.2]
    panel.loglog(
        small, corrected_coefficient(one.log_ratio) * small**2, linewidth=0.8, color=colour
    )
    if one.weights[0] != one.weights[1]:
        panel.loglog(
            small, printed_coefficient(one.log_ratio) * small**2, linestyle=DASHED, linewidth=0.8,
            color=colour,
        )
    panel.text(
        0.04, 0.82 - 0.07 * number, f"{one.order:.5f}", transform=panel.transAxes, color=colour
    )


def finish_distance(panel: Axes, approaches: list[Approach]) -> None:
    floors = np.concatenate([one.error for one in approaches])
    panel.set_ylabel(r"$|\mathrm{ratio} - 1|$")
    panel.text(0.04, 0.9, "observed slope", transform=panel.transAxes)
    panel.text(
        0.97, 0.04,
        rf"slope fitted at $\sigma/d \leq {power_of_ten(LARGEST_FITTED_SCALE)}$" + "\n"
        "floor (estimated error):\n"
        rf"median ${power_of_ten(float(np.median(floors)))}$,"
        rf" at most ${power_of_ten(floors.max())}$",
        transform=panel.transAxes, ha="right", va="bottom", color=GREY, fontsize=8,
    )
    panel.set_title("(b)  at second order")


def draw_coefficient(panel: Axes, one: Approach, colour: str) -> None:
    small = one.scale <= 0.1
    panel.semilogx(
        one.scale[small], (one.ratio[small] - 1) / one.scale[small] ** 2,
        "o", markersize=2, color=colour, zorder=3,
    )
    ends = np.array([one.scale[0], 0.1])
    panel.plot(ends, [corrected_coefficient(one.log_ratio)] * 2, "-", linewidth=0.8, color=colour)
    if one.weights[0] != one.weights[1]:
        panel.plot(
            ends, [printed_coefficient(one.log_ratio)] * 2,
            linestyle=DASHED, linewidth=0.8, color=colour,
        )
    panel.annotate(
        one.label, (one.scale[0], corrected_coefficient(one.log_ratio)), xytext=(0, 3),
        textcoords="offset points", color=colour,
    )


def finish_coefficient(panel: Axes) -> None:
    panel.set_ylabel(r"$(\mathrm{ratio} - 1)/(\sigma/d)^2$")
    panel.set_ylim(4, 12)
    panel.plot([], [], "-", linewidth=0.8, color=GREY, label=r"$\pi^2/2 + \lambda^2/2$, corrected")
    panel.plot(
        [], [], linestyle=DASHED, linewidth=0.8, color=GREY,
        label=r"$\pi^2/2 + \lambda + (2/\pi)\lambda^2$, as printed",
    )
    panel.legend(frameon=False, loc="upper left", fontsize=8, borderaxespad=0)
    panel.set_title(r"(c)  the coefficient, $\lambda = \ln(p_1/p_2)$")


def draw_simplex(result: xr.Dataset) -> Figure:
    """The second-order coefficient over the simplex of three weights."""
    figure, panels = plt.subplots(
        1, 3, figsize=(11, 3.6), layout="constrained", width_ratios=[1, 1, 0.9]
    )
    approaches = [
        [approach(result, k, entry) for k in range(result.sizes["p"])] for entry in (0, 1)
    ]
    index = smallest_clear_scale([one for of_entry in approaches for one in of_entry])
    measured = [simplex_coefficient(of_entry, index) for of_entry in approaches]
    levels = np.arange(4.9, 7.51, 0.1)
    for entry, panel in enumerate(panels[:2]):
        colours = draw_triangle(panel, result.p_weights.values, measured[entry], entry, levels)
        panel.set_title(f"({'ab'[entry]})  $G_{{{entry + 1}{entry + 1}}}$")
    bar = figure.colorbar(
        colours, ax=panels[:2], orientation="horizontal", extend="max", shrink=0.6, aspect=45,
        pad=0.0,
    )
    bar.set_label(
        r"$(\mathrm{ratio} - 1)/(\sigma/d)^2$:  discs measured,  ground $\pi^2/2 + \lambda^2/2$"
    )
    bar.set_ticks(np.arange(5, 7.6, 0.5))
    draw_errors(panels[2], measured)
    return figure


@dataclass(frozen=True)
class SimplexCoefficient:
    """The measured second-order coefficient of one diagonal entry at each position of p."""

    scale: float
    log_ratio: np.ndarray
    value: np.ndarray


def smallest_clear_scale(approaches: list[Approach]) -> int:
    """Where sigma/d is smallest and the error everywhere below a millionth of ratio - 1."""
    is_clear = np.all([one.distance > 1e6 * one.error for one in approaches], axis=0)
    if not is_clear.any():
        raise ValueError("the error estimates leave no coefficient to be read")
    return int(np.argmax(is_clear))


def simplex_coefficient(approaches: list[Approach], index: int) -> SimplexCoefficient:
    """Read at one sigma/d, for all positions of p."""
    scale = float(approaches[0].scale[index])
    return SimplexCoefficient(
        scale,
        np.array([one.log_ratio for one in approaches]),
        np.array([(one.ratio[index] - 1) / scale**2 for one in approaches]),
    )


def on_the_plane(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Barycentric to plane: p_1 at the left, p_2 at the top, p_3 at the right corner."""
    return weights[..., 2] + weights[..., 1] / 2, np.sqrt(3) / 2 * weights[..., 1]


def draw_triangle(
    panel: Axes, weights: np.ndarray, measured: SimplexCoefficient, entry: int, levels: np.ndarray
):
    count = 240
    ground = np.array([
        [i, j, count - i - j] for i in range(1, count) for j in range(1, count - i)
    ]) / count
    law = corrected_coefficient(np.log(ground[:, entry] / ground[:, entry + 1]))
    style = {"cmap": "viridis", "vmin": levels[0], "vmax": levels[-1]}
    # Flat steps, so that a disc of another value than its ground is seen.
    panel.tricontourf(*on_the_plane(ground), law, levels=levels, extend="both", **style)
    discs = panel.scatter(
        *on_the_plane(weights), c=measured.value, s=42, edgecolors="white", linewidths=0.6, **style
    )
    corners = on_the_plane(np.eye(3)[[0, 1, 2, 0]])
    panel.plot(*corners, color="black", linewidth=0.7)
    for number, x, y, above in zip((1, 2, 3), *corners, (-9, 7, -9)):
        panel.annotate(
            f"$p_{number}$ = 1", (x, y), xytext=(0, above), textcoords="offset points",
            ha="center", va="center",
        )
    panel.set_aspect("equal")
    panel.set_axis_off()
    return discs


def draw_errors(panel: Axes, measured: list[SimplexCoefficient]) -> None:
    scale = measured[0].scale
    laws = (
        (corrected_coefficient, COLOURS[0], "corrected law"),
        (printed_coefficient, COLOURS[1], "law as printed"),
    )
    for law, colour, name in laws:
        for one, marker in zip(measured, "ov"):
            errors = np.abs(one.value / law(one.log_ratio) - 1)
            panel.semilogy(
                one.log_ratio, errors, marker, markersize=4, markerfacecolor="none",
                markeredgewidth=0.8, color=colour,
            )
        panel.annotate(
            name, (0, np.median(errors)), xytext=(0, 12), textcoords="offset points",
            ha="center", color=colour,
        )
    log_ratio = np.linspace(-2.3, 2.3, 101)
    following = next_coefficient(log_ratio) / corrected_coefficient(log_ratio) * scale**2
    panel.semilogy(log_ratio, following, color=GREY, linewidth=0.8, zorder=0)
    panel.annotate(
        r"line: the order $(\sigma/d)^4$", (0, following.max()), xytext=(0, -16),
        textcoords="offset points", ha="center", color=GREY, fontsize=8,
    )
    panel.set_ylim(following.min() / 10, 1)
    panel.set_xlabel(r"$\lambda = \ln(p_i/p_{i+1})$,  circles $i = 1$,  triangles $i = 2$")
    panel.set_ylabel("|measured/law − 1|")
    panel.set_title(rf"(c)  distance from the laws, $\sigma/d = {power_of_ten(scale)}$")


FIGURES: dict[str, Callable[[xr.Dataset], Figure]] = {
    "theorem3": draw_theorem3,
    "theorem3-simplex": draw_simplex,
}


def report(path: Path, folder: Path) -> list[Path]:
    """Draws the figure of a result; the files written, none for a title without a figure."""
    with xr.open_dataset(path, engine="h5netcdf") as result:
        title = str(result.attrs["title"])
        if title not in FIGURES:
            return []
        figure = FIGURES[title](result)
    files = [folder / f"{title}.png", folder / f"{title}.pdf"]
    for file in files:
        # Without the date, so that the same result gives the same figure.
        figure.savefig(file, metadata={"CreationDate": None} if file.suffix == ".pdf" else None)
    plt.close(figure)
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description="Draws the figures of result files.")
    parser.add_argument("results", nargs="+", type=Path, metavar="RESULT")
    parser.add_argument("-o", "--output", type=Path, default=Path("results"), metavar="DIRECTORY")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update(STYLE)
    # The library that puts fonts into a PDF warns of the dates in matplotlib's own fonts.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for path in arguments.results:
        files = report(path, arguments.output)
        print(f"{path}: {', '.join(map(str, files)) or 'no figure is known for its title'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Do the results in a file show the limit that Theorem 3 states, and how fast is it reached?

    .venv/bin/python scripts/report.py RESULT… [-o DIRECTORY]

Draws one figure for each result that it knows by its title, as PNG and PDF:

figure1           density, derivative and integrand of a pair, and how they narrow
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
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.figure import Figure

from figures.figure1 import draw_figure1
from figures.style import STYLE
from figures.theorem3 import draw_theorem3
from figures.theorem3_simplex import draw_simplex

FIGURES: dict[str, Callable[[xr.Dataset], Figure]] = {
    "figure1": draw_figure1,
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

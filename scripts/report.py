#!/usr/bin/env python3
"""Do the results in a file show what the paper states, and how fast are its limits reached?

    .venv/bin/python scripts/report.py RESULT… [-o DIRECTORY]

Draws one figure for each result that it knows by its title, as PNG and PDF, and ends with 1 where it knows none
for one, unless --known is given; the titles are those
of sweeps/paper and sweeps/flows, and each module in figures/ says at its head which question it answers. What is
measured is drawn beside the law in the paper (W. Li and J. Zhao, arXiv:2309.12997 (2023)) and,
where that is wrong, the corrected one (docs/errata.md).
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

from figures.example4 import draw_example4
from figures.figure1 import draw_figure1
from figures.figure2 import draw_figure2
from figures.figure3 import draw_figure3
from figures.heat_convergence import draw_heat_convergence_dt, draw_heat_convergence_dx
from figures.figure4 import draw_figure4
from figures.figure4_comparison import draw_figure4_comparison
from figures.lemma1 import draw_lemma1
from figures.metrics import draw_metrics
from figures.offdiagonal import draw_offdiagonal
from figures.proposition1 import draw_proposition1
from figures.proposition2 import draw_proposition2, draw_proposition2_laplace
from figures.remark3 import draw_remark3
from figures.series import draw_series
from figures.style import STYLE
from figures.theorem2 import draw_theorem2
from figures.theorem3 import draw_theorem3
from figures.theorem3_simplex import draw_simplex
from figures.theorem4 import draw_example3, draw_theorem4
from figures.theorem5 import draw_theorem5
from figures.theorem6 import draw_theorem6
from figures.theorem7 import draw_theorem7

FIGURES: dict[str, Callable[[xr.Dataset], Figure]] = {
    "example3": draw_example3,
    "example4": draw_example4,
    "figure1": draw_figure1,
    "figure2": draw_figure2,
    "figure3": draw_figure3,
    "heat-convergence-dt": draw_heat_convergence_dt,
    "heat-convergence-dx": draw_heat_convergence_dx,
    "heat-convergence-dx-2d": draw_heat_convergence_dx,
    "figure4": draw_figure4,
    "figure4-comparison": draw_figure4_comparison,
    "lemma1": draw_lemma1,
    "metrics": draw_metrics,
    "offdiagonal": draw_offdiagonal,
    "proposition1": draw_proposition1,
    "proposition2": draw_proposition2,
    "proposition2-laplace": draw_proposition2_laplace,
    "remark3": draw_remark3,
    "series": draw_series,
    "theorem2": draw_theorem2,
    "theorem3": draw_theorem3,
    "theorem3-simplex": draw_simplex,
    "theorem4": draw_theorem4,
    "theorem5": draw_theorem5,
    "theorem6": draw_theorem6,
    "theorem7": draw_theorem7,
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
    parser.add_argument("--known", action="store_true",
                        help="pass over results for whose titles no figure is known")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update(STYLE)
    # The library that puts fonts into a PDF warns of the dates in matplotlib's own fonts.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    code = 0
    for path in arguments.results:
        files = report(path, arguments.output)
        if files:
            print(f"{path}: {', '.join(map(str, files))}")
        elif not arguments.known:
            print(f"{path}: no figure is known for its title; known are {', '.join(FIGURES)}. "
                  "To look at others: sweep show, sweep order, xarray (README.md)", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())

"""Information matrices: sweep, the same rule in NumPy, and SciPy's quad_vec.

The work is the matrix of three Gaussian components at sigma/d = 0.1, over a simplex of weights. Where
the three disagree on the matrices, the times mean nothing and the script fails.
"""

import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from benchmarks.program import Program
from benchmarks.quadrature import (
    GAP, SCALE, matrices_by_numpy, matrices_by_quad_vec, matrices_one_by_one,
)

GRID = """\
sweep: 1
name: benchmark
experiment: wim
axes:
  sigma: [{scale}]
  d: [{gap}]
  p: {weights}
"""

MILLION = """\
sweep: 1
name: million
experiment: wim
axes:
  sigma: {log10: [-2.0, 0.0], count: 1011}
  d: [1.0]
  p:
    simplex: {components: 3, steps: 46, boundary: false}
fixed:
  entries: diagonal
outputs: [log_wim, log_wim_low, ratio]
"""


def stored_matrices(result: Path) -> tuple[np.ndarray, np.ndarray]:
    """The matrices of a result with their weights."""
    with h5py.File(result) as file:
        return file["wim"][0, 0], file["p_weights"][...]


def check(name: str, computed: np.ndarray, expected: np.ndarray) -> float:
    """The largest difference relative to sqrt(G_ii G_jj); ends the script if it is large."""
    diagonal = np.sqrt(np.diagonal(expected, axis1=1, axis2=2))
    error = np.max(np.abs(computed - expected) / (diagonal[:, :, None] * diagonal[:, None, :]))
    if not error < 1e-10:
        sys.exit(f"benchmark: error: {name} differs from sweep by {error:.1e}")
    return float(error)


@dataclass(frozen=True)
class Sizes:
    """How much each contestant computes in a repetition."""

    simplex_steps: int = 201
    batch: int = 400
    """Tensors that NumPy evaluates together."""
    singles: int = 40
    """Tensors that NumPy evaluates one after the other."""
    quad_vec: int = 4


def tensors(program: Program, repetitions: int, sizes: Sizes) -> dict[str, object]:
    """Seconds per tensor of each contestant, and per grid of the program on all cores."""
    simplex = f"{{simplex: {{components: 3, steps: {sizes.simplex_steps}, boundary: false}}}}"
    one_point = GRID.format(scale=SCALE, gap=GAP, weights="[[0.2, 0.3, 0.5]]")
    grid = GRID.format(scale=SCALE, gap=GAP, weights=simplex)
    cores = len(os.sched_getaffinity(0))

    expected, weights = stored_matrices(program.run(grid, cores)[2])
    chosen = np.random.default_rng(20260101).permutation(len(weights))
    libraries = {
        f"same rule in NumPy, {sizes.batch} at a time": (matrices_by_numpy, chosen[: sizes.batch]),
        "same rule in NumPy, one at a time": (matrices_one_by_one, chosen[: sizes.singles]),
        "scipy.integrate.quad_vec": (matrices_by_quad_vec, chosen[: sizes.quad_vec]),
    }
    programs = {
        "start": (one_point, 1), "grid, one core": (grid, 1), "grid, all cores": (grid, cores),
    }
    seconds: dict[str, list[float]] = {name: [] for name in (*programs, *libraries)}
    errors: dict[str, float] = {}
    for _ in range(repetitions):
        for name, (definition, jobs) in programs.items():
            seconds[name].append(program.run(definition, jobs)[0])
        for name, (function, positions) in libraries.items():
            begin = time.perf_counter()
            found = function(weights[positions])
            seconds[name].append((time.perf_counter() - begin) / len(positions))
            errors[name] = check(name, found, expected[positions])
    return {"points": len(weights), "cores": cores, "seconds": seconds, "errors": errors}


def million(program: Program) -> dict[str, object]:
    cores = len(os.sched_getaffinity(0))
    seconds, memory, result = program.run(MILLION, cores)
    with h5py.File(result) as file:
        points = file["status"].size
        not_ok = int(np.count_nonzero(file["status"][...] != 1))
    return {
        "points": points, "not_ok": not_ok, "cores": cores, "seconds": seconds,
        "peak_memory_bytes": memory, "result_bytes": result.stat().st_size,
    }


def print_tensors(measured: dict[str, object]) -> None:
    medians = {name: statistics.median(list_) for name, list_ in measured["seconds"].items()}
    points, cores, errors = measured["points"], measured["cores"], measured["errors"]
    own = (medians["grid, one core"] - medians["start"]) / points
    rows = [
        ("sweep, one core, start-up taken off", own, medians["grid, one core"], None),
        (
            f"sweep, {cores} cores, all told", medians["grid, all cores"] / points,
            medians["grid, all cores"], None,
        ),
    ]
    for name, error in errors.items():
        rows.append((name, medians[name], medians[name] * points, error))
    print(f"\nthree Gaussian components, sigma/d = {SCALE / GAP:g}, all entries; "
          f"grid of {points:,} tensors")
    print(f"{'':38}{'a tensor':>12}{'ratio':>9}{'the grid':>12}{'differs by':>12}")
    for name, tensor, grid, error in rows:
        print(f"{name:38}{tensor * 1e6:>9.1f} µs{tensor / own:>9.2f}{grid:>10.2f} s"
              f"{'' if error is None else f'{error:.0e}':>12}")
    print(f"medians of {len(measured['seconds']['start'])} interleaved repetitions; start-up "
          f"{medians['start'] * 1e3:.0f} ms;\nthe grid in NumPy and SciPy by their time a tensor")


def print_million(measured: dict[str, object]) -> None:
    points, seconds, cores = measured["points"], measured["seconds"], measured["cores"]
    print(
        f"\n{points:,} points, three components, sigma/d from 0.01 to 1, diagonals and ratios\n"
        f"{seconds:.1f} s on {cores} cores, {seconds * cores / points * 1e6:.1f} core µs a point, "
        f"peak memory {measured['peak_memory_bytes'] / 2**20:.0f} MiB,\n"
        f"result {measured['result_bytes'] / 2**20:.1f} MiB, {measured['not_ok']} points not ok"
    )

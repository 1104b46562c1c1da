"""Explicit Euler for the heat equation in the scaled metric: sweep and NumPy, one core and two.

A step is p + tau/h^2 times the sum over the four neighbours q of sqrt(p q) ln(q/p), on a periodic
square. Times of a step are differences of two runs, so that starting up and writing drop out.
"""

import os
import statistics
import sys
import time

import h5py
import numpy as np

from benchmarks.program import Program

DEFINITION = """\
sweep: 1
name: benchmark
experiment: flow-2d
axes:
  cells: [{cells}]
fixed:
  initial: gaussian
  dt: {step!r}
  times: [{end!r}]
outputs: [density]
"""

SIDE = 10.0

# Cells along a side, steps of the short and of the long run, steps of NumPy.
SMALL = (100, 2_000, 42_000, 400)
LARGE = (1024, 20, 420, 4)


def definition(cells: int, steps: int) -> str:
    step = 0.1 * (SIDE / cells) ** 2
    return DEFINITION.format(cells=cells, step=step, end=steps * step)


def heat_by_numpy(cells: int, steps: int) -> np.ndarray:
    """The same steps, as one writes them in NumPy: a logarithm and a root of every cell."""
    x = -0.5 * SIDE + SIDE / cells * np.arange(cells)
    line = np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi)
    p = line[:, None] * line
    for _ in range(steps):
        root, logarithm = np.sqrt(p), np.log(p)
        change = np.zeros_like(p)
        for axis in (0, 1):
            flux = root * np.roll(root, -1, axis) * (np.roll(logarithm, -1, axis) - logarithm)
            change += flux - np.roll(flux, 1, axis)
        p = p + 0.1 * change
    return p


def density(path) -> np.ndarray:
    with h5py.File(path) as file:
        return file["density"][0, -1]


def check(program: Program, cells: int, steps: int) -> float:
    """The largest difference of the two densities; ends the script if it is large."""
    _, _, result = program.run(definition(cells, steps), 1)
    error = float(np.max(np.abs(density(result) - heat_by_numpy(cells, steps))))
    if not error < 1e-12:
        sys.exit(f"benchmark: error: the step in NumPy differs from sweep by {error:.1e}")
    return error


def flows(program: Program, repetitions: int) -> dict[str, object]:
    """Seconds per step of each contestant."""
    cores = min(2, len(os.sched_getaffinity(0)))
    measured: dict[str, object] = {"cores": cores}
    for name, (cells, short, long, by_numpy) in {"small": SMALL, "large": LARGE}.items():
        jobs = {"one core": 1} | ({"two cores": 2} if name == "large" and cores == 2 else {})
        seconds: dict[str, list[float]] = {contestant: [] for contestant in (*jobs, "NumPy")}
        for _ in range(repetitions):
            for contestant, count in jobs.items():
                begin, _, _ = program.run(definition(cells, short), count)
                end, _, _ = program.run(definition(cells, long), count)
                seconds[contestant].append((end - begin) / (long - short))
            start = time.perf_counter()
            heat_by_numpy(cells, by_numpy)
            seconds["NumPy"].append((time.perf_counter() - start) / by_numpy)
        error = check(program, cells, by_numpy)
        measured[name] = {"cells": cells, "seconds": seconds, "error": error}
    return measured


def print_flows(measured: dict[str, object]) -> None:
    print("\nheat equation in the scaled metric, explicit Euler, a step of the whole grid")
    print(f"{'':38}{'a step':>12}{'ratio':>9}{'a cell':>12}{'differs by':>12}")
    for name in ("small", "large"):
        entry = measured[name]
        cells, seconds = entry["cells"], entry["seconds"]
        medians = {contestant: statistics.median(list_) for contestant, list_ in seconds.items()}
        for contestant, median in medians.items():
            title = f"{cells} x {cells}, " + (
                contestant if contestant == "NumPy" else f"sweep, {contestant}")
            differs = f"{entry['error']:.0e}" if contestant == "NumPy" else ""
            print(f"{title:38}{median * 1e6:>9.1f} µs{median / medians['one core']:>9.2f}"
                  f"{median / cells**2 * 1e9:>9.2f} ns{differs:>12}")
        if "two cores" in medians:
            pairs = [a / b for a, b in zip(seconds["one core"], seconds["two cores"])]
            print(f"{'':4}two cores are {statistics.median(pairs):.2f} times as fast as one")

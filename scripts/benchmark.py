#!/usr/bin/env python3
"""How fast is sweep, beside the same quadrature in NumPy and beside SciPy's quad_vec?

The work is the information matrix of three Gaussian components at sigma/d = 0.1, over a
simplex of weights. Repetitions of the three are interleaved, so that a change of the
machine's mood meets all of them; medians are shown. Where the three disagree on the
matrices, the times mean nothing and the script fails.

With --million the grid of 10^6 points of diagonals and ratios is run as well.
"""

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import scipy
from scipy.integrate import quad_vec
from scipy.special import erfc

GAP, SCALE = 1.0, 0.1
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)

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


# The quadrature in NumPy: features, panels and nodes as in Sources/Kernels/Quadrature, for
# Gaussian components of one scale. It works in plain doubles, which do for sigma/d >= 0.03.


@dataclass(frozen=True)
class Feature:
    """A mean or a crossing, the length over which integrands change there, the longest panel."""

    position: float
    scale: float
    longest: float


def features(weights: np.ndarray, means: np.ndarray) -> list[Feature]:
    """Means and the crossings on (or within two nats of) the upper envelope, ascending."""
    found = [Feature(float(mean), 2 * SCALE, 1.2) for mean in means]
    for i in range(len(means)):
        for j in range(i + 1, len(means)):
            gap = means[j] - means[i]
            x = 0.5 * (means[i] + means[j]) + SCALE**2 / gap * math.log(weights[i] / weights[j])
            heights = np.log(weights) - 0.5 * ((x - means) / SCALE) ** 2
            if heights[i] >= heights.max() - 2:
                found.append(Feature(float(x), min(math.pi * SCALE**2 / gap, 4 * SCALE), 2.0))
    kept: list[Feature] = []
    for one in sorted(found, key=lambda feature: feature.scale):
        if not any(
            abs(one.position - other.position) <= 0.25 * other.scale
            and other.scale <= 1.5 * one.scale
            for other in kept
        ):
            kept.append(one)
    return sorted(kept, key=lambda feature: feature.position)


def panels(weights: np.ndarray, means: np.ndarray) -> list[tuple[float, float, float, float]]:
    """(anchor, signed scale, centre, half length) of x = anchor + scale sinh s."""
    reach = math.sqrt(2 * (38 - math.log(weights.min()))) * SCALE
    places = features(weights, means)
    positions = [feature.position for feature in places]
    middles = [0.5 * (a + b) for a, b in zip(positions, positions[1:])]
    edges = [means[0] - reach, *middles, means[-1] + reach]
    found = []
    for number, feature in enumerate(places):
        others = [other for other in places if other is not feature]
        for direction, edge in ((-1.0, edges[number]), (1.0, edges[number + 1])):
            end = math.asinh(direction * (edge - feature.position) / feature.scale)
            count = max(1, math.ceil(end / feature.longest - 1e-9))
            pending = [(end * k / count, end * (k + 1) / count) for k in range(count)]
            while pending:
                start, stop = pending.pop()
                if stop - start > 1e-3 and is_too_long(feature, others, direction, start, stop):
                    middle = 0.5 * (start + stop)
                    pending += [(middle, stop), (start, middle)]
                else:
                    found.append((
                        feature.position, direction * feature.scale, 0.5 * (start + stop),
                        0.5 * (stop - start),
                    ))
    return found


def is_too_long(
    feature: Feature, others: list[Feature], direction: float, start: float, stop: float
) -> bool:
    """Whether a panel exceeds the distance to another feature plus that feature's scale."""
    near, far = feature.scale * math.sinh(start), feature.scale * math.sinh(stop)
    for other in others:
        offset = direction * (other.position - feature.position)
        distance = offset - far if offset > far else max(0.0, near - offset)
        if far - near > distance + other.scale:
            return True
    return False


def differences(x: np.ndarray, means: np.ndarray) -> np.ndarray:
    """F_i - F_(i+1) at x, from the tails on whose side x lies, so that nothing cancels."""
    z = (x - means[:, None]) / (SCALE * math.sqrt(2))
    lower, upper = 0.5 * erfc(-z), 0.5 * erfc(z)
    is_right = z[:-1] + z[1:] > 0
    return np.where(is_right, upper[1:] - upper[:-1], lower[:-1] - lower[1:])


def densities(x: np.ndarray, means: np.ndarray) -> np.ndarray:
    z = (x - means[:, None]) / SCALE
    return np.exp(-0.5 * z * z) / (math.sqrt(2 * math.pi) * SCALE)


def matrices_by_numpy(all_weights: np.ndarray) -> np.ndarray:
    """The matrices of many mixtures: panels one by one, nodes and integrands all at once."""
    means = GAP * np.arange(all_weights.shape[1])
    lists = [panels(weights, means) for weights in all_weights]
    counts = np.array([len(one) for one in lists])
    anchor, scale, centre, half = np.array([panel for one in lists for panel in one]).T[..., None]
    s = centre + half * NODES
    x = (anchor + scale * np.sinh(s)).ravel()
    length = (half * WEIGHTS * np.abs(scale) * np.cosh(s)).ravel()
    mixture = np.repeat(np.arange(len(lists)), counts * len(NODES))
    density = np.einsum("nk,kn->n", all_weights[mixture], densities(x, means))
    difference = differences(x, means)
    integrands = difference[:, None] * difference[None] * (length / density)
    starts = np.concatenate([[0], np.cumsum(counts * len(NODES))[:-1]])
    return np.moveaxis(np.add.reduceat(integrands, starts, axis=2), 2, 0)


def matrices_one_by_one(all_weights: np.ndarray) -> np.ndarray:
    """The same, vectorised over the nodes of one mixture only."""
    return np.concatenate([matrices_by_numpy(weights[None]) for weights in all_weights])


def matrices_by_quad_vec(all_weights: np.ndarray) -> np.ndarray:
    """The matrices by SciPy's adaptive quadrature of the vector of entries."""
    means = GAP * np.arange(all_weights.shape[1])
    reach = math.sqrt(2 * (38 - math.log(all_weights.min()))) * SCALE
    found = []
    for weights in all_weights:

        def entries(x: float) -> np.ndarray:
            at = np.array([x])
            difference = differences(at, means)[:, 0]
            return np.outer(difference, difference) / (weights @ densities(at, means)[:, 0])

        value, _ = quad_vec(
            entries, means[0] - reach, means[-1] + reach, points=list(means), epsabs=0,
            epsrel=1e-12, norm="max", limit=1000,
        )
        found.append(value)
    return np.array(found)


# Timing


@dataclass(frozen=True)
class Program:
    """The program under test, with a folder for what it reads and writes."""

    binary: Path
    folder: Path

    def run(self, definition: str, jobs: int) -> tuple[float, int, Path]:
        """Wall seconds, peak bytes of memory, and the result of a run from nothing."""
        study, output = self.folder / "study.yaml", self.folder / "result.h5"
        study.write_text(definition)
        output.unlink(missing_ok=True)
        begin = time.perf_counter()
        process = subprocess.Popen(
            [self.binary, "run", study, "-o", output, "--jobs", str(jobs)],
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"benchmark: error: sweep run ended with exit code {process.returncode}")
        return seconds, usage.ru_maxrss * 1024, output


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


# Reporting


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def machine(binary: Path) -> dict[str, str]:
    version = subprocess.run(
        [binary, "--version"], capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()
    return {
        "processor": processor(),
        "sweep": f"{version}, built for {os.environ.get('SWEEP_MARCH', 'native')}",
        "load": f"{os.getloadavg()[0]:.1f} processes in the last minute, before",
        "python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
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


def main() -> int:
    parser = argparse.ArgumentParser(description="Times sweep beside NumPy and SciPy.")
    parser.add_argument("--binary", type=Path, default=Path(".build/release/sweep"))
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--million", action="store_true", help="run the grid of a million points")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw numbers")
    arguments = parser.parse_args()
    binary = arguments.binary.resolve()
    measured: dict[str, object] = {"machine": machine(binary)}
    for name, value in measured["machine"].items():
        print(f"{name:10} {value}")
    with tempfile.TemporaryDirectory(prefix="sweep-benchmark-") as folder:
        program = Program(binary, Path(folder))
        measured["tensors"] = tensors(program, arguments.repetitions, Sizes())
        print_tensors(measured["tensors"])
        if arguments.million:
            measured["million"] = million(program)
            print_million(measured["million"])
    if arguments.json:
        arguments.json.write_text(json.dumps(measured, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

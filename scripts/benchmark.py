#!/usr/bin/env python3
"""How fast is sweep, beside the same in NumPy and beside SciPy's quad_vec?

Repetitions of the contestants are interleaved, so that a change of the machine's mood meets all of
them; medians are shown. Contestants that disagree on the results end the script.

With --million the grid of 10^6 points of diagonals and ratios is run as well.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import scipy

from benchmarks.flows import flows, print_flows
from benchmarks.program import Program
from benchmarks.tensors import Sizes, million, print_million, print_tensors, tensors


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


def main() -> int:
    parser = argparse.ArgumentParser(description="Times sweep beside NumPy and SciPy.")
    parser.add_argument("--binary", type=Path, default=Path(".build/release/sweep"))
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument(
        "--only", choices=["tensors", "flows"], help="one of the two; both unless given")
    parser.add_argument("--million", action="store_true", help="run the grid of a million points")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the raw numbers")
    arguments = parser.parse_args()
    binary = arguments.binary.resolve()
    measured: dict[str, object] = {"machine": machine(binary)}
    for name, value in measured["machine"].items():
        print(f"{name:10} {value}")
    with tempfile.TemporaryDirectory(prefix="sweep-benchmark-") as folder:
        program = Program(binary, Path(folder))
        if arguments.only != "flows":
            measured["tensors"] = tensors(program, arguments.repetitions, Sizes())
            print_tensors(measured["tensors"])
        if arguments.only != "tensors":
            measured["flows"] = flows(program, arguments.repetitions)
            print_flows(measured["flows"])
        if arguments.million:
            measured["million"] = million(program)
            print_million(measured["million"])
    if arguments.json:
        arguments.json.write_text(json.dumps(measured, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Breaks the program, its disk and its files in every way that is known, and counts what is lost.

Prints a row for each experiment and a line for all that went wrong. An experiment is made again
with the seed that it has printed:

    scripts/faults --only kills --seed 12345
"""

import argparse
import itertools
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from catalogue import EXPERIMENTS
from laboratory import Laboratory, Unusable
from shim import Shim
from tally import Tally, as_text, put_into

REPOSITORY = Path(__file__).resolve().parents[2]

# Of what goes wrong in one experiment so many lines are shown.
SHOWN = 20


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/faults",
        description="Kills, starves and damages sweep, and counts what is lost. "
        "SWEEP_BINARY names the program; without it, it is .build/release/sweep.",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--minute", action="store_true", help="about a minute; the default")
    form.add_argument("--full", action="store_true", help="all of it: about an hour")
    parser.add_argument("--seed", type=int, help="repeats the experiments of another time")
    parser.add_argument(
        "--only", action="append", metavar="NAME", choices=[e.name for e in EXPERIMENTS],
        help="only this experiment; may be given several times: %(choices)s",
    )  # fmt: skip
    parser.add_argument(
        "--times", type=int, help="so often, instead of what the form says; 0 for all there is"
    )
    parser.add_argument(
        "--workers", type=int, default=1, help="how many experiments are made side by side"
    )
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE",
        help="writes the table into a document, between its marks if it has them",
    )  # fmt: skip
    return parser.parse_args()


def perform(name: str, folder: Path, binary: Path, seed: int, times: int) -> Tally:
    """An experiment by its name: its function could not be handed to another process."""
    entry = next(e for e in EXPERIMENTS if e.name == name)
    own = folder / re.sub(r"[ ,:]+", "-", entry.name)
    own.mkdir()
    laboratory = Laboratory(binary, own, itertools.count())
    tally = Tally(entry.name, entry.tried)
    print(f"{entry.name}: seed {seed}", flush=True)
    start = time.monotonic()
    try:
        entry.make(laboratory, tally, random.Random(f"{seed} {entry.name}"), times)
    except Unusable as error:
        tally.note("wrong", str(error))
    tally.seconds = time.monotonic() - start
    shutil.rmtree(own)
    for line in tally.failures[:SHOWN]:
        print(f"  {line}", flush=True)
    if len(tally.failures) > SHOWN:
        print(f"  … and {len(tally.failures) - SHOWN} more")
    return tally


def main() -> int:
    options = arguments()
    binary = Path(os.environ.get("SWEEP_BINARY", REPOSITORY / ".build/release/sweep")).resolve()
    if not binary.is_file():
        print(f"{binary} does not exist; scripts/build makes it", file=sys.stderr)
        return 2
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    is_whole = options.full or options.times is not None
    chosen = [
        e for e in EXPERIMENTS
        if (e.name in options.only if options.only else is_whole or e.minute is not None)
    ]  # fmt: skip
    start = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="sweep-faults-") as folder,
        # Processes and not threads: some experiments run code between fork and exec.
        ProcessPoolExecutor(options.workers, multiprocessing.get_context("fork")) as pool,
    ):
        Shim.build(Path(folder) / "any")
        trials = []
        for entry in chosen:
            times = entry.full if options.full else entry.minute or 1
            times = times if options.times is None else options.times
            trials.append(pool.submit(perform, entry.name, Path(folder), binary, seed, times))
        tallies = [trial.result() for trial in trials]
    rows = [tally.row() for tally in tallies]
    print("\n" + as_text(rows))
    seconds = time.monotonic() - start
    if options.markdown:
        form = "--full" if options.full else "--minute"
        words = f"The table of `scripts/faults {form} --seed {seed}`, made in {seconds:.0f} s:\n\n"
        path = options.markdown
        document = path.read_text() if path.exists() else ""
        path.write_text(put_into(document, words, rows, are_some=bool(options.only)))
    failed = [tally.name for tally in tallies if not tally.is_good]
    if failed:
        print(f"scripts/faults: FAILED: {', '.join(failed)} (seed {seed}, {seconds:.0f} s)")
        return 1
    print(f"scripts/faults: nothing lost (seed {seed}, {seconds:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

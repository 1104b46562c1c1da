"""Breaks the program, its disk and its files in every way that is known, and counts what is lost.

Prints a row for each experiment and a line for all that went wrong. An experiment is made again
with the seed that it has printed:

    scripts/faults --only kills --seed 12345
"""

import argparse
import itertools
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import crash_points
import damage
import full_disk
import kills
import order_of_calls
import scarcity
import shards
import stopping
import strange_segments
import two_writers
import watching
from damage import cut, erase, flip
from injected_errors import FAULTS, injected
from laboratory import Experiment, Laboratory
from tally import Tally, as_markdown, as_text

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Entry:
    """An experiment, how often it is made in a minute's form, and in the full one (0: at all)."""

    name: str
    tried: str
    make: Experiment
    minute: int
    full: int


EXPERIMENTS = [
    Entry("kills", "SIGKILL at random times, then the same command", kills.random_kills, 12, 1000),
    Entry(
        "crash points",
        "death before each call, and half-way through each write",
        crash_points.crash_points, 24, 0,
    ),
    *(
        Entry(f"crash points of {o}", "the same, with an earlier result to take over", crash_points.crash_points_of(o), 4, 0)
        for o in ("--extend", "--fresh")
    ),
    Entry("order", "fsync of a file, its name, fsync of its folder", order_of_calls.order_of_calls, 1, 1),
    *(Entry(fault.name, fault.words, injected(fault), 6, 0) for fault in FAULTS),
    Entry("full disk", "a file system of 4 MB, filled, freed bit by bit", full_disk.full_disk, 12, 300),
    Entry("file limit", "RLIMIT_FSIZE", full_disk.limited_files, 6, 200),
    Entry("flips in segments", "a bit, then the same command", damage.in_segments(flip), 24, 3000),
    Entry("cut segments", "shorter, or 512 zeros", damage.in_segments(cut, erase), 8, 500),
    Entry("flips in results", "a bit, then verify (show at times)", damage.in_results(flip), 60, 7000),
    Entry("cut results", "shorter, or 512 zeros, then verify", damage.in_results(cut, erase), 16, 1000),
    Entry(
        "result beside parts",
        "a result damaged before its parts were removed, then the same command",
        damage.published_with_parts, 8, 200,
    ),
    Entry("strange segments", "segments not of this run", strange_segments.strange_segments, 12, 240),
    Entry("two writers", "a second run of the same output", two_writers.two_writers, 4, 100),
    Entry("dead holder", "the lock of a killed run", two_writers.killed_holder, 2, 50),
    Entry("stop", "SIGTERM, SIGINT, SIGUSR1, SIGUSR2 at random times", stopping.stop_signals, 6, 400),
    Entry("second Ctrl-C", "SIGINT twice", stopping.second_interrupt, 2, 50),
    Entry("memory", "RLIMIT_AS from the start or later", scarcity.little_memory, 3, 200),
    Entry("descriptors", "8 to 47 file descriptors, from the start or later", scarcity.few_descriptors, 6, 200),
    Entry("time limit", "--max-time again and again", watching.time_limit, 4, 200),
    Entry("status", "status while a run writes", watching.watched, 8, 300),
    Entry("killed shards", "SIGKILL of three shards, then merge", shards.killed_shards, 6, 200),
    Entry("killed merges", "death at calls of merge", shards.killed_merges, 8, 0),
    Entry("gaps", "merging shards that lack segments", shards.incomplete_merges, 3, 50),
]  # fmt: skip


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/faults",
        description="Kills, starves and damages sweep, and counts what is lost. "
        "SWEEP_BINARY names the program; without it, it is .build/release/sweep.",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--minute", action="store_true", help="about a minute (unless said otherwise)")
    form.add_argument("--full", action="store_true", help="all of it: about an hour")
    parser.add_argument("--seed", type=int, help="repeats the experiments of another time")
    parser.add_argument(
        "--only", action="append", metavar="NAME", choices=[e.name for e in EXPERIMENTS],
        help="only this experiment; may be given several times: %(choices)s",
    )  # fmt: skip
    parser.add_argument("--times", type=int, help="so often, instead of what the form says")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="the table for a document")
    return parser.parse_args()


def perform(entry: Entry, laboratory: Laboratory, seed: int, times: int) -> Tally:
    tally = Tally(entry.name, entry.tried)
    print(f"{entry.name}: seed {seed}", flush=True)
    start = time.monotonic()
    entry.make(laboratory, tally, random.Random(f"{seed} {entry.name}"), times)
    tally.seconds = time.monotonic() - start
    for line in tally.failures[:20]:
        print(f"  {line}", flush=True)
    if len(tally.failures) > 20:
        print(f"  … and {len(tally.failures) - 20} more")
    return tally


def main() -> int:
    options = arguments()
    binary = Path(os.environ.get("SWEEP_BINARY", REPOSITORY / ".build/release/sweep")).resolve()
    if not binary.is_file():
        print(f"{binary} does not exist; scripts/build makes it", file=sys.stderr)
        return 2
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    chosen = [e for e in EXPERIMENTS if not options.only or e.name in options.only]
    with tempfile.TemporaryDirectory(prefix="sweep-faults-") as folder:
        tallies = []
        for entry in chosen:
            own = Path(folder) / entry.name.replace(" ", "-")
            own.mkdir()
            laboratory = Laboratory(binary, own, itertools.count())
            times = options.times or (entry.full if options.full else entry.minute)
            tallies.append(perform(entry, laboratory, seed, times))
    rows = [tally.row() for tally in tallies]
    print("\n" + as_text(rows))
    if options.markdown:
        options.markdown.write_text(as_markdown(rows))
    failed = [tally.name for tally in tallies if not tally.is_good]
    seconds = sum(tally.seconds for tally in tallies)
    if failed:
        print(f"scripts/faults: FAILED: {', '.join(failed)} (seed {seed}, {seconds:.0f} s)")
        return 1
    print(f"scripts/faults: nothing lost (seed {seed}, {seconds:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

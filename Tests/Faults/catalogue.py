"""All experiments, in the order in which they are made."""

from dataclasses import dataclass

from crash_points import crash_points
from damage import cut, erase, flip, in_results, in_segments, published_with_parts
from full_disk import full_disk, limited_files, room_runs_out
from injected_errors import FAULTS, injected
from kills import random_kills
from laboratory import Experiment
from order_of_calls import order_of_calls
from scarcity import few_descriptors, little_memory
from scenarios import TAKEOVERS, runs, sharing
from shards import incomplete_merges, killed_shards
from stopping import second_interrupt, stop_signals
from strange_segments import strange_segments
from studies import COARSE, FEW, SOME
from two_writers import killed_holder, two_writers
from watching import time_limit, watched


@dataclass(frozen=True)
class Entry:
    """An experiment, and how often it is made in a minute's form and in the full one.

    0 stands for all there is to try.
    """

    name: str
    make: Experiment
    minute: int
    full: int
    tried: str


# Most of the reads of these thousands are the same few lines of HDF5 as in plain runs, where all
# are tried; --times 0 tries all of them here, too.
IN_OTHER_VERBS = {"EIO": 2000, "EINTR": 1000, "EDQUOT": 300}

EXPERIMENTS = [
    Entry("kills", random_kills, 8, 1000, "SIGKILL at random times, then the same command"),
    Entry(
        "crash points", crash_points(*runs(SOME)), 16, 0,
        "death before each call, and half-way through each write, then the same command",
    ),
    Entry(
        "crash points of shards", crash_points(*sharing(SOME)), 6, 0,
        "the same, then all shards and their merging",
    ),
    *(
        Entry(
            f"crash points of {scenario.name}", crash_points(scenario), 4, 0,
            "the same, with an earlier result to take over",
        )
        for scenario in TAKEOVERS
    ),
    Entry("order", order_of_calls, 1, 1, "fsync of a file, its name, fsync of its folder"),
    *(Entry(fault.name, injected(fault, *runs(FEW)), 4, 0, fault.words) for fault in FAULTS),
    *(
        Entry(
            f"{fault.name}, other verbs", injected(fault, *sharing(COARSE), *TAKEOVERS), 2,
            IN_OTHER_VERBS.get(fault.name, 0),
            "the same in shards, merges, and runs that take over an earlier result",
        )
        for fault in FAULTS
    ),
    Entry("full disk", full_disk, 8, 300, "a file system of 4 MB, full, then freed bit by bit"),
    Entry("room runs out", room_runs_out, 4, 0, "a disk that is full at a look at its free space"),
    Entry("file limit", limited_files, 4, 200, "RLIMIT_FSIZE, SIGXFSZ ignored or not"),
    Entry("flips in segments", in_segments(flip), 16, 3000, "a bit, then the same command twice"),
    Entry("cut segments", in_segments(cut, erase), 6, 500, "shorter, or 512 zeros"),
    Entry("flips in results", in_results(flip), 40, 7000, "a bit, then verify, and show at times"),
    Entry("cut results", in_results(cut, erase), 12, 1000, "shorter, or 512 zeros, then verify"),
    Entry(
        "result beside parts", published_with_parts, 10, 200,
        "a result damaged before its parts were removed, then the same command",
    ),
    Entry("strange segments", strange_segments, 12, 240, "segments not of this run"),
    Entry("two writers", two_writers, 3, 100, "a second run of the same output"),
    Entry("dead holder", killed_holder, 1, 50, "the lock of a killed run"),
    Entry("stop", stop_signals, 4, 400, "SIGTERM, SIGINT, SIGUSR1, SIGUSR2 at random times"),
    Entry("second Ctrl-C", second_interrupt, 2, 50, "SIGINT twice"),
    Entry("memory", little_memory, 2, 200, "RLIMIT_AS from the start or later"),
    Entry(
        "descriptors", few_descriptors, 5, 200,
        "8 to 47 file descriptors, from the start or later",
    ),
    Entry("time limit", time_limit, 4, 200, "--max-time again and again"),
    Entry("status", watched, 6, 300, "status while a run writes"),
    Entry("killed shards", killed_shards, 6, 200, "SIGKILL of three shards, then merge"),
    Entry("gaps", incomplete_merges, 2, 50, "merging shards that lack segments"),
]  # fmt: skip

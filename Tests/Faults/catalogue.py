"""All experiments, in the order in which they are made."""

from dataclasses import dataclass
from functools import partial
from itertools import chain

from crash_points import crash_points
from damage import (
    MATRICES, changed_states, cut, erase, flip, in_results, in_segments, in_states,
    published_with_parts,
)  # fmt: skip
from full_disk import full_disk, limited_files, room_runs_out
from injected_errors import FAULTS, injected
from kills import random_kills
from laboratory import Experiment
from order_of_calls import order_of_calls
from scarcity import few_descriptors, little_memory
from scenarios import FLOW_TAKEOVERS, TAKEOVERS, inside, runs, sharing
from shards import incomplete_merges, killed_shards
from stopping import (
    error_in_long_points, second_interrupt, stop_in_long_points, stop_signals,
)  # fmt: skip
from strange_segments import strange_segments
from strange_states import strange_states
from studies import (
    COARSE, FEW, FLOW, LONG, LONG_FLOW, MANY, OTHER, OTHER_FLOW, SOME,
)  # fmt: skip
from two_writers import killed_holder, two_writers, unlocked_writers
from watching import time_limit, watched


@dataclass(frozen=True)
class Entry:
    """An experiment, and how often it is made in a minute's form and in the full one.

    0 stands for all there is to try, none for an experiment that a minute has no room for.
    """

    name: str
    make: Experiment
    minute: int | None
    full: int
    tried: str


# Most of the reads of these thousands are the same few lines of HDF5 as in plain runs, where all
# are tried; --times 0 tries all of them here, too.
IN_OTHER_VERBS = {"EIO": 2000, "EINTR": 1000, "EDQUOT": 300}

EXPERIMENTS = [
    Entry("kills", partial(random_kills, LONG), 8, 1000, "SIGKILL at random times, then the same command"),
    Entry(
        "crash points", crash_points(*runs(SOME)), 16, 0,
        "death before each call, and half-way through each write, then the same command",
    ),
    Entry(
        "crash points of shards", crash_points(*sharing(SOME)), 8, 0,
        "the same, then all shards and their merging",
    ),
    *(
        Entry(
            f"crash points of {option}", crash_points(*scenarios), 4, 0,
            "the same, with an earlier result to take over",
        )
        for option, scenarios in TAKEOVERS.items()
    ),
    Entry("order", order_of_calls, 1, 1, "fsync of a file, its name, fsync of its folder"),
    *(Entry(fault.name, injected([fault], *runs(FEW)), 4, 0, fault.words) for fault in FAULTS),
    *(
        Entry(
            f"{fault.name}, other verbs",
            injected([fault], *sharing(COARSE), *chain(*TAKEOVERS.values())), 2,
            IN_OTHER_VERBS.get(fault.name, 0),
            "the same in shards, merges, and runs that take over an earlier result",
        )
        for fault in FAULTS
    ),
    Entry("full disk", partial(full_disk, MANY), 8, 300, "a file system of 4 MB, full, then freed bit by bit"),
    Entry("room runs out", room_runs_out, 4, 0, "a disk that is full at a look at its free space"),
    Entry(
        "file limit", partial(limited_files, MANY), 4, 200, "RLIMIT_FSIZE, SIGXFSZ ignored or not"
    ),
    Entry("flips in segments", in_segments(flip), 16, 3000, "a bit, then the same command twice"),
    Entry("cut segments", in_segments(cut, erase), 6, 500, "shorter, or 512 zeros"),
    Entry("flips in results", in_results(MATRICES, flip), 40, 7000, "a bit, then verify, and show at times"),
    Entry("cut results", in_results(MATRICES, cut, erase), 12, 1000, "shorter, or 512 zeros, then verify"),
    Entry(
        "result beside parts", published_with_parts, 10, 200,
        "a result damaged before its parts were removed, then the same command",
    ),
    Entry(
        "strange segments", partial(strange_segments, MANY, OTHER), 12, 240,
        "segments not of this run",
    ),
    Entry("two writers", partial(two_writers, LONG), 3, 100, "a second run of the same output"),
    Entry(
        "no locks", partial(unlocked_writers, LONG), 4, 100,
        "two runs of one shard where every lock is given to both, one halted or killed",
    ),
    Entry("dead holder", killed_holder, 1, 50, "the lock of a killed run"),
    Entry("stop", partial(stop_signals, LONG), 4, 400, "SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2 at random times"),
    Entry("second Ctrl-C", partial(second_interrupt, LONG), 2, 50, "SIGINT twice"),
    Entry("memory", partial(little_memory, LONG), 2, 200, "RLIMIT_AS or RLIMIT_DATA from the start, RLIMIT_AS later"),
    Entry(
        "descriptors", partial(few_descriptors, MANY), 5, 200,
        "8 to 47 file descriptors, from the start or later",
    ),
    Entry("time limit", partial(time_limit, LONG), 4, 200, "--max-time again and again"),
    Entry("status", partial(watched, LONG), 6, 300, "status while a run writes"),
    Entry("killed shards", partial(killed_shards, LONG), 6, 200, "SIGKILL of three shards, then merge"),
    Entry("gaps", incomplete_merges, 2, 50, "merging shards that lack segments"),
    Entry(
        "flows: kills", partial(random_kills, LONG_FLOW), 2, 100,
        "SIGKILL at random times within points, then the same command",
    ),
    Entry(
        "flows: crash points", crash_points(*inside(FLOW), *sharing(FLOW)), 2, 250,
        "death before each call, and half-way through each write, then the same command",
    ),
    Entry(
        "flows: errors", injected(FAULTS, *inside(FLOW), *sharing(FLOW)), 2, 250,
        "all of the errors above while states are stored and read, in shards and merges",
    ),
    *(
        Entry(
            f"flows: crash points of {option}", crash_points(*scenarios), None, 60,
            "the same, with an earlier result, or with segments and a state",
        )
        for option, scenarios in FLOW_TAKEOVERS.items()
    ),
    Entry(
        "flows: errors, other verbs",
        injected(FAULTS, *chain(*FLOW_TAKEOVERS.values())), None, 100,
        "the same in runs with --extend, --fresh and --retry-failed",
    ),
    Entry("flows: flips in states", in_states(flip), 1, 100, "a bit, then the same command twice"),
    Entry("flows: cut states", in_states(cut, erase), None, 50, "shorter, or 512 zeros"),
    Entry(
        "flows: changed states", changed_states, 1, 30,
        "another number under a seal that fits: runs do go on from states",
    ),
    Entry(
        "flows: flips in results", in_results((FLOW,), flip), 10, 2000,
        "a bit of a result with groups, then verify, and show at times",
    ),
    Entry(
        "flows: cut results", in_results((FLOW,), cut, erase), 4, 300,
        "shorter, or 512 zeros, then verify",
    ),
    Entry(
        "flows: full disk", partial(full_disk, LONG_FLOW), None, 60,
        "a file system of 4 MB, full, then freed bit by bit",
    ),
    Entry(
        "flows: file limit", partial(limited_files, LONG_FLOW), None, 60,
        "RLIMIT_FSIZE, SIGXFSZ ignored or not",
    ),
    Entry(
        "flows: strange segments", partial(strange_segments, FLOW, OTHER_FLOW), None, 120,
        "segments not of this run",
    ),
    Entry("flows: strange states", strange_states, 2, 110, "states that are not the block's newest"),
    Entry(
        "flows: stop", partial(stop_signals, LONG_FLOW), None, 80,
        "SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2 at random times",
    ),
    Entry(
        "flows: stop in long points", stop_in_long_points, 3, 20,
        "SIGUSR1 in points of minutes, on large grids and small ones, and in a reference",
    ),
    Entry(
        "flows: error in long points", error_in_long_points, 1, 20,
        "a state that cannot be stored, in a point of minutes",
    ),
    Entry("flows: second Ctrl-C", partial(second_interrupt, LONG_FLOW), None, 50, "SIGINT twice"),
    Entry(
        "flows: memory", partial(little_memory, LONG_FLOW), None, 40,
        "RLIMIT_AS or RLIMIT_DATA from the start, RLIMIT_AS later",
    ),
    Entry(
        "flows: descriptors", partial(few_descriptors, LONG_FLOW), None, 40,
        "8 to 47 file descriptors, from the start or later",
    ),
    Entry(
        "flows: time limit", partial(time_limit, LONG_FLOW), None, 100, "--max-time again and again"
    ),
    Entry("flows: status", partial(watched, LONG_FLOW), 2, 200, "status while a run writes"),
    Entry(
        "flows: two writers", partial(two_writers, LONG_FLOW), None, 40,
        "a second run of the same output",
    ),
    Entry(
        "flows: no locks", partial(unlocked_writers, LONG_FLOW), None, 40,
        "two runs of one shard where every lock is given to both, one halted or killed",
    ),
    Entry(
        "flows: killed shards", partial(killed_shards, LONG_FLOW), None, 100,
        "SIGKILL of three shards, then merge",
    ),
]  # fmt: skip

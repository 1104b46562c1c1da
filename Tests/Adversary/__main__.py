"""Gives the program hostile inputs, made from good ones, and counts what it does not bear.

No input may end it by a signal, take longer than 10 s or more than 1 GB, or leave it with a trace; none may
be taken for what it was in silence. A case is made again with the seed and the number that it is named by:

    scripts/faults --adversary --seed 12345 --case 678
"""

import argparse
import itertools
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# What is known of segments, states and damage.
sys.path.append(str(REPOSITORY / "Tests/Faults"))

import inputs  # noqa: E402
import parts  # noqa: E402
import results  # noqa: E402
import samples  # noqa: E402
from attack import Sweep  # noqa: E402

# The files that attacks come from: each has `attacks(sweep, folder)`, a list.
SOURCES = [inputs, samples, results, parts]

COLUMNS = ["attack", "tried", "signal", "slow", "large", "trace", "silent"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/faults --adversary",
        description="Gives sweep hostile inputs. SWEEP_BINARY names the program; without it, it is "
        ".build/release/sweep.",
    )
    parser.add_argument("--minutes", type=float, default=1, help="for how long; 1 unless given")
    parser.add_argument("--seed", type=int, help="repeats the cases of another time")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this attack, by the table's name")
    parser.add_argument("--case", type=int, help="only this case; its folder is kept, and named")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    binary = Path(os.environ.get("SWEEP_BINARY", REPOSITORY / ".build/release/sweep")).resolve()
    if not binary.is_file():
        print(f"{binary} does not exist; scripts/build makes it", file=sys.stderr)
        return 2
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    sweep = Sweep(binary)
    folder = Path(tempfile.mkdtemp(prefix="sweep-adversary-"))
    attacks = []
    for source in SOURCES:
        own = folder / source.__name__
        own.mkdir()
        attacks += source.attacks(sweep, own)
    counts = {attack.name: Counter() for attack in attacks}
    codes: Counter[int] = Counter()
    failures = 0
    end = time.monotonic() + 60 * options.minutes
    cases = itertools.count() if options.case is None else [options.case]
    for case in cases:
        if time.monotonic() > end and options.case is None:
            break
        attack = attacks[case % len(attacks)]
        if options.only and attack.name not in options.only:
            continue
        own = folder / f"case-{case}"
        own.mkdir()
        trial = attack.make(random.Random(f"{seed} {case}"), own)
        ended = sweep.run(*trial.command, folder=own, stdin=trial.stdin)
        faults = ended.faults
        wrong = None if faults else trial.check(ended)
        counts[attack.name].update(["tried", *faults, *(["silent"] if wrong else [])])
        codes[ended.code] += 1
        if faults or wrong:
            failures += 1
            words = " ".join(map(str, trial.command))
            print(f"case {case}, {attack.name}: {', '.join(faults) or wrong}\n  {trial.what}\n  sweep {words}\n"
                  f"  {ended}", flush=True)
        if options.case is not None:
            print(f"{trial.what}\nsweep {' '.join(map(str, trial.command))}\n{ended}\n{own}")
            return 1 if failures else 0
        shutil.rmtree(own)
    shutil.rmtree(folder)
    rows = [COLUMNS] + [[name, *(str(count[key]) for key in COLUMNS[1:])] for name, count in counts.items()]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell.rjust(width) if i else cell.ljust(width) for i, (cell, width) in enumerate(zip(row, widths))))
    print("ended with " + ", ".join(f"{code} {count} times" for code, count in codes.most_common()))
    tried = sum(count["tried"] for count in counts.values())
    if failures:
        print(f"scripts/faults --adversary: FAILED: {failures} of {tried} cases (seed {seed})")
        return 1
    print(f"scripts/faults --adversary: {tried} cases borne (seed {seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main())

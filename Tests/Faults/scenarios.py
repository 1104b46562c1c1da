"""Commands that experiments break, the states of things they begin from, and what they lead to."""

import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from laboratory import Ended, Laboratory, Output, Unusable
from segments import points_in
from shards import COUNT, merge, run_shard
from shim import Call, Shim, read_log
from states import MOMENT, half_done, just_published, stopped_inside
from studies import COARSE, FINER, HOPELESS, Study
from tally import Tally


@dataclass(frozen=True)
class Outcome:
    """What a command has led to: finished files by name and digest, the points in parts, and the
    names of all that lies there; neither times in them count nor the log, which is a courtesy."""

    files: dict[str, str]
    points: frozenset[int]
    names: frozenset[str]

    @staticmethod
    def of(output: Output) -> "Outcome":
        files = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in output.folder.glob("*.h5")
            if path.is_file()
        }
        names = (
            str(path.relative_to(output.folder))
            for path in output.folder.rglob("*")
            if not path.match("*.runs.jsonl")
        )
        return Outcome(
            {timeless(name): digest for name, digest in files.items()},
            frozenset(points_in(output.segments())),
            frozenset(map(timeless, names)),
        )


def timeless(name: str) -> str:
    return re.sub(r"\.bak-[0-9T]+", ".bak", name)


@dataclass(frozen=True)
class Scenario:
    """A command, made again and again from one beginning.

    `check` looks at what an interrupted command has left, `finish` goes on without faults to the
    end. A command that does what it should ends with `code`. Where a clock has a say in what it
    does, it need not come to each of the calls that it made in the rehearsal.
    """

    name: str
    begin: Callable[[Laboratory, Shim], Output]
    command: Callable[[Output], list[object]]
    finish: Callable[[Output, Outcome, Tally, str], None]
    check: Callable[[Output, Output, Tally, str], None]
    code: int = 0
    is_timed: bool = False


@dataclass(frozen=True)
class Rehearsal:
    """A scenario without faults: its beginning, its calls, what it has led to, what it has found."""

    scenario: Scenario
    beginning: Output
    calls: list[Call]
    outcome: Outcome
    found: int | None

    def perform(self, output: Output, environment: dict[str, str]) -> Ended:
        return output.laboratory.sweep(*self.scenario.command(output), environment=environment)


def rehearse(
    scenario: Scenario, laboratory: Laboratory, shim: Shim, kinds: list[str], tally: Tally
) -> Rehearsal:
    beginning = scenario.begin(laboratory, shim)
    output = beginning.copy()
    log = output.folder.with_suffix(".log")
    ended = laboratory.sweep(
        *scenario.command(output), environment=shim.environment(output.folder, kinds, log=log)
    )
    if ended.code != scenario.code or (output.path.exists() and not output.is_reference):
        raise Unusable(f"{scenario.name} with the shim but without faults: {ended}")
    outcome, found = Outcome.of(output), output.points_found()
    scenario.finish(output, outcome, tally, f"{scenario.name} without faults")
    output.remove()
    return Rehearsal(scenario, beginning, read_log(log), outcome, found)


def chosen_among(
    scenarios: tuple[Scenario, ...], generator: random.Random, times: int
) -> list[Scenario]:
    """For a few trials not every scenario need be rehearsed."""
    if times == 0 or times >= 2 * len(scenarios):
        return list(scenarios)
    return generator.sample(scenarios, max(1, times // 2))


def run_once_more(output: Output, outcome: Outcome, tally: Tally, what: str) -> None:
    output.finish(tally, what)


def kept(output: Output, beginning: Output, tally: Tally, what: str) -> None:
    """What was stored before is stored still."""
    output.check_state(tally, beginning.snapshot(), what)


def running(name: str, begin: Callable[[Laboratory, Shim], Output]) -> Scenario:
    return Scenario(name, begin, lambda output: output.command("--jobs", 1), run_once_more, kept)


def runs(study: Study) -> list[Scenario]:
    """A run from nothing, from half of the segments, and from a result that still has its parts."""
    return [
        running("from the start", lambda laboratory, shim: laboratory.output(study)),
        running("going on", lambda laboratory, shim: half_done(laboratory, shim, study)),
        running("tidying", lambda laboratory, shim: just_published(laboratory, shim, study)),
    ]


def inside(study: Study) -> list[Scenario]:
    """Runs of long points: one that is stopped in the first, one that is stopped there again, and
    one that goes on from there to the end."""

    def stopping(name: str, begin: Callable[[Laboratory, Shim], Output]) -> Scenario:
        return Scenario(
            name, begin, lambda output: output.command("--jobs", 1, "--max-time", MOMENT),
            run_once_more, kept, code=75, is_timed=True,
        )  # fmt: skip

    return [
        stopping("storing a state", lambda laboratory, shim: laboratory.output(study)),
        stopping("storing the next", lambda laboratory, shim: stopped_inside(laboratory, study)),
        running("from a state", lambda laboratory, shim: stopped_inside(laboratory, study, 2)),
    ]


def takeover(option: str, before: Study, study: Study) -> Scenario:
    """A run with an option that takes over, or sets aside, the result of an earlier plan.

    After the same command once more the result is that of a run by itself, and the earlier one
    still lies there under some name.
    """

    def begin(laboratory: Laboratory, shim: Shim) -> Output:
        earlier = laboratory.output(before)
        earlier.run()
        return Output(laboratory, study, laboratory.sweep_file(study), earlier.path)

    def command(output: Output) -> list[object]:
        return output.command("--jobs", 1, option)

    def finish(output: Output, outcome: Outcome, tally: Tally, what: str) -> None:
        expect(output.laboratory.sweep(*command(output)), study.code, tally, what)
        if not output.is_reference:
            tally.note("different", f"{what}: the result after the next run")
        check(output, output, tally, what)

    def check(output: Output, beginning: Output, tally: Tally, what: str) -> None:
        earlier = output.laboratory.reference(before).read_bytes()
        files = [path for path in output.folder.rglob("*.h5*") if path.is_file()]
        if not any(path.read_bytes() == earlier for path in files):
            tally.note("lost", f"{what}: the earlier result is gone")

    return Scenario(option, begin, command, finish, check, study.code)


TAKEOVERS = [
    takeover("--extend", COARSE, FINER),
    takeover("--fresh", COARSE, FINER),
    takeover("--retry-failed", HOPELESS, HOPELESS),
]


def sharing(study: Study) -> list[Scenario]:
    """A shard beside another that is done, a merge of all, and a merge of what there is."""

    def with_shards(count: int) -> Callable[[Laboratory, Shim], Output]:
        def begin(laboratory: Laboratory, shim: Shim) -> Output:
            output = laboratory.output(study)
            for number in range(count):
                if (ended := run_shard(output, number)).code != 0:
                    raise Unusable(f"shard {number} fails: {ended}")
            return output

        return begin

    def partly(output: Output) -> list[object]:
        return ["merge", output.parts, "-o", output.path, "--allow-partial"]

    def finish_from(number: int, output: Output, tally: Tally, what: str) -> None:
        """The shards from a number on and the merging; where that is done, the tidying of a run."""
        if output.path.exists():
            output.finish(tally, what)
            return
        for shard in range(number, COUNT):
            expect(run_shard(output, shard), 0, tally, f"{what}: shard {shard}")
        expect(merge(output), 0, tally, f"{what}: merging")
        if not output.is_reference:
            tally.note("different", f"{what}: the merged result")
        elif output.parts.exists():
            tally.note("wrong", f"{what}: {output.parts.name} is still there")

    def finish_shard(output: Output, outcome: Outcome, tally: Tally, what: str) -> None:
        finish_from(1, output, tally, what)

    def finish_merge(output: Output, outcome: Outcome, tally: Tally, what: str) -> None:
        finish_from(COUNT, output, tally, what)

    def finish_partly(output: Output, outcome: Outcome, tally: Tally, what: str) -> None:
        if not output.path.with_suffix(".partial.h5").exists():
            expect(output.laboratory.sweep(*partly(output)), 1, tally, what)
        now = Outcome.of(output)
        if (now.files, now.points) != (outcome.files, outcome.points):
            tally.note("different", f"{what}: the partial result, or the parts")
        finish_from(COUNT - 1, output, tally, what)

    return [
        Scenario(
            "a shard", with_shards(1),
            lambda output: output.command("--jobs", 1, "--shard", f"1/{COUNT}"),
            finish_shard, kept,
        ),
        Scenario(
            "merge", with_shards(COUNT), lambda output: ["merge", output.parts],
            finish_merge, kept,
        ),
        Scenario("merge --allow-partial", with_shards(COUNT - 1), partly, finish_partly, kept, 1),
    ]  # fmt: skip


def expect(ended: Ended, code: int, tally: Tally, what: str) -> None:
    if ended.code != code:
        tally.note("crashed" if ended.is_crash else "wrong", f"{what}: afterwards: {ended}")

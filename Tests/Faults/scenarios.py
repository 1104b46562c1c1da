"""Commands that experiments break, the states of things they begin from, and what they lead to."""

import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from laboratory import Ended, Laboratory, Output, Unusable
from segments import points_in, segment_files
from shards import COUNT, merge, run_shard
from shim import Call, Shim, read_log
from states import MOMENT, half_done, just_published, stopped_beyond, stopped_inside
from studies import (
    COARSE, COARSE_FLOW, FINER, FINER_FLOW, HOPELESS, HOPELESS_FLOW, Study,
)  # fmt: skip
from tally import Tally
from unfinished import state_files


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
    finish: Callable[[Output, "Rehearsal", Tally, str], None]
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
    rehearsal = Rehearsal(
        scenario, beginning, read_log(log), Outcome.of(output), output.points_found()
    )
    scenario.finish(output, rehearsal, tally, f"{scenario.name} without faults")
    output.remove()
    return rehearsal


def chosen_among(
    scenarios: tuple[Scenario, ...], generator: random.Random, times: int
) -> list[Scenario]:
    """For a few trials not every scenario need be rehearsed."""
    if times == 0 or times >= 2 * len(scenarios):
        return list(scenarios)
    return generator.sample(scenarios, max(1, times // 2))


def run_once_more(output: Output, rehearsal: Rehearsal, tally: Tally, what: str) -> None:
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


def finished(laboratory: Laboratory, study: Study) -> Output:
    """A result."""
    output = laboratory.output(study)
    output.run()
    return output


def work_in(output: Output) -> list[bytes]:
    """A result, or else the segments and the states, as they lie there."""
    parts = [*segment_files(output.parts), *state_files(output.parts)]
    return [path.read_bytes() for path in ([output.path] if output.path.exists() else parts)]


def takeover(
    option: str, before: Study, study: Study, earlier: Callable[[Laboratory, Study], Output]
) -> Scenario:
    """A run with an option that takes over, or sets aside, the earlier work of another plan.

    After the same command once more the result is that of a run by itself, and the earlier work
    still lies there under some name.
    """

    def begin(laboratory: Laboratory, shim: Shim) -> Output:
        path = earlier(laboratory, before).path
        return Output(laboratory, study, laboratory.sweep_file(study), path)

    def command(output: Output) -> list[object]:
        return output.command("--jobs", 1, option)

    def finish(output: Output, rehearsal: Rehearsal, tally: Tally, what: str) -> None:
        expect(output.laboratory.sweep(*command(output)), study.code, tally, what)
        if not output.is_reference:
            tally.note("different", f"{what}: the result after the next run")
        check(output, rehearsal.beginning, tally, what)

    def check(output: Output, beginning: Output, tally: Tally, what: str) -> None:
        left = {path.read_bytes() for path in output.folder.rglob("*") if path.is_file()}
        if not left.issuperset(work_in(beginning)):
            tally.note("lost", f"{what}: earlier work is gone")

    name = option if earlier is finished else f"{option} of parts"
    return Scenario(name, begin, command, finish, check, study.code)


def takeovers(
    coarse: Study, finer: Study, hopeless: Study,
    *earlier: Callable[[Laboratory, Study], Output],
) -> dict[str, list[Scenario]]:
    """Each option with each kind of earlier work: of part of the points, or with failed ones."""
    return {
        option: [takeover(option, before, study, work) for work in earlier]
        for option, before, study in (
            ("--extend", coarse, finer), ("--fresh", coarse, finer),
            ("--retry-failed", hopeless, hopeless),
        )
    }  # fmt: skip


TAKEOVERS = takeovers(COARSE, FINER, HOPELESS, finished)

# Of long points there are not only results: parts with states may be there, too.
FLOW_TAKEOVERS = takeovers(COARSE_FLOW, FINER_FLOW, HOPELESS_FLOW, finished, stopped_beyond)


def sharing(study: Study) -> list[Scenario]:
    """A shard beside another that is done, a merge of all, also from where no file can get its name
    beside the result, and a merge of what there is."""

    def with_shards(count: int, *, elsewhere: bool = False) -> Callable[[Laboratory, Shim], Output]:
        def begin(laboratory: Laboratory, shim: Shim) -> Output:
            output = laboratory.output(study)
            if elsewhere:
                (output.folder / "scratch/parts").mkdir(parents=True)
                output.parts.symlink_to("scratch/parts")
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
        elif output.remains:
            tally.note("wrong", f"{what}: still there: {', '.join(output.remains)}")

    def finish_shard(output: Output, rehearsal: Rehearsal, tally: Tally, what: str) -> None:
        finish_from(1, output, tally, what)

    def finish_merge(output: Output, rehearsal: Rehearsal, tally: Tally, what: str) -> None:
        finish_from(COUNT, output, tally, what)

    def finish_partly(output: Output, rehearsal: Rehearsal, tally: Tally, what: str) -> None:
        if not output.path.with_suffix(".partial.h5").exists():
            expect(output.laboratory.sweep(*partly(output)), 1, tally, what)
        now, outcome = Outcome.of(output), rehearsal.outcome
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
        Scenario(
            "merge of linked parts", with_shards(COUNT, elsewhere=True),
            lambda output: ["merge", output.parts], finish_merge, kept,
        ),
        Scenario("merge --allow-partial", with_shards(COUNT - 1), partly, finish_partly, kept, 1),
    ]  # fmt: skip


def expect(ended: Ended, code: int, tally: Tally, what: str) -> None:
    if ended.code != code:
        tally.note("crashed" if ended.is_crash else "wrong", f"{what}: afterwards: {ended}")

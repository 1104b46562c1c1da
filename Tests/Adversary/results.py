"""Attacks on results: any verb that opens one is given an edited one."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from attack import Attack, Ended, Sweep, Trial
from byte_edits import edit_bytes
from contents import is_same
from hdf5_edits import edit_hdf5

# Small ones of every kind: matrices, flows in groups with texts and references, mixtures.
STUDIES = {
    "matrices": (
        "sweep: 1\nname: matrices\nexperiment: wim\n"
        "axes:\n  sigma: {log10: [-2.0, 0.0], count: 5}\n  d: [1.0, 2.0]\n  p: [[0.2, 0.8], [0.5, 0.5]]\n"
    ),
    "flows": (
        "sweep: 1\nname: flows\nexperiment: flow-1d\naxes: {cells: [8, 12], diffusion: [1.0, 0.5]}\n"
        "fixed: {domain: [0.0, 1.0], initial: uniform, stepper: explicit_euler, dt: 1.0e-4, "
        "times: [0.0, 1.0e-3], references: [semi_discrete]}\noutputs: [density, mass, max_error]\n"
    ),
    "mixtures": (
        "sweep: 1\nname: mixtures\nexperiment: wim\naxes:\n  mixture:\n"
        '    - {id: "a", weights: [0.5, 0.5], means: [0.0, 1.0], scales: [0.1, 0.1]}\n'
        '    - {id: "b", weights: [0.2, 0.3, 0.5], means: [0.0, 1.0, 2.0], scales: [0.1, 0.2, 0.1]}\n'
        "outputs: [wim, inverse]\n"
    ),
}

# What a run with --extend is given: the same and more.
WIDER = {
    "matrices": STUDIES["matrices"].replace("d: [1.0, 2.0]", "d: [1.0, 2.0, 3.0]"),
    "flows": STUDIES["flows"].replace("[1.0, 0.5]", "[1.0, 0.5, 0.25]"),
    "mixtures": STUDIES["mixtures"].replace(
        "outputs", '    - {id: "c", weights: [0.5, 0.5], means: [0.0, 2.0], scales: [0.1, 0.1]}\noutputs'),
}


class Results:
    """The results that are attacked, and what every verb says of them undisturbed."""

    def __init__(self, sweep: Sweep, folder: Path) -> None:
        self.sweep, self.folder = sweep, folder
        self.answers: dict[tuple[str, ...], str] = {}
        for name in STUDIES:
            for suffix, studies in (("", STUDIES), ("-wider", WIDER)):
                file = folder / f"{name}{suffix}.yaml"
                file.write_text(studies[name])
                ended = sweep.run("run", file, "-o", self.path(name + suffix), folder=folder)
                assert ended.code == 0, ended

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.h5"

    def copy(self, name: str, folder: Path) -> Path:
        # The name that runs are given to write in relative ways, too.
        return Path(shutil.copy(self.path(name), folder / "result.h5"))

    def answer(self, study: str, verb: list[object]) -> str:
        """What a verb says of the undisturbed result, in whose place `RESULT` stands."""
        key = (study, *map(str, verb))
        if key not in self.answers:
            own = self.folder / "answer"
            own.mkdir(exist_ok=True)
            path = self.copy(study, own)
            ended = self.sweep.run(*placed(verb, "result.h5"), folder=own)
            self.answers[key] = ended.output
            path.unlink()
        return self.answers[key]


def placed(verb: list[object], path: object) -> list[object]:
    return [path if word == "RESULT" else word for word in verb]


def has_content_of(original: Path, path: Path) -> bool:
    """Whether h5py reads all that the original has; that it cannot read is something else."""
    # In a process of its own, since libhdf5 may crash, and by fork, since h5py takes a second to load.
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if is_same(str(original), str(path), may_have_more=True) else 1)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def trial(results: Results, generator: random.Random, folder: Path, edit: Callable[[Path], tuple[str, bool]]) -> Trial:
    study = generator.choice(sorted(STUDIES))
    original, path = results.path(study), results.copy(study, folder)
    what, is_forged = edit(path)
    variable = {"matrices": "ratio", "flows": "mass", "mixtures": "wim"}[study]
    reading: list[list[object]] = [
        ["show", "RESULT"], ["show", "RESULT", "--csv"], ["show", "RESULT", variable, "--csv"],
        ["diff", "RESULT", original], ["diff", original, "RESULT", "--json"], ["errors", "RESULT"],
        ["order", "RESULT"], ["order", "RESULT", variable, "--along", "diffusion"],
    ]  # fmt: skip
    if study == "flows":
        reading.append(["show", "RESULT", "--group", "x_8", "--csv"])

    def shown(verb: list[object]) -> Callable[[Ended], str | None]:
        def check(ended: Ended) -> str | None:
            is_right = ended.output == results.answer(study, verb) or "warning: " in ended.message
            return None if ended.code != 0 or is_forged or is_right else "another answer, and not a word"

        return check

    def verified(ended: Ended) -> str | None:
        is_right = ended.code != 0 or has_content_of(original, path)
        return None if is_right else "verify finds nothing"

    def taken(ended: Ended) -> str | None:
        is_right = ended.code != 0 or is_forged or has_content_of(original, path)
        return None if is_right else "the run takes it for complete"

    def extended(ended: Ended) -> str | None:
        wider = results.path(f"{study}-wider").read_bytes()
        is_right = ended.code != 0 or is_forged or path.read_bytes() == wider
        return None if is_right else "the result of --extend is another"

    own = results.folder / f"{study}.yaml"
    wider = results.folder / f"{study}-wider.yaml"
    choices: list[tuple[list[object], Callable[[Ended], str | None]]] = [
        *((verb, shown(verb)) for verb in reading), *[(["verify", "RESULT"], verified)] * 4,
        (["status", "RESULT"], lambda _: None), (["merge", "RESULT"], lambda _: None),
        (["run", own, "-o", "RESULT", "--jobs", 1], taken),
        (["run", wider, "-o", "RESULT", "--jobs", 1, "--extend"], extended),
        (["run", own, "-o", "RESULT", "--jobs", 1, "--retry-failed"], lambda _: None),
        (["slurm", own, "-o", "RESULT", "--time", "1h", "--missing"], lambda _: None),
    ]  # fmt: skip
    verb, check = generator.choice(choices)
    return Trial(f"{study}: {what}", placed(verb, path.name), check)


def attacks(sweep: Sweep, folder: Path) -> list[Attack]:
    results = Results(sweep, folder)

    def edited_bytes(generator: random.Random, own: Path) -> Trial:
        def edit(path: Path) -> tuple[str, bool]:
            content, what, is_forged = edit_bytes(path.read_bytes(), generator)
            path.write_bytes(content)
            return what, is_forged

        return trial(results, generator, own, edit)

    def edited_by_h5py(generator: random.Random, own: Path) -> Trial:
        return trial(results, generator, own, lambda path: edit_hdf5(path, generator))

    def edited_by_both(generator: random.Random, own: Path) -> Trial:
        """The old layouts of what h5py writes have no checksums."""

        def edit(path: Path) -> tuple[str, bool]:
            first, _ = edit_hdf5(path, generator)
            content, then, is_forged = edit_bytes(path.read_bytes(), generator)
            path.write_bytes(content)
            return f"{first}; {then}", is_forged

        return trial(results, generator, own, edit)

    return [
        Attack("bytes of results", edited_bytes), Attack("results by h5py", edited_by_h5py),
        Attack("both", edited_by_both),
    ]  # fmt: skip

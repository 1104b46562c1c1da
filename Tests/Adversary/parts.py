"""Attacks on folders of parts: segments, states, plan.json, shards.json and locks."""

import json
import os
import random
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

from attack import Attack, Ended, Sweep, Trial
from byte_edits import edit_bytes
from hdf5_edits import edit_hdf5
from segments import add_seal
from unfinished import HEAD

# Points that are left in the middle, so that there are states.
LONG = (
    "sweep: 1\nname: long\nexperiment: flow-1d\naxes: {cells: [512], diffusion: [1.0, 0.5]}\n"
    "fixed: {times: [0.0, 0.06], dt: 1.0e-6, initial: gaussian, stepper: rkl2}\n"
    "outputs: [density, mass]\ncheckpoint: {seconds: 60.0, megabytes: 0.0001}\n"
)
MANY = (
    "sweep: 1\nname: many\nexperiment: wim\n"
    "axes:\n  sigma: {log10: [-2.0, 0.0], count: 8}\n  d: [1.0]\n  p: [[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]]\n"
    "checkpoint: {seconds: 60.0, megabytes: 0.0001}\n"
)


class Parts:
    """Folders of parts that are attacked, and the results that they lead to."""

    def __init__(self, sweep: Sweep, folder: Path) -> None:
        self.sweep, self.folder = sweep, folder
        for name, text in (("long", LONG), ("many", MANY)):
            file = folder / f"{name}.yaml"
            file.write_text(text)
            self.run("run", file, "-o", folder / f"{name}.h5")
            (folder / name).mkdir()
        for shard in (0, 1):
            self.run("run", folder / "many.yaml", "-o", folder / "many/result.h5", "--shard", f"{shard}/2")
        parts = folder / "long/result.h5.parts"
        moment = 0.1
        while not list(parts.glob("state-*")):
            self.run("run", folder / "long.yaml", "-o", folder / "long/result.h5", "--jobs", 1, "--max-time", moment)
            if (folder / "long/result.h5").exists():
                shutil.rmtree(folder / "long")
                (folder / "long").mkdir()
                moment *= 0.5
            moment *= 1.2

    def run(self, *arguments: object) -> None:
        ended = self.sweep.run(*arguments, folder=self.folder, seconds=300)
        assert ended.code in (0, 75), ended


def edit_json(path: Path, generator: random.Random) -> str:
    """Another value somewhere, or none, or text that is no JSON any more."""
    value = generator.choice([
        None, 0, -1, 2**31, 2**62, 2**64, 1e300, "", "x\x1b[2J", [], {}, [[]] * 3, True, "a" * 100_000, 3,
    ])  # fmt: skip
    content = json.loads(path.read_text())
    # The plan and its source are JSON within JSON, and the files in that are texts.
    key = generator.choice(list(content))
    if isinstance(content[key], str) and generator.random() < 0.7:
        try:
            inner = json.loads(content[key])
        except ValueError:
            inner = None
        if isinstance(inner, dict) and inner:
            inner[generator.choice(list(inner))] = value
            content[key] = json.dumps(inner)
            path.write_text(json.dumps(content))
            return f"{path.name}: within {key}, something is {value!r:.30}"
    if generator.random() < 0.2:
        path.write_text(generator.choice(["", "{", "[" * 100_000, "null", '{"count": 1e999}', "\0" * 100]))
        return f"{path.name} is no JSON of ours"
    if generator.random() < 0.3:
        del content[key]
        path.write_text(json.dumps(content))
        return f"{path.name} without {key}"
    content[key] = value
    path.write_text(json.dumps(content))
    return f"{path.name}: {key} is {value!r:.30}"


def edit_state(path: Path, generator: random.Random) -> str:
    """Other numbers under a seal that fits, or another count of them."""
    whole = path.read_bytes()
    head = HEAD.match(whole)
    assert head
    count = int(head[2])
    numbers = bytearray(whole[head.end() : head.end() + 8 * count])
    first = whole[: head.end()]
    words = "as it was"
    for _ in range(generator.choice([1, 1, 3])):
        kind = generator.randrange(3)
        if kind == 0:
            # The first numbers say how many there are of what.
            place = generator.randrange(min(count, generator.choice([16, count])))
            value = generator.choice([0.0, -1.0, 1.0, 2.0, 1e18, 1e300, float("nan"), float("inf"), 0.5])
            numbers[8 * place : 8 * place + 8] = bytearray(struct.pack("<d", value))
            words = f"number {place} is {value}"
        elif kind == 1:
            claimed = generator.choice([0, -1, 2**61, 2**63 - 1, count + 1])
            first = first.replace(b"count %d" % count, b"count %d" % claimed)
            words = f"it claims {claimed} numbers"
        else:
            first = first.replace(b"share " + head[3], b"share " + generator.choice([b"nan", b"-5", b"1e300", b"x"]))
            words = "another share"
    path.write_bytes(first + numbers)
    add_seal(path)
    return f"{path.name}: {words}, seal forged"


def put_in_place(path: Path, generator: random.Random) -> str:
    """Something else under the name of a file."""
    others = sorted(path.parent.iterdir())
    kind = generator.choice(["gone", "folder", "pipe", "link", "other", "empty", "sparse", "renamed"])
    content = path.read_bytes()
    path.unlink()
    match kind:
        case "folder": path.mkdir()
        case "pipe": os.mkfifo(path)
        case "link": path.symlink_to(generator.choice(["nowhere", path.name, "."]))
        case "other": shutil.copy(generator.choice([p for p in others if p.is_file()] or [__file__]), path)
        case "empty": path.touch()
        case "sparse":
            with path.open("wb") as file:
                file.truncate(1 << 34)
        case "renamed":
            name = generator.choice([
                "segment-0-of-1-000000.h5", "segment-5-of-2-000000.h5", "state-0-9.bin",
                "segment-0-of-99999999999999999999-0.h5", "state-99999999-0.bin", "segment-\x1b[1m.h5",
                "shard-0-of-3.lock", "segment-0-of-2-9223372036854775807.h5", "state-0-9223372036854775807.bin",
            ])  # fmt: skip
            path.with_name(name).write_bytes(content)
            kind += f" {name!r}"
    return f"{path.name}: {kind}"


def attacks(sweep: Sweep, folder: Path) -> list[Attack]:
    parts = Parts(sweep, folder)

    def trial(generator: random.Random, own: Path, names: list[str], edit: Callable[[Path], tuple[str, bool]]) -> Trial:
        study = generator.choice(["long", "many"])
        shutil.copytree(folder / study, own, dirs_exist_ok=True)
        output, place = own / "result.h5", own / "result.h5.parts"
        found = [path for name in names for path in place.glob(name)]
        victim = generator.choice(sorted(found or place.glob("plan.json")))
        # Of two segments of one plan either is as good under a name.
        known = {path.read_bytes() for path in place.iterdir() if path.is_file()}
        what, is_forged = edit(victim)

        def merged(ended: Ended) -> str | None:
            is_right = ended.code != 0 or is_forged or not output.exists() or (
                output.read_bytes() == (folder / f"{study}.h5").read_bytes())
            return None if is_right else "another result was made of it"

        def verified(ended: Ended) -> str | None:
            is_damaged = victim.name.startswith("segment") and victim.is_file() and victim.read_bytes() not in known
            is_right = ended.code != 0 or is_forged or not is_damaged
            return None if is_right else "verify finds nothing"

        file = folder / f"{study}.yaml"
        choices: list[tuple[list[object], Callable[[Ended], str | None]]] = [
            (["status", "result.h5"], lambda _: None), (["status", "result.h5", "--json"], lambda _: None),
            (["verify", "result.h5.parts"], verified), (["errors", "result.h5.parts"], lambda _: None),
            (["merge", "result.h5.parts"], merged), (["merge", "result.h5.parts", "--allow-partial"], lambda _: None),
            (["run", file, "-o", "result.h5", "--jobs", 1], merged),
            (["run", file, "-o", "result.h5", "--jobs", 1, "--shard", "0/2"], merged),
            (["run", file, "-o", "result.h5", "--jobs", 1, "--retry-failed"], merged),
            (["run", file, "-o", "result.h5", "--jobs", 1, "--fresh"], merged),
            (["slurm", file, "-o", "result.h5", "--time", "1h", "--missing"], lambda _: None),
        ]  # fmt: skip
        command, check = generator.choice(choices)
        return Trial(f"{study}: {what}", command, check)

    def edited_bytes(generator: random.Random, own: Path) -> Trial:
        def edit(path: Path) -> tuple[str, bool]:
            content, what, is_forged = edit_bytes(path.read_bytes(), generator)
            path.write_bytes(content)
            return f"{path.name}: {what}", is_forged

        return trial(generator, own, ["segment-*", "state-*"], edit)

    def edited_by_h5py(generator: random.Random, own: Path) -> Trial:
        def edit(path: Path) -> tuple[str, bool]:
            if path.suffix != ".h5":
                return edit_json(path, generator), True
            what, is_forged = edit_hdf5(path, generator)
            # Without a seal a segment is not looked at.
            if not is_forged:
                add_seal(path)
            return f"{path.name}: {what}, or after all forged", True

        return trial(generator, own, ["segment-*"], edit)

    def edited_states(generator: random.Random, own: Path) -> Trial:
        def edit(path: Path) -> tuple[str, bool]:
            return (edit_state if path.suffix == ".bin" else edit_json)(path, generator), True

        return trial(generator, own, ["state-*"], edit)

    def edited_json(generator: random.Random, own: Path) -> Trial:
        # What a run makes of another plan is of that plan.
        return trial(generator, own, ["*.json"], lambda path: (edit_json(path, generator), True))

    def others(generator: random.Random, own: Path) -> Trial:
        return trial(generator, own, ["*"], lambda path: (put_in_place(path, generator), False))

    return [
        Attack("bytes of parts", edited_bytes), Attack("segments by h5py", edited_by_h5py),
        Attack("states", edited_states), Attack("plans", edited_json), Attack("other files", others),
    ]  # fmt: skip

"""Attacks on files of numbers: what is taken means what it meant to whoever wrote it."""

import random
import re
from pathlib import Path

import h5py
import numpy as np
from attack import Attack, Ended, Sweep, Trial
from inputs import mutated, sensible

CELLS = 8
STUDY = """sweep: 1
name: files
experiment: flow-1d
axes: {{potential: [{{file: {{name: "{name}"}}}}]}}
fixed: {{cells: 8, domain: [0.0, 1.0], boundary: reflecting, initial: uniform, stepper: rkl2, tolerance: 1.0e-3, times: [0.0]}}
outputs: [energy]
"""


class Samples:
    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep

    def trial(self, what: str, folder: Path, name: str, wanted: np.ndarray | None) -> Trial:
        """The energy of the density 1 is the mean of the potential; `wanted` is none where it must be refused."""
        file, output = folder / "study.yaml", folder / "o.h5"
        file.write_text(STUDY.format(name=name))

        def check(ended: Ended) -> str | None:
            if said := sensible(ended):
                return said
            if ended.code != 0:
                # A potential beyond what doubles hold in sums fails, and says so.
                return None if ended.code in (1, 65) else f"the exit code {ended.code}"
            if wanted is None:
                return "it was taken"
            with h5py.File(output) as result:
                found = result["energy"][0, 0]
            size = np.abs(wanted).max()
            return None if abs(found - wanted.mean()) <= 1e-13 * size else f"{found} for the mean {wanted.mean()}"

        return Trial(what, ["run", file, "-o", output, "--max-time", "5"], check)

    def text(self, random_: random.Random, folder: Path) -> Trial:
        values = [random_.choice([random_.uniform(-2, 2), random_.randrange(-5, 5), 1e-300, 1e5]) for _ in range(CELLS)]
        joint = random_.choice(["\n", ",", " ", "\n", "\r\n", ", ", "\t", "\n# remark\n"])
        text = joint.join(map(repr, values)) + random_.choice(["", "\n"])
        if random_.random() < 0.7:
            text = mutated(text, random_)
        (folder / "v.csv").write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        return self.trial("a text of numbers", folder, "v.csv", read_text(text))

    def dataset(self, random_: random.Random, folder: Path) -> Trial:
        shape = random_.choice([(8,), (1, 8), (8, 1), (2, 4), (1, 1, 8), (2, 8), (16,), (4,), (), (0,), (8, 8)])
        kind = random_.choice(["f8", "f4", "f2", ">f8", "i1", "u1", ">i2", "i8", "u8", "?", "c16", "S4"])
        numbers = np.array([random_.randrange(0, 100) for _ in range(int(np.prod(shape, dtype=int)))])
        data = numbers.reshape(shape).astype(kind)
        given: dict[str, object] = {}
        for name in random_.sample(["scale_factor", "add_offset", "_FillValue", "missing_value", "valid_range", "units", "_Unsigned"],
                                   random_.choice([0, 0, 1, 2])):  # fmt: skip
            given[name] = {
                "scale_factor": random_.choice([0.5, np.float32(0.25), 2, "two", [1.0, 2.0]]), "add_offset": random_.choice([1.0, -3]),
                "_FillValue": random_.choice([-99.0, 200.0, 3.0]), "missing_value": random_.choice([-1.0, 5.0]),
                "valid_range": [0.0, 1000.0], "units": "m", "_Unsigned": "true",
            }[name]  # fmt: skip
        options = {}
        if shape and 0 not in shape:
            options = random_.choice([{}, {"compression": "gzip"}, {"chunks": True}, {"fletcher32": True, "chunks": True}, {"compression": "lzf"}])
        coordinate = None
        with h5py.File(folder / "v.h5", "w") as file:
            item = file.create_dataset("v", data=data, **options)
            for name, value in given.items():
                item.attrs[name] = value
            if len(shape) == 1 and random_.random() < 0.5 and shape != (0,):
                centres = (np.arange(shape[0]) + 0.5) / shape[0]
                coordinate = random_.choice([centres, centres[::-1], centres - 0.5 / shape[0], centres * 2])
                file["x"] = coordinate
                file["x"].make_scale("x")
                item.dims[0].attach_scale(file["x"])
        suffix = random_.choice(["", "", "[0]", "[-1]", "[1,0]", "[9]", "[0,0]"])
        return self.trial("a dataset", folder, f"v.h5:v{suffix}", read_dataset(data, given, options, coordinate, suffix))


def read_text(text: str) -> np.ndarray | None:
    """The eight numbers of a text, in one row or column."""
    rows = []
    for line in re.split(r"\r\n|\n|\r", text):
        content = line.split("#")[0]
        if content.strip():
            rows.append(content.split(",") if "," in content else content.split())
    try:
        values = np.array([[float(word) for word in row] for row in rows])
    except ValueError:
        return None
    return values.ravel() if values.size == CELLS and values.ndim == 2 and 1 in values.shape else None


def read_dataset(
    data: np.ndarray, given: dict[str, object], options: dict[str, object], coordinate: np.ndarray | None, suffix: str
) -> np.ndarray | None:
    """What a dataset means by its attributes; none where it may not be taken."""
    if data.dtype.kind not in "fiu" or options.get("compression") == "lzf" or data.ndim == 0:
        return None
    try:
        part = data.astype(float)[tuple(int(index) for index in suffix[1:-1].split(",") if index)]
    except IndexError:
        return None
    part = np.squeeze(part)
    if part.shape != (CELLS,):
        return None
    if "_Unsigned" in given or any(value in part for name, value in given.items() if name in ("_FillValue", "missing_value")):
        return None
    factor, offset = given.get("scale_factor", 1.0), given.get("add_offset", 0.0)
    if isinstance(factor, (str, list)):
        return None
    if coordinate is not None and not suffix and not np.allclose(coordinate, (np.arange(CELLS) + 0.5) / CELLS):
        return None
    return part * float(factor) + float(offset)


def attacks(sweep: Sweep, folder: Path) -> list[Attack]:
    samples = Samples(sweep)
    return [Attack("texts of numbers", samples.text), Attack("datasets of others", samples.dataset)]

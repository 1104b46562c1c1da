"""Edits of a result or segment through h5py, in place, as somebody's script would make them."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
from segments import add_seal

Edit = Callable[[h5py.File, random.Random], str]

NAMES = ["status", "note", "x\x1b[31m", "sigma", "new\nline", "coordinates", "Größe", "a" * 300]


def datasets(file: h5py.File) -> list[str]:
    found: list[str] = []
    file.visititems(lambda name, node: found.append(name) if isinstance(node, h5py.Dataset) else None)
    return found


def pick(file: h5py.File, generator: random.Random) -> str:
    """A dataset; at times one of those that everything hangs on."""
    names = datasets(file)
    central = [name for name in names if name in ("status", "provenance/checksums", "provenance/plan")]
    return generator.choice(central if central and generator.random() < 0.3 else names)


def change_value(file: h5py.File, generator: random.Random) -> str:
    name = pick(file, generator)
    dataset = file[name]
    values = dataset[()]
    if dataset.dtype.kind == "O":
        dataset[()] = "other" if dataset.shape == () else np.array(["other"] * dataset.size, object).reshape(dataset.shape)
        return f"texts of {name} changed"
    if dataset.shape == ():
        dataset[()] = np.asarray(generator.choice([0, 1, 77]), dataset.dtype)
        return f"{name} changed"
    place = tuple(generator.randrange(size) for size in values.shape) if values.size else ()
    special = [0, 1, 200, 3] if dataset.dtype.kind in "iu" else [0.0, np.nan, np.inf, 1e308, -1.0]
    if values.size:
        dataset[place] = np.asarray(generator.choice(special)).astype(dataset.dtype)
    return f"{name}{list(place)} changed"


def replace(file: h5py.File, generator: random.Random) -> str:
    """A dataset of another shape or type in the place of one."""
    name = pick(file, generator)
    shape = file[name].shape
    attributes = dict(file[name].attrs)
    del file[name]
    kind = generator.choice(["f8", "f4", "i8", "i4", "u1", "S3", "?", h5py.string_dtype(), h5py.vlen_dtype("f8")])
    new = generator.choice([
        (), (0,), shape[:-1] + (0,), (1,) * 8, shape + (2,), shape[::-1], (3,), tuple(size + 1 for size in shape),
    ])  # fmt: skip
    file.create_dataset(name, shape=new, dtype=kind)
    if generator.random() < 0.5:
        for key in ("units", "long_name", "coordinates"):
            if key in attributes:
                file[name].attrs[key] = attributes[key]
    if generator.random() < 0.5 and len(new) == 1:
        file[name].make_scale(name.rsplit("/")[-1])
    return f"{name} replaced by {kind} of {new}"


def claim_much(file: h5py.File, generator: random.Random) -> str:
    """A dataset that claims far more values than the file holds; nothing of it is written."""
    name = pick(file, generator)
    rank = max(1, len(file[name].shape))
    is_scale = file[name].is_scale
    kind = generator.choice(["f8", "u1", "i8", h5py.string_dtype()])
    del file[name]
    size = generator.choice([2**20, 2**28, 2**32, 2**40])
    shape = (size,) + (1,) * (rank - 1)
    options = {"chunks": (min(size, 2**16),) + (1,) * (rank - 1)} if generator.random() < 0.7 else {}
    if options and generator.random() < 0.5:
        options["compression"] = "gzip"
    file.create_dataset(name, shape=shape, dtype=kind, **options)
    if is_scale or generator.random() < 0.3:
        file[name].make_scale(name.rsplit("/")[-1])
    return f"{name} claims {size} values of {kind}"


def compress(file: h5py.File, generator: random.Random) -> str:
    """A dataset of zeros that take a thousandth of their room."""
    name = pick(file, generator)
    shape = file[name].shape
    del file[name]
    size = generator.choice([10**5, 10**7])
    file.create_dataset(name, data=np.zeros((size,) + (1,) * (max(1, len(shape)) - 1), "u1"), compression="gzip")
    return f"{name} is {size} compressed zeros"


def delete(file: h5py.File, generator: random.Random) -> str:
    name = pick(file, generator)
    del file[name]
    return f"{name} deleted"


def rename(file: h5py.File, generator: random.Random) -> str:
    name, other = pick(file, generator), generator.choice(NAMES)
    if other in file:
        return "nothing"
    file.move(name, other)
    return f"{name} renamed {other!r}"


def swap(file: h5py.File, generator: random.Random) -> str:
    one, other = pick(file, generator), pick(file, generator)
    if one == other:
        return "nothing"
    file.move(one, "between")
    file.move(other, one)
    file.move("between", other)
    return f"{one} and {other} swapped"


VALUES = [
    "text", "\x1b]0;title\x07", "two\nlines", np.float32(1), np.arange(3, dtype="i4"), True, 7, 1.5,
    np.arange(4.0), np.bytes_("fixed"), np.bytes_(b"\x1b[2J"), h5py.Empty("f8"), ["a", "b"],
    np.zeros(2, dtype=[("a", "i4"), ("b", "f8")]), np.zeros((2, 2)), np.array([1], "u1"),
    np.bytes_("x" * 60000), np.int64(-1), np.float64("nan"), np.arange(300, dtype="u1"),
]  # fmt: skip


def set_attribute(file: h5py.File, generator: random.Random) -> str:
    """An attribute of any kind, new or in the place of one that has a meaning."""
    owner = generator.choice([file, file[pick(file, generator)]])
    own = [name for name in owner.attrs if name not in ("DIMENSION_LIST", "REFERENCE_LIST")]
    key = generator.choice([*own, "note", "x\x1b[1m", "units", "coordinates", "flag_values", "shape_axis", "limit", "explains"])
    value = generator.choice(VALUES)
    if isinstance(value, np.bytes_) and key == "CLASS" and generator.random() < 0.5:
        value = np.bytes_("DIMENSION_SCALE")
    owner.attrs[key] = value
    return f"attribute {key!r} of {owner.name} set to a {type(value).__name__}"


def delete_attribute(file: h5py.File, generator: random.Random) -> str:
    owner = generator.choice([file, file[pick(file, generator)]])
    if not len(owner.attrs):
        return "nothing"
    key = generator.choice(list(owner.attrs))
    del owner.attrs[key]
    return f"attribute {key} of {owner.name} deleted"


def link(file: h5py.File, generator: random.Random) -> str:
    """A link to another name or file in the place of something, or beside all; the file is one whose
    opening blocks."""
    name = generator.choice([pick(file, generator), "provenance", "linked"])
    if name in file:
        del file[name]
    pipe = Path(file.filename).with_suffix(".pipe")
    if not pipe.exists():
        os.mkfifo(pipe)
    target = generator.choice([
        h5py.SoftLink("/status"), h5py.SoftLink("/nowhere"), h5py.SoftLink(f"/{name}"), h5py.SoftLink("/"),
        h5py.ExternalLink(str(pipe), "/status"), h5py.ExternalLink("nowhere.h5", "/x"),
    ])  # fmt: skip
    file[name] = target
    return f"{name} is a {type(target).__name__}"


def group_cycle(file: h5py.File, generator: random.Random) -> str:
    group = generator.choice([file, *(node for node in file.values() if isinstance(node, h5py.Group))])
    group["again"] = file["/"]
    return f"{group.name} holds its root"


def add(file: h5py.File, generator: random.Random) -> str:
    """Something new: a dataset or a group."""
    name = generator.choice(["extra", "x\x1b[31m", "provenance/notes", "extra/deep/er"])
    file.create_dataset(name, data=generator.choice([np.zeros(3), np.zeros(3, "f4"), "text", np.zeros((2, 0))]))
    if generator.random() < 0.3 and "/" in name:
        file[name.split("/")[0]].attrs["shape_axis"] = np.bytes_("sigma")
    return f"{name!r} added"


def store_elsewhere(file: h5py.File, generator: random.Random) -> str:
    """A dataset whose values lie in another file, or in datasets of others."""
    name = pick(file, generator)
    shape = file[name].shape
    if not shape:
        return "nothing"
    del file[name]
    if generator.random() < 0.5:
        file.create_dataset(name, shape=shape, dtype="f8", external=[("/dev/zero", 0, h5py.h5f.UNLIMITED)])
    else:
        layout = h5py.VirtualLayout(shape=shape, dtype="f8")
        layout[...] = h5py.VirtualSource("nowhere.h5", "x", shape=shape)
        file.create_virtual_dataset(name, layout)
    return f"the values of {name} lie in another file"


def detach(file: h5py.File, generator: random.Random) -> str:
    """A dataset without its scales, or with others."""
    name = pick(file, generator)
    dataset = file[name]
    if not dataset.shape or dataset.is_scale:
        return "nothing"
    number = generator.randrange(dataset.ndim)
    for scale in list(dataset.dims[number].values()):
        dataset.dims[number].detach_scale(scale)
    scales = [file[other] for other in datasets(file) if file[other].is_scale and file[other].ndim == 1]
    if generator.random() < 0.6 and scales:
        dataset.dims[number].attach_scale(generator.choice(scales))
    return f"dimension {number} of {name} has other scales"


EDITS: list[Edit] = [
    change_value, change_value, replace, claim_much, compress, delete, rename, swap, set_attribute,
    set_attribute, delete_attribute, link, group_cycle, add, store_elsewhere, detach,
]  # fmt: skip


def edit_hdf5(path: Path, generator: random.Random) -> tuple[str, bool]:
    """Edits a file; what was done, and whether it was given a seal that fits."""
    words = []
    # h5py cuts the seal off as it opens the file for writing.
    with h5py.File(path, "r+") as file:
        for _ in range(generator.choice([1, 1, 1, 2, 4])):
            edit = generator.choice(EDITS)
            try:
                words.append(edit(file, generator))
            except (OSError, ValueError, KeyError, RuntimeError, TypeError) as error:
                words.append(f"{edit.__name__} not possible: {error}"[:80])
    is_forged = generator.random() < 0.25
    if is_forged:
        add_seal(path)
    return f"{'; '.join(words)}, seal {'forged' if is_forged else 'cut'}", is_forged

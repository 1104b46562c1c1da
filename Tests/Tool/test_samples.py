"""Files of numbers that others have written: taken for what they mean, or refused."""

import random
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import Sweep

LINE = (
    "cells: 8, domain: [0.0, 1.0], boundary: reflecting, initial: uniform, stepper: rkl2, tolerance: 1.0e-3, "
    "times: [0.0]"
)
PLANE = (
    "cells: 6, domain: [0.0, 3.0], domain_y: [0.0, 2.0], boundary: reflecting, initial: uniform, "
    "diffusion: 10.0, stepper: rkl2, tolerance: 1.0e-8, times: [0.0]"
)
CENTRES = (np.arange(8) + 0.5) / 8


def study(folder: Path, name: str, fixed: str = LINE, experiment: str = "flow-1d") -> Path:
    file = folder / "study.yaml"
    file.write_text(
        f"sweep: 1\nname: files\nexperiment: {experiment}\n"
        f'axes: {{potential: [{{file: {{name: "{name}"}}}}]}}\nfixed: {{{fixed}}}\noutputs: [energy]\n'
    )
    return file


def energy(sweep: Sweep, file: Path) -> float:
    """Of the uniform density 1 on [0, 1] with diffusion 1: the mean of V."""
    output = file.with_suffix(".h5")
    output.unlink(missing_ok=True)
    sweep("run", file, "-o", output)
    with h5py.File(output) as result:
        return result["energy"][0, 0]


def dataset(folder: Path, values: np.ndarray, **attributes: object) -> h5py.File:
    file = h5py.File(folder / "v.h5", "w")
    file["v"] = values
    file["v"].attrs.update(attributes)
    return file


SHAPES = {
    "transposed": ((6, 4), "transpose it: a row of the file is a row of the grid"),
    "flat": ((24,), "give one value a cell"),
    "two rows": ((2, 12), "give one value a cell"),
    "eight rows": ((8, 3), "give one value a cell"),
}


@pytest.mark.parametrize(("shape", "help_"), SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("kind", ["csv", "h5"])
def test_a_plane_wants_its_rows(
    sweep: Sweep, tmp_path: Path, shape: tuple[int, ...], help_: str, kind: str
) -> None:
    values = np.arange(24.0).reshape(shape)
    if kind == "csv":
        np.savetxt(tmp_path / "v.csv", values, delimiter=",")
    else:
        dataset(tmp_path, values).close()
    name = "v.csv" if kind == "csv" else "v.h5:v"
    error = sweep("check", study(tmp_path, name, PLANE, "flow-2d"), code=65).stderr
    said = " × ".join(map(str, shape))
    assert f"{name} has {said} values, the grid has 4 rows of 6 cells" in error and help_ in error
    right = np.arange(24.0).reshape(4, 6)
    np.savetxt(tmp_path / "v.csv", right, delimiter=",")
    sweep("check", study(tmp_path, "v.csv", PLANE, "flow-2d"))


@pytest.mark.parametrize(
    "text", ["0,5\n0,6\n0,7\n0,8\n", "0.1 5\n0.3 6\n0.5 7\n0.7 8\n", "1 2 3 4\n5 6 7 8\n"])
def test_a_line_wants_one_value_a_cell(sweep: Sweep, tmp_path: Path, text: str) -> None:
    """Decimal commas, a column of places beside the values, and rows of a plane."""
    (tmp_path / "v.csv").write_text(text)
    error = sweep("check", study(tmp_path, "v.csv"), code=65).stderr
    assert "the grid has 8 cells" in error and "decimal points, not commas" in error


@pytest.mark.parametrize("shape", [(8,), (1, 8), (8, 1), (1, 1, 8), (1, 8, 1)])
def test_dimensions_of_one_place_are_none(
    sweep: Sweep, tmp_path: Path, shape: tuple[int, ...]
) -> None:
    dataset(tmp_path, CENTRES.reshape(shape)).close()
    assert energy(sweep, study(tmp_path, "v.h5:v")) == pytest.approx(0.5, abs=1e-14)


def test_a_frame_of_a_result_is_a_file_of_samples(sweep: Sweep, tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(
        "sweep: 1\nname: first\nexperiment: flow-1d\naxes: {diffusion: [1.0, 2.0]}\n"
        f"fixed: {{{LINE.replace('times: [0.0]', 'times: [0.0, 0.25]')}, potential: tilted}}\n"
    )
    sweep("run", first, "-o", tmp_path / "r.h5")
    with h5py.File(tmp_path / "r.h5") as result:
        wanted = result["density"][1, -1].mean()
    assert energy(sweep, study(tmp_path, "r.h5:density[1,-1]")) == pytest.approx(wanted, rel=1e-14)
    error = sweep("check", study(tmp_path, "r.h5:density[0]"), code=65).stderr
    assert "has 2 × 8 values, the grid has 8 cells" in error
    error = sweep("check", study(tmp_path, "r.h5:density[2,0]"), code=65).stderr
    assert "position 2 along dimension 0, where there are 2" in error


def test_coordinates_are_compared(sweep: Sweep, tmp_path: Path) -> None:
    def check(x: np.ndarray, code: int = 65) -> str:
        with dataset(tmp_path, np.arange(8.0)) as file:
            file["x"] = x
            file["x"].make_scale("x")
            file["v"].dims[0].attach_scale(file["x"])
        return sweep("check", study(tmp_path, "v.h5:v"), code=code).stderr

    check(CENTRES, 0)
    check(CENTRES.astype(np.float32), 0)
    # A scale without values of its own.
    check(np.zeros(8), 0)
    assert "has its values by falling x" in check(CENTRES[::-1])
    assert "where the centre of the cell is 0.0625" in check(np.arange(8) / 8)
    assert "has value 7 along x at 0.9" in check(np.append(CENTRES[:-1], 0.9))
    generator = np.random.default_rng(20261130)
    for _ in range(10):
        assert "along x at" in check(generator.permutation(CENTRES) + 1)


def test_rows_are_compared_with_y(sweep: Sweep, tmp_path: Path) -> None:
    x, y = (np.arange(6) + 0.5) / 2, (np.arange(4) + 0.5) / 2
    for falling in (False, True):
        with dataset(tmp_path, np.zeros((4, 6))) as file:
            for index, (name, values) in enumerate((("y", y[::-1] if falling else y), ("x", x))):
                file[name] = values
                file[name].make_scale(name)
                file["v"].dims[index].attach_scale(file[name])
            file["v"][...] = 1.0
        file = study(tmp_path, "v.h5:v", PLANE, "flow-2d")
        error = sweep("check", file, code=65 if falling else 0).stderr
        assert ("by falling y, from 1.75 on" in error) == falling


def test_packed_values_are_unpacked(sweep: Sweep, tmp_path: Path) -> None:
    generator = random.Random(20261130)
    for _ in range(5):
        factor, offset = generator.uniform(0.001, 10), generator.uniform(-5, 5)
        packed = np.array([generator.randrange(-1000, 1000) for _ in range(8)], np.int16)
        given = {"scale_factor": factor, "add_offset": offset}
        for name in generator.sample(list(given), generator.randrange(3)):
            del given[name]
        dataset(tmp_path, packed, _FillValue=np.int16(-32768), **given).close()
        wanted = packed * given.get("scale_factor", 1) + given.get("add_offset", 0)
        found = energy(sweep, study(tmp_path, "v.h5:v"))
        assert found == pytest.approx(wanted.mean(), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({"_FillValue": 3.0}, "value [3] is missing: it is the _FillValue, 3.0"),
        ({"missing_value": np.float32(7)}, "value [7] is missing: it is the missing_value, 7.0"),
        ({"scale_factor": "ten"}, "its attribute scale_factor is not a number"),
        ({"add_offset": [1.0, 2.0]}, "its attribute add_offset is not a number"),
        ({"_Unsigned": "true"}, "_Unsigned gives its integers another meaning"),
    ],
)
def test_what_stands_for_nothing_is_refused(
    sweep: Sweep, tmp_path: Path, attributes: dict[str, object], said: str
) -> None:
    dataset(tmp_path, np.arange(8.0), **attributes).close()
    assert said in sweep("check", study(tmp_path, "v.h5:v"), code=65).stderr


def test_filters_and_data_that_are_not_there(sweep: Sweep, tmp_path: Path) -> None:
    with h5py.File(tmp_path / "v.h5", "w") as file:
        file.create_dataset("lzf", data=np.arange(8.0), compression="lzf")
        file.create_dataset("gzip", data=CENTRES, compression="gzip")
        file.create_dataset("blank", shape=(8,), dtype="f8")
        file.create_dataset("empty", data=h5py.Empty("f8"))
    assert energy(sweep, study(tmp_path, "v.h5:gzip")) == pytest.approx(0.5, abs=1e-14)
    for name, said in [
        ("lzf", "packed by the filter lzf, which HDF5 does not have here"),
        ("blank", "nothing was written into it"),
        ("empty", "it has no dimension"),
        ("other", "opening 'other' failed"),
    ]:
        error = sweep("check", study(tmp_path, f"v.h5:{name}"), code=65).stderr
        assert said in error, error
    (tmp_path / "v.nc").write_bytes((tmp_path / "v.h5").read_bytes())
    error = sweep("check", study(tmp_path, "v.nc"), code=65).stderr
    assert "it is HDF5 or netCDF-4: name a dataset in it" in error

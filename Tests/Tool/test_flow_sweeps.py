"""Is every flow that the repository's sweep files describe a gradient flow, and readable?"""

import json
import re
from collections.abc import Iterator

import h5py
import numpy as np
import pytest
import xarray as xr
from conftest import REPOSITORY, Stored

EPSILON = float(np.finfo(float).eps)
FLOWS = sorted(
    path.stem for path in (REPOSITORY / "sweeps").rglob("*.yaml")
    if re.search(r"^experiment: flow-[12]d$", path.read_text(encoding="utf-8"), re.MULTILINE)
)
OK = 1


@pytest.fixture(params=FLOWS)
def flow(request: pytest.FixtureRequest, stored: Stored) -> Iterator[h5py.File]:
    with h5py.File(stored(request.param)) as result:
        yield result


def variables(result: h5py.File) -> dict[str, h5py.Dataset]:
    """All datasets by their paths, those in groups as well, without the provenance."""
    found: dict[str, h5py.Dataset] = {}

    def visit(path: str, item: h5py.Group | h5py.Dataset) -> None:
        if isinstance(item, h5py.Dataset) and not path.startswith("provenance/"):
            found[path] = item

    result.visititems(visit)
    return found


def groups(result: h5py.File) -> list[str]:
    """The root and the groups in which fields of one size lie."""
    found = [name for name, item in result.items() if isinstance(item, h5py.Group)]
    return ["/", *(name for name in found if name != "provenance")]


def test_there_are_flows() -> None:
    assert {"figure2", "figure3", "heat-convergence-dx", "aggregation-2d"} <= set(FLOWS)


def test_energy_never_rises(flow: h5py.File) -> None:
    energy = flow["energy"][...]
    scale = np.abs(energy).max(axis=-1)
    # Energy is a sum over all cells, added in a fixed order in lanes and rounded to some units in
    # the last place of the largest partial sum; at rest nothing but that changes.
    assert np.all(np.diff(energy, axis=-1).max(axis=-1, initial=-np.inf) <= 8 * EPSILON * scale)


def test_mass_is_kept(flow: h5py.File) -> None:
    mass = flow["mass"][...]
    assert np.all(mass > 0)
    assert np.all(np.abs(mass / mass[..., :1] - 1) <= 1e-13)


def test_densities_are_never_negative(flow: h5py.File) -> None:
    assert np.all(flow["minimum"][...] >= 0)
    for path, dataset in variables(flow).items():
        if path.rpartition("/")[2] == "density":
            assert np.all(dataset[...] >= 0), path


def test_what_is_ok_has_no_nan(flow: h5py.File) -> None:
    assert np.all(flow["status"][...] == OK)
    for path, dataset in variables(flow).items():
        if dataset.dtype.kind == "f" and "nan_meaning" not in dataset.attrs:
            assert not np.any(np.isnan(dataset[...])), path


def test_times_are_those_asked_for(flow: h5py.File) -> None:
    plan = json.loads(flow["provenance/plan"][()])
    assert flow["t"][...].tolist() == plan["fixed"]["times"]
    energy = flow["energy"]
    assert energy.dims[energy.ndim - 1][0].name == "/t"


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_readers_find_names_and_the_same_numbers(flow: h5py.File, engine: str) -> None:
    for group in groups(flow):
        with xr.open_dataset(flow.filename, engine=engine, group=group) as result:
            for name, dataset in flow[group].items():
                if not isinstance(dataset, h5py.Dataset):
                    continue
                read = result[name]
                assert read.attrs.get("units") and read.attrs.get("long_name"), name
                if dataset.dtype.kind in "fiu":
                    values = np.asarray(dataset[...])
                    assert read.values.tobytes() == values.tobytes(), name


@pytest.mark.parametrize("name", ["figure2", "figure3"])
def test_the_paper_s_times_are_hit_exactly(stored: Stored, name: str) -> None:
    with h5py.File(stored(name)) as result:
        assert {0.0, 0.11, 0.23, 0.34, 0.45} <= set(result["t"][...].tolist())

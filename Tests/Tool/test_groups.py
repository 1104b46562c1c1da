"""Do runs of several sizes give one group a size that other programs can open by itself?"""

import filecmp
import hashlib
import json
import signal
import subprocess
import time
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr
from conftest import Sweep

ENGINES = ["h5netcdf", "netcdf4"]
FIELDS = ("x", "density", "log_density", "derivative", "log_integrand")
PLACES = [11, 401, 33]

STUDY = """\
sweep: 1
name: ragged
experiment: profile
axes:
  sigma: [0.1, 0.2]
  places: [11, 401, 33]
  p: [[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]]
fixed: {d: 1.0}
"""

ZIPPED = """\
sweep: 1
name: zipped
experiment: profile
axes:
  p: [[0.2, 0.8], [0.5, 0.5]]
  case: {zip: {places: [11, 33, 11], sigma: [0.1, 0.2, 0.3]}}
fixed: {d: 1.0}
"""


def write(path: Path, text: str = STUDY) -> Path:
    path.write_text(text)
    return path


def is_same(a: Path, b: Path) -> bool:
    return filecmp.cmp(a, b, shallow=False)


@pytest.fixture(scope="module")
def ragged(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of the study above; tests only read it."""
    folder = tmp_path_factory.mktemp("ragged")
    sweep("run", write(folder / "ragged.yaml"), "-o", folder / "ragged.h5", "--jobs", 1)
    return folder / "ragged.h5"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_root_has_what_all_sizes_share(ragged: Path, engine: str) -> None:
    with xr.open_dataset(ragged, engine=engine) as result:
        assert set(result.data_vars) == {"status"}
        assert dict(result.sizes) == {"sigma": 2, "places": 3, "p": 3, "component": 2}
        assert list(result.places.values) == PLACES


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("places", PLACES)
def test_a_group_is_complete_by_itself(ragged: Path, engine: str, places: int) -> None:
    with xr.open_dataset(ragged, engine=engine, group=f"place_{places}") as group:
        assert set(group.data_vars) == set(FIELDS)
        assert group.density.dims == ("sigma", "places", "p", "place")
        assert group.derivative.dims == ("sigma", "places", "p", "theta", "place")
        assert group.density.shape == (2, 1, 3, places)
        for name in ("sigma", "places", "p", "place", "theta"):
            assert name in group.coords, name
        assert list(group.places.values) == [places]
        assert list(group.sigma.values) == [0.1, 0.2]
        assert list(group.place.values) == list(range(1, places + 1))
        assert group.p_weights.dims == ("p", "component")
        assert float(group.d) == 1.0
        density = group.sel(sigma=0.2, places=places).isel(p=1)
        x = density.x.values
        expected = 0.5 * sum(np.exp(-((x - mean) / 0.2) ** 2 / 2) for mean in (0, 1))
        expected /= 0.2 * np.sqrt(2 * np.pi)
        assert np.allclose(density.density.values, expected, rtol=1e-12)
        for name in FIELDS:
            assert np.all(np.isfinite(group[name])), name


@pytest.mark.parametrize("engine", ENGINES)
def test_equal_sizes_share_a_group(sweep: Sweep, tmp_path: Path, engine: str) -> None:
    output = tmp_path / "zipped.h5"
    sweep("run", write(tmp_path / "zipped.yaml", ZIPPED), "-o", output)
    with xr.open_dataset(output, engine=engine, group="place_11") as group:
        assert group.density.dims == ("p", "case", "place")
        assert list(group.case.values) == [0, 2]
        assert list(group.sigma.values) == [0.1, 0.3]
        # Where the mean 0 lies: the density there is that of its own component.
        assert np.allclose(group.x.isel(p=0, place=0), [-0.5, -1.5])
    sweep("diff", output, output)


def test_a_group_has_the_values_of_a_run_by_itself(
    sweep: Sweep, ragged: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.h5"
    study = STUDY.replace("[11, 401, 33]", "[401]")
    sweep("run", write(tmp_path / "alone.yaml", study), "-o", alone)
    with h5py.File(ragged) as many, h5py.File(alone) as one:
        for name in FIELDS:
            assert many[f"place_401/{name}"][...].tobytes() == one[name][...].tobytes(), name
    found = json.loads(sweep("diff", ragged, alone, "--json", code=1).stdout)
    assert found["groups_only_in_a"] == ["place_11", "place_33"]
    compared = found["groups"]["place_401"]["variables"]["density"]
    assert (compared["compared"], compared["different"]) == (2 * 3 * 401, 0)


def test_datasets_of_groups_are_as_at_the_root(ragged: Path) -> None:
    with h5py.File(ragged) as stored:
        checksums = json.loads(stored["provenance/checksums"][()])["datasets"]
        names: list[str] = []
        stored.visititems(
            lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None
        )
        assert set(checksums) == {name for name in names if not name.startswith("provenance/")}
        for places in PLACES:
            group = stored[f"place_{places}"]
            assert group.attrs["shape_axis"] == b"places"
            for name in FIELDS:
                dataset = group[name]
                assert dataset.fletcher32 and np.isnan(dataset.fillvalue), name
                own = hashlib.sha256(dataset[...].tobytes()).hexdigest()
                assert checksums[f"place_{places}/{name}"] == own
                for dimension in dataset.dims:
                    assert dimension[0].parent == group, "scales are the group's own"


def test_workers_and_shards_do_not_show(sweep: Sweep, ragged: Path, tmp_path: Path) -> None:
    file, two, merged = write(tmp_path / "study.yaml"), tmp_path / "two.h5", tmp_path / "shards.h5"
    sweep("run", file, "-o", two, "--jobs", 2)
    for k in (2, 0):
        sweep("run", file, "-o", merged, "--shard", f"{k}/3")
    sweep("merge", f"{merged}.parts", "--allow-partial", code=1)
    with h5py.File(tmp_path / "shards.partial.h5") as partial:
        missing = np.isnan(partial["place_401/density"][...]).all(axis=-1)
        assert (missing == (partial["status"][...][:, 1:2] == 0)).all() and missing.any()
    sweep("verify", tmp_path / "shards.partial.h5", code=76)
    sweep("run", file, "-o", merged, "--shard", "1/3")
    sweep("merge", f"{merged}.parts")
    for path in (two, merged):
        # Other than comments: the definition is the same text.
        assert is_same(path, ragged)
        sweep("verify", path)


def test_a_killed_run_goes_on_to_the_same_bytes(
    sweep: Sweep, binary: Path, tmp_path: Path
) -> None:
    # Some seconds of work on one core that leave little behind.
    weights = ", ".join(["0.03125"] * 32)
    study = f"""\
sweep: 1
name: interrupted
experiment: profile
axes:
  sigma: {{log10: [-2.0, 0.0], count: 30}}
  places: [1001, 15001, 303]
fixed: {{d: 1.0, p: [{weights}]}}
outputs: [density]
checkpoint: {{seconds: 0.1}}
"""
    file, output, whole = write(tmp_path / "s.yaml", study), tmp_path / "r.h5", tmp_path / "w.h5"
    process = subprocess.Popen(
        [binary, "run", file, "-o", output, "--jobs", "1"], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not any(Path(f"{output}.parts").glob("segment-*.h5")):
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=60) == -signal.SIGKILL
    assert not output.exists(), "the run was over before the signal came"
    sweep("run", file, "-o", output)
    sweep("run", file, "-o", whole, "--jobs", 2)
    assert is_same(output, whole)


@pytest.mark.parametrize(("before", "after"), [
    ("[11, 401, 33]", "[33, 55, 11, 401]"), ("[33]", "[11, 33]"), ("[11, 33]", "[33]"),
])
def test_extending_keeps_fields(
    sweep: Sweep, tmp_path: Path, before: str, after: str
) -> None:
    output, fresh = tmp_path / "r.h5", tmp_path / "fresh.h5"
    old = write(tmp_path / "old.yaml", STUDY.replace("[11, 401, 33]", before))
    new = write(tmp_path / "new.yaml", STUDY.replace("[11, 401, 33]", after))
    sweep("run", old, "-o", output)
    sweep("run", new, "-o", output, "--extend")
    sweep("run", new, "-o", fresh)
    assert is_same(output, fresh)
    shared = len(set(json.loads(before)) & set(json.loads(after)))
    entry = json.loads(Path(f"{output}.runs.jsonl").read_text().splitlines()[-1])
    assert entry["points_found"] == 6 * shared


def test_a_difference_in_a_group_is_found(sweep: Sweep, ragged: Path, tmp_path: Path) -> None:
    assert sweep("diff", ragged, ragged).stdout.endswith("A and B agree\n")
    edited = tmp_path / "edited.h5"
    edited.write_bytes(ragged.read_bytes())
    with h5py.File(edited, "r+") as result:
        result["place_33/density"][1, 0, 2, 7] *= 1 + 1e-14
        new = float(result["place_33/density"][1, 0, 2, 7])
    found = json.loads(sweep("diff", ragged, edited, "--json", code=1).stdout)
    assert [name for name, group in found["groups"].items() if not group["agree"]] == ["place_33"]
    density = found["groups"]["place_33"]["variables"]["density"]
    assert density["different"] == 1
    at = density["first"]["at"]
    assert (at["sigma"], at["places"], at["p"], at["place"]) == (0.2, 33, 2, 8)
    said = sweep("diff", ragged, edited, code=1).stdout
    row = next(line for line in said.splitlines() if line.startswith("place_33/density "))
    assert row.split()[2] == "1" and repr(new) in row
    verified = sweep("verify", edited, code=76).stderr
    assert "place_33/density is not what was written" in verified


def test_a_flipped_byte_in_a_group_is_found_and_named(
    sweep: Sweep, ragged: Path, tmp_path: Path
) -> None:
    with h5py.File(ragged) as result:
        place = result["place_401/density"].id.get_chunk_info(0).byte_offset
    content = bytearray(ragged.read_bytes())
    content[place + 17] ^= 4
    damaged = tmp_path / "damaged.h5"
    damaged.write_bytes(content)
    said = sweep("verify", damaged, code=76).stderr
    assert "place_401/density cannot be read" in said
    assert said.count("cannot be read") == 1


def test_groups_are_shown(sweep: Sweep, ragged: Path) -> None:
    said = sweep("show", ragged).stdout
    assert all(f"place_{places} " in said for places in PLACES)
    refused = sweep("show", ragged, "density", code=64).stderr
    assert "place_11, place_401, place_33" in refused and "--group" in refused
    rows = sweep("show", ragged, "density", "--group", "place_33", "--csv").stdout.splitlines()
    assert len(rows) == 1 + 2 * 3 * 33
    assert rows[0].split(",")[-2:] == ["place", "density"]
    assert "place_11" in sweep("show", ragged, "--group", "place_12", code=64).stderr


def test_large_fields_are_cut_into_chunks_of_4_mib(sweep: Sweep, tmp_path: Path) -> None:
    study = STUDY.replace("[11, 401, 33]", "[11, 600001]").replace("[0.1, 0.2]", "[0.1]")
    output = tmp_path / "large.h5"
    sweep("run", write(tmp_path / "large.yaml", study), "-o", output)
    sweep("verify", output)
    with h5py.File(output) as result:
        assert result["place_600001/density"].chunks == (1, 1, 1, 300001)
        assert result["place_600001/derivative"].chunks == (1, 1, 1, 1, 300001)
        assert result["place_11/density"].chunks == (1, 1, 1, 11)
        assert np.isfinite(result["place_600001/log_density"][0, 0, 2]).all()

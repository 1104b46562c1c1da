"""Do independent readers find the result as docs/file-format.md describes it?

h5py reads what is stored, xarray what it means, by the engines h5netcdf and netcdf4.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr
from conftest import REPOSITORY
from mpmath import mp, mpf

ENGINES = ["h5netcdf", "netcdf4"]
POINT = ("sigma", "d", "p")
VECTOR = (*POINT, "theta")
MATRIX = (*VECTOR, "theta_column")
VARIABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "status": (POINT, "u1"),
    "wim": (MATRIX, "f8"),
    "wim_sign": (MATRIX, "i1"),
    "log_wim": (MATRIX, "f8"),
    "log_wim_low": (MATRIX, "f8"),
    "error_estimate": (MATRIX, "f8"),
    "scaled_error_estimate": (MATRIX, "f8"),
    "log_scaling_factor": (VECTOR, "f8"),
    "ratio": (VECTOR, "f8"),
    "method": (POINT, "u1"),
}


@dataclass(frozen=True)
class Expected:
    """What the axes of a sweep file say, computed here."""

    path: Path
    definition: Path
    sigma: np.ndarray
    d: np.ndarray
    weights: np.ndarray

    @property
    def sizes(self) -> dict[str, int]:
        components = self.weights.shape[1]
        return {
            "sigma": len(self.sigma), "d": len(self.d), "p": len(self.weights),
            "component": components, "theta": components - 1, "theta_column": components - 1,
        }


def powers_of_ten(low: int, high: int, count: int) -> np.ndarray:
    """10^x at `count` exponents from low to high, each the double nearest to the exact power."""
    with mp.workdps(40):
        exponents = [low + mpf((high - low) * k) / (count - 1) for k in range(count)]
        return np.array([float(mpf(10) ** x) for x in exponents])


def simplex_of_three(steps: int) -> np.ndarray:
    """All positive weights in multiples of 1/steps, in lexicographic order."""
    return np.array([
        [i / steps, j / steps, (steps - i - j) / steps]
        for i in range(1, steps) for j in range(1, steps - i)
    ])


@pytest.fixture(params=["theorem3", "theorem3-simplex"])
def expected(request: pytest.FixtureRequest) -> Expected:
    path = request.getfixturevalue(request.param.replace("-", "_"))
    definition = REPOSITORY / f"sweeps/paper/{request.param}.yaml"
    if request.param == "theorem3":
        weights = np.array([[0.5, 0.5], [0.2, 0.8], [0.05, 0.95]])
        return Expected(
            path, definition, powers_of_ten(-4, 0, 81), np.array([0.5, 1.0, 2.0]), weights
        )
    return Expected(
        path, definition, powers_of_ten(-3, 0, 31), np.array([1.0]), simplex_of_three(10)
    )


def is_same(a: np.ndarray, b: np.ndarray) -> bool:
    """Equal to the last bit, NaN and the sign of zero included."""
    return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()


@pytest.mark.parametrize("engine", ENGINES)
def test_dimensions_have_names_and_sizes(expected: Expected, engine: str) -> None:
    with xr.open_dataset(expected.path, engine=engine) as result:
        assert dict(result.sizes) == expected.sizes
        assert set(result.data_vars) == set(VARIABLES)
        for name, (dimensions, kind) in VARIABLES.items():
            assert result[name].dims == dimensions, name
            assert result[name].dtype == np.dtype(kind), name


@pytest.mark.parametrize("engine", ENGINES)
def test_coordinates_are_those_of_the_sweep_file(expected: Expected, engine: str) -> None:
    with xr.open_dataset(expected.path, engine=engine) as result:
        sizes = expected.sizes
        wanted = {
            "sigma": expected.sigma,
            "d": expected.d,
            "p": np.arange(sizes["p"]),
            "p_weights": expected.weights,
            "component": np.arange(1, sizes["component"] + 1),
            "theta": np.arange(1, sizes["theta"] + 1),
            "theta_column": np.arange(1, sizes["theta_column"] + 1),
        }
        for name, values in wanted.items():
            assert name in result.coords
            assert is_same(result[name].values, values), f"{name}: {result[name].values}"
        assert result.p_weights.dims == ("p", "component")


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_is_described(expected: Expected, engine: str) -> None:
    with xr.open_dataset(expected.path, engine=engine) as result:
        for name, variable in result.variables.items():
            assert variable.attrs.get("units"), f"{name} has no units"
            assert variable.attrs.get("long_name"), f"{name} has no long_name"
        assert "σ" in result.sigma.attrs["long_name"], "attributes are UTF-8"
        assert result.attrs["title"] == expected.definition.stem
        assert result.attrs["experiment"] == "wim"
        assert "arXiv:2309.12997" in result.attrs["references"]
        assert result.attrs["source"].startswith("sweep ")


@pytest.mark.parametrize("engine", ENGINES)
def test_status_explains_itself(expected: Expected, engine: str) -> None:
    with xr.open_dataset(expected.path, engine=engine) as result:
        meanings = result.status.attrs["flag_meanings"].split()
        codes = list(result.status.attrs["flag_values"])
        assert meanings == ["not_computed", "ok", "not_converged", "failed"]
        assert codes == [0, 1, 2, 3]
        assert np.all(result.status.values == codes[meanings.index("ok")])


def test_all_readers_read_the_same_numbers(expected: Expected) -> None:
    with h5py.File(expected.path) as stored:
        for engine in ENGINES:
            with xr.open_dataset(expected.path, engine=engine) as result:
                for name in VARIABLES:
                    assert is_same(stored[name][...], result[name].values), f"{engine}: {name}"


def test_what_is_not_computed_cannot_pass_for_a_number(expected: Expected) -> None:
    with h5py.File(expected.path) as stored:
        for name, (_, kind) in VARIABLES.items():
            fill = stored[name].fillvalue
            assert np.isnan(fill) if kind == "f8" else fill == 0, f"{name}: {fill}"


def test_datasets_are_checksummed_and_scales_attached(expected: Expected) -> None:
    with h5py.File(expected.path) as stored:
        for name, (dimensions, _) in VARIABLES.items():
            assert stored[name].fletcher32, name
            attached = [scale.keys() for scale in stored[name].dims]
            assert attached == [[dimension] for dimension in dimensions], name


def test_provenance_holds_the_sweep_file_word_for_word(expected: Expected) -> None:
    with h5py.File(expected.path) as stored:
        definition = stored["provenance/definition"][()]
        plan = stored["provenance/plan"][()]
        assert definition == expected.definition.read_bytes()
        assert json.loads(plan)["experiment"] == "wim"
        assert stored.attrs["plan_sha256"] == hashlib.sha256(plan).hexdigest().encode()


def test_checksums_are_those_of_the_bytes(expected: Expected) -> None:
    with h5py.File(expected.path) as stored:
        checksums = json.loads(stored["provenance/checksums"][()])
        assert checksums["algorithm"] == "sha256"
        names = {name for name, item in stored.items() if isinstance(item, h5py.Dataset)}
        assert set(checksums["datasets"]) == names
        for name in names:
            values = stored[name][()]
            # A lone text counts as its UTF-8, numbers as their little-endian bytes.
            content = values if isinstance(values, bytes) else np.asarray(values).tobytes()
            assert hashlib.sha256(content).hexdigest() == checksums["datasets"][name], name
        for name in ("definition", "plan"):
            content = stored[f"provenance/{name}"][()]
            assert hashlib.sha256(content).hexdigest() == checksums["texts"][name], name


@pytest.mark.parametrize("engine", ENGINES)
def test_the_ratio_approaches_one_by_the_corrected_law(expected: Expected, engine: str) -> None:
    with xr.open_dataset(expected.path, engine=engine) as result:
        sigma = float(result.sigma[0])
        first = result.isel(sigma=0).sel(d=1.0)
        weights = first.p_weights.values
        log_ratio = np.log(weights[:, :-1] / weights[:, 1:])
        coefficient = (first.ratio.values - 1) / sigma**2
    # The next order is (5π⁴/8 + …) σ⁴: within 20 σ² of this one, relatively.
    assert np.allclose(coefficient, np.pi**2 / 2 + log_ratio**2 / 2, rtol=20 * sigma**2 + 1e-6)

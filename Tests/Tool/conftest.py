"""How the tests of this folder reach the program: as its users do, through the binary.

SWEEP_BINARY names it; without that it is the release build of this checkout.
"""

import csv
import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xarray as xr

REPOSITORY = Path(__file__).resolve().parents[2]

Sweep = Callable[..., subprocess.CompletedProcess[str]]
Paper = Callable[[str], xr.Dataset]
Orders = Callable[..., list[dict[str, float]]]


@pytest.fixture(scope="session")
def binary() -> Path:
    path = Path(os.environ.get("SWEEP_BINARY", REPOSITORY / ".build/release/sweep"))
    if not path.is_file():
        pytest.exit(f"{path} does not exist; scripts/build makes it", returncode=2)
    return path.resolve()


@pytest.fixture(scope="session")
def sweep(binary: Path) -> Sweep:
    """Runs `sweep ARGUMENT…` in the repository and insists on the exit code."""

    def run(*arguments: object, code: int = 0, **options: object):
        command = [str(binary), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", timeout=600, **options
        )
        assert done.returncode == code, (
            f"{' '.join(command)}\nexit code {done.returncode}, expected {code}\n"
            f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        )
        return done

    return run


@pytest.fixture(scope="session")
def theorem3(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of sweeps/paper/theorem3.yaml; tests only read it."""
    output = tmp_path_factory.mktemp("theorem3") / "theorem3.h5"
    sweep("run", "sweeps/paper/theorem3.yaml", "-o", output)
    return output


@pytest.fixture(scope="session")
def theorem3_simplex(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of sweeps/paper/theorem3-simplex.yaml; tests only read it."""
    output = tmp_path_factory.mktemp("theorem3-simplex") / "theorem3-simplex.h5"
    sweep("run", "sweeps/paper/theorem3-simplex.yaml", "-o", output)
    return output


@pytest.fixture(scope="session")
def stored(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The result file of a sweep file in sweeps/paper, computed once; tests only read it."""
    folder = tmp_path_factory.mktemp("paper")

    def path(name: str) -> Path:
        output = folder / f"{name}.h5"
        if not output.exists():
            sweep("run", f"sweeps/paper/{name}.yaml", "-o", output)
        return output

    return path


@pytest.fixture(scope="session")
def paper(stored: Callable[[str], Path]) -> Paper:
    """The result of a sweep file in sweeps/paper, by its name."""
    return lambda name: xr.load_dataset(stored(name), engine="h5netcdf")


@pytest.fixture(scope="session")
def orders(sweep: Sweep, stored: Callable[[str], Path]) -> Orders:
    """What `sweep order` says of a variable of a study, row by row."""

    def rows(name: str, *arguments: object) -> list[dict[str, float]]:
        text = sweep("order", stored(name), *arguments, "--csv").stdout
        return [
            {key: float(value) for key, value in row.items() if value and key != "reason"}
            for row in csv.DictReader(io.StringIO(text))
        ]

    return rows

"""How the tests of this folder reach the program: as its users do, through the binary."""

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xarray as xr
from program import REPOSITORY, binary

__all__ = ["REPOSITORY", "binary"]

Sweep = Callable[..., subprocess.CompletedProcess[str]]
Stored = Callable[[str], Path]
Paper = Callable[[str], xr.Dataset]
Orders = Callable[..., list[dict[str, float]]]


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

    run.binary = binary
    return run


@pytest.fixture(scope="session")
def stored(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """The result of a file in sweeps, by the file's name, computed once; tests only read it."""
    folder = tmp_path_factory.mktemp("results")

    def path(name: str) -> Path:
        output = folder / f"{name}.h5"
        if not output.exists():
            (file,) = (REPOSITORY / "sweeps").rglob(f"{name}.yaml")
            sweep("run", file.relative_to(REPOSITORY), "-o", output)
        return output

    return path


@pytest.fixture(scope="session")
def theorem3(stored: Stored) -> Path:
    """The result of sweeps/paper/theorem3.yaml."""
    return stored("theorem3")


@pytest.fixture(scope="session")
def theorem3_simplex(stored: Stored) -> Path:
    """The result of sweeps/paper/theorem3-simplex.yaml."""
    return stored("theorem3-simplex")


@pytest.fixture(scope="session")
def paper(stored: Stored) -> Paper:
    """The result of a sweep file, by its name."""
    return lambda name: xr.load_dataset(stored(name), engine="h5netcdf")


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="session")
def orders(sweep: Sweep, stored: Stored) -> Orders:
    """What `sweep order` says of a variable of a study, row by row; its numbers, not its words."""

    def rows(name: str, *arguments: object) -> list[dict[str, float]]:
        text = sweep("order", stored(name), *arguments, "--csv").stdout
        return [
            {key: float(value) for key, value in row.items() if is_number(value)}
            for row in csv.DictReader(io.StringIO(text))
        ]

    return rows

"""The tests of this folder run on a Slurm that they start, or are skipped and say so."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from arrays import FLOWS, STUDY, Local
from cluster import CannotStart, Cluster, running_cluster
from program import binary

__all__ = ["binary"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    try:
        with running_cluster() as running:
            yield running
    except CannotStart as error:
        pytest.skip(f"NO SLURM, NOTHING WAS TESTED: {error}")


@pytest.fixture(scope="session")
def sweep(binary: Path, cluster: Cluster):
    """Runs `sweep ARGUMENT…` as on the cluster's login node and insists on the exit code."""

    def run(*arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        command = [str(binary), *map(str, arguments)]
        done = subprocess.run(
            command, env=cluster.environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == code, f"{command}: {done.returncode}\n{done.stderr}"
        return done

    return run


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("slurm") / "array.yaml"
    file.write_text(STUDY)
    return file


@pytest.fixture(scope="session")
def local(cluster: Cluster, binary: Path, study: Path) -> Iterator[Local]:
    with Local(binary, study) as running:
        yield running


@pytest.fixture(scope="session")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("flows") / "flows.yaml"
    file.write_text(FLOWS)
    return file


@pytest.fixture(scope="session")
def local_flows(cluster: Cluster, binary: Path, flows: Path) -> Iterator[Local]:
    with Local(binary, flows) as running:
        yield running

"""Does docs/file-format.md say of everything in a result what it is?"""

import re
from pathlib import Path

import h5py
import pytest
from conftest import REPOSITORY, Sweep

PAGE = (REPOSITORY / "docs/file-format.md").read_text()
NAMED = set(re.findall(r"`([^`]+)`", PAGE))
FLOWS = ["flow-1d", "flow-2d", "transport", "simplex-flow"]


def attributes(file: h5py.File) -> set[str]:
    names = set(file.attrs)
    file.visititems(lambda _, item: names.update(item.attrs))
    return names


def test_the_attributes_are_those_of_the_page(
    sweep: Sweep, theorem3: Path, tmp_path: Path
) -> None:
    found: set[str] = set()
    files = [theorem3]
    for name in ("simplex", "paper/theorem5", "paper/figure2", "flows/narrow", "mixtures"):
        files.append(tmp_path / f"{Path(name).name}.h5")
        sweep("run", REPOSITORY / f"sweeps/{name}.yaml", "-o", files[-1])
    grouped = tmp_path / "grouped.yaml"
    grouped.write_text(
        "sweep: 1\nname: grouped\nexperiment: flow-1d\naxes: {cells: [8, 16]}\n"
        "fixed: {domain: [0.0, 1.0], initial: uniform, stepper: explicit_euler, dt: 1.0e-4, "
        "times: [1.0e-3]}\n")
    files.append(tmp_path / "grouped.h5")
    sweep("run", grouped, "-o", files[-1])
    for path in files:
        with h5py.File(path) as file:
            found |= attributes(file)
    table = PAGE.split("## Attributes")[1].split("\n## ")[0]
    assert found == set(re.findall(r"`(\w+)`", "\n".join(
        # The second column has the names; below the table are those of HDF5.
        line.split("|")[2] if line.startswith("|") else line for line in table.splitlines())))


@pytest.mark.parametrize("experiment", FLOWS)
def test_the_outputs_of_flows_are_on_the_page(sweep: Sweep, experiment: str) -> None:
    described = sweep("describe", experiment).stdout.split("\noutput ")[1].split("\n\n")[0]
    outputs = [line.split()[0] for line in described.splitlines()[1:]]
    assert len(outputs) > 10 and set(outputs) <= NAMED, set(outputs) - NAMED

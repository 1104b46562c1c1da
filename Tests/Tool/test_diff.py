"""Does `sweep diff` find what another program sees, and say it to people and to programs?"""

import json
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import Sweep

DIFFERENT, USAGE, NO_INPUT = 1, 64, 66

STUDY = """\
sweep: 1
name: study
experiment: wim
axes:
  sigma: {log10: [-2.0, 0.0], count: 9}
  d: [0.5, 1.0]
  p: [[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]]
"""


def store(sweep: Sweep, path: Path, text: str) -> Path:
    path.with_suffix(".yaml").write_text(text)
    sweep("run", path.with_suffix(".yaml"), "-o", path)
    return path


def compare(sweep: Sweep, a: Path, b: Path, *options: str, code: int = 0) -> dict:
    return json.loads(sweep("diff", a, b, "--json", *options, code=code).stdout)


@pytest.fixture
def edited(theorem3: Path, tmp_path: Path) -> Path:
    path = tmp_path / "edited.h5"
    path.write_bytes(theorem3.read_bytes())
    return path


def ordered(value: np.float64) -> int:
    """The place of a double among all doubles."""
    bits = int(np.float64(value).view(np.int64))
    return bits if bits >= 0 else -(bits & (2**63 - 1)) - 1


def test_a_result_agrees_with_itself(sweep: Sweep, theorem3: Path) -> None:
    said = sweep("diff", theorem3, theorem3).stdout
    assert said.splitlines()[0].split()[:4] == ["variable", "compared", "different", "nan"]
    assert said.endswith("A and B agree\n")
    found = compare(sweep, theorem3, theorem3)
    assert found["agree"] is True
    with h5py.File(theorem3) as stored:
        assert {name: values["compared"] for name, values in found["variables"].items()} == {
            name: stored[name].size for name in found["variables"]
        }


def test_changed_numbers_are_found(sweep: Sweep, theorem3: Path, edited: Path) -> None:
    with h5py.File(edited, "r+") as result:
        old = result["wim"][...]
        new = old.copy()
        new[60, 1, 2, 0, 0] *= 1 + 1e-14
        new[61, 0, 1, 0, 0] = np.nextafter(new[61, 0, 1, 0, 0], np.inf)
        result["wim"][...] = new
        result["ratio"][7, 0, 0, 0] = np.nan
        place = {name: result[name][k] for name, k in (("sigma", 60), ("d", 1), ("p", 2))}
    found = compare(sweep, theorem3, edited, code=DIFFERENT)
    wim = found["variables"]["wim"]
    changed = np.argwhere(old != new)
    ulp = [ordered(new[tuple(k)]) - ordered(old[tuple(k)]) for k in changed]
    assert (wim["different"], wim["nan"]) == (len(changed), 0)
    largest = wim["largest_ulp"]
    assert largest["ulp"] == max(map(abs, ulp))
    assert (largest["a"], largest["b"]) == (old[60, 1, 2, 0, 0], new[60, 1, 2, 0, 0])
    assert {name: largest["at"][name] for name in place} == place
    assert (largest["at"]["theta"], largest["at"]["theta_column"]) == (1, 1)
    assert wim["largest_relative"]["relative"] == pytest.approx(1e-14, rel=0.02)
    assert wim["first"]["at"] == largest["at"]
    ratio = found["variables"]["ratio"]
    assert (ratio["different"], ratio["nan"], ratio["first_nan"]["b"]) == (1, 1, "nan")
    said = sweep("diff", theorem3, edited, code=DIFFERENT).stdout
    row = next(line for line in said.splitlines() if line.startswith("wim "))
    assert row.split()[1:4] == [str(old.size), "2", "0"]
    assert repr(float(new[60, 1, 2, 0, 0])) in row
    assert said.endswith("A and B do not agree\n")


def test_a_tolerance_in_ulp(sweep: Sweep, theorem3: Path, edited: Path) -> None:
    with h5py.File(edited, "r+") as result:
        values = result["log_wim"][...]
        result["log_wim"][...] = np.nextafter(np.nextafter(values, np.inf), np.inf)
    compare(sweep, theorem3, edited, "--ulp", "1", code=DIFFERENT)
    found = compare(sweep, theorem3, edited, "--ulp", "2")
    assert found["variables"]["log_wim"]["different"] == 0
    assert found["variables"]["log_wim"]["largest_ulp"]["ulp"] == 2


def test_only_shared_points_are_compared(sweep: Sweep, tmp_path: Path) -> None:
    a = store(sweep, tmp_path / "a.h5", STUDY)
    other = STUDY.replace("count: 9", "count: 17").replace("[0.5, 1.0]", "[1.0, 2.0]")
    b = store(sweep, tmp_path / "b.h5", other.replace("[[0.2, 0.8], ", "["))
    found = compare(sweep, a, b, code=DIFFERENT)
    assert found["dimensions"]["sigma"]["shared"] == 9
    assert len(found["dimensions"]["sigma"]["only_in_b"]) == 8
    assert found["dimensions"]["d"]["only_in_a"] == [{"d": 0.5}]
    assert found["dimensions"]["d"]["only_in_b"] == [{"d": 2.0}]
    assert [found["dimensions"]["p"][key] for key in ("shared", "only_in_b")] == [2, []]
    assert found["variables"]["wim"]["compared"] == 9 * 1 * 2 * 1
    assert all(values["different"] == 0 for values in found["variables"].values())
    said = sweep("diff", a, b, code=DIFFERENT).stdout
    assert "dimension d: 1 in both; 1 only in A: d=0.5; 1 only in B: d=2.0\n" in said


def test_a_title_is_only_noted(sweep: Sweep, tmp_path: Path) -> None:
    a = store(sweep, tmp_path / "a.h5", STUDY)
    b = store(sweep, tmp_path / "b.h5", STUDY.replace("name: study", "name: other"))
    assert 'note: title: "study" in A, "other" in B\n' in sweep("diff", a, b).stdout
    assert compare(sweep, a, b)["attributes"] == {"title": {"a": "study", "b": "other"}}


def test_what_cannot_be_compared(sweep: Sweep, theorem3: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.h5"
    assert "No such file" in sweep("diff", theorem3, missing, code=NO_INPUT).stderr
    sweep("diff", theorem3, code=USAGE)
    sweep("diff", theorem3, theorem3, "--ulp", "-1", code=USAGE)

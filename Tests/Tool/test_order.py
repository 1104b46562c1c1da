"""Does `sweep order` find what is known, and nothing where nothing is to be found?"""

import csv
import io
import math
from pathlib import Path

import pytest
from conftest import Sweep


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_recovers_the_second_order_coefficient(sweep: Sweep, theorem3: Path) -> None:
    found = rows(sweep("order", theorem3, "--csv").stdout)
    assert len(found) == 9
    for row in found:
        log_ratio = math.log(float(row["p_weights_1"]) / float(row["p_weights_2"]))
        gap = float(row["d"])
        law = (math.pi**2 / 2 + log_ratio**2 / 2) / gap**2
        order, order_error = float(row["order"]), float(row["order_uncertainty"])
        coefficient, error = float(row["coefficient"]), float(row["coefficient_uncertainty"])
        assert abs(order - 2) <= order_error + 1e-9 and order_error < 1e-6
        assert abs(coefficient - law) <= 3 * error and error < 1e-6 * law
        if log_ratio:
            printed = (math.pi**2 / 2 + log_ratio + 2 / math.pi * log_ratio**2) / gap**2
            assert abs(coefficient - printed) > 1e5 * error


def test_table_is_short_and_says_what_it_measures(sweep: Sweep, theorem3: Path) -> None:
    lines = sweep("order", theorem3, "--at", "d=1").stdout.splitlines()
    assert lines[0] == "ratio − 1.0 ≈ C sigma^q"
    assert len(lines) == 2 + 1 + 3
    assert "4.9348022" in lines[3] and "5.8957082" in lines[4]
    assert len(sweep("order", theorem3, "--rows", "2").stdout.splitlines()) == 2 + 1 + 2 + 1


HEAT = """
sweep: 1
name: heat
experiment: flow-1d
axes: {AXES}
fixed: {domain: [-6.0, 6.0], initial: wrapped_gaussian, mobility: logarithmic, times: [0.5], FIXED}
outputs: [max_error]
"""


def heat(sweep: Sweep, folder: Path, axes: str, fixed: str) -> Path:
    text = HEAT.replace("AXES", axes).replace("FIXED", fixed)
    (folder / "heat.yaml").write_text(text)
    sweep("run", folder / "heat.yaml", "-o", folder / "heat.h5")
    return folder / "heat.h5"


def test_steps_may_be_a_column_of_a_zip(sweep: Sweep, tmp_path: Path) -> None:
    zipped = "grid: {zip: {dx: [0.4, 0.2, 0.1], dt: [0.016, 0.004, 0.001]}}"
    fixed = "stepper: explicit_euler, references: [exact]"
    result = heat(sweep, tmp_path, zipped, fixed)
    for name, order in [("dx", 2), ("dt", 1)]:
        (row,) = rows(sweep("order", result, "--along", name, "--csv").stdout)
        assert abs(float(row["order"]) - order) < 0.1
        assert {"dx", "dt", "grid"}.isdisjoint(row)
    which = sweep("order", result, code=64).stderr
    assert "which axis has the steps? --along one of dx, dt" in which


def test_cells_are_one_over_the_step(sweep: Sweep, tmp_path: Path) -> None:
    fixed = "stepper: rkl2, tolerance: 1.0e-9, references: [exact]"
    result = heat(sweep, tmp_path, "cells: [20, 40, 80, 160]", fixed)
    text = sweep("order", result).stdout
    assert text.splitlines()[0] == "max_error − 0.0 ≈ C (1/cells)^q"
    (row,) = rows(sweep("order", result, "--along", "cells", "--csv").stdout)
    assert abs(float(row["order"]) - 2) < 0.1 and float(row["to"]) <= 1 / 20
    # By dx, twelve times as large, the coefficient is less by that to the power of the order.
    (tmp_path / "dx").mkdir()
    by_dx = heat(sweep, tmp_path / "dx", "dx: [0.6, 0.3, 0.15, 0.075]", fixed)
    (other,) = rows(sweep("order", by_dx, "--csv").stdout)
    assert float(row["coefficient"]) == pytest.approx(144 * float(other["coefficient"]), rel=1e-3)


def test_errors_at_the_reference_are_said_to_be(sweep: Sweep, tmp_path: Path) -> None:
    steps = "dt: [0.02, 0.01, 0.005, 0.0025, 0.00125]"
    fixed = "cells: 50, stepper: ssp_rk3, references: [semi_discrete]"
    (row,) = rows(sweep("order", heat(sweep, tmp_path, steps, fixed), "--csv").stdout)
    assert row["order"] == "nan"
    assert row["reason"] == "errors are at the reference's: lower reference_tolerance"
    (tmp_path / "heat.h5").unlink()
    exact = heat(
        sweep, tmp_path, "dt: [0.02, 0.01, 0.005]", f"{fixed}, reference_tolerance: 1.0e-13")
    (row,) = rows(sweep("order", exact, "--csv").stdout)
    assert not row["reason"] and abs(float(row["order"]) - 3) < 0.2


def test_invents_nothing(sweep: Sweep, theorem3: Path) -> None:
    for row in rows(sweep("order", theorem3, "--limit", "0.5", "--csv").stdout):
        assert row["order"] == row["coefficient"] == "nan"
        assert row["reason"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ration",), "there is no variable 'ration'"),
        (("status",), "does not hold real numbers"),
        (("ratio", "--along", "p"), "no axis of positive steps, three or more; there are sigma, d"),
        (("ratio", "--beside", "x"), "there is no variable 'x'"),
    ],
)
def test_refuses_what_cannot_be_meant(
    sweep: Sweep, theorem3: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert message in sweep("order", theorem3, *arguments, code=64).stderr

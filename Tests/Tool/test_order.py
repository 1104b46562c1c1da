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

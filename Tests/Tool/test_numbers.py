"""Are the numbers of axes those that exact arithmetic gives for the digits as they are typed?"""

import random
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import h5py
import pytest
from conftest import Sweep

HEAD = "sweep: 1\nname: numbers\nexperiment: simplex-flow\naxes: {first_mean: "
TAIL = "}\nfixed: {p: [0.5, 0.5], dt: 0.1, times: [0.0]}\n"
LARGEST = Fraction(10) ** 150


def axis(sweep: Sweep, folder: Path, form: str) -> list[float]:
    (folder / "n.yaml").write_text(HEAD + form + TAIL)
    (folder / "n.h5").unlink(missing_ok=True)
    sweep("run", folder / "n.yaml", "-o", folder / "n.h5")
    with h5py.File(folder / "n.h5") as file:
        return [float(value) for value in file["first_mean"][()]]


def decimal(generator: random.Random) -> str:
    """Few or many digits, small or large, as a sweep file may have them."""
    digits = generator.choice([1, 2, 3, 8, 17, 30])
    number = str(generator.randrange(1, 10**digits))
    point = generator.randrange(0, len(number) + 1)
    text = (number[:point] or "0").lstrip("0") or "0"
    text += "." + (number[point:] or "0")
    power = generator.choice([0, 0, 0, generator.randrange(-30, 30), generator.randrange(-140, 100)])
    return generator.choice(["", "-"]) + text + (f"e{power:+d}" if power else "")


@pytest.mark.parametrize("seed", range(3))
def test_linear_forms_are_exact(sweep: Sweep, tmp_path: Path, seed: int) -> None:
    generator = random.Random(seed)
    for _ in range(12):
        a, b = decimal(generator), decimal(generator)
        first, last = Fraction(a), Fraction(b)
        count = generator.choice([2, 3, 7, 11, 49, 60])
        if max(abs(first), abs(last)) > LARGEST or float(first) == float(last):
            continue
        exact = [first + k * (last - first) / (count - 1) for k in range(count)]
        if len({float(value) for value in exact}) < count:
            continue
        found = axis(sweep, tmp_path, f"{{linear: [{a}, {b}], count: {count}}}")
        assert found == [float(value) for value in exact], (a, b, count)


@pytest.mark.parametrize("seed", range(2))
def test_ranges_are_exact(sweep: Sweep, tmp_path: Path, seed: int) -> None:
    generator = random.Random(seed)
    for _ in range(12):
        places = generator.randrange(0, 7)
        start, step = generator.randrange(-(10**5), 10**5), generator.randrange(1, 10**4)
        steps = generator.choice([1, 4, 30, 200])
        ends = [Decimal(n).scaleb(-places) for n in (start, start + steps * step, step)]
        form = "{{range: [{:f}, {:f}], step: {:f}}}".format(*ends)
        exact = [Fraction(start + k * step, 10**places) for k in range(steps + 1)]
        assert axis(sweep, tmp_path, form) == [float(value) for value in exact], form


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("base", ["log10", "log2", "ln", "geometric"])
def test_powers_are_exact(sweep: Sweep, tmp_path: Path, seed: int, base: str) -> None:
    generator = random.Random(seed)
    for _ in range(6):
        places = generator.randrange(0, 4)
        a, b = (Decimal(generator.randrange(-40000, 40000)).scaleb(-4) for _ in range(2))
        a, b = round(a, places), round(b, places)
        if base == "geometric":
            a, b = abs(a) + Decimal("0.1"), abs(b) + 7
        if a == b:
            continue
        count = generator.choice([2, 5, 31, 99])
        with localcontext() as context:
            context.prec = 60
            values = []
            for k in range(count):
                part = Decimal(k) / (count - 1)
                exponent = (a * (count - 1 - k) + b * k) / (count - 1)
                values.append({
                    "log10": lambda: Decimal(10) ** exponent,
                    "log2": lambda: Decimal(2) ** exponent,
                    "ln": exponent.exp,
                    "geometric": lambda: a * (b / a) ** part,
                }[base]())
        found = axis(sweep, tmp_path, f"{{{base}: [{a:f}, {b:f}], count: {count}}}")
        assert found == [float(value) for value in values], (a, b, count)


@pytest.mark.parametrize(
    ("form", "position", "value"),
    [
        ("{log10: [0.0, 2.0], count: 99}", 49, 10.0),
        ("{log2: [0.0, 2.0], count: 99}", 49, 2.0),
        ("{linear: [0.0, 2.0], count: 21}", 3, 0.3),
        ("{range: [0.0, 1.0], step: 0.1}", 3, 0.3),
        ("{geometric: [0.001, 1000.0], count: 7}", 4, 10.0),
    ],
)
def test_numbers_are_what_they_look_like(
    sweep: Sweep, tmp_path: Path, form: str, position: int, value: float
) -> None:
    assert axis(sweep, tmp_path, form)[position] == value

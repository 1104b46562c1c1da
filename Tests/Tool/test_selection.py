"""Does --at choose what is meant, and show which that is?"""

import csv
import io
import random
from pathlib import Path

import pytest
from conftest import Sweep

USAGE = 64
CLOSE = """
sweep: 1
name: close
experiment: wim
axes: {sigma: [0.1, 0.10000001, 0.10000002], d: [1.0], p: [[0.5, 0.5], [0.50000001, 0.49999999]]}
outputs: [ratio]
"""
WORDS = """
sweep: 1
name: words
experiment: flow-1d
axes:
  mobility: [geometric, logarithmic]
  allow_unstable: [true]
  diffusion: [100000.0, 100000.5, 100001.0]
fixed: {cells: 4, domain: [-0.3, 2.7], initial: uniform, stepper: rkl2, tolerance: 1.0e-3,
        times: [-0.0, 1.0e-9, 2.0e-9], references: [semi_discrete, exact]}
outputs: [energy, max_error]
"""
MIXTURES = """
sweep: 1
name: mixtures
experiment: wim
axes:
  mixture:
    - {id: m1, weights: [0.5, 0.5], means: [0, 1], scales: 1}
    - {id: m2, weights: [0.2, 0.8], means: [0, 1], scales: 1}
    - {id: "7", weights: [0.2, 0.3, 0.5], means: [0, 1, 2], scales: 1}
outputs: [condition_number, inverse]
"""


@pytest.fixture(scope="module")
def results(sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("selection")
    paths = {}
    for name, text in [("close", CLOSE), ("words", WORDS), ("mixtures", MIXTURES)]:
        if name == "words":
            text = text.replace("  allow_unstable: [true]\n", "")
        (folder / f"{name}.yaml").write_text(text)
        paths[name] = folder / f"{name}.h5"
        sweep("run", folder / f"{name}.yaml", "-o", paths[name])
    return paths


def column(sweep: Sweep, result: Path, variable: str, name: str, *at: str) -> list[str]:
    """The values of a label, each once, in the rows that are chosen."""
    options = [word for condition in at for word in ("--at", condition)]
    text = sweep("show", result, variable, "--csv", *options).stdout
    return list(dict.fromkeys(row[name] for row in csv.DictReader(io.StringIO(text))))


@pytest.mark.parametrize(
    ("result", "variable", "at", "label", "expected"),
    [
        ("close", "ratio", ["sigma=0.10000001"], "sigma", ["0.10000001"]),
        ("close", "ratio", ["sigma=0.1"], "sigma", ["0.1"]),
        ("close", "ratio", ["sigma=0.1000000099"], "sigma", []),
        ("close", "ratio", ["sigma=..0.10000001"], "sigma", ["0.1", "0.10000001"]),
        ("close", "ratio", ["sigma=0.10000001.."], "sigma", ["0.10000001", "0.10000002"]),
        ("close", "ratio", ["sigma=last"], "sigma", ["0.10000002"]),
        ("close", "ratio", ["sigma=first", "sigma=last"], "sigma", ["0.1", "0.10000002"]),
        ("words", "energy", ["diffusion=100000"], "diffusion", ["100000.0"]),
        ("words", "energy", ["diffusion=100000.5"], "diffusion", ["100000.5"]),
        ("words", "energy", ["mobility=geometric"], "mobility_value", ["geometric"]),
        ("words", "energy", ["mobility_value=logarithmic"], "mobility", ["1"]),
        ("words", "energy", ["mobility=1"], "mobility_value", ["logarithmic"]),
        ("words", "max_error", ["reference=exact"], "reference", ["exact"]),
        ("words", "energy", ["t=0"], "t", ["-0.0"]),
        ("words", "energy", ["t=1e-9", "t=last"], "t", ["1e-09", "2e-09"]),
        ("mixtures", "condition_number", ["mixture=m2"], "mixture_id", ["m2"]),
        ("mixtures", "condition_number", ["mixture=2"], "mixture_id", ["7"]),
        ("mixtures", "condition_number", ["mixture=7"], "mixture", ["2"]),
        ("mixtures", "condition_number", ["component_count=2"], "mixture_id", ["m1", "m2"]),
        ("mixtures", "condition_number", ["component_count=2", "mixture=1.."], "mixture_id", ["m2"]),
        ("mixtures", "inverse", ["parameter=theta_1", "parameter=mu_2"], "parameter",
         ["theta_1", "mu_2"]),
    ],
)
def test_positions_that_are_meant(
    sweep: Sweep, results: dict[str, Path], result: str, variable: str, at: list[str], label: str,
    expected: list[str],
) -> None:
    if expected:
        assert column(sweep, results[result], variable, label, *at) == expected
    else:
        options = [word for condition in at for word in ("--at", condition)]
        sweep("show", results[result], variable, *options, code=USAGE)


def test_values_that_lie_close_are_told_apart(sweep: Sweep, results: dict[str, Path]) -> None:
    lines = sweep("show", results["close"], "ratio").stdout.splitlines()
    rows = [line.split()[:3] for line in lines]
    assert len({tuple(row) for row in rows}) == len(rows)
    chosen = sweep("show", results["close"], "ratio", "--at", "sigma=0.10000001").stdout
    assert "0.10000001 " in chosen


def test_the_nearest_value_is_named(sweep: Sweep, theorem3: Path) -> None:
    done = sweep("show", theorem3, "ratio", "--at", "sigma=0.0178", "--csv")
    values = {float(row["sigma"]) for row in csv.DictReader(io.StringIO(done.stdout))}
    assert len(values) == 1 and abs(values.pop() - 0.01778279410038923) < 1e-17
    assert done.stderr.startswith("note: sigma=0.0178 takes 0.017782794100389")
    assert not sweep("show", theorem3, "ratio", "--at", "sigma=0.1").stderr


@pytest.mark.parametrize(
    ("result", "at", "message"),
    [
        ("words", "mobility=geometrical", "it takes 0.0, 1.0; or geometric, logarithmic"),
        ("words", "reference=2", "no value of reference is selected; it takes semi_discrete, exact"),
        ("mixtures", "mixture=m3", "it takes 0.0, 1.0, 2.0; or m1, m2, 7"),
        ("words", "t=3..", "no value of t is selected; it takes -0.0, 1e-09, 2e-09"),
        ("words", "t=..", "--at wants NAME=VALUE"),
        ("words", "t", "--at wants NAME=VALUE"),
        ("words", "t=2..1", "--at wants NAME=VALUE"),
        ("words", "time=1", "there is no dimension 'time'; there are "),
    ],
)
def test_what_there_is_is_listed(
    sweep: Sweep, results: dict[str, Path], result: str, at: str, message: str
) -> None:
    assert message in sweep("show", results[result], "--at", at, code=USAGE).stderr


@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_chosen_by_what_is_shown_of_it(
    sweep: Sweep, tmp_path: Path, seed: int
) -> None:
    generator = random.Random(seed)
    values = {generator.uniform(0.1, 1)}
    for _ in range(12):
        near = generator.choice(sorted(values))
        values.add(near + near * 10 ** generator.uniform(-15, 0) * generator.choice([1, 2, 3]))
    ordered = sorted(values)
    (tmp_path / "s.yaml").write_text(
        "sweep: 1\nname: s\nexperiment: wim\naxes: {sigma: "
        f"{ordered}, d: [1.0], p: [[0.5, 0.5]]}}\noutputs: [ratio]\n"
    )
    result = tmp_path / "s.h5"
    sweep("run", tmp_path / "s.yaml", "-o", result)
    shown = [line.split()[0] for line in sweep("show", result, "ratio").stdout.splitlines()[1:]]
    assert len(set(shown)) == len(ordered)
    for text, value in zip(shown, ordered, strict=True):
        for typed in (text, repr(value)):
            assert column(sweep, result, "ratio", "sigma", f"sigma={typed}") == [repr(value)]

"""Are flows of few values determined by their plan alone, wherever they were stopped?"""

import filecmp
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sweep

# Each some seconds of work on one core, in points that take a second or so by themselves.
STUDIES = {
    "transport": """\
sweep: 1
name: interrupted
experiment: transport
axes:
  equations: [corrected, exact]
fixed:
  variance: 0.1
  p: [0.2, 0.5, 0.3]
  means: [-1.0, 0.0, 3.0]
  potential: {sine: {}}
  method: dormand_prince
  dt: 0.0005
  times: {range: [0.0, 2.0], step: 0.1}
checkpoint: {seconds: 0.2}
""",
    "adaptive transport": """\
sweep: 1
name: interrupted
experiment: transport
axes:
  equations: [exact]
fixed:
  variance: 0.1
  p: [0.2, 0.5, 0.3]
  means: [-1.0, 0.0, 3.0]
  potential: {sine: {}}
  method: dormand_prince
  tolerance: 1.0e-14
  times: [0.5, 1.3]
checkpoint: {seconds: 0.2}
""",
    "simplex-flow": """\
sweep: 1
name: interrupted
experiment: simplex-flow
axes:
  flow:
    zip:
      equations: [weights, ratios, as_printed]
      stepper: [ssp_rk3, dormand_prince, explicit_euler]
fixed:
  p: [0.2, 0.5, 0.3]
  dt: 2.0e-06
  times: {range: [0.0, 1.0], step: 0.1}
checkpoint: {seconds: 0.2}
""",
}


def is_same(a: Path, b: Path) -> bool:
    return filecmp.cmp(a, b, shallow=False)


@pytest.mark.parametrize("name", STUDIES)
def test_an_interrupted_run_ends_as_if_it_had_not_been(
    sweep: Sweep, tmp_path: Path, name: str
) -> None:
    file, whole, output = (tmp_path / part for part in ("study.yaml", "whole.h5", "result.h5"))
    file.write_text(STUDIES[name])
    sweep("run", file, "-o", whole, "--jobs", 2)
    sweep("run", file, "-o", output, "--jobs", 1, "--max-time", "0.4", code=75)
    assert list(Path(f"{output}.parts").glob("state-*")), "it was stopped within a point"
    sweep("run", file, "-o", output, "--jobs", 1)
    assert is_same(output, whole)


@pytest.mark.parametrize("name", ["figure4", "figure4-comparison", "example4"])
def test_workers_do_not_show(sweep: Sweep, tmp_path: Path, name: str) -> None:
    outputs = [tmp_path / f"{jobs}.h5" for jobs in (1, 2)]
    for jobs, output in zip((1, 2), outputs):
        sweep("run", REPOSITORY / f"sweeps/paper/{name}.yaml", "-o", output, "--jobs", jobs)
    assert is_same(*outputs)

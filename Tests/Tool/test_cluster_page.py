"""Do the lines of docs/cluster.md that draw results draw them?"""

import re
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from conftest import REPOSITORY, Sweep

FLOWS = """
sweep: 1
name: flows
experiment: flow-2d
axes:
  cells: [40, 48]
  diffusion: [1.0, 0.5]
fixed: {initial: gaussian, stepper: rkl2, dt: 1.0e-3, times: [0.0, 0.1]}
outputs: [density, mass]
"""


@pytest.fixture
def snippets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The page's Python, in its order, to be run in a folder of its own and without a screen."""
    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    page = (REPOSITORY / "docs" / "cluster.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def test_the_page_draws_lines_and_fields(
    sweep: Sweep, theorem3: Path, snippets: list[str], tmp_path: Path
) -> None:
    (tmp_path / "flows.yaml").write_text(FLOWS)
    sweep("run", tmp_path / "flows.yaml", "-o", tmp_path / "flows.h5")
    (tmp_path / "study.h5").write_bytes(theorem3.read_bytes())
    lines, field = snippets
    names: dict[str, object] = {}

    exec(lines, names)
    axes = plt.gca()
    assert len(axes.lines) == 3 and axes.get_xscale() == "log"
    for line in axes.lines:
        assert len(line.get_xdata()) == 81
        assert line.get_ydata()[0] == pytest.approx(1, abs=1e-6), "Theorem 3"
    assert (tmp_path / "study.png").stat().st_size > 0

    exec(field, names)
    [mesh] = plt.gcf().axes[0].collections
    values = mesh.get_array().reshape(40, 40)
    assert values.argmax() in (780 - 1, 780, 820 - 1, 820), "the Gaussian's middle"
    assert (tmp_path / "flows.png").stat().st_size > 0
    plt.close("all")

"""Do the lines of docs/cluster.md that draw results draw them?"""

import re
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from conftest import REPOSITORY, Sweep

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
    sweep("run", REPOSITORY / "sweeps/flows/aggregation-2d.yaml", "-o", tmp_path / "flows.h5")
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
    *panels, _ = plt.gcf().axes
    assert [axes.get_title() for axes in panels] == [f"t = {t:.1f}" for t in (0, 1, 2, 5, 10, 20)]
    spreads = [axes.collections[0].get_array().std() for axes in panels]
    assert spreads[1] < spreads[0] < spreads[4] < spreads[5], "noise is smoothed, clusters form"
    assert (tmp_path / "flows.png").stat().st_size > 0
    plt.close("all")

"""Is a command line that is wrong refused, in words that say what would be right?"""

from pathlib import Path

import pytest
from conftest import Sweep

USAGE = 64


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-verb"],
        ["run", "sweeps/paper/theorem3.yaml"],
        ["run", "sweeps/paper/theorem3.yaml", "-o", "unused.h5", "--jobs", "0"],
    ],
    ids=["unknown verb", "no output", "no workers"],
)
def test_wrong_usage_is_64(sweep: Sweep, arguments: list[str]) -> None:
    assert sweep(*arguments, code=USAGE).stderr.startswith("Error: ")


def test_a_slip_in_a_verb_is_seen(sweep: Sweep) -> None:
    [line, *_] = sweep("slrum", "x.yaml", code=USAGE).stderr.splitlines()
    assert line == "Error: there is no verb 'slrum'; did you mean 'slurm'?"
    assert "known: check, plan, " in sweep("dance", code=USAGE).stderr
    assert sweep("help", "plan").stdout == sweep("plan", "--help").stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("r.h5.parts", "the folder of its parts: give '{}/r.h5'"),
        ("r.h5.parts/", "the folder of its parts: give '{}/r.h5'"),
        ("results/", "give one in it, '{}/results/result.h5'"),
        ("r.h5.parts//", "the folder of its parts: give '{}/r.h5'"),
        (".parts", "give one in it, '{}/.parts/result.h5'"),
    ],
)
def test_a_result_is_not_named_like_a_folder(
    sweep: Sweep, tmp_path: Path, name: str, words: str
) -> None:
    study = "sweeps/paper/theorem3.yaml"
    for arguments in (
        ("run", study), ("slurm", study, "--tasks", 2, "--time", "1h"), ("merge", tmp_path / "q.parts")
    ):
        refused = sweep(*arguments, "--output", f"{tmp_path}/{name}", code=USAGE)
        assert words.format(tmp_path) in refused.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["point", "sweeps/paper/theorem3.yaml", "1000000000"], "the points are numbered from 0"),
        (
            ["run", "sweeps/paper/theorem3.yaml", "-o", "unused.h5", "--shard", "auto"],
            "--shard auto is for Slurm job arrays",
        ),
        (["describe", "no-such-experiment"], "there is no experiment 'no-such-experiment'"),
    ],
    ids=["point", "shard", "experiment"],
)
def test_wrong_usage_that_shows_late_is_said_in_one_line(
    sweep: Sweep, arguments: list[str], words: str
) -> None:
    [line] = sweep(*arguments, code=USAGE).stderr.splitlines()
    assert line.startswith(f"error: {words}")

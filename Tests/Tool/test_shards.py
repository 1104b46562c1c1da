"""Do shards, continuations and merging give the bytes of one run, and say what they did?"""

import fcntl
import filecmp
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Sweep

STUDY = """
sweep: 1
name: shards
experiment: wim
axes:
  sigma: {log10: [-1.0, 0.0], count: 40}
  d: [0.5, 1.0]
  p: {simplex: {components: 3, steps: 6}}
"""


def study(folder: Path, text: str = STUDY) -> Path:
    file = folder / "study.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_shards_merge_into_the_bytes_of_one_run(sweep: Sweep, tmp_path: Path) -> None:
    file, whole, merged = study(tmp_path), tmp_path / "whole.h5", tmp_path / "merged.h5"
    sweep("run", file, "-o", whole)
    for k in (2, 0, 3, 1):
        sweep("run", file, "-o", merged, "--shard", f"{k}/4", "--jobs", 1 + k)
    sweep("merge", f"{merged}.parts")
    assert filecmp.cmp(whole, merged, shallow=False)
    assert not Path(f"{merged}.parts").exists()
    sweep("verify", merged)
    sweep("diff", whole, merged)


def test_gaps_are_refused_by_range_or_filled_under_another_name(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    sweep("run", file, "-o", output, "--shard", "0/2")
    refused = sweep("merge", f"{output}.parts", code=65)
    assert " of shard 1/2: points " in refused.stderr
    sweep("merge", f"{output}.parts", "--allow-partial", code=1)
    assert not output.exists()
    sweep("verify", tmp_path / "r.partial.h5", code=76)
    status = json.loads(sweep("status", output, "--json").stdout)
    assert 0 < status["done"] < status["total"]
    assert [shard["done"] == shard["total"] for shard in status["shards"]] == [True, False]


def test_the_number_of_shards_is_fixed_by_the_first(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    sweep("run", file, "-o", output, "--shard", "0/2")
    assert "--shard k/2" in sweep("run", file, "-o", output, "--shard", "0/3", code=65).stderr
    sweep("run", file, "-o", output, "--shard", "2/2", code=64)
    sweep("run", file, "-o", output, "--shard", "auto", code=64)
    slurm = {**os.environ, "SLURM_JOB_ID": "41", "SLURM_ARRAY_JOB_ID": "37",
             "SLURM_ARRAY_TASK_ID": "8", "SLURM_ARRAY_TASK_MIN": "7",
             "SLURM_ARRAY_TASK_COUNT": "1"}
    sweep("run", file, "-o", output, "--shard", "auto", env=slurm)
    last = Path(f"{output}.runs.jsonl").read_text().splitlines()[-1]
    assert json.loads(last)["job"] == "37_8", "as squeue and the log's name have it"
    sweep("merge", output)
    assert output.exists()


def test_a_time_limit_stops_with_everything_stored(sweep: Sweep, tmp_path: Path) -> None:
    long = STUDY.replace("count: 40", "count: 40000")
    file, output = study(tmp_path, long), tmp_path / "r.h5"
    stopped = sweep("run", file, "-o", output, "--max-time", "1s", code=75)
    assert "--max-time" in stopped.stderr
    assert json.loads(sweep("status", output, "--json").stdout)["done"] > 0


def test_extend_keeps_what_both_plans_have_in_common(sweep: Sweep, tmp_path: Path) -> None:
    wider = STUDY.replace("[0.5, 1.0]", "[0.25, 0.5, 1.0]")
    output, fresh = tmp_path / "r.h5", tmp_path / "fresh.h5"
    sweep("run", study(tmp_path), "-o", output)
    file = study(tmp_path, wider)
    assert "--extend" in sweep("run", file, "-o", output, code=65).stderr
    sweep("run", file, "-o", output, "--extend")
    sweep("run", file, "-o", fresh)
    assert filecmp.cmp(output, fresh, shallow=False)
    assert len(list(tmp_path.glob("r.h5.bak-*"))) == 1


def test_failed_points_are_listed_and_shown_alone(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path, STUDY.replace("1.0]\n  p", "1.0e+90]\n  p")), tmp_path / "r.h5"
    sweep("run", file, "-o", output, code=1)
    listed = sweep("errors", output, code=1).stdout.splitlines()
    number = int(listed[1].split()[0])
    assert "failed" in listed[1] and "d=1e+90" in listed[1]
    assert "failed" in sweep("point", file, number).stdout
    # The parts are gone: their name, however it is written, now means the result.
    for name in ("r.h5.parts", "r.h5.parts/"):
        assert sweep("errors", tmp_path / name, code=1).stdout.splitlines() == listed
    before = output.read_bytes()
    sweep("run", file, "-o", output, "--retry-failed", code=1)
    assert output.read_bytes() == before


@pytest.mark.parametrize("option", ["--fresh", "--retry-failed", "--extend"])
def test_a_shard_does_not_move_the_work_of_others(
    sweep: Sweep, tmp_path: Path, option: str
) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    sweep("run", file, "-o", output, "--shard", "0/2")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    refused = sweep("run", file, "-o", output, "--shard", "1/2", option, code=64).stderr
    assert f"{option} " in refused and "all shards" in refused
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    sweep("run", file, "-o", output, "--shard", "1/2")
    sweep("merge", output)


def test_points_that_are_stored_twice_are_listed_once(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path, STUDY.replace("1.0]\n  p", "1.0e+90]\n  p")), tmp_path / "r.h5"
    sweep("run", file, "-o", output, "--shard", "0/1")
    parts = Path(f"{output}.parts")
    listed = sweep("errors", parts, code=1).stdout
    # As two nodes leave it that have run one shard, on a mount whose locks do not reach both.
    (segment,) = parts.glob("segment-*.h5")
    shutil.copy(segment, parts / "segment-0-of-1-000001.h5")
    assert sweep("errors", parts, code=1).stdout == listed


def test_a_shard_is_not_told_to_do_what_shards_may_not(sweep: Sweep, tmp_path: Path) -> None:
    sweep("run", study(tmp_path), "-o", tmp_path / "r.h5", "--shard", "0/2")
    other = study(tmp_path, STUDY.replace("count: 40", "count: 41"))
    said = sweep("run", other, "-o", tmp_path / "r.h5", "--shard", "1/2", code=65).stderr
    assert "to a run of all shards, without --shard" in said
    assert "--fresh to" not in said


def test_a_refused_shard_divides_nothing(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    parts = Path(f"{output}.parts")
    # A whole run is at work, as far as its lock tells.
    sweep("run", file, "-o", output, "--max-time", "0.001", code=75)
    (parts / "shard-0-of-1.lock").touch()
    with (parts / "shard-0-of-1.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "is locked by" in sweep("run", file, "-o", output, "--shard", "0/2", code=73).stderr
    assert not (parts / "shards.json").exists()
    status = json.loads(sweep("status", output, "--json").stdout)
    assert sum(shard["total"] for shard in status["shards"]) == status["total"]
    sweep("run", file, "-o", output, "--shard", "0/4")
    assert json.loads((parts / "shards.json").read_text()) == {"count": 4}


def test_a_count_binds_once_a_shard_has_stored_something(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    parts = Path(f"{output}.parts")
    warned = sweep("run", file, "-o", output, "--shard", "99/100").stderr
    assert "of 100 those from " in warned and warned.startswith("warning: the sweep has no more than")
    assert json.loads((parts / "shards.json").read_text()) == {"count": 100}
    # The shard was one of those without blocks.
    assert "warning" not in sweep("run", file, "-o", output, "--shard", "0/2").stderr
    refused = sweep("run", file, "-o", output, "--shard", "0/3", code=65).stderr
    assert f"remove {parts}/shards.json to divide it anew: what is stored stays" in refused
    (parts / "shards.json").unlink()
    for number in range(3):
        sweep("run", file, "-o", output, "--shard", f"{number}/3")
    sweep("merge", parts)
    sweep("run", file, "-o", tmp_path / "whole.h5")
    assert filecmp.cmp(output, tmp_path / "whole.h5", shallow=False)


@pytest.mark.parametrize("name", ["study.yaml", ".", "folder"])
def test_a_refused_run_leaves_nothing(sweep: Sweep, tmp_path: Path, name: str) -> None:
    file = study(tmp_path)
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run(
        [sweep.binary, "run", file, "-o", name], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode in (64, 73) and done.stderr.startswith("error: ") or "Error: " in done.stderr
    assert sorted(tmp_path.rglob("*")) == before

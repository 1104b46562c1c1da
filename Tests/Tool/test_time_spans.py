"""Do --time and --max-time take the forms of Slurm and of people, and say what else is right?"""

import re
from pathlib import Path

import pytest
from conftest import Sweep
from test_shards import study

USAGE = 64


def limit(sweep: Sweep, folder: Path, text: str) -> str:
    script = sweep(
        "slurm", study(folder), "-o", folder / "r.h5", "--tasks", 2, "--time", text).stdout
    return re.findall(r"^#SBATCH --time=(.*)$", script, re.MULTILINE)[0]


@pytest.mark.parametrize(("text", "slurm"), [
    ("90s", "00:01:30"), ("60m", "01:00:00"), ("2h", "02:00:00"), ("1h30m", "01:30:00"),
    ("1.5h", "01:30:00"), ("1m30s", "00:01:30"), ("1d", "1-00:00:00"), ("1d12h", "1-12:00:00"),
    ("5:00", "00:05:00"), ("90:00", "01:30:00"), ("1:30:00", "01:30:00"), ("1-12", "1-12:00:00"),
    ("1-12:30", "1-12:30:00"), ("1-00:00:00", "1-00:00:00"), ("0-00:10:00", "00:10:00"),
])
def test_the_limit_of_a_task(sweep: Sweep, tmp_path: Path, text: str, slurm: str) -> None:
    assert limit(sweep, tmp_path, text) == slurm


LIKE = "like one of 55m, 1h30m, 1d12h, 1:30:00 (hours:minutes:seconds), 1-12:00:00"


@pytest.mark.parametrize(("text", "words"), [
    ("60", "minutes to Slurm and seconds to sweep: write 60m or 60s"),
    ("1h30", "30 at its end has no unit: write 1h30m or 1h30s"),
    ("1d12", "12 at its end has no unit: write 1d12h or 1d12m or 1d12s"),
    ("0", f"it must be more than 0, {LIKE}"), ("0m", "more than 0"), ("0:00", "more than 0"),
    ("-5m", f"it must be more than 0, {LIKE}"),
    *((text, f"write it {LIKE}") for text in (
        "soon", "UNLIMITED", "5min", "1m1h", "1h1h", "1-", "-", "1-2-3", "1:2:3:4", "1::2", "1:2.5",
        "1-12h", "1 h", "h", "infs", "0x10s", "1s30", "--cpus")),
    ("10001d", "at most 10000d"), ("1000000000000000000000h", "at most 10000d"),
])
def test_what_is_no_limit_of_a_task(sweep: Sweep, tmp_path: Path, text: str, words: str) -> None:
    options = ("-o", tmp_path / "r.h5", "--tasks", 2)
    refused = sweep("slurm", study(tmp_path), *options, "--time", text, code=USAGE)
    assert words in refused.stderr and "Usage: sweep slurm" in refused.stderr
    assert not refused.stdout


@pytest.mark.parametrize("text", ["600", "600.5", "10m", "1d", "1d12h", "1-12", "1:30:00"])
def test_the_limit_of_a_run(sweep: Sweep, tmp_path: Path, text: str) -> None:
    sweep("run", study(tmp_path), "-o", tmp_path / "r.h5", "--max-time", text)


@pytest.mark.parametrize(("text", "words"), [
    ("0", "more than 0"), ("-5", "more than 0"), ("1h30", "write 1h30m or 1h30s"),
    ("soon", f"write it {LIKE}"),
])
def test_what_is_no_limit_of_a_run(sweep: Sweep, tmp_path: Path, text: str, words: str) -> None:
    options = ("-o", tmp_path / "r.h5", "--max-time", text)
    assert words in sweep("run", study(tmp_path), *options, code=USAGE).stderr
    assert not (tmp_path / "r.h5").exists()


def test_a_number_alone_is_seconds_to_a_run(sweep: Sweep, tmp_path: Path) -> None:
    # More than a second's work, and less than a minute's.
    long = study(tmp_path).read_text().replace("count: 40", "count: 40000")
    stopped = sweep("run", study(tmp_path, long), "-o", tmp_path / "r.h5", "--jobs", 1,
                    "--max-time", "1", code=75)
    assert "stopped by --max-time" in stopped.stderr

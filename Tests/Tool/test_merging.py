"""Does `sweep merge` say what is to be done where it makes no result?"""

import fcntl
import shlex
import shutil
import subprocess
from pathlib import Path
from socket import gethostname

import pytest
from conftest import Sweep
from test_shards import study
from test_slurm_script import contents

FAILING = """\
sweep: 1
name: failing
experiment: wim
axes:
  sigma: [0.1, 0.2]
  d: [1.0, 1.0e+90]
  p: [[0.2, 0.3, 0.5]]
"""

BAD_DATA, NO_INPUT, CANNOT_CREATE, DAMAGE = 65, 66, 73, 76


def run_shards(sweep: Sweep, file: Path, output: Path, numbers: range, count: int) -> None:
    for k in numbers:
        sweep("run", file, "-o", output, "--shard", f"{k}/{count}")


def test_gaps_are_said_by_shard_with_the_command_that_closes_them(
    sweep: Sweep, tmp_path: Path
) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    run_shards(sweep, file, output, range(4), 16)
    lines = sweep("merge", output, code=BAD_DATA).stderr.splitlines()
    # 40 blocks of 20 points: 8 shards have three of them, 8 have two.
    assert lines[0].startswith(
        f"error: {output}.parts lacks 560 points of 12 shards (60 of 4/16, 60 of 5/16, 60 of 6/16, "
        "60 of 7/16, 40 of 8/16, 40 of 9/16, 40 of 10/16, 40 of 11/16, 160 of 4 more): "
        "points 80...319, 400...639, 720...799"
    ), lines
    assert lines[1] == (
        f"to compute them: sweep run {file} -o {output} --shard k/16 for each k in 4-15; "
        f"on a cluster: sweep slurm {file} -o {output} --time T --missing --submit"
    )
    run_shards(sweep, file, output, range(5, 16), 16)
    lines = sweep("merge", output, code=BAD_DATA).stderr.splitlines()
    assert lines[0] == (
        f"error: {output}.parts lacks 60 points of shard 4/16: points 80...99, 400...419, 720...739")
    command = lines[1].removeprefix("to compute them: ").split(";")[0]
    sweep(*shlex.split(command)[1:])
    sweep("merge", output)


def test_gaps_of_what_is_not_divided(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    sweep("run", file, "-o", output, "--shard", "0/1")
    segments = sorted(Path(f"{output}.parts").glob("segment-*.h5"))
    segments[0].unlink()
    lines = sweep("merge", output, code=BAD_DATA).stderr.splitlines()
    assert lines[0].startswith(f"error: {output}.parts lacks points 0...")
    assert lines[1].startswith(f"to compute them: sweep run {file} -o {output}; on a cluster: ")


@pytest.mark.parametrize("suffix", ["", ".parts"])
def test_what_is_merged_already_is_no_error(sweep: Sweep, tmp_path: Path, suffix: str) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    run_shards(sweep, file, output, range(2), 2)
    sweep("merge", output)
    before = output.read_bytes()
    again = sweep("merge", f"{output}{suffix}")
    assert again.stderr == f"{output} is complete already\n"
    # As after a kill within the tidying.
    Path(f"{output}.parts").mkdir()
    sweep("merge", f"{output}{suffix}", "-o", output)
    assert not Path(f"{output}.parts").exists()
    assert output.read_bytes() == before
    elsewhere = sweep("merge", output, "-o", tmp_path / "other.h5", code=NO_INPUT).stderr
    assert f"any more: the result is {output}" in elsewhere


def test_what_is_no_complete_result_is_not_taken_for_one(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    output.write_text("not of sweep's making")
    assert "not a complete result" in sweep("merge", output, code=BAD_DATA).stderr
    output.unlink()
    run_shards(sweep, file, output, range(1), 2)
    sweep("merge", output, "--allow-partial", code=1)
    partial = tmp_path / "r.partial.h5"
    said = sweep("merge", partial, code=NO_INPUT).stderr
    assert f"nothing is stored at {partial}.parts, and {partial} lacks 400 points" in said


def test_what_a_kill_has_left_beside_the_result_is_tidied(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    parts, kept = Path(f"{output}.parts"), tmp_path / "kept"
    run_shards(sweep, file, output, range(2), 2)
    shutil.copytree(parts, kept)
    sweep("merge", output)
    before = output.read_bytes()
    # A result that is not whole keeps its parts.
    shutil.copytree(kept, parts)
    output.write_bytes(before[:-100] + bytes(100))
    sweep("merge", output, code=DAMAGE)
    assert any(parts.iterdir())
    output.write_bytes(before)
    assert "is complete already" in sweep("merge", output).stderr
    assert not parts.exists() and output.read_bytes() == before


@pytest.mark.parametrize("verb", ["run", "merge"])
def test_locks_left_beside_the_result_are_tidied(sweep: Sweep, tmp_path: Path, verb: str) -> None:
    """As of a process that was refused while another had tidied half of the folder."""
    file, output = study(tmp_path), tmp_path / "r.h5"
    parts = Path(f"{output}.parts")
    again = ["run", file, "-o", output] if verb == "run" else ["merge", output]
    sweep("run", file, "-o", output)
    parts.mkdir()
    for name in ("merge.lock", "shard-0-of-1.lock"):
        (parts / name).touch()
    with (parts / "merge.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        sweep(*again)
        assert (parts / "merge.lock").exists()
    sweep(*again)
    assert not parts.exists()
    # A folder with anything else in it is not touched.
    parts.mkdir()
    for name in ("merge.lock", "notes"):
        (parts / name).touch()
    sweep(*again)
    assert len(list(parts.iterdir())) == 2


def test_parts_of_another_result_are_not_taken_for_its_own(sweep: Sweep, tmp_path: Path) -> None:
    file, output, other = study(tmp_path), tmp_path / "r.h5", tmp_path / "other.h5"
    sweep("run", file, "-o", output)
    run_shards(sweep, file, other, range(1), 2)
    parts = Path(f"{other}.parts")
    before = sorted(parts.iterdir())
    assert "exists" in sweep("merge", parts, "-o", output, code=CANNOT_CREATE).stderr
    assert sorted(parts.iterdir()) == before
    # Parts that never were have not been merged into a result that is there.
    (tmp_path / "never.parts").mkdir()
    said = sweep("merge", tmp_path / "never.parts", "-o", output, code=NO_INPUT).stderr
    assert f"nothing is stored at {tmp_path}/never.parts yet" in said
    assert (tmp_path / "never.parts").is_dir()


def test_failed_points_are_said_again(sweep: Sweep, tmp_path: Path) -> None:
    file, output = tmp_path / "failing.yaml", tmp_path / "r.h5"
    file.write_text(FAILING)
    run_shards(sweep, file, output, range(2), 2)
    first = sweep("merge", output, code=1).stderr
    assert "2 failed" in first
    for again in (["merge", output], ["run", file, "-o", output]):
        assert "is complete already, 2 failed" in sweep(*again, code=1).stderr


def test_the_command_that_is_given_can_be_typed(sweep: Sweep, tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    folder.mkdir()
    file, output = study(folder), folder / "r.h5"
    run_shards(sweep, file, output, range(1), 2)
    line = sweep("merge", output, code=BAD_DATA).stderr.splitlines()[1]
    typed = shlex.split(line.removeprefix("to compute them: sweep ").split(";")[0])
    assert typed == ["run", str(file), "-o", str(output), "--shard", "1/2"]
    sweep(*typed)
    sweep("merge", output)


def test_a_partial_result_is_not_called_complete(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    run_shards(sweep, file, output, range(1), 2)
    sweep("merge", output, "--allow-partial", code=1)
    partial = tmp_path / "r.partial.h5"
    before = partial.read_bytes()
    said = f"error: {partial} is a partial result: it lacks 400 points\n"
    assert sweep("run", file, "-o", partial, code=BAD_DATA).stderr.startswith(said)
    array = ("slurm", file, "-o", partial, "--tasks", 2, "--time", "1h")
    assert sweep(*array, code=BAD_DATA).stderr.startswith(said)
    assert partial.read_bytes() == before
    sweep("run", file, "-o", partial, "--retry-failed")
    sweep("run", file, "-o", output)
    assert partial.read_bytes() == output.read_bytes()


def test_nothing_to_merge(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "r.h5"
    said = sweep("merge", output, code=NO_INPUT).stderr
    assert f"nothing is stored at {output}.parts yet" in said and f"-o {output} " in said
    Path(f"{output}.parts").mkdir()
    assert sweep("merge", output, code=NO_INPUT).stderr == said
    folder = tmp_path / "no-folder"
    assert f"there is no folder {folder}\n" in sweep("merge", folder / "r.h5", code=NO_INPUT).stderr


def test_a_merge_beside_a_run_says_what_to_do(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    run_shards(sweep, file, output, range(1), 2)
    with Path(f"{output}.parts/shard-0-of-2.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        said = sweep("merge", output, code=CANNOT_CREATE).stderr.splitlines()
    assert "is locked by" in said[0]
    assert said[1].endswith(f"sweep status {output} --watch shows how far it is")


def test_a_folder_that_does_not_exist_is_said_before_merging(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    run_shards(sweep, file, output, range(2), 2)
    before = sorted(Path(f"{output}.parts").iterdir())
    for allow in ((), ("--allow-partial",)):
        said = sweep("merge", output, "-o", tmp_path / "none/r.h5", *allow, code=NO_INPUT).stderr
        assert said == (
            f"error: {tmp_path}/none: creating a file in it failed: No such file or directory\n")
    assert sorted(Path(f"{output}.parts").iterdir()) == before


def test_parts_may_lie_elsewhere(sweep: Sweep, tmp_path: Path) -> None:
    """Where no file can get its name beside the result; another folder does not differ from a disk."""
    file, output, whole = study(tmp_path), tmp_path / "r.h5", tmp_path / "whole.h5"
    scratch = tmp_path / "scratch/parts"
    scratch.mkdir(parents=True)
    Path(f"{output}.parts").symlink_to(scratch)
    sweep("run", file, "-o", output)
    sweep("run", file, "-o", whole, "--shard", "0/1")
    sweep("merge", whole, "-o", scratch / "elsewhere.h5")
    assert output.read_bytes() == (scratch / "elsewhere.h5").read_bytes()
    assert [path.name for path in scratch.iterdir()] == ["elsewhere.h5"]
    sweep("run", file, "-o", output)
    assert not list(tmp_path.rglob("*.temporary"))


def test_readers_say_that_parts_are_not_merged(sweep: Sweep, tmp_path: Path) -> None:
    file, output, whole = study(tmp_path), tmp_path / "r.h5", tmp_path / "whole.h5"
    sweep("run", file, "-o", whole)
    sweep("run", file, "-o", output, "--shard", "0/2")
    for verb in (["show"], ["order"], ["diff", whole]):
        for name in (output, f"{output}.parts", f"{output}.parts/"):
            said = sweep(*verb, name, code=66).stderr
            assert f"there is no {output} yet: {output}.parts is not merged; sweep merge " in said
    assert "is not merged" in sweep("verify", output, code=66).stderr
    sweep("run", file, "-o", output)
    # Where it is merged the folder's name means the result, as to other verbs.
    for verb in ("show", "verify"):
        asked, meant = (sweep(verb, path).stdout for path in (f"{output}.parts", output))
        assert asked == meant
    # What stays of parts behind a link.
    Path(f"{output}.parts").mkdir()
    assert sweep("show", f"{output}.parts").stdout == sweep("show", output).stdout
    assert "not merged" not in sweep("verify", f"{output}.parts").stdout
    sweep("errors", f"{output}.parts")
    sweep("show", output)


def test_parts_are_verified(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    for shard, words in (("0/2", "not merged yet\n"), ("1/2", "not merged yet: sweep merge ")):
        sweep("run", file, "-o", output, "--shard", shard)
        said = sweep("verify", f"{output}.parts").stdout
        assert said.startswith(f"{output}.parts: sound, ") and words in said
    [segment, _] = sorted(Path(f"{output}.parts").glob("segment-*.h5"))
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    said = sweep("verify", f"{output}.parts", code=76).stderr
    assert said == f"error: {segment} is damaged: its bytes do not have their SHA-256\n"
    assert segment.exists(), "who only looks changes nothing"


def test_a_result_among_its_parts_is_refused(sweep: Sweep, tmp_path: Path) -> None:
    """It would be removed with them."""
    output = tmp_path / "r.h5"
    sweep("run", study(tmp_path), "-o", output, "--shard", "0/1")
    before = contents(tmp_path)
    for name in ("merged.h5", "segment-all.h5", "r.h5"):
        into = tmp_path / f"r.h5.parts/{name}"
        refused = sweep("merge", f"{output}.parts", "-o", into, code=73).stderr
        assert "would lie among its parts" in refused
        assert contents(tmp_path) == before
    sweep("merge", f"{output}.parts")
    assert output.is_file()


def test_a_run_whose_parts_are_its_own_folder_is_refused(sweep: Sweep, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    file, output = study(tmp_path), tmp_path / "here/r.h5"
    Path(f"{output}.parts").symlink_to(".")
    sweep("run", file, "-o", output, code=73)
    assert not output.exists()


def test_merging_leaves_what_others_have_put_beside_the_parts(sweep: Sweep, tmp_path: Path) -> None:
    output = tmp_path / "r.h5"
    sweep("run", study(tmp_path), "-o", output, "--shard", "0/1")
    names = {"segment-plot.png", "state-notes.txt", "state-1-x.bin", "mine.txt"}
    for name in names:
        (tmp_path / "r.h5.parts" / name).write_text("mine")
    sweep("merge", f"{output}.parts")
    assert {path.name for path in (tmp_path / "r.h5.parts").iterdir()} == names


def test_a_scratch_folder_that_is_gone_does_not_matter_to_a_result(
    sweep: Sweep, tmp_path: Path
) -> None:
    file, output, scratch = study(tmp_path), tmp_path / "r.h5", tmp_path / "scratch"
    scratch.mkdir()
    Path(f"{output}.parts").symlink_to(scratch)
    sweep("run", file, "-o", output)
    scratch.rmdir()
    for arguments in (("run", file, "-o", output), ("merge", output)):
        assert "is complete already" in sweep(*arguments).stderr


def test_fresh_leaves_a_folder_under_the_result_s_name(sweep: Sweep, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x").write_text("mine")
    file = study(tmp_path)
    before = contents(tmp_path / "data")
    assert "it is a folder" in sweep("run", file, "-o", tmp_path / "data", "--fresh", code=73).stderr
    assert before and contents(tmp_path / "data") == before


def test_what_killed_merges_leave_beside_a_result_goes(sweep: Sweep, tmp_path: Path) -> None:
    file, output = study(tmp_path), tmp_path / "r.h5"
    host = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "_" for c in gethostname())
    left = [
        tmp_path / f"{name}.{host}-{gone}-0.temporary"
        for name, gone in (("r.h5", dead_process()), ("r.h5.bak-20260101T000000", dead_process()))
    ]
    mine = tmp_path / f"other.h5.{host}-{dead_process()}-0.temporary"
    for path in (*left, mine):
        path.write_text("half")
    sweep("run", file, "-o", output)
    assert [path for path in (*left, mine) if path.exists()] == [mine]


def dead_process() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid

"""Results that other programs have touched: what they add is passed over, what they change is said."""

import os
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import Sweep

CORRUPT, BAD_DATA, CANNOT_CREATE = 76, 65, 73

WIM = """\
sweep: 1
name: study
experiment: wim
axes:
  sigma: {log10: [-2.0, 0.0], count: 3}
  d: [0.5, 1.0]
  p: [[0.2, 0.8], [0.5, 0.5]]
"""
# Half of the points fail.
FLOWS = """\
sweep: 1
name: flows
experiment: flow-1d
axes: {cells: [16, 24], diffusion: [1.0, 1.0e+300]}
fixed: {initial: gaussian, stepper: rkl2, dt: 1.0e-3, times: [0.0, 1.0e-2], allow_unstable: true}
"""

ATTRIBUTES = {
    "text": "hello", "texts": ["a", "b"], "float32": np.float32(1), "array": np.arange(4.0), "boolean": True,
    "int32s": np.arange(3, dtype="i4"), "empty": h5py.Empty("f8"), "integer": np.int64(3), "real": 1.5,
    "compound": np.zeros(1, dtype=[("a", "i4"), ("b", "f8")]), "fixed": np.bytes_("text"),
}  # fmt: skip


@pytest.fixture(scope="module", params=[WIM, FLOWS], ids=["wim", "flows"])
def study(request: pytest.FixtureRequest, sweep: Sweep, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.yaml").write_text(request.param)
    code = 1 if request.param == FLOWS else 0
    sweep("run", folder / "study.yaml", "-o", folder / "result.h5", code=code)
    return folder


@pytest.fixture
def copy(study: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(study / "result.h5", tmp_path / "copy.h5"))


def answers(sweep: Sweep, path: Path) -> dict[str, str]:
    """What the verbs that only read say; the name of the file aside."""
    verbs = {"show": ["show", path], "csv": ["show", path, "status", "--csv"], "status": ["status", path]}
    said = {name: sweep(*words).stdout for name, words in verbs.items()}
    done = subprocess.run([sweep.binary, "errors", path], capture_output=True, encoding="utf-8")
    said["errors"] = done.stdout.replace(str(path), "RESULT")
    assert done.returncode in (0, 1)
    return said


def expect_the_same(sweep: Sweep, study: Path, path: Path) -> None:
    """All verbs say of a file what they say of the result, and a run finds it complete."""
    original = study / "result.h5"
    assert answers(sweep, path) == answers(sweep, original)
    assert sweep("diff", original, path).stdout.endswith("A and B agree\n")
    own = Path(shutil.copy(path, path.with_name("own.h5")))
    done = subprocess.run([sweep.binary, "run", study / "study.yaml", "-o", own], capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1) and "is complete already" in done.stderr


@pytest.mark.parametrize("kind", ATTRIBUTES)
def test_an_attribute_of_any_kind_is_passed_over(sweep: Sweep, study: Path, copy: Path, kind: str) -> None:
    with h5py.File(copy, "r+") as result:
        for owner in (result, result["status"], result["provenance/plan"]):
            owner.attrs["note"] = ATTRIBUTES[kind]
    expect_the_same(sweep, study, copy)
    said = sweep("verify", copy, code=CORRUPT).stderr
    assert said == f"error: {copy}: attributes are there that were not written: note, status.note\n"


def test_what_is_added_beside_the_result_is_passed_over(sweep: Sweep, study: Path, copy: Path) -> None:
    with h5py.File(copy, "r+") as result:
        result["extra"], result["plain"] = np.zeros(3, "f4"), np.zeros(3)
        result["group/deep"] = 1.0
        result["group"].attrs["shape_axis"] = "sigma"
        result["soft"], result["gone"] = h5py.SoftLink("/status"), h5py.SoftLink("/nowhere")
        result["elsewhere"] = h5py.ExternalLink("nowhere.h5", "/status")
        result["provenance/notes"] = "mine"
        result.attrs["reference"] = result["status"].ref
    expect_the_same(sweep, study, copy)
    said = sweep("verify", copy, code=CORRUPT).stderr
    for name in ("extra", "plain", "group", "soft", "gone", "elsewhere", "/provenance/notes"):
        assert f"error: {copy}: {name} is none that was written" in said


def repacked(source: Path, target: Path) -> None:
    """What `nccopy` and `h5repack` do: the same values in datasets of their own, attributes added."""
    shutil.copy(source, target)
    with h5py.File(target, "r+") as result:
        def touch(name: str, node: h5py.HLObject) -> None:
            if isinstance(node, h5py.Dataset):
                node.attrs["_Netcdf4Dimid"] = np.int32(0)
                node.attrs["_Netcdf4Coordinates"] = np.arange(3, dtype="i4")
        result.visititems(touch)
        result.attrs["_NCProperties"] = np.bytes_("version=2,netcdf=4.9.0")
        # netCDF has no scalars: numbers are lists of one.
        for name in ("sweep_format", "complete"):
            result.attrs[name] = np.array([result.attrs[name]])


@pytest.mark.parametrize("program", ["as netCDF", "nccopy", "ncks", "h5repack", "h5repack -f GZIP=4"])
def test_copies_are_read(sweep: Sweep, study: Path, tmp_path: Path, program: str) -> None:
    source, target = study / "result.h5", tmp_path / "copy.h5"
    if program == "as netCDF":
        repacked(source, target)
    elif shutil.which(program.split()[0]) is None:
        pytest.skip(f"there is no {program.split()[0]} here")
    else:
        subprocess.run([*program.split(), source, target], check=True)
    if program == "ncks":
        # It sorts by name, and what is shown is in that order.
        assert sweep("diff", source, target).stdout.endswith("A and B agree\n")
        assert answers(sweep, target)["errors"] == answers(sweep, source)["errors"]
    else:
        expect_the_same(sweep, study, target)
    if "h5repack" in program:
        assert "it has no seal, as copies by other programs have none" in sweep("verify", target).stdout
    else:
        said = sweep("verify", target, code=CORRUPT).stderr
        assert "attributes are there that were not written: " in said and said.count("\n") == 1


def test_a_changed_value_is_said_and_not_gone_on_from(sweep: Sweep, study: Path, copy: Path) -> None:
    with h5py.File(copy, "r+") as result:
        name = "ratio" if "ratio" in result else "mass"
        result[name][(0,) * result[name].ndim] = 7.0
    warning = f"warning: {copy}: {name} is not what was written\n"
    assert warning in sweep("show", copy, name).stderr
    assert warning in sweep("diff", study / "result.h5", copy, code=1).stderr
    refused = sweep("run", study / "study.yaml", "-o", copy, code=CORRUPT).stderr
    assert refused == f"error: {copy} is damaged: {name} is not what was written\n"
    wider = copy.with_name("wider.yaml")
    wider.write_text((study / "study.yaml").read_text().replace("1.0]", "1.0, 2.0]").replace("[1.0, 1", "[2.0, 1.0, 1"))
    content = copy.read_bytes()
    sweep("run", wider, "-o", copy, "--extend", code=CORRUPT)
    assert copy.read_bytes() == content


def replaced(result: h5py.File, name: str, **options: object) -> None:
    del result[name]
    result.create_dataset(name, **options)


def claim_scale(result: h5py.File) -> None:
    name = next(iter(result["status"].dims[0].values())).name.strip("/")
    replaced(result, name, shape=(2**40,), dtype="f8", chunks=(2**16,))
    result[name].make_scale(name)


HOSTILE = {
    "a scale of 2^40 values that are not there": claim_scale,
    "a status of 2^40 values": lambda r: replaced(r, "status", shape=(2**40, 1), dtype="u1", chunks=(2**16, 1)),
    "texts of 2^32": lambda r: replaced(r, "provenance/plan", shape=(2**32,), dtype=h5py.string_dtype(), chunks=(2**16,)),
    "checksums of 2^32": lambda r: replaced(
        r, "provenance/checksums", shape=(2**32,), dtype=h5py.string_dtype(), chunks=(2**16,)),
    "a status of no values": lambda r: replaced(r, "status", shape=(0, 2), dtype="u1"),
    "a status of more dimensions": lambda r: replaced(r, "status", data=np.ones((1,) * 9, "u1")),
    "a status without scales": lambda r: replaced(r, "status", data=r["status"][()]),
    "a missing status": lambda r: r.__delitem__("status"),
    "no provenance": lambda r: r.__delitem__("provenance"),
}  # fmt: skip


def link_to_pipe(result: h5py.File) -> None:
    """Who opens what the link leads to waits for ever."""
    pipe = Path(result.filename).with_suffix(".pipe")
    os.mkfifo(pipe)
    del result["status"]
    result["status"] = h5py.ExternalLink(str(pipe), "/status")


HOSTILE["a status in another file"] = link_to_pipe
HOSTILE["a status by another name"] = lambda r: (r.move("status", "other"), r.__setitem__("status", h5py.SoftLink("/other")))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_result_is_refused_at_once(sweep: Sweep, study: Path, copy: Path, kind: str) -> None:
    with h5py.File(copy, "r+") as result:
        HOSTILE[kind](result)
    for words in (
        ["show", copy], ["diff", copy, copy], ["errors", copy], ["order", copy], ["verify", copy], ["status", copy],
        ["merge", copy], ["run", study / "study.yaml", "-o", copy], ["run", study / "study.yaml", "-o", copy, "--retry-failed"],
        ["slurm", study / "study.yaml", "-o", copy, "--time", "1h", "--missing"],
    ):  # fmt: skip
        done = subprocess.run(
            [sweep.binary, *map(str, words)], capture_output=True, encoding="utf-8", timeout=20
        )
        # Of scales and texts `status` sees nothing.
        allowed = (CORRUPT, BAD_DATA, CANNOT_CREATE, *((0, 1) if words[0] in ("status", "merge") else ()))
        assert done.returncode in allowed, (words[0], done.returncode, done.stderr)
        assert done.stderr.startswith(("error: ", "warning: ")) or done.returncode in (0, 1)


def test_what_is_no_file_is_refused(sweep: Sweep, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.h5"
    os.mkfifo(pipe)
    for verb in ("show", "verify", "errors", "order", "status"):
        assert "it is no file" in sweep(verb, pipe, code=BAD_DATA).stderr


def test_control_characters_are_shown_escaped(sweep: Sweep, study: Path, copy: Path) -> None:
    with h5py.File(copy, "r+") as result:
        result.attrs["title"] = np.bytes_(b"\x1b]0;owned\x07\xc2\x9b31m\nerror: forged")
        result["status"].attrs["long_name"] = np.bytes_(b"\x1b[2J")
        names = np.bytes_(b"not_computed ok\x1b[31m not_converged failed")
        result["status"].attrs["flag_meanings"] = names
    texts = [
        sweep("show", copy).stdout, sweep("show", copy, "status").stdout,
        sweep("diff", study / "result.h5", copy).stdout, sweep("diff", copy, copy, "--json").stdout,
    ]  # fmt: skip
    for text in texts:
        assert not [c for c in text if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0]
    assert "title: \\u001b]0;owned\\u0007\\u009b31m\\u000aerror: forged\n" in texts[0]
    assert "\\u001b[2J" in texts[0] and "ok\\u001b[31m" in texts[1]
    # For other programs CSV has every byte.
    assert "ok\x1b[31m" in sweep("show", copy, "status", "--csv").stdout

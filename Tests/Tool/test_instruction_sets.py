"""Do builds for other instruction sets give the same file, byte for byte?"""

import filecmp
import json
import os
import platform
import re
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY


ON_X86 = pytest.mark.skipif(
    platform.machine() != "x86_64",
    reason=f"NOT TESTED: the instruction sets are those of x86-64, this is {platform.machine()}",
)


def manifest(march: str) -> subprocess.CompletedProcess[str]:
    """The package as it is read for a value of SWEEP_MARCH."""
    return subprocess.run(
        ["swift", "package", "dump-package"], cwd=REPOSITORY, capture_output=True,
        encoding="utf-8", env=os.environ | {"SWEEP_MARCH": march},
    )


def definitions(march: str) -> list[str]:
    """What the program is told of its processor as it is built."""
    targets = json.loads(manifest(march).stdout)["targets"]
    (program,) = (target for target in targets if target["name"] == "sweep-cli")
    names = [setting["kind"].get("define", {}).get("_0") for setting in program["settings"]]
    return [name for name in names if name]


@ON_X86
@pytest.mark.parametrize(
    ("march", "needed"),
    [
        ("x86-64", None), ("nehalem", None), ("ivybridge", "AVX"), ("x86-64-v3", "AVX2"),
        ("znver3", "AVX2"), ("alderlake", "AVX2"), ("x86-64-v4", "AVX512"),
        ("cascadelake", "AVX512"), ("tigerlake", "AVX512_VBMI2"),
        ("graniterapids", "AVX512_VBMI2"), ("znver5", "AVX512_VBMI2"),
    ],
)  # fmt: skip
def test_a_build_looks_for_what_its_processor_has(march: str, needed: str | None) -> None:
    """Else it ends by SIGILL on lesser ones, or refuses the processor that it was built for."""
    assert definitions(march) == ([f"SWEEP_NEEDS_{needed}"] if needed else [])


@ON_X86
def test_a_build_for_the_processor_at_hand_looks_for_what_that_has() -> None:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    features = next(line for line in lines if line.startswith("flags")).split()
    levels = {"avx512_vbmi2": "AVX512_VBMI2", "avx512vl": "AVX512", "avx2": "AVX2", "avx": "AVX"}
    most = next((level for feature, level in levels.items() if feature in features), None)
    wanted = {"SWEEP_NEEDS_SHA"} if "sha_ni" in features else set()
    assert set(definitions("native")) == wanted | ({f"SWEEP_NEEDS_{most}"} if most else set())


@ON_X86
def test_the_names_of_processors_are_the_compiler_s() -> None:
    """Every name that the manifest has, under what the compiler uses for it."""
    target = subprocess.run(["swiftc", "-print-target-info"], capture_output=True, check=True)
    resources = Path(json.loads(target.stdout)["paths"]["runtimeResourcePath"])
    clang = resources.parent.parent / "bin/clang"
    marks = {
        "avx512Bytes": "AVX512VBMI2", "avx512": "AVX512VL", "avx2": "AVX2", "avx": "AVX",
    }  # fmt: skip

    def macros(march: str) -> str | None:
        """None of the newest, where the compiler is older."""
        done = subprocess.run(
            [clang, f"-march={march}", "-dM", "-E", "-x", "c", os.devnull],
            capture_output=True, encoding="utf-8",
        )
        return done.stdout if done.returncode == 0 else None

    text = (REPOSITORY / "Package.swift").read_text()
    lists = re.findall(r"(?:\.(\w+): |baseline: Set = )\[\s*(\"[^]]*)\]", text)
    assert len(lists) == 5
    for name, words in lists:
        known = {march: macros(march) for march in re.findall(r'"([^"]+)"', words)}
        assert sum(shown is not None for shown in known.values()) >= 4, name
        for march, shown in known.items():
            if shown is not None:
                most = next((set for set, mark in marks.items() if f"__{mark}__ " in shown), None)
                assert most == (name or None), march


@ON_X86
@pytest.mark.parametrize("march", ["pentium9", "knl", "X86-64-V3"])
def test_an_unknown_processor_is_refused(march: str) -> None:
    refused = manifest(march)
    assert refused.returncode != 0
    assert f"SWEEP_MARCH: '{march}' is not known; known are native, " in refused.stderr


@pytest.mark.slow
@ON_X86
@pytest.mark.parametrize("march", ["x86-64-v3", "x86-64"])
def test_digits_do_not_depend_on_the_instruction_set(
    theorem3: Path, tmp_path: Path, march: str
) -> None:
    scratch = REPOSITORY / f".build-{march}"
    build = subprocess.run(
        ["swift", "build", "--configuration", "release", "--product", "sweep",
         "--scratch-path", scratch],
        cwd=REPOSITORY, env=os.environ | {"SWEEP_MARCH": march}, capture_output=True,
        encoding="utf-8",
    )
    assert build.returncode == 0, f"{build.stdout[-4000:]}\n{build.stderr[-4000:]}"
    output = tmp_path / "result.h5"
    subprocess.run(
        [scratch / "release/sweep", "run", "sweeps/paper/theorem3.yaml", "-o", output],
        cwd=REPOSITORY, check=True,
    )
    assert filecmp.cmp(output, theorem3, shallow=False)

"""Do builds for other instruction sets give the same file, byte for byte?"""

import filecmp
import os
import platform
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY


@pytest.mark.slow
@pytest.mark.skipif(
    platform.machine() != "x86_64",
    reason=f"NOT TESTED: the instruction sets are those of x86-64, this is {platform.machine()}",
)
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

"""Do text and numbers of docs/errata.md agree?"""

import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY

DOCUMENT = REPOSITORY / "docs/errata.md"


def test_every_number_is_what_its_command_prints(binary: Path) -> None:
    done = subprocess.run(
        [sys.executable, REPOSITORY / "scripts/errata.py", "--check"], capture_output=True,
        encoding="utf-8", env={**os.environ, "SWEEP_BINARY": str(binary)},
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_every_erratum_that_a_kernel_names_is_there() -> None:
    stated = set(re.findall(r"^## (E\d+)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    for source in (REPOSITORY / "Sources").rglob("*.swift"):
        for note in re.findall(r"errata\.md\s[^)]*\)", source.read_text(encoding="utf-8")):
            named = set(re.findall(r"E\d+", note))
            assert named <= stated, f"{source.name} names {named - stated}"

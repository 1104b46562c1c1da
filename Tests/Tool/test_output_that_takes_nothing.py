"""Does the program end where what it writes to takes no bytes and gives no error?"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Sweep

# As some drivers and file systems of user space answer.
TAKES_NOTHING = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

ssize_t write(int file, const void *bytes, size_t count) {
  static ssize_t (*next)(int, const void *, size_t);
  if (!next) next = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  return file == atoi(getenv("TAKES_NOTHING")) ? 0 : next(file, bytes, count);
}
"""


@pytest.mark.parametrize(("descriptor", "code"), [(1, 74), (2, 66)])
def test_it_ends(sweep: Sweep, tmp_path: Path, descriptor: int, code: int) -> None:
    if (compiler := shutil.which("cc") or shutil.which("clang")) is None:
        pytest.skip("no compiler for C")
    source, library = tmp_path / "shim.c", tmp_path / "shim.so"
    source.write_text(TAKES_NOTHING)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library), "TAKES_NOTHING": str(descriptor)}
    arguments = ("list",) if descriptor == 1 else ("verify", tmp_path / "none.h5")
    command = [str(sweep.binary), *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=20)
    assert done.returncode == code
    if descriptor == 1:
        assert b"error: standard output: " in done.stderr

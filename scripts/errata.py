#!/usr/bin/env python3
"""Do the numbers in docs/errata.md come out of the commands beside them?

    .venv/bin/python scripts/errata.py [--check]

Every console block of docs/errata.md holds commands, lines that begin with `$`, and what they
print. This runs them and writes the output anew; with --check it writes nothing and fails, showing
the difference, where text and numbers part. SWEEP_BINARY names the program; without that it is the
release build of this checkout.
"""

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
DOCUMENT = REPOSITORY / "docs/errata.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?:.*\\\n)*.*\n", re.MULTILINE)


def programs() -> dict[str, list[str]]:
    """What the first word of a command stands for."""
    binary = Path(os.environ.get("SWEEP_BINARY", REPOSITORY / ".build/release/sweep")).resolve()
    if not binary.is_file():
        sys.exit(f"error: {binary} does not exist; scripts/build makes it")
    algebra = str(REPOSITORY / "scripts/algebra.py")
    return {"sweep": [str(binary)], "scripts/algebra.py": [sys.executable, algebra]}


def output_of(command: str, programs: dict[str, list[str]], folder: Path) -> str:
    """What a command prints when it is given in a folder that has the sweep files."""
    words = shlex.split(command.removeprefix("$").replace("\\\n", " "))
    if words[0] not in programs:
        sys.exit(f"error: {DOCUMENT.name} may not call {words[0]!r}")
    done = subprocess.run(
        programs[words[0]] + words[1:], cwd=folder, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def renewed(text: str) -> str:
    """The text with the output of its commands as they print it now."""
    known = programs()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sweeps").symlink_to(REPOSITORY / "sweeps")

        def renew(block: re.Match[str]) -> str:
            commands = COMMAND.findall(block.group())
            return "".join(
                command + output_of(command, known, folder) for command in commands
            )

        return BLOCK.sub(renew, text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes the numbers of docs/errata.md anew.")
    parser.add_argument("--check", action="store_true", help="compare only")
    arguments = parser.parse_args()
    text = DOCUMENT.read_text(encoding="utf-8")
    new = renewed(text)
    if not arguments.check:
        DOCUMENT.write_text(new, encoding="utf-8")
        return 0
    difference = difflib.unified_diff(
        text.splitlines(keepends=True), new.splitlines(keepends=True), "as it stands", "as computed"
    )
    sys.stdout.writelines(difference)
    return 0 if new == text else 1


if __name__ == "__main__":
    sys.exit(main())

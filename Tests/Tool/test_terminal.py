"""Does what is shown fit the terminal, whatever its width?"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest
from conftest import Sweep

LONG = """
sweep: 1
name: long
experiment: wim
axes:
  sigma: {linear: [0.1, 0.9], count: 1000}
  d: {linear: [1.0, 2.0], count: 3960}
  p: [[0.5, 0.5]]
outputs: [ratio]
checkpoint: {seconds: 0.5}
"""
SEQUENCE = re.compile(r"\x1b\[(\d*)([A-Za-z])")


class Screen:
    """What a terminal of endless height shows: lines that are longer than it is wide go on below."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.lines = [""]
        self.row = self.column = 0

    def feed(self, text: str) -> None:
        position = 0
        while position < len(text):
            if match := SEQUENCE.match(text, position):
                self.control(match[2], int(match[1] or 0))
                position = match.end()
            else:
                self.put(text[position])
                position += 1

    def control(self, letter: str, count: int) -> None:
        if letter == "A":
            assert count <= self.row, "it moves above what it has written"
            self.row -= count
        else:
            assert letter in "JK" and count == 0
            self.lines[self.row] = self.lines[self.row][: self.column]
            if letter == "J":
                del self.lines[self.row + 1 :]

    def put(self, character: str) -> None:
        if character == "\r":
            self.column = 0
            return
        if character == "\n" or self.column == self.columns:
            self.row += 1
            self.column = 0 if character != "\n" else self.column
            if self.row == len(self.lines):
                self.lines.append("")
        if character != "\n":
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = line[: self.column] + character + line[self.column + 1 :]
            self.column += 1


class Watched:
    """A command whose output is a terminal."""

    def __init__(self, columns: int, *command: object) -> None:
        self.screen = Screen(columns)
        self.seen: list[list[str]] = []
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            # Nothing is shown before the terminal has its width.
            os.read(0, 1)
            os.execv(str(command[0]), [str(word) for word in command])
        self.resize(columns)
        attributes = termios.tcgetattr(self.terminal)
        attributes[3] &= ~termios.ECHO
        termios.tcsetattr(self.terminal, termios.TCSANOW, attributes)
        os.write(self.terminal, b"\n")

    def resize(self, columns: int) -> None:
        size = struct.pack("HHHH", 24, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self.screen.columns = columns

    def watch(self, seconds: float, updates: int = 10**9) -> list[str]:
        """The lines after so long, after so many updates, or at the end, whatever comes first."""
        end = time.monotonic() + seconds
        rest = b""
        while (left := end - time.monotonic()) > 0 and len(self.seen) < updates:
            if not select.select([self.terminal], [], [], left)[0]:
                break
            try:
                rest += os.read(self.terminal, 65536)
            except OSError:
                break
            text = rest.decode(errors="ignore")
            rest = rest[len(text.encode()) :]
            self.screen.feed(text)
            self.seen.append([line for line in self.screen.lines if line.strip()])
        return self.seen[-1] if self.seen else []

    def end(self) -> None:
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def shown(columns: int, *command: object) -> list[str]:
    watched = Watched(columns, *command)
    lines = watched.watch(20)
    watched.end()
    return lines


@pytest.fixture
def long(tmp_path: Path) -> Path:
    (tmp_path / "long.yaml").write_text(LONG)
    return tmp_path / "long.yaml"


@pytest.mark.parametrize("columns", [10, 24, 36, 50, 60, 80, 120])
def test_progress_is_one_line(sweep: Sweep, long: Path, columns: int) -> None:
    run = Watched(columns, sweep.binary, "run", long, "-o", long.with_suffix(".h5"), "-j1")
    run.watch(2)
    run.end()
    assert len(run.seen) > 2
    for lines in run.seen:
        assert len(lines) <= 1 and all(len(line) < columns for line in lines), lines
    last = run.seen[-1][0]
    # The bar shrinks, then goes, then the rate, then the time.
    assert re.match(r"\d+ %", last.lstrip("━╌ ")), last
    if columns <= 24 or columns >= 80:
        assert ("╌" in last) == (columns >= 80)
    if columns >= 80 and " 0/" not in last:
        assert "/s" in last
    assert ("3 960 000 points" in last) == (columns >= 36)


def test_progress_follows_the_width(sweep: Sweep, long: Path) -> None:
    run = Watched(100, sweep.binary, "run", long, "-o", long.with_suffix(".h5"), "-j1")
    assert "╌" in run.watch(1.5)[0]
    run.resize(24)
    run.screen = Screen(24)
    run.watch(1.5)
    run.end()
    last = run.seen[-1]
    assert len(last) == 1 and len(last[0]) < 24 and "╌" not in last[0]


@pytest.mark.parametrize("columns", [50, 80])
def test_a_watched_status_stays_in_its_place(sweep: Sweep, long: Path, columns: int) -> None:
    output = long.with_suffix(".h5")
    shards = [
        subprocess.Popen(
            [sweep.binary, "run", long, "-o", output, "--shard", f"{k}/40", "-j1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for k in range(2)
    ]
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end and not list(Path(f"{output}.parts").glob("segment-*.h5")):
            time.sleep(0.1)
        status = Watched(columns, sweep.binary, "status", "--watch", output)
        lines = status.watch(60, updates=3)
        status.end()
    finally:
        for shard in shards:
            shard.kill()
            shard.wait()
    assert len(status.seen) >= 2, "it is shown anew"
    percentages = [line for line in lines if "points are stored" in " ".join(lines)][:1]
    assert percentages and len(lines) < 24
    assert sum(line.lstrip().startswith("shard") for line in lines) == 1
    assert lines[-1].startswith("…") and lines[-1].endswith("more lines")
    assert all(len(line) <= columns for line in lines)


@pytest.mark.parametrize("columns", [50, 60, 80, 120])
@pytest.mark.parametrize("verb", ["describe", "list", "show"])
def test_tables_break_between_words(
    sweep: Sweep, theorem3: Path, columns: int, verb: str
) -> None:
    arguments = {"describe": ["flow-1d"], "list": [], "show": [theorem3]}[verb]
    lines = shown(columns, sweep.binary, verb, *arguments)
    whole = sweep(verb, *arguments).stdout
    # Broken by the terminal, a line would be full and go on in the middle of a word.
    words = set(whole.split())
    for line in lines:
        assert len(line) <= columns
        if verb != "show":
            assert set(line.replace("; ", " ").split()) <= words | {
                f"{word}{mark}" for word in words for mark in ":;"
            } | {word.rstrip(";") for word in words}, line


def test_what_must_be_given_is_marked(sweep: Sweep) -> None:
    text = sweep("describe", "flow-1d").stdout
    inputs = text.split("\n\n")[1].splitlines()
    needs = {line.split()[0]: line[20:30].strip() for line in inputs}
    assert needs["cells"] == needs["dt"] == "or others"
    assert needs["initial"] == needs["times"] == "yes" and needs["boundary"] == "no"
    ways = "to be given: initial, times; and cells, dt; or cells, tolerance; or dx, dt; or dx, tolerance"
    assert ways in text

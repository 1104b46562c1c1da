"""States of unfinished points as an independent reader sees them."""

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from segments import SEAL_LENGTH, is_sealed, seal

NAME = re.compile(r"state-(\d+)-(\d+)\.bin")
HEAD = re.compile(
    rb"sweep state 1\nplan [0-9a-f]{64} block (\d+) count (\d+) share (\S+)\n", re.DOTALL
)


@dataclass(frozen=True)
class State:
    """A state in a file: of which block, the how manieth, and how much of the block is done."""

    block: int
    sequence: int
    share: float


def read_state(path: Path) -> State | None:
    """The state in a file; none where it is not whole."""
    whole = path.read_bytes()
    name, head = NAME.fullmatch(path.name), HEAD.match(whole)
    if not (name and head and is_sealed(whole)):
        return None
    block, count, share = int(head[1]), int(head[2]), float(head[3])
    if int(name[1]) != block or len(whole) != head.end() + 8 * count + SEAL_LENGTH:
        return None
    return State(block, int(name[2]), share)


def state_files(parts: Path) -> list[Path]:
    """The files that have a state's final name."""
    return sorted(path for path in parts.glob("state-*") if NAME.fullmatch(path.name))


def read_states(parts: Path) -> dict[str, State | None]:
    """The states by the names of their files; none stands for one that is not whole."""
    found = {}
    for path in state_files(parts):
        # A run may be at work and store a newer one meanwhile.
        with contextlib.suppress(FileNotFoundError):
            found[path.name] = read_state(path)
    return found


def alter(path: Path, number: int) -> None:
    """Makes one of a state's numbers half as large again, under a seal that fits."""
    whole = path.read_bytes()
    head = HEAD.match(whole)
    assert head and is_sealed(whole)
    content = bytearray(whole[:-SEAL_LENGTH])
    at = slice(head.end() + 8 * number, head.end() + 8 * number + 8)
    values = memoryview(bytearray(content[at])).cast("d")
    values[0] *= 1.5
    content[at] = values.tobytes()
    path.write_bytes(bytes(content) + seal(bytes(content)))

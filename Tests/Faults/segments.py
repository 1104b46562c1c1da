"""Segments as an independent reader sees them: the seal by its SHA-256, the points by h5py."""

import contextlib
import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import h5py

MARK = b"\nsweep sha256 "
SEAL_LENGTH = len(MARK) + 64 + 1


def seal(content: bytes) -> bytes:
    """The last line of a file with this content."""
    return MARK + hashlib.sha256(content).hexdigest().encode() + b"\n"


def is_sealed(whole: bytes) -> bool:
    return whole[-SEAL_LENGTH:] == seal(whole[:-SEAL_LENGTH])


def cut_seal(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-SEAL_LENGTH])


def add_seal(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + seal(content))


@dataclass(frozen=True)
class Stored:
    """What a segment holds."""

    digest: str
    points: frozenset[int]


@functools.lru_cache(maxsize=4096)
def read_segment(whole: bytes) -> Stored | None:
    """A segment's content; none if it is not as it was written.

    The same bytes are met again and again: thousands of trials begin from one state.
    """
    if not is_sealed(whole):
        return None
    with h5py.File(io.BytesIO(whole), "r") as file:
        firsts, counts = file["blocks/first_point"][()], file["blocks/point_count"][()]
    points = frozenset(p for f, c in zip(firsts, counts) for p in range(f, f + c))
    return Stored(hashlib.sha256(whole).hexdigest(), points)


def read_segments(parts: Path) -> dict[str, Stored | None]:
    """The segments by name; none stands for one that is not whole."""
    found = {}
    for path in segment_files(parts):
        # A run may be at work and remove its parts meanwhile.
        with contextlib.suppress(FileNotFoundError):
            found[path.name] = read_segment(path.read_bytes())
    return found


def segment_files(parts: Path) -> list[Path]:
    """The files that have a segment's final name."""
    return sorted(parts.glob("segment-*.h5"))


def points_in(segments: dict[str, Stored | None]) -> set[int]:
    """All points in whole segments."""
    return {point for stored in segments.values() if stored for point in stored.points}

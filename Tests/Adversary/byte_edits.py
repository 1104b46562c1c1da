"""Edits of the bytes of a file that know nothing of what they mean, and what is done to its seal."""

import random
from collections.abc import Callable

from damage import cut, erase, flip
from segments import SEAL_LENGTH, is_sealed, seal

Edit = Callable[[bytearray, random.Random], str]


def flip_some(content: bytearray, generator: random.Random) -> str:
    words = [flip(content, generator) for _ in range(generator.choice([1, 1, 2, 8, 64]))]
    return f"{len(words)} bits flipped, first {words[0]}"


def copy_within(content: bytearray, generator: random.Random) -> str:
    """A part in the place of another."""
    length = min(generator.choice([1, 4, 8, 64, 512, 4096]), len(content))
    source = generator.randrange(len(content) - length + 1)
    target = generator.randrange(len(content) - length + 1)
    content[target : target + length] = content[source : source + length]
    return f"{length} bytes from {source} copied to {target}"


def write_number(content: bytearray, generator: random.Random) -> str:
    """A number at a border where sizes and addresses go wrong."""
    size = generator.choice([1, 2, 4, 8])
    value = generator.choice([0, 1, 2**31 - 1, 2**32 - 1, 2**63 - 1, 2**64 - 1, 255, 65535, 4096])
    place = generator.randrange(max(1, len(content) - size))
    content[place : place + size] = (value % 256**size).to_bytes(size, "little")
    return f"{value} in {size} bytes at {place}"


def insert(content: bytearray, generator: random.Random) -> str:
    place, length = generator.randrange(len(content) + 1), generator.choice([1, 8, 512])
    content[place:place] = generator.randbytes(length)
    return f"{length} bytes inserted at {place}"


EDITS: list[Edit] = [flip_some, flip_some, flip_some, write_number, copy_within, erase, cut, insert]


def edit_bytes(whole: bytes, generator: random.Random) -> tuple[bytes, str, bool]:
    """Other bytes, what was done, and whether they have a seal that fits.

    The seal is kept, cut or forged: with a forged one the program has to take the bytes for its own.
    """
    fate = generator.choice(["kept", "cut", "cut", "forged"]) if is_sealed(whole) else "none"
    content = bytearray(whole if fate in ("kept", "none") else whole[:-SEAL_LENGTH])
    words = "unchanged"
    for _ in range(generator.choice([1, 1, 2])):
        if content:
            words = generator.choice(EDITS)(content, generator)
    if fate == "forged":
        content += seal(bytes(content))
    return bytes(content), f"{words}, seal {fate}", fate == "forged"

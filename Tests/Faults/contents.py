#!/usr/bin/env python3
"""Do two results hold the same? Exit code 0 if so, 1 if not; run as a process of its own,
since libhdf5 may crash on a damaged file.

    contents.py RESULT RESULT [--more]

With --more the second may hold more than the first.
"""

import sys

import h5py
import numpy as np


def content(path: str) -> dict[str, object]:
    """All values and attributes that h5py reads."""
    found: dict[str, object] = {}

    def look(name: str, node: h5py.HLObject) -> None:
        for key, value in node.attrs.items():
            if key not in ("DIMENSION_LIST", "REFERENCE_LIST"):
                found[f"{name}@{key}"] = np.asarray(value)
        if isinstance(node, h5py.Dataset):
            found[name] = node[()]

    with h5py.File(path, "r") as file:
        look("/", file)
        file.visititems(look)
    return found


def is_equal(left: object, right: object) -> bool:
    a, b = np.asarray(left), np.asarray(right)
    if a.dtype == object:
        # Texts: the bytes of such an array are addresses.
        return b.dtype == object and a.shape == b.shape and a.tolist() == b.tolist()
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


def is_same(first: str, second: str, may_have_more: bool) -> bool:
    a, b = content(first), content(second)
    has_all = a.keys() <= b.keys() if may_have_more else a.keys() == b.keys()
    return has_all and all(is_equal(a[k], b[k]) for k in a)


def main() -> int:
    return 0 if is_same(sys.argv[1], sys.argv[2], "--more" in sys.argv) else 1


if __name__ == "__main__":
    sys.exit(main())

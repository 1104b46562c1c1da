#!/usr/bin/env bash
# kerchunk 0.2.10: datasets with fletcher32 are left out of the references, which open without them.
#
# Expected: such a dataset is read, since numcodecs 0.16.6, which kerchunk uses, has a codec for it that takes
# HDF5's chunks as they are; or translate() fails.
# Seen: translate() returns references without the dataset and without its name; a warning says that an
# exception was "caught and quashed". One of less than 500 bytes, which is copied into the references, stays.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'h5py==3.16.0' 'zarr==3.1.6' 'numcodecs==0.16.6' \
    'fsspec==2026.9.0' 'kerchunk==0.2.10'
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import warnings

import h5py
import numpy as np
from kerchunk.hdf import SingleHdf5ToZarr
from numcodecs.fletcher32 import Fletcher32

values = np.arange(2000.0).reshape(20, 100)
with h5py.File("two.h5", "w") as file:
    file.create_dataset("plain", data=values, chunks=(5, 100))
    file.create_dataset("checked", data=values, chunks=(5, 100), fletcher32=True)
    file.create_dataset("small", data=values[0, :50], chunks=(50,), fletcher32=True)
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    references = SingleHdf5ToZarr("two.h5", "two.h5").translate()
names = sorted({key.split("/")[0] for key in references.get("refs", references) if "/" in key})
print("datasets in the references:", names)
print("warned:", [str(w.message).splitlines()[0] for w in said if "quashed" in str(w.message)])
with h5py.File("two.h5") as file:
    chunk = Fletcher32().decode(file["checked"].id.read_direct_chunk((0, 0))[1])
print("numcodecs reads the chunk:", np.array_equal(np.frombuffer(chunk), values[:5].ravel()))
assert names == ["plain", "small"] and np.array_equal(np.frombuffer(chunk), values[:5].ravel())
PYTHON

#!/usr/bin/env bash
# rasterio 1.4.4 (GDAL 3.10.3): which datasets of an HDF5 file there are depends on the file's name.
#
# Expected: the same bytes named .h5 and .nc list the same arrays, or one of the names lists none.
# Seen: under .h5 an array of rank 2 or 3 is listed and one of rank 4 is not, without a word; under .nc both are.
# The name chooses the driver, and HDF5's lists ranks 2 and 3 alone. With the prefix NETCDF: the name
# does not matter.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'h5py==3.16.0' 'rasterio==1.4.4'
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import shutil

import h5py
import numpy as np
import rasterio

with h5py.File("a.h5", "w") as file:
    for axis in "tzyx":
        file[axis] = np.arange(4.0)
        file[axis].make_scale(axis)
    for name, axes in (("two", "yx"), ("three", "zyx"), ("four", "tzyx")):
        file[name] = np.ones((4,) * len(axes))
        for k, axis in enumerate(axes):
            file[name].dims[k].attach_scale(file[axis])
shutil.copy("a.h5", "a.nc")

def listed(name):
    with rasterio.open(name) as source:
        names = sorted(s.split(":")[-1].strip("/") for s in source.subdatasets)
    print(f"{name}: {names}")
    return names

assert listed("a.h5") == ["three", "two"]
assert listed("a.nc") == ["four", "three", "two"]
assert listed("NETCDF:a.h5") == ["four", "three", "two"]
PYTHON

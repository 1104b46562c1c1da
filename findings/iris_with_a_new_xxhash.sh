#!/usr/bin/env bash
# scitools-iris 3.14.1 with xxhash 4.1.0, which its requirements admit: described coordinates do not load.
#
# Expected: what `pip install scitools-iris` brings together loads a file that iris has always loaded.
# Seen: iris.load raises "Strings must be encoded before hashing" as soon as one of two coordinates along one
# dimension has an attribute of its own that is text; without that it loads. With xxhash 3.8.2 both load:
# version 4 no longer takes text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-compile 'numpy==2.4.6' 'netCDF4==1.7.5.1.post1' 'scitools-iris==3.14.1' 'xxhash==4.1.0'
cd "$work"
cat > load.py <<'PYTHON'
import sys

import iris
import netCDF4
import xxhash

def write(name, notes):
    with netCDF4.Dataset(name, "w") as file:
        file.createDimension("x", 2)
        for variable in ("height", "depth"):
            file.createVariable(variable, "f8", ("x",))[:] = [1.0, 2.0]
            file[variable].units = "m"
        for variable, note in notes.items():
            file[variable].note = note
        file.createVariable("wanted", "f8", ("x",))[:] = [1.0, 2.0]
        file["wanted"].coordinates = "height depth"

def loads(name):
    try:
        return len(iris.load(name)) == 1
    except TypeError as error:
        print(name, error)
        return False

write("plain.nc", {})
write("noted.nc", {"height": "up"})
seen = loads("plain.nc"), loads("noted.nc")
print(f"xxhash {xxhash.VERSION}: without a note it loads: {seen[0]}, with one: {seen[1]}")
assert seen == (True, sys.argv[1] == "loads")
PYTHON
"$work/venv/bin/python" -W ignore load.py fails
"$work/venv/bin/pip" install --quiet --no-compile 'xxhash==3.8.2'
"$work/venv/bin/python" -W ignore load.py loads

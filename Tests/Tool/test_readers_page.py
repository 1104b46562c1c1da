"""Do the lines of Python on docs/readers.md read results as the page says?"""

import re
from pathlib import Path

import h5py
import pytest
import xarray as xr
from conftest import REPOSITORY, Stored

PAGE = (REPOSITORY / "docs/readers.md").read_text(encoding="utf-8")


@pytest.fixture
def names(
    stored: Stored, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> dict[str, object]:
    """What the page's Python defines, run in its order on results under the names that it uses."""
    for name in ("matrices", "mixtures", "narrow"):
        (tmp_path / f"{name}.h5").symlink_to(stored(name))
    monkeypatch.chdir(tmp_path)
    defined: dict[str, object] = {}
    for snippet in re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        exec(snippet, defined)
    return defined


def test_texts_select(names: dict[str, object]) -> None:
    result, entry, pair = names["result"], names["entry"], names["pair"]
    place = {"parameter": 0, "parameter_column": list(result.parameter.values).index("mu_1")}
    assert entry.identical(result.inverse.isel(place).assign_coords(entry.coords))
    row = list(result.mixture_id.values).index("pair")
    assert pair.fisher.values.tobytes() == result.fisher[row].values.tobytes()
    flows, mass = names["flows"], names["mass"]
    row = list(flows.mobility_value.values).index("geometric")
    assert mass.values.tobytes() == flows.mass.isel(mobility_value=row).values.tobytes()


def test_groups_open_at_once(names: dict[str, object]) -> None:
    fields = names["fields"]
    assert {name: field.sizes["x"] for name, field in fields.items()} == {
        "/x_100": 100, "/x_200": 200, "/x_400": 400}
    assert names["coarse"].identical(fields["/x_100"])
    alone = xr.open_datatree("narrow.h5", group="/x_100")
    assert alone.density.identical(names["coarse"])
    with pytest.raises(ValueError, match="not aligned with its parents"):
        xr.open_datatree("narrow.h5")


def test_bytes_decode(names: dict[str, object]) -> None:
    assert names["experiment"] == "wim"
    with xr.open_dataset("mixtures.h5") as result:
        assert list(names["names"]) == list(result.mixture_id.values)
        assert tuple(names["dimensions"]) == result.ratio.dims
    with h5py.File("mixtures.h5") as file:
        assert isinstance(file.attrs["experiment"], bytes), "else the page need not say it"

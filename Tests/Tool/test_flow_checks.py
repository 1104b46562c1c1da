"""What is said of flows whose inputs are right one by one and wrong together?"""

from pathlib import Path

import pytest
from conftest import Sweep

LINE = {
    "cells": "40", "initial": "gaussian", "dt": "0.001", "times": "[0.0, 0.1]",
}
PLANE = LINE | {"domain": "[0.0, 1.0]", "dt": "1.0e-5"}


def study(folder: Path, experiment: str, inputs: dict[str, str]) -> Path:
    """A sweep file over the diffusion; inputs of no text are left out."""
    axis = f"axes: {{diffusion: [{inputs.get('diffusion', '1.0')}]}}\n"
    fixed = "".join(
        f"  {name}: {value}\n" for name, value in inputs.items() if value and name != "diffusion")
    file = folder / "study.yaml"
    file.write_text(f"sweep: 1\nname: checks\nexperiment: {experiment}\n{axis}fixed:\n{fixed}")
    return file


@pytest.mark.parametrize(
    ("experiment", "change", "blamed", "said"),
    [
        ("flow-1d", {"cells": "", "dx": "0.3"}, "dx", "does not cut the domain"),
        ("flow-1d", {"dt": "0.04"}, "dt", "beyond the longest stable step 0.03125 of explicit_euler"),
        ("flow-1d", {"dt": "0.04", "stepper": "ssp_rk3"}, "dt", "longest stable step 0.03925"),
        ("flow-1d", {"dt": "", "tolerance": "0.001"}, "tolerance", "no adaptive steps"),
        ("flow-1d", {"metric": "inhomogeneous"}, "metric", "needs relative_scales"),
        ("flow-1d", {"relative_scales": "[1.0, 2.0]"}, "relative_scales", "only the inhomogeneous"),
        ("flow-1d", {"metric": "inhomogeneous", "relative_scales": "[1.0, 2.0, 3.0]"},
         "relative_scales", "do not repeat evenly in 40 cells"),
        ("flow-1d", {"metric": "inhomogeneous", "relative_scales": "[1.0, 2.0]",
                     "mobility": "upwind"}, "mobility", "a mobility of its own"),
        ("flow-1d", {"metric": "inhomogeneous", "relative_scales": "[1.0, 2.0]",
                     "interaction": "quadratic"}, "interaction", "unequal widths"),
        ("flow-1d", {"interaction": "{attractive_repulsive: {a: 1.0, b: 2.0}}"},
         "interaction", "needs a above b"),
        ("flow-1d", {"diffusion": "0.0"}, "diffusion", "no energy to descend"),
        ("flow-1d", {"initial": "barenblatt"}, "initial", "is of a porous medium"),
        ("flow-1d", {"diffusion": "0.0", "initial": "barenblatt", "porous_medium": "1.0", "dt": "0.2"},
         "dt", "beyond the longest stable step"),
        ("flow-1d", {"potential": "sine", "references": "[exact]"}, "references", "no exact solution"),
        ("flow-1d", {"potential": "sine", "references": "[crank_nicolson]"},
         "references", "crank_nicolson is for heat"),
        ("flow-1d", {"dt": "", "tolerance": "0.001", "stepper": "rkl2",
                     "references": "[crank_nicolson]"}, "references", "takes the step of the flow"),
        ("flow-2d", {"domain_y": "[0.0, 0.51]"}, "cells", "does not cut domain_y"),
        ("flow-2d", {"domain_y": "[0.0]"}, "domain_y", "two ends"),
        ("flow-2d", {"stepper": "rosenbrock"}, "stepper", "rosenbrock is for lines"),
        ("flow-2d", {"metric": "inhomogeneous"}, "metric", "is for lines"),
        ("flow-2d", {"cells": "20000", "times": "{linear: [0.0, 1.0], count: 9}"},
         "cells", "densities are too many"),
        # 9·10⁸ cells along each side, twelve times: more than 2⁶³ values.
        ("flow-2d", {"cells": "", "dx": "1.0e-9", "domain": "[0.0, 0.9]",
                     "times": "{linear: [0.0, 11.0], count: 12}"}, "dx", "densities are too many"),
        ("flow-1d", {"domain": "[-1.7e+308, 1.7e+308]"}, "domain", "longer than a double holds"),
        ("flow-2d", {"domain_y": "[-1.7e+308, 1.7e+308]"}, "domain_y",
         "longer than a double holds"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(
    sweep: Sweep, tmp_path: Path, experiment: str, change: dict[str, str], blamed: str, said: str
) -> None:
    fixed = (LINE if experiment == "flow-1d" else PLANE) | change
    error = sweep("check", study(tmp_path, experiment, fixed), code=65).stderr
    where = "axis 'diffusion'" if blamed == "diffusion" else f"fixed '{blamed}'"
    assert f"error: {where}: " in error and said in error, error
    assert "= help: " in error
    assert error.count("error: ") == 1


@pytest.mark.parametrize(("experiment", "fixed"), [("flow-1d", LINE), ("flow-2d", PLANE)])
def test_what_fits_is_accepted(
    sweep: Sweep, tmp_path: Path, experiment: str, fixed: dict[str, str]
) -> None:
    sweep("check", study(tmp_path, experiment, fixed))
    unstable = fixed | {"dt": "0.04", "allow_unstable": "true"}
    sweep("check", study(tmp_path, experiment, unstable))
    # At the limit itself, to rounding: h²/2 on a line, h²/4 on a plane.
    limit = {"dt": "0.03125"} if experiment == "flow-1d" else {"dt": "0.00015625"}
    sweep("check", study(tmp_path, experiment, fixed | limit))

"""How fast does the ratio of a diagonal entry to its scaling factor approach 1?"""

from dataclasses import dataclass

import numpy as np
import xarray as xr

# Beyond this sigma/d the fourth order shows in the fifth digit of a fitted slope.
LARGEST_FITTED_SCALE = 0.001


@dataclass(frozen=True)
class Approach:
    """How the ratio approaches 1 for one pair of neighbouring weights."""

    weights: tuple[float, float]
    scale: np.ndarray
    """sigma/d, ascending."""
    ratio: np.ndarray
    error: np.ndarray
    """The error that the program estimates for the ratio: the round-off floor of its distance."""

    @property
    def log_ratio(self) -> float:
        return float(np.log(self.weights[0] / self.weights[1]))

    @property
    def distance(self) -> np.ndarray:
        return np.abs(self.ratio - 1)

    @property
    def label(self) -> str:
        return f"$p$ = ({self.weights[0]:g}, {self.weights[1]:g})"

    @property
    def order(self) -> float:
        """The slope of log |ratio - 1| at second order, a hundred times above the floor."""
        fitted = (self.distance > 100 * self.error) & (self.scale <= LARGEST_FITTED_SCALE)
        return float(np.polyfit(np.log(self.scale[fitted]), np.log(self.distance[fitted]), 1)[0])


def approach(result: xr.Dataset, position: int, entry: int) -> Approach:
    """All sigma and d of a result at one position on the axis p, sorted by sigma/d."""
    def along_scales(values: xr.DataArray) -> np.ndarray:
        return values.transpose("sigma", "d").values.ravel()

    errors = result.error_estimate.isel(p=position, theta=entry)
    if "theta_column" in errors.dims:
        errors = errors.isel(theta_column=entry)
    scale = along_scales(result.sigma / result.d)
    order = np.argsort(scale)
    first, second = result.p_weights.isel(p=position, component=slice(entry, entry + 2)).values
    return Approach(
        (float(first), float(second)), scale[order],
        along_scales(result.ratio.isel(p=position, theta=entry))[order],
        # A double at 1 is no finer than this, whatever the estimate.
        np.maximum(along_scales(errors)[order], np.finfo(float).eps),
    )

"""The triangle of three weights, which several figures are drawn in."""

import numpy as np
from matplotlib.axes import Axes


def on_the_plane(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Barycentric to plane: p_1 at the left, p_2 at the top, p_3 at the right corner."""
    return weights[..., 2] + weights[..., 1] / 2, np.sqrt(3) / 2 * weights[..., 1]


def frame_triangle(panel: Axes) -> None:
    """Draws the triangle of three weights and names its corners."""
    corners = on_the_plane(np.eye(3)[[0, 1, 2, 0]])
    panel.plot(*corners, color="black", linewidth=0.7)
    for number, x, y, above in zip((1, 2, 3), *corners, (-9, 7, -9)):
        panel.annotate(
            f"$p_{number}$ = 1", (x, y), xytext=(0, above), textcoords="offset points",
            ha="center", va="center",
        )
    panel.set_aspect("equal")
    panel.set_axis_off()

"""How all figures look."""

# Blue, vermilion, green, purple, sky blue of M. Okabe and K. Ito, "Color universal design".
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"]
GREY = "#777777"

STYLE = {
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.7,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "mathtext.fontset": "cm",
    "figure.dpi": 200,
    "savefig.dpi": 200,
    "pdf.fonttype": 42,
}

DASHED = (0, (4, 3))


def power_of_ten(value: float) -> str:
    """The value to one digit, for a formula."""
    digit, exponent = f"{value:.0e}".split("e")
    factor = "" if digit == "1" else rf"{digit} \times "
    return rf"{factor}10^{{{int(exponent)}}}"

"""The sweep files that the experiments run."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Study:
    """A sweep over scales and weights, of a size and with commits as an experiment needs them."""

    name: str
    scales: int
    weight_steps: int
    outputs: str = ""
    seconds: float = 60.0
    megabytes: float = 64.0
    is_hopeless: bool = False

    @property
    def code(self) -> int:
        """The exit code of a run to the end; half of the points of a hopeless study fail."""
        return 1 if self.is_hopeless else 0

    @property
    def text(self) -> str:
        outputs = f"outputs: [{self.outputs}]\n" if self.outputs else ""
        return (
            "sweep: 1\n"
            "name: faults\n"
            "experiment: wim\n"
            "axes:\n"
            f"  sigma: {{log10: [-2.0, 0.0], count: {self.scales}}}\n"
            f"  d: [1.0{', 1.0e+90' if self.is_hopeless else ''}]\n"
            "  p:\n"
            f"    simplex: {{components: 3, steps: {self.weight_steps}, boundary: false}}\n"
            f"{outputs}"
            f"checkpoint: {{seconds: {self.seconds}, megabytes: {self.megabytes}}}\n"
        )

    @property
    def point_count(self) -> int:
        """Scales times the weights k/m with three whole k from 1 on."""
        return self.scales * (self.weight_steps - 1) * (self.weight_steps - 2) // 2

    def committed(self, *, seconds: float, megabytes: float) -> "Study":
        """The same plan with other commits: it can go on with the parts of this one."""
        return replace(self, seconds=seconds, megabytes=megabytes)


# 12 points in 12 blocks, a file of 16 KB: few calls, and most bytes are structure.
FEW = Study("few", scales=4, weight_steps=4, outputs="log_wim", megabytes=0.0001)

# 24 points in 24 blocks: so many commits that a run goes on from the middle of them.
SOME = replace(FEW, name="some", scales=8)

# 3 points, and 30 of another plan that has them too.
COARSE = replace(FEW, name="coarse", scales=3, weight_steps=3)
FINER = replace(COARSE, name="finer", weight_steps=6, megabytes=0.0002)

# The points of COARSE and as many that fail.
HOPELESS = replace(COARSE, name="hopeless", is_hopeless=True)

# 3 360 points in 32 blocks and 16 segments, a file of 700 KB.
MANY = Study("many", scales=32, weight_steps=16, megabytes=0.02)

# 12 992 points in 32 blocks, a third of a second on a core: time enough to be killed in.
LONG = Study("long", scales=32, weight_steps=30, seconds=0.02, megabytes=0.2)

# Of another plan than all others.
OTHER = Study("other", scales=31, weight_steps=16, megabytes=0.02)

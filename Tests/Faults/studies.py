"""The sweep files that the experiments run."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, kw_only=True)
class Study:
    """A sweep, of a size and with commits as an experiment needs them."""

    name: str
    outputs: str = ""
    seconds: float = 60.0
    megabytes: float = 64.0
    # Half of the points of a hopeless study fail.
    is_hopeless: bool = False

    @property
    def code(self) -> int:
        """The exit code of a run to the end."""
        return 1 if self.is_hopeless else 0

    @property
    def inputs(self) -> str:
        """The experiment, its axes and its fixed inputs."""
        raise NotImplementedError

    @property
    def variable(self) -> str:
        """One that the result has."""
        raise NotImplementedError

    @property
    def point_count(self) -> int:
        raise NotImplementedError

    @property
    def text(self) -> str:
        outputs = f"outputs: [{self.outputs}]\n" if self.outputs else ""
        return (
            f"sweep: 1\nname: faults\n{self.inputs}{outputs}"
            f"checkpoint: {{seconds: {self.seconds}, megabytes: {self.megabytes}}}\n"
        )

    def committed(self, *, seconds: float, megabytes: float) -> Self:
        """The same plan with other commits: it can go on with the parts of this one."""
        return replace(self, seconds=seconds, megabytes=megabytes)


@dataclass(frozen=True, kw_only=True)
class MixtureStudy(Study):
    """Matrices over scales and weights: thousands of points, each in no time."""

    scales: int
    weight_steps: int
    variable = "log_wim"

    @property
    def inputs(self) -> str:
        return (
            "experiment: wim\n"
            "axes:\n"
            f"  sigma: {{log10: [-2.0, 0.0], count: {self.scales}}}\n"
            f"  d: [1.0{', 1.0e+90' if self.is_hopeless else ''}]\n"
            "  p:\n"
            f"    simplex: {{components: 3, steps: {self.weight_steps}, boundary: false}}\n"
        )

    @property
    def point_count(self) -> int:
        """Scales times the weights k/m with three whole k from 1 on."""
        return self.scales * (self.weight_steps - 1) * (self.weight_steps - 2) // 2


@dataclass(frozen=True, kw_only=True)
class FlowStudy(Study):
    """Flows on grids of two sizes: few points, each of so many steps that it is left in the middle.

    The result has a group for each size. A block is a point, and has its number.
    """

    cells: tuple[int, ...] = (512, 768)
    diffusions: tuple[float, ...] = (1.0, 0.5)
    steps: int
    stepper: str = "rkl2"
    # Other fixed inputs, as lines.
    more: tuple[str, ...] = ()
    outputs: str = "density, mass"
    variable = "mass"

    @property
    def inputs(self) -> str:
        return (
            "experiment: flow-1d\n"
            "axes:\n"
            f"  cells: {list(self.cells)}\n"
            f"  diffusion: [{', '.join(f'{value:.1e}' for value in self.diffusions)}]\n"
            "fixed:\n"
            f"  times: [0.0, {self.steps * 1e-6:.6f}]\n"
            "  dt: 1.0e-6\n"
            "  initial: gaussian\n"
            f"  stepper: {self.stepper}\n" + "".join(f"  {line}\n" for line in self.more)
        )

    @property
    def point_count(self) -> int:
        return len(self.cells) * len(self.diffusions)


# 12 points in 12 blocks, a file of 16 KB: few calls, and most bytes are structure.
FEW = MixtureStudy(name="few", scales=4, weight_steps=4, outputs="log_wim", megabytes=0.0001)

# 24 points in 24 blocks: so many commits that a run goes on from the middle of them.
SOME = replace(FEW, name="some", scales=8)

# 3 points, and 30 of another plan that has them too.
COARSE = replace(FEW, name="coarse", scales=3, weight_steps=3)
FINER = replace(COARSE, name="finer", weight_steps=6, megabytes=0.0002)

# The points of COARSE and as many that fail.
HOPELESS = replace(COARSE, name="hopeless", is_hopeless=True)

# 3 360 points in 32 blocks and 16 segments, a file of 700 KB.
MANY = MixtureStudy(name="many", scales=32, weight_steps=16, megabytes=0.02)

# 12 992 points in 32 blocks, a third of a second on a core: time enough to be killed in.
LONG = MixtureStudy(name="long", scales=32, weight_steps=30, seconds=0.02, megabytes=0.2)

# Of another plan than all others.
OTHER = MixtureStudy(name="other", scales=31, weight_steps=16, megabytes=0.02)

# 4 points of some tenths of a second, each a block and a segment, states of 8 and 12 KB, a file of
# 90 KB. States are stored only where a run is stopped, so that its calls are always the same.
FLOW = FlowStudy(name="flow", steps=120_000, megabytes=0.0001)

# 2 shorter points, and 4 of another plan that has them too.
COARSE_FLOW = replace(FLOW, name="coarse-flow", steps=60_000, diffusions=(1.0,))
FINER_FLOW = replace(COARSE_FLOW, name="finer-flow", diffusions=(1.0, 0.5))

# The points of COARSE_FLOW, each after one that fails at its first step.
HOPELESS_FLOW = replace(
    COARSE_FLOW, name="hopeless-flow", diffusions=(1.0e300, 1.0),
    more=("allow_unstable: true",), is_hopeless=True,
)  # fmt: skip

# Of another plan than all others.
OTHER_FLOW = replace(FLOW, name="other-flow", diffusions=(1.0, 0.25))

# FLOW, longer, with states stored all the time.
LONG_FLOW = FlowStudy(name="long-flow", steps=160_000, seconds=0.02, megabytes=0.0001)

# A point that takes minutes.
ENDLESS = FlowStudy(
    name="endless", steps=100_000_000, seconds=0.02, cells=(512,), diffusions=(1.0,)
)

# The same of so few cells that a step costs more than its values.
SMALL_ENDLESS = replace(ENDLESS, name="small-endless", cells=(4,), stepper="rosenbrock")

# A flow that fails at once, and its Crank–Nicolson reference that takes minutes.
ENDLESS_REFERENCE = replace(
    ENDLESS, name="endless-reference", diffusions=(1.0e300,), outputs="mass, max_error",
    more=("allow_unstable: true", "boundary: reflecting", "references: crank_nicolson"),
    is_hopeless=True,
)  # fmt: skip

"""Attacks on what people type: sweep files and lines of mixtures."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import h5py
from attack import Attack, Ended, Sweep, Trial

REPOSITORY = Path(__file__).resolve().parents[2]

# Numbers at which something ends: of doubles, of whole numbers, of what YAML, JSON and people write.
NUMBERS = """
0 -0 0.0 -0.0 1 -1 2 3 7 0.1 1e-3 1.0e-3 1.0e+3 1e3 0.30000000000000004 5.0e-324 4.9e-324 1.0e-323 2.2250738585072014e-308
1.0e-310 1.7976931348623157e+308 1.8e+308 1e400 -1.0e+300 9007199254740992 9007199254740993 9223372036854775807
9223372036854775808 18446744073709551616 2147483648 4294967296 16777216 16777217 1e-16 1.0e-15 010 0x10 0o7 1_000 1:30 +1
.5 5. 1,5 .inf -.inf .nan inf NaN infinity true null ~ 1.0.0 1e 1e+ 0b1 ١ 1٫5 "1.0" '2' !!float\u00201 1/3 50% 1.0f 1d0
""".split()

WORDS = """
sweep name experiment axes fixed outputs checkpoint sigma d p s mixture cells dx dt domain domain_y boundary initial diffusion
porous_medium exponent potential interaction mobility metric scale_ratio relative_scales stepper tolerance step_limit
allow_unstable times references reference_tolerance normalize equations first_mean means variance method wim flow-1d flow-2d
transport simplex-flow profile gaussian wrapped_gaussian uniform random barenblatt file quadratic double_well sine tilted
corrugated attractive_repulsive periodic reflecting geometric logarithmic arithmetic harmonic upwind homogeneous inhomogeneous
second_order explicit_euler ssp_rk3 rkl2 rosenbrock dormand_prince exact crank_nicolson semi_discrete linear log10 range simplex
zip values count step weights scales family seed mass mean time level coefficient t x y status reference
""".split()

SNIPPETS = [
    "{}", "[]", "[[]]", "{a: }", "{zip: {}}", "{linear: [0.0, 1.0], count: 3}", "{linear: [0.0, 1.0], count: 1000000000}",
    "{log10: [-300.0, 308.0], count: 5}", "{range: [0.0, 1.0], step: 1.0e-9}", "{range: [0.0, 0.7], step: 0.1}",
    "{simplex: {components: 40, steps: 40, boundary: false}}", "{simplex: {components: 2, steps: 3, boundary: false}}",
    "{gaussian: {variance: 1.0e-300}}", "{gaussian: {mean: 1.0e+300}}", "{barenblatt: {time: 1.0e-4}}", "{random: {seed: 3.0}}",
    "{file: {name: nothing.csv}}", "{file: {name: /dev/zero}}", "{file: {name: '.'}}", "&a [*a]", "*a", "!!python/object:os.system x",
    "{? [1]: 2}", "- 1", "|\n    text", "'", '"', "[" * 60, "{a: " * 60, "#", "\t", "\\", "\x07", "\u2028", "é", "🙂",
]  # fmt: skip

TOKEN = re.compile(r"[A-Za-z_][\w-]*|[-+]?\d[\d.]*(?:e[-+]?\d+)?|\s+|[^\w\s]")


def mutated(text: str, random_: random.Random) -> str:
    """A text with one to four edits of its lines, words, numbers and characters."""
    for _ in range(random_.choice([1, 1, 1, 2, 3, 4])):
        tokens = TOKEN.findall(text)
        numbers = [i for i, token in enumerate(tokens) if token[0] in "-+0123456789"]
        words = [i for i, token in enumerate(tokens) if token[0].isalpha()]
        kind = random_.randrange(9)
        if kind <= 2 and numbers:
            tokens[random_.choice(numbers)] = random_.choice(NUMBERS)
        elif kind == 3 and words:
            tokens[random_.choice(words)] = random_.choice(WORDS)
        elif kind == 4 and tokens:
            tokens[random_.randrange(len(tokens))] = random_.choice(SNIPPETS)
        elif kind == 5 and tokens:
            first, count = random_.randrange(len(tokens)), random_.choice([1, 2, 5, 20])
            del tokens[first : first + count]
        elif kind == 6 and tokens:
            first, count = random_.randrange(len(tokens)), random_.choice([1, 3, 8, 30])
            where = random_.randrange(len(tokens))
            tokens[where:where] = tokens[first : first + count]
        elif kind == 7 and len(tokens) > 1:
            a, b = random_.randrange(len(tokens)), random_.randrange(len(tokens))
            tokens[a], tokens[b] = tokens[b], tokens[a]
        else:
            lines = text.splitlines(keepends=True)
            line = random_.choice(lines) if lines else ""
            lines.insert(random_.randrange(len(lines) + 1), line)
            tokens = lines
        text = "".join(tokens)
    return text


# Small studies of every experiment: what is accepted of their mutants can be run.
STUDIES = [
    "sweep: 1\nname: a\nexperiment: wim\naxes:\n  sigma: {log10: [-2.0, 0.0], count: 3}\n  d: [1.0, 2.0]\n"
    "  p: [[0.2, 0.8], [0.5, 0.5]]\noutputs: [wim, ratio, eigenvalues, inverse]\n",
    "sweep: 1\nname: b\nexperiment: profile\naxes:\n  sigma: [0.1, 0.3]\n  places: [5, 9]\nfixed: {d: 1.0, p: [0.3, 0.7]}\n",
    "sweep: 1\nname: c\nexperiment: flow-1d\naxes:\n  boundary: [periodic, reflecting]\n  cells: [8, 12]\nfixed:\n"
    "  domain: [-2.0, 2.0]\n  initial: [{gaussian: {variance: 0.3}}, uniform]\n  potential: {double_well: {coefficient: 0.5}}\n"
    "  stepper: rkl2\n  tolerance: 1.0e-3\n  times: {linear: [0.0, 0.2], count: 3}\n  references: [semi_discrete]\n",
    "sweep: 1\nname: d\nexperiment: flow-1d\naxes:\n  mobility: [geometric, upwind]\nfixed:\n  cells: 10\n"
    "  initial: barenblatt\n  diffusion: 0.0\n  porous_medium: 1.0\n  exponent: 2.0\n  stepper: explicit_euler\n  dt: 0.01\n"
    "  times: [0.0, 0.1]\n  references: [exact]\n",
    "sweep: 1\nname: e\nexperiment: flow-1d\naxes:\n  stepper: [rosenbrock, rkl2]\nfixed:\n  metric: inhomogeneous\n"
    "  relative_scales: [1.0, 3.0]\n  cells: 12\n  domain: [-6.0, 6.0]\n  initial: gaussian\n  tolerance: 1.0e-4\n"
    "  times: [0.5]\n  references: [exact]\n",
    "sweep: 1\nname: f\nexperiment: flow-2d\naxes:\n  g: {zip: {dx: [0.5, 0.25], dt: [0.02, 0.01]}}\nfixed:\n"
    "  domain: [0.0, 2.0]\n  domain_y: [0.0, 1.0]\n  initial: {wrapped_gaussian: {mean: [0.5, 0.5], variance: 0.1}}\n"
    "  interaction: {gaussian: {width: 0.5}}\n  times: [0.0, 0.05]\n",
    "sweep: 1\nname: g\nexperiment: transport\naxes:\n  equations: [printed, corrected]\nfixed:\n  p: [0.2, 0.3, 0.5]\n"
    "  means: [0.0, 1.0, 2.5]\n  sigma: 0.3\n  potential: quadratic\n  dt: 0.01\n  times: [0.0, 0.1]\n",
    "sweep: 1\nname: h\nexperiment: simplex-flow\naxes:\n  equations: [weights, ratios]\nfixed:\n  p: [0.2, 0.3, 0.5]\n"
    "  dt: 0.01\n  times: [0.0, 0.1]\n",
    "sweep: 1\nname: i\nexperiment: wim\naxes:\n  mixture:\n"
    '    - {id: "a", weights: [0.5, 0.5], means: [0.0, 1.0], scales: [0.1, 0.1]}\n'
    '    - {id: "b", weights: [0.2, 0.3, 0.5], means: [0.0, 1.0, 2.0], scales: 0.1, family: laplace}\n',
]  # fmt: skip

# What a verb may say of a file that someone typed: done, points failed, wrong usage, bad data, no such file, cannot be
# created, stopped.
CODES = {0, 1, 64, 65, 66, 73, 75}


def sensible(ended: Ended) -> str | None:
    if ended.code not in CODES:
        return f"the exit code {ended.code} is not one for inputs"
    if ended.code == 65 and "error: " not in ended.message:
        return "it was refused without a word"
    return None


class SweepFiles:
    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        shipped = sorted((REPOSITORY / "sweeps").rglob("*.yaml"))
        self.shipped = [file.read_text() for file in shipped]

    def file(self, random_: random.Random, folder: Path, texts: list[str]) -> Path:
        file = folder / "study.yaml"
        file.write_text(mutated(random_.choice(texts), random_), encoding="utf-8", errors="surrogatepass")
        return file

    def checked(self, random_: random.Random, folder: Path) -> Trial:
        file = self.file(random_, folder, self.shipped + STUDIES)
        return Trial("a sweep file, checked", ["check", file], sensible)

    def planned(self, random_: random.Random, folder: Path) -> Trial:
        return Trial("a sweep file, planned", ["plan", self.file(random_, folder, STUDIES)], sensible)

    def run(self, random_: random.Random, folder: Path) -> Trial:
        """Runs for two seconds; what is stored has to pass `verify`, and what is `ok` has to be finite."""
        file = self.file(random_, folder, STUDIES)
        output = folder / "o.h5"

        def check(ended: Ended) -> str | None:
            if said := sensible(ended):
                return said
            if not output.exists():
                return None if ended.code != 0 else "it ended well and left no result"
            verified = self.sweep.run("verify", output, folder=folder)
            if verified.code not in (0, 1):
                return f"its result does not pass verify: {verified}"
            return infinite(output)

        # Of mutants that are many or large, the first two seconds.
        if self.sweep.run("check", file, folder=folder).code != 0 or is_large(self.sweep, file, folder):
            return Trial("a sweep file, checked", ["check", file], sensible)
        return Trial("a sweep file, run", ["run", file, "-o", output, "--max-time", "2"], check)


def is_large(sweep: Sweep, file: Path, folder: Path) -> bool:
    """Whether a run would take memory that the sweep file asks for by its own numbers."""
    said = sweep.run("plan", file, folder=folder).output
    size = re.search(r"size +about ([\d.]+)(e\+\d+)? (B|kB|MB|GB|TB|PB|EB)", said)
    return size is None or size[3] not in ("B", "kB") or size[2] is not None


# Where infinite or missing values are right for what is ok.
MAY_BE_INFINITE = {"stable_step", "symmetric_divergence"}


def infinite(output: Path) -> str | None:
    """A variable of a flow that is infinite where the point is ok."""
    with h5py.File(output) as result:
        if result.attrs["experiment"] in (b"wim", b"profile"):
            return None
        if not (result["status"][...] == 1).all():
            return None
        found = []

        def look(name: str, item: object) -> None:
            if isinstance(item, h5py.Dataset) and item.dtype == float and "/provenance" not in item.name:
                if abs(item[...]).max(initial=0) == float("inf"):
                    found.append(name)

        result.visititems(look)
    wrong = [name for name in found if name.split("/")[-1] not in MAY_BE_INFINITE]
    return f"ok, and infinite: {', '.join(wrong)}" if wrong else None


def spelled(random_: random.Random) -> tuple[str, float]:
    """A positive number as someone may write it, and its value."""
    digits = "".join(random_.choice("0123456789") for _ in range(random_.choice([1, 2, 5, 17, 25])))
    text = f"{random_.randrange(1, 10)}.{digits}e{random_.choice('+-')}{random_.choice([0, 1, 2, 5])}"
    if random_.random() < 0.5:
        text = f"{random_.choice(['0', '1', '12'])}.{digits}1"
    return text, float(text)


class Numbers:
    """Numbers reach the plan as the doubles that Python reads them as, however they are written."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep

    def make(self, random_: random.Random, folder: Path) -> Trial:
        axis = {spelled(random_) for _ in range(random_.randrange(1, 5))}
        axis = {value: text for text, value in axis}
        gap, gap_value = spelled(random_)
        layout = random_.choice(["[{}]", "[ {} ]", "\n    - {}"])
        joint = "\n    - " if layout.startswith("\n") else random_.choice([", ", " , ", ",\n    "])
        listed = layout.format(joint.join(axis.values()))
        lines = [
            "sweep: 1", "name: n", "experiment: wim",
            f"axes:\n  sigma: {listed}\n  p: [[0.25, 0.75]]" + random_.choice(["", "  # a remark"]),
            random_.choice([f"fixed: {{d: {gap}}}", f"fixed:\n  d: {gap}", f"fixed:\n    d:   {gap}   # of means"]),
            "outputs: [ratio]",
        ]  # fmt: skip
        head, rest = lines[0], lines[1:]
        random_.shuffle(rest)
        file = folder / "n.yaml"
        file.write_text("\n".join([head, *rest]) + random_.choice(["", "\n", "\n\n# end\n", "\r\n"]))
        output = folder / "n.h5"

        def check(ended: Ended) -> str | None:
            if ended.code == 1 or ended.code == 65:
                return None if ended.code == 1 or "error: " in ended.message else "refused without a word"
            if ended.code != 0:
                return f"the exit code {ended.code}"
            with h5py.File(output) as result:
                plan = json.loads(result["provenance/plan"][()])
                stored = result["sigma"][...].tolist()
            columns = {axis["name"]: axis["columns"][0]["values"] for axis in plan["axes"]}
            if columns["sigma"] != list(axis) or stored != list(axis) or plan["fixed"]["d"] != gap_value:
                return f"{list(axis)} and {gap_value} became {columns['sigma']} and {plan['fixed']['d']}"
            return None

        return Trial("numbers in a sweep file", ["run", file, "-o", output, "--max-time", "5"], check)


MIXTURES = [
    '{"id": 1, "weights": [0.5, 0.5], "means": [0, 1], "scales": [0.1, 0.1]}',
    '{"id": "m", "weights": [0.2, 0.3, 0.5], "means": [-1.5, 0.0, 2e0], "scales": 0.25, "family": "laplace"}',
    '{"weights": [0.25, 0.75], "means": [0, 1], "scales": [1e-3, 2.5], "family": ["gaussian", "laplace"]}',
    '{"id": null, "weights": [1e-200, 1.0], "means": [0.0, 1e-8], "scales": 1.0}',
]


class Lines:
    """Lines of mixtures: what is accepted gives the numbers of the same mixture written by Python."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep

    def make(self, random_: random.Random, folder: Path) -> Trial:
        lines = [random_.choice(MIXTURES) for _ in range(random_.randrange(1, 4))]
        if random_.random() < 0.8:
            lines[-1] = mutated(lines[-1], random_)
        text = "".join(line + random_.choice(["\n", "\n", "\r\n", "\n\n"]) for line in lines)
        file = folder / "lines.jsonl"
        file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")

        def check(ended: Ended) -> str | None:
            if ended.code not in CODES:
                return f"the exit code {ended.code} is not one for inputs"
            if ended.code != 0:
                return None
            again = folder / "again.jsonl"
            try:
                given = [json.loads(line) for line in re.split(r"\r?\n", text) if line.strip()]
            except ValueError as error:
                return f"what is no JSON was taken: {error}"
            again.write_text("".join(json.dumps(item) + "\n" for item in given))
            other = self.sweep.run("evaluate", folder=folder, stdin=again)
            return None if other.output == ended.output else "Python's spelling gives other numbers"

        return Trial("lines of mixtures", ["evaluate"], check, stdin=file)


def attacks(sweep: Sweep, folder: Path) -> list[Attack]:
    files = SweepFiles(sweep)
    makers: dict[str, Callable[[random.Random, Path], Trial]] = {
        "sweep files: check": files.checked,
        "sweep files: plan": files.planned,
        "sweep files: run": files.run,
        "numbers": Numbers(sweep).make,
        "lines of mixtures": Lines(sweep).make,
    }
    return [Attack(name, make) for name, make in makers.items()]

"""What an experiment saw: a row of the table, and a line for everything that went wrong."""

import re
from collections import Counter
from dataclasses import dataclass, field

COLUMNS = [
    "experiment",
    "tried",
    "times",
    "lost",
    "crashed",
    "silent",
    "not identical",
    "wrong answer",
    "seconds",
]


def spoken(codes: Counter[int]) -> str:
    """How runs ended, in words."""
    return "ended with " + ", ".join(
        f"{f'signal {-code}' if code < 0 else 'no end' if code == 124 else code} {count} times"
        for code, count in codes.most_common()
    )


@dataclass
class Tally:
    """The counts of one experiment.

    lost           a stored point had to be computed again, or did not come back
    crashed        the program ended by a signal that nobody sent
    silent         content had changed and the program said that all was well
    different      the finished result is not that of an uninterrupted run, byte by byte
    wrong          another exit code or message than promised, or too late
    """

    name: str
    tried: str
    times: int = 0
    lost: int = 0
    crashed: int = 0
    silent: int = 0
    different: int = 0
    wrong: int = 0
    seconds: float = 0.0
    skipped: str = ""
    remarks: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.failures

    def note(self, kind: str, what: str) -> None:
        """Counts a failure of a kind (a field's name) and keeps what is to be said of it."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.failures.append(f"{self.name}: {kind}: {what}")

    def row(self) -> list[str]:
        if self.skipped:
            return [self.name, self.skipped, "0", *["–"] * 5, "0"]
        tried = "; ".join([self.tried, *self.remarks])
        counts = [self.times, self.lost, self.crashed, self.silent, self.different, self.wrong]
        return [self.name, tried, *map(str, counts), f"{self.seconds:.0f}"]


def as_text(rows: list[list[str]]) -> str:
    """The table for a terminal: counts first, since what was tried is long."""
    order = [0, 2, 3, 4, 5, 6, 7, 8, 1]
    lines = [[row[i] for i in order] for row in [COLUMNS, *rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(order))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i in (0, 8) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    )


BEGIN, END = "<!-- scripts/faults -->\n", "<!-- end -->\n"


def put_into(document: str, words: str, rows: list[list[str]], *, are_some: bool) -> str:
    """A document with words and a table between its two marks; these alone where it has none.

    Rows of some experiments only take the place of those that are there, or follow them.
    """
    if BEGIN not in document:
        return words + as_markdown(rows)
    before, rest = document.split(BEGIN, 1)
    old, after = rest.split(END, 1)
    new = words + as_markdown(rows)
    if are_some:
        new = old
        for row, line in zip(rows, as_markdown(rows).splitlines(keepends=True)[2:]):
            pattern = rf"^\| {re.escape(row[0])} \|.*\n"
            new, count = re.subn(pattern, lambda _: line, new, flags=re.M)
            if count == 0:
                new += line
    return before + BEGIN + new + END + after


def as_markdown(rows: list[list[str]]) -> str:
    ruler = ["---" if i < 2 else "---:" for i in range(len(COLUMNS))]
    lines = [COLUMNS, ruler, *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)

"""Telling the story: steps, checked sentences, tables; stopping at the first surprise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


class SurpriseError(Exception):
    """Something was not as it must be; the message says in which step and what."""


@dataclass
class Step:
    """One told step and the sentences that were checked in it."""

    number: int
    title: str
    checks: list[str] = field(default_factory=list)


class Narrator:
    """Writes lines through `write`; calls `pause` before each step but the first."""

    def __init__(self, write: Callable[[str], None], pause: Callable[[], None]) -> None:
        self._write, self._pause = write, pause
        self.steps: list[Step] = []

    def step(self, title: str) -> None:
        """Begins the next step."""
        if self.steps:
            self._pause()
        self.steps.append(Step(len(self.steps) + 1, title))
        self._write(f"\n{len(self.steps)}. {title}\n")

    def say(self, text: str) -> None:
        """One line of explanation."""
        self._write(f"   {text}")

    def value(self, name: str, value: str) -> None:
        """A named value on a line of its own, in full."""
        self._write(f"   {name:<18} {value}")

    def check(self, sentence: str, holds: bool, otherwise: str = "") -> None:
        """Tells a sentence that was checked; raises SurpriseError when it does not hold."""
        if not holds:
            step = self.steps[-1]
            detail = f" ({otherwise})" if otherwise else ""
            raise SurpriseError(f"step {step.number}, {step.title}: not so: {sentence}{detail}")
        self.steps[-1].checks.append(sentence)
        self._write(f"   ✓ {sentence}")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table, each column as wide as its widest cell."""
        lines = [tuple(header), *map(tuple, rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
        lines.insert(1, tuple("─" * width for width in widths))
        for line in lines:
            cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            self._write("   " + "  ".join(cells).rstrip())

"""Durations and what is said of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """How long something takes: seconds, one for each round, and the limit it is held to."""

    name: str
    limit: float
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the rounds take no longer."""
        return percentile(self.seconds, 50)

    @property
    def high(self) -> float:
        """19 of 20 rounds take no longer."""
        return percentile(self.seconds, 95)

    def document(self) -> dict[str, object]:
        """The figure as JSON; durations in seconds."""
        return {
            "name": self.name,
            "median": self.median,
            "p95": self.high,
            "limit": self.limit,
            "rounds": len(self.seconds),
        }


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank), 1) - 1]


def table(figures: Sequence[Figure]) -> str:
    """The figures for people, in milliseconds."""
    lines = [f"{'what':<40} {'median':>11} {'p95':>11} {'limit':>9} {'rounds':>7}"]
    lines += [
        f"{figure.name:<40} {figure.median * 1000:>8.2f} ms {figure.high * 1000:>8.2f} ms "
        f"{figure.limit * 1000:>6.0f} ms {len(figure.seconds):>7}"
        for figure in figures
    ]
    return "\n".join(lines)

"""Durations and what is said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

Seconds = tuple[float, ...]
"""Durations, one for each round."""


@dataclass(frozen=True)
class Figure:
    """How long something takes, and the limit that its median is held to (None: no limit).

    `bare` and `other` are the durations of the bare HTTP round trip and of the same thing on the
    other node, measured in the same rounds; `why_not` says why there is no `other`.
    """

    name: str
    limit: float | None
    seconds: Seconds
    bare: Seconds | None = None
    other: Seconds | None = None
    why_not: str = ""

    @property
    def median(self) -> float:
        """Half of the rounds take no longer."""
        return percentile(self.seconds, 50)

    @property
    def high(self) -> float:
        """19 of 20 rounds take no longer."""
        return percentile(self.seconds, 95)

    @property
    def other_median(self) -> float | None:
        """The other node's median."""
        return None if self.other is None else percentile(self.other, 50)

    @property
    def ratio(self) -> float | None:
        """How many times as long as on the other node; below 1 is faster."""
        return None if self.other is None else paired_ratio(self.seconds, self.other)

    @property
    def times_bare(self) -> float | None:
        """How many times as long as the bare HTTP round trip."""
        return None if self.bare is None else paired_ratio(self.seconds, self.bare)

    def document(self) -> dict[str, object]:
        """The figure as JSON; durations in seconds, null for what was not measured."""
        return {
            "name": self.name,
            "median": self.median,
            "p95": self.high,
            "limit": self.limit,
            "rounds": len(self.seconds),
            "timesBare": self.times_bare,
            "otherMedian": self.other_median,
            "ratio": self.ratio,
            "whyNot": self.why_not or None,
        }


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank), 1) - 1]


def paired_ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    """The median of the rounds' ratios: what slows a whole round down does not count."""
    return percentile([our / other for our, other in zip(ours, others, strict=True)], 50)

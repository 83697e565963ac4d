"""The figures for people."""

from collections.abc import Sequence

from contracts.devnet.bench.statistics import Figure

NONE = "–"


def table(figures: Sequence[Figure], other: str | None = None) -> str:
    """Durations in milliseconds; two columns more when there is an `other` node, named by this."""
    lines = [_line("what", "median", "p95", "limit", "x bare", "rounds")]
    if other is None:
        return "\n".join(lines + [_line(*_own(figure)) for figure in figures])
    lines = [f"other: {other}", lines[0] + _columns("other", "ratio")]
    lines += [_line(*_own(figure)) + _columns(*_other(figure)) for figure in figures]
    reasons = [f"{NONE} {figure.name}: {figure.why_not}" for figure in figures if figure.why_not]
    return "\n".join(lines + reasons)


def _own(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _milliseconds(figure.median),
        _milliseconds(figure.high),
        NONE if figure.limit is None else f"{figure.limit * 1000:.0f} ms",
        _times(figure.times_bare),
        str(len(figure.seconds)),
    )


def _other(figure: Figure) -> tuple[str, str]:
    return _milliseconds(figure.other_median), _times(figure.ratio)


def _line(name: str, median: str, high: str, limit: str, bare: str, rounds: str) -> str:
    return f"{name:<31} {median:>11} {high:>11} {limit:>8} {bare:>7} {rounds:>7}"


def _columns(median: str, ratio: str) -> str:
    return f" {median:>11} {ratio:>7}"


def _milliseconds(seconds: float | None) -> str:
    return NONE if seconds is None else f"{seconds * 1000:.2f} ms"


def _times(ratio: float | None) -> str:
    return NONE if ratio is None else f"{ratio:.2f}"

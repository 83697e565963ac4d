"""The benchmark measures what it says; nothing here depends on how fast the machine is."""

import json

import pytest

from contracts.devnet.bench.__main__ import main
from contracts.devnet.bench.statistics import Figure, percentile, table


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([3.0], 50, 3.0),
        ([3.0, 1.0], 50, 1.0),
        ([1.0, 2.0, 3.0], 50, 2.0),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 101)), 50, 50),
        ([1.0, 2.0], 95, 2.0),
    ],
)
def test_percentiles_are_nearest_ranks(
    values: list[float], percent: float, expected: float
) -> None:
    assert percentile(values, percent) == expected


def test_a_figure_is_shown_in_milliseconds_and_told_in_seconds() -> None:
    figure = Figure("a call", 0.005, (0.001, 0.002, 0.004))
    assert figure.document() == {
        "name": "a call",
        "median": 0.002,
        "p95": 0.004,
        "limit": 0.005,
        "rounds": 3,
    }
    assert "2.00 ms" in table([figure])


def test_the_node_is_started_and_every_call_is_made(capsys: pytest.CaptureFixture) -> None:
    assert main(["--rounds", "2", "--starts", "1", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert [figure["rounds"] for figure in figures] == [1] + [2] * 8
    assert all(0 < figure["median"] <= figure["p95"] for figure in figures)


@pytest.mark.parametrize("option", ["--rounds", "--starts"])
def test_nothing_to_measure_is_refused(option: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        main([option, "0"])
    assert refusal.value.code == 2

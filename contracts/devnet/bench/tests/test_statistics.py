"""Medians, ratios and the table, on durations that are given."""

import pytest

from contracts.devnet.bench.statistics import Figure, paired_ratio, percentile
from contracts.devnet.bench.table import table

ALONE = Figure("a call", 0.005, (0.001, 0.002, 0.004))
COMPARED = Figure("a call", 0.005, (0.002, 0.004, 0.009), (0.001,) * 3, (0.004, 0.004, 0.003))
UNCOMPARED = Figure("a start", None, (1.0,), why_not="it runs already")


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


@pytest.mark.parametrize(
    ("ours", "others", "expected"),
    [
        ([2.0], [4.0], 0.5),
        ([2.0, 2.0, 2.0], [1.0, 2.0, 4.0], 1.0),
        ([1.0, 20.0, 3.0], [1.0, 10.0, 1.0], 2.0),  # the ratio of the medians would be 3
    ],
)
def test_the_ratio_is_the_median_of_the_ratios_of_each_round(
    ours: list[float], others: list[float], expected: float
) -> None:
    assert paired_ratio(ours, others) == expected


def test_rounds_without_a_partner_have_no_ratio() -> None:
    with pytest.raises(ValueError, match="shorter"):
        paired_ratio([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("figure", "compared"),
    [
        (ALONE, {"timesBare": None, "otherMedian": None, "ratio": None, "whyNot": None}),
        (COMPARED, {"timesBare": 4.0, "otherMedian": 0.004, "ratio": 1.0, "whyNot": None}),
        (
            UNCOMPARED,
            {"timesBare": None, "otherMedian": None, "ratio": None, "whyNot": "it runs already"},
        ),
    ],
)
def test_a_figure_is_told_in_seconds(figure: Figure, compared: dict) -> None:
    assert figure.document() == {
        "name": figure.name,
        "median": percentile(figure.seconds, 50),
        "p95": max(figure.seconds),
        "limit": figure.limit,
        "rounds": len(figure.seconds),
        **compared,
    }


def test_a_table_of_one_node_has_no_column_of_another() -> None:
    header, row = table([ALONE]).splitlines()
    assert header.split() == ["what", "median", "p95", "limit", "x", "bare", "rounds"]
    assert " ".join(row.split()) == "a call 2.00 ms 4.00 ms 5 ms – 3"


def test_a_table_of_two_nodes_has_median_and_ratio_and_says_what_is_not_compared() -> None:
    other, header, compared, uncompared, reason = table([COMPARED, UNCOMPARED], "geth").splitlines()
    assert other == "other: geth"
    assert header.split()[-2:] == ["other", "ratio"]
    assert " ".join(compared.split()) == "a call 4.00 ms 9.00 ms 5 ms 4.00 3 4.00 ms 1.00"
    assert " ".join(uncompared.split()) == "a start 1000.00 ms 1000.00 ms – – 1 – –"
    assert reason == "– a start: it runs already"
    assert len(header) == len(compared) == len(uncompared)

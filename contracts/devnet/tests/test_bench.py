"""The bench measures what it says it measures, and says in one line what it cannot."""

import pytest

from contracts.devnet import bench


def test_every_subject_is_measured_on_both_nodes_or_on_ours(capsys) -> None:
    with bench.running_devnet("--empty") as other:
        options = ["--rounds", "2", "--starts", "1", "--against", other["url"]]
        assert bench.main(options) == 0
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines()[2:]]
    assert len(rows) == 8
    compared = {cells[0].strip("| ") for cells in rows if not cells[4].startswith("–")}
    assert compared == {"eth_chainId", "eth_getBalance", "transfer, sent and mined"}


def test_memory_is_told_from_the_start_on(capsys) -> None:
    assert bench.main(["--memory", "5"]) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row.split()[1] for row in rows] == ["0", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "http://[", "http://127.0.0.1:1"])
def test_what_is_no_node_is_said(capsys, url: str) -> None:
    assert bench.main(["--rounds", "1", "--against", url]) == 2
    assert capsys.readouterr().err.startswith("bench: ")


def test_acts_take_turns_and_only_rounds_after_the_warm_up_count() -> None:
    made = []
    seconds = bench.taking_turns(2, [lambda: made.append("a"), lambda: made.append("b")])
    assert "".join(made) == "ab" * (bench.WARM_UP + 2)
    assert [len(durations) for durations in seconds] == [2, 2]


def test_percentiles_are_nearest_ranks_and_ratios_are_paired() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [bench.percentile(values, percent) for percent in (1, 50, 95)] == [1.0, 3.0, 5.0]
    assert bench.row("x", [[1.0, 2.0, 9.0], [2.0, 4.0, 3.0]]).endswith(" 3000.00 ms | 0.50 |")

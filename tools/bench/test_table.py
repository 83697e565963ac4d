"""The table says what was measured, and whether that is enough."""

from pathlib import Path

import pytest

from tools.bench import instructions, table

_ROW = {
    "name": "a",
    "title": "an operation",
    "ns": 500.0,
    "p": 1.25,
    "yardstick": "Keccak-f of OpenSSL",
    "units": 1.0,
    "yardstickNs": 400.0,
    "ratio": 1.25,
}


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ({"p": 1.25}, ("≤ 1.25 P", "yes")),
        ({"p": 1.0}, ("≤ 1 P", "+25%")),
        ({"ratio": 1.3}, ("≤ 1.3 ×", "yes")),
        ({"ratio": 0.5}, ("≤ 0.5 ×", "+150%")),
        ({"perSecond": 1e6}, ("≥ 1,000,000/s", "yes (2,000,000/s)")),
        ({"perSecond": 4e6}, ("≥ 4,000,000/s", "-50% (2,000,000/s)")),
    ],
)
def test_a_goal_is_met_or_missed_by_so_much(goal: dict, said: tuple[str, str]) -> None:
    assert table.verdict(_ROW | {"goal": goal}) == said


def test_a_row_without_its_yardstick_says_so() -> None:
    row = {name: value for name, value in _ROW.items() if name not in ("yardstickNs", "ratio")}
    assert table.verdict(row | {"goal": {"ratio": 2}}) == ("≤ 2 ×", "not measured")
    assert "not here" in table.plain([row])


def test_tables_have_a_line_for_each_row_and_count_the_goals() -> None:
    rows = [_ROW | {"goal": {"p": 2}}, _ROW | {"goal": {"p": 1}, "remark": "no lanes"}, _ROW]
    text = table.markdown(rows)
    assert text.count("| an operation |") == 3
    assert "| 500 ns | Keccak-f of OpenSSL, 400 ns | 1.25 | 1.25 |" in text
    assert "- an operation: no lanes." in text
    assert text.endswith("3 rows; of 2 goals, 1 met.")


def test_counts_come_from_the_dump_that_bears_the_rows_name(tmp_path: Path) -> None:
    for number, (name, total) in enumerate([("P", 4_000), ("a", 20_000)], 1):
        (tmp_path / f"callgrind.out.{number}").write_text(
            f"version: 1\ndesc: Trigger: Client Request: {name}\nevents: Ir\ntotals: {total}\n"
        )
    counts = instructions.read(tmp_path, {"P": 1, "a": 10})
    assert counts == {"P": 4_000, "a": 2_000}
    assert counts.ratio("a") == 0.5
    assert counts.ratio("b") is None

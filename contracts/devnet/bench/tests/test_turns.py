"""Acts take turns, and the warm-up does not count."""

from contracts.devnet.bench.turns import WARM_UP, taking_turns


def test_acts_take_turns_and_only_rounds_after_the_warm_up_count() -> None:
    order = []
    seconds = taking_turns(3, [lambda: order.append("A"), lambda: order.append("B")])
    assert "".join(order) == "AB" * (WARM_UP + 3)
    assert [len(durations) for durations in seconds] == [3, 3]

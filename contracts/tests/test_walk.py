"""Random walks: contracts and model agree after every message."""

from contracts.tests.walk import take_a_walk


def test_contracts_and_model_agree_along_a_random_walk(seed: int, steps: int) -> None:
    take_a_walk(seed, steps)

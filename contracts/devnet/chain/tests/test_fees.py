"""Fee history and suggestions."""

from dataclasses import replace

import pytest

from contracts.devnet.chain.fee_market import blob_base_fee, next_base_fee
from contracts.devnet.chain.fees import DEFAULT_TIP
from contracts.devnet.chain.tests.world import GWEI, World


def spending() -> World:
    """Block 1: three tips with 21,000, 21,000 and 90,000 gas; block 2: none; block 3: one."""
    world = World(gas_limit=1_000_000)
    world.chain.automine = False
    world.send("alice", world.alice, maxPriorityFeePerGas=3 * GWEI, gas=21_000)
    world.send("alice", world.alice, maxPriorityFeePerGas=2 * GWEI, gas=21_000)
    world.send("bob", world.loop, maxPriorityFeePerGas=1 * GWEI, gas=90_000)
    world.chain.mine(count=2)
    world.send("bob", world.bob, maxPriorityFeePerGas=5 * GWEI, gas=21_000)
    world.chain.mine()
    return world


def test_the_history_has_a_row_per_block_and_the_next_base_fee() -> None:
    world = spending()
    chain = world.chain
    history = chain.fee_history(10, chain.head, [0, 50, 69, 70, 100])
    headers = [chain.block(number).header for number in range(4)]
    assert history.oldest_block == 0
    fees = [header.base_fee_per_gas for header in headers]
    assert list(history.base_fees) == [*fees, next_base_fee(headers[-1])]
    assert history.gas_used_ratios == (0.0, 0.132, 0.0, 0.021)
    assert history.blob_base_fees == (1,) * 5
    assert history.blob_gas_used_ratios == (0.0,) * 4
    row = (1 * GWEI, 1 * GWEI, 2 * GWEI, 2 * GWEI, 3 * GWEI)
    assert history.rewards == ((0,) * 5, row, (0,) * 5, (5 * GWEI,) * 5)


def test_the_suggested_tip_follows_recent_blocks() -> None:
    world = World()
    assert world.chain.max_priority_fee() == DEFAULT_TIP
    assert world.chain.gas_price() == DEFAULT_TIP + world.chain.head.header.base_fee_per_gas
    for _ in range(20):
        world.send("alice", world.alice, maxPriorityFeePerGas=4 * GWEI)
    assert world.chain.max_priority_fee() == 4 * GWEI


@pytest.mark.parametrize(
    ("fee", "used", "following"),
    # of 1,000,000 gas, 500,000 are the target
    [
        (7, 500_000, 7),
        (7, 500_001, 8),  # by at least one wei when above the target (EIP-1559)
        (7, 499_999, 7),  # and by nothing if less when below
        (8, 1_000_000, 9),
        (8, 0, 7),
        (1000, 750_000, 1062),
    ],
)
def test_the_base_fee_moves_by_an_eighth_and_upwards_by_one_at_least(
    fee: int, used: int, following: int
) -> None:
    header = World(gas_limit=1_000_000).chain.head.header
    assert next_base_fee(replace(header, base_fee_per_gas=fee, gas_used=used)) == following


@pytest.mark.parametrize(
    ("excess", "price"),
    # by the exponential itself: e^(excess / 5007716), rounded down
    [(0, 1), (3_471_000, 1), (3_471_100, 2), (5_007_716, 2), (23_061_000, 99), (23_062_000, 100)],
)
def test_the_blob_base_fee_is_the_exponential_of_eip_4844(excess: int, price: int) -> None:
    assert blob_base_fee(excess) == price

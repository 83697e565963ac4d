"""Log queries: by range or block, by address, by topics with alternatives and gaps."""

import pytest

from contracts.devnet.chain.genesis import Account
from contracts.devnet.chain.requests import LogCriteria
from contracts.devnet.chain.tests.world import World, address, word

# emits LOG2 with the first two words of the call data as topics
LOG_TWO = bytes.fromhex("6020355f355f5fa2")


@pytest.fixture(scope="module")
def world() -> World:
    world = World({address("two"): Account(code=LOG_TWO)})
    world.chain.automine = False
    for number in range(1, 6):
        world.send("alice", world.echo, data=word(number))
        world.send("alice", address("two"), data=word(number % 2) + word(number))
        world.chain.mine()
    world.chain.mine()
    return world


def found(world: World, **criteria: object) -> list[tuple[int, int]]:
    """(block number, log index) of what matches."""
    return [(e.block.number, e.index) for e in world.chain.logs(LogCriteria(**criteria))]


BOTH = [(number, index) for number in range(1, 6) for index in (0, 1)]
ECHO = [(number, 0) for number in range(1, 6)]
TWO = [(number, 1) for number in range(1, 6)]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, BOTH),
        ({"first": 2, "last": 3}, [(2, 0), (2, 1), (3, 0), (3, 1)]),
        ({"first": 6}, []),
        ({"first": 4, "last": 99}, [(4, 0), (4, 1), (5, 0), (5, 1)]),
        ({"addresses": ("echo",)}, ECHO),
        ({"addresses": ("echo", "two")}, BOTH),
        ({"addresses": ("elsewhere",)}, []),
        ({"topics": ((word(1),),)}, [(1, 0), (1, 1), (3, 1), (5, 1)]),
        ({"topics": ((word(3), word(4)),)}, [(3, 0), (4, 0)]),
        ({"topics": (None, (word(4), word(5)))}, [(4, 1), (5, 1)]),
        ({"topics": (None,)}, BOTH),
        ({"topics": (None, None)}, TWO),
        ({"topics": ((), ())}, TWO),
        ({"topics": (None, None, None)}, []),
        ({"topics": ((word(1),), (word(3),)), "addresses": ("two",)}, [(3, 1)]),
        ({"topics": ((word(77),),)}, []),
    ],
    ids=str,
)
def test_what_matches_is_found_in_order(
    world: World, criteria: dict, expected: list[tuple[int, int]]
) -> None:
    if "addresses" in criteria:
        known = {"echo": world.echo, "two": address("two"), "elsewhere": address("elsewhere")}
        criteria = {**criteria, "addresses": tuple(known[n] for n in criteria["addresses"])}
    assert found(world, **criteria) == expected


def test_one_block_is_named_by_hash(world: World) -> None:
    block = world.chain.block(3)
    assert found(world, block_hash=block.hash) == [(3, 0), (3, 1)]
    assert found(world, block_hash=block.hash, topics=((word(3),),)) == [(3, 0)]
    assert found(world, block_hash=bytes(32)) == []


def test_a_found_log_knows_where_it_stands(world: World) -> None:
    (entry,) = world.chain.logs(LogCriteria(topics=((word(4),),)))
    assert entry.block == world.chain.block(4)
    assert entry.transaction == entry.block.transactions[entry.transaction_index]
    assert entry.log == entry.block.receipts[entry.transaction_index].logs[0]
    assert [e.index for e in world.chain.block_logs(entry.block)] == [0, 1]

"""Which transactions are taken, why others are not (geth's words), and in which order they run."""

from dataclasses import replace

import pytest

from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.errors import TransactionRejected
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.tests.world import ETHER, GWEI, World, address

THERE = address("there")

# field changes that are refused, the reason, and the change next to it that is taken
REJECTIONS = [
    ({"gas": 30_000_001}, "exceeds block gas limit", {"gas": 30_000_000}),
    (
        {"data": bytes(49_153), "to": None, "gas": 5_000_000},
        "max initcode size exceeded: code size 49153 limit 49152",
        {"data": bytes(49_152), "to": None, "gas": 5_000_000},
    ),
    (
        {"maxPriorityFeePerGas": 10 * GWEI + 1},
        "max priority fee per gas higher than max fee per gas",
        {"maxPriorityFeePerGas": 10 * GWEI},
    ),
    (
        {"gas": 21_000, "maxFeePerGas": ETHER // 21_000 + GWEI},
        "tx fee (1.00 ether) exceeds the configured cap (1.00 ether)",
        {"gas": 21_000, "maxFeePerGas": ETHER // 21_000},
    ),
]
"""Those whose words do not tell the limit; the rest is in geth's recorded session."""


def funded() -> World:
    """A world whose alice has sent one transaction, and in which nothing is mined by itself."""
    world = World()
    world.send("alice", THERE)
    world.chain.automine = False
    return world


@pytest.mark.parametrize(
    ("refused", "reason", "taken"), REJECTIONS, ids=lambda value: str(value)[:40]
)
def test_the_pool_refuses_with_geths_words_and_takes_what_stands_beside(
    refused: dict, reason: str, taken: dict
) -> None:
    world = funded()
    with pytest.raises(TransactionRejected) as error:
        world.send("alice", **{"to": THERE, **refused})
    assert error.value.message == reason
    assert error.value.code == -32000
    fields = {"to": THERE, **taken}
    assert world.chain.transaction(world.send("alice", **fields)) is not None


def test_funds_must_cover_value_and_the_most_the_gas_can_cost() -> None:
    world = funded()
    balance = world.chain.state(world.chain.head).balance(world.alice)
    fee = 21_000 * 10 * GWEI
    with pytest.raises(TransactionRejected) as error:
        world.send("alice", THERE, value=balance - fee + 1, gas=21_000)
    assert error.value.message == (
        f"insufficient funds for gas * price + value: balance {balance}, "
        f"tx cost {balance + 1}, overshot 1"
    )
    world.send("alice", THERE, value=balance - fee, gas=21_000)
    with pytest.raises(TransactionRejected) as error:
        world.send("alice", THERE, gas=21_000)
    assert error.value.message == (
        f"insufficient funds for gas * price + value: balance {balance}, "
        f"queued cost {balance}, tx cost {fee}, overshot {fee}"
    )


@pytest.mark.parametrize(("percent", "taken"), [(0, False), (9, False), (10, True), (50, True)])
def test_a_replacement_pays_a_tenth_more(percent: int, taken: bool) -> None:
    world = funded()
    first = world.send("alice", THERE, nonce=1)
    fees = {
        "maxFeePerGas": 10 * GWEI * (100 + percent) // 100,
        "maxPriorityFeePerGas": GWEI * (100 + percent) // 100,
    }
    raw = world.sign("alice", THERE, nonce=1, value=1, **fees)
    if not taken:
        with pytest.raises(TransactionRejected, match=r"^replacement transaction underpriced$"):
            world.chain.submit(raw)
    else:
        second = world.chain.submit(raw)
        assert world.chain.transaction(first) is None
        (block,) = world.chain.mine()
        assert [tx.hash for tx in block.transactions] == [second]


def test_a_gap_waits_and_is_filled() -> None:
    world = World()
    later = world.send("alice", THERE, nonce=1, value=2)
    assert world.chain.head.number == 0
    assert world.chain.pending_nonce(world.alice) == 0
    assert world.chain.transaction(later).block is None
    first = world.send("alice", THERE, nonce=0, value=1)
    assert [tx.hash for tx in world.chain.head.transactions] == [first, later]
    assert world.chain.pending_nonce(world.alice) == 2


def test_what_cannot_pay_the_base_fee_waits_until_it_can() -> None:
    world = World()
    base_fee = world.chain.pending.header.base_fee_per_gas
    waiting = world.send("alice", THERE, maxFeePerGas=base_fee - 1, maxPriorityFeePerGas=1)
    following = world.send("alice", THERE)
    assert world.chain.head.number == 0
    world.send("bob", THERE)
    assert [tx.sender for tx in world.chain.block(1).transactions] == [world.bob]
    assert [tx.hash for tx in world.chain.block(2).transactions] == [waiting, following]


def test_the_higher_tip_goes_first_but_nonces_keep_their_order() -> None:
    world = World()
    world.chain.automine = False
    low = world.send("alice", THERE, maxPriorityFeePerGas=GWEI)
    high = world.send("alice", THERE, maxPriorityFeePerGas=5 * GWEI)
    middle = world.send("bob", THERE, maxPriorityFeePerGas=3 * GWEI)
    (block,) = world.chain.mine()
    assert [tx.hash for tx in block.transactions] == [middle, low, high]


def test_of_equal_tips_the_one_that_came_first_goes_first() -> None:
    for first, second in (("alice", "bob"), ("bob", "alice")):
        world = World()
        world.chain.automine = False
        hashes = [world.send(name, THERE) for name in (first, second)]
        (block,) = world.chain.mine()
        assert [tx.hash for tx in block.transactions] == hashes


def test_a_full_block_leaves_the_rest_for_the_next() -> None:
    world = World(gas_limit=100_000)
    world.chain.automine = False
    hashes = [world.send("alice", THERE, gas=60_000) for _ in range(3)]
    blocks = world.chain.mine(count=2)
    assert [[tx.hash for tx in block.transactions] for block in blocks] == [hashes[:2], hashes[2:]]
    world.chain.automine = True
    hashes = [world.send("bob", world.loop, gas=60_000)]
    assert [tx.hash for tx in world.chain.head.transactions] == hashes


def test_transactions_that_a_new_block_makes_impossible_are_dropped() -> None:
    world = World()
    world.chain.automine = False
    waiting = world.send("alice", THERE, value=60 * ETHER, nonce=5)
    taken = world.send("alice", THERE, value=50 * ETHER)
    world.chain.mine()
    assert world.chain.transaction(taken).block is not None
    assert world.chain.transaction(waiting) is None


def test_a_refused_transaction_leaves_no_trace() -> None:
    world = funded()
    raw = world.sign("alice", THERE, gas=20_000)
    with pytest.raises(TransactionRejected):
        world.chain.submit(raw)
    assert world.chain.transaction(decode_transaction(raw).hash) is None
    assert world.chain.pending.transactions == ()
    assert world.chain.pending_nonce(world.alice) == 1


def test_an_impersonated_sender_needs_funds_as_any_other() -> None:
    world = World()
    request = CallRequest(sender=address("poor"), to=THERE, gas=21_000)
    with pytest.raises(TransactionRejected, match="insufficient funds for gas"):
        world.chain.submit_impersonated(request)
    world.chain.set_balance(request.sender, ETHER)
    world.chain.submit_impersonated(replace(request, value=5))
    assert world.chain.state(world.chain.head).balance(THERE) == 5

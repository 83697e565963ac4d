"""Which transactions are taken, why others are not (geth's words), and in which order they run."""

from dataclasses import replace

import pytest
import rlp
from eth_keys import keys

from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.errors import TransactionRejected
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.tests.world import CHAIN_ID, ETHER, GWEI, World, address
from contracts.devnet.chain.transaction import BLOB, encode

THERE = address("there")

# field changes that are refused, the reason, and the change next to it that is taken
REJECTIONS = [
    ({"gas": 20_999}, "intrinsic gas too low: gas 20999, minimum needed 21000", {"gas": 21_000}),
    (
        {"data": b"\x01" * 10, "gas": 21_159},
        "intrinsic gas too low: gas 21159, minimum needed 21160",
        {"data": b"\x01" * 10, "gas": 21_400},
    ),
    (
        {"data": b"\x01" * 10, "gas": 21_399},
        "insufficient gas for floor data gas cost: gas 21399, minimum needed 21400",
        {"data": b"\x01" * 10, "gas": 21_400},
    ),
    ({"gas": 30_000_001}, "exceeds block gas limit", {"gas": 30_000_000}),
    ({"nonce": 0}, "nonce too low: next nonce 1, tx nonce 0", {"nonce": 1}),
    (
        {"nonce": 2**64 - 1},
        "nonce has max value",
        {"nonce": 2**64 - 2},
    ),
    (
        {"maxPriorityFeePerGas": 10 * GWEI + 1},
        "max priority fee per gas higher than max fee per gas",
        {"maxPriorityFeePerGas": 10 * GWEI},
    ),
    (
        {"maxPriorityFeePerGas": 0},
        "transaction gas price below minimum: gas tip cap 0, minimum needed 1",
        {"maxPriorityFeePerGas": 1},
    ),
    (
        {"chainId": 1},
        f"invalid sender: invalid chain id for signer: have 1 want {CHAIN_ID}",
        {"chainId": CHAIN_ID},
    ),
    (
        {"gas": 21_000, "maxFeePerGas": ETHER // 21_000 + GWEI},
        "tx fee (1.00 ether) exceeds the configured cap (1.00 ether)",
        {"gas": 21_000, "maxFeePerGas": ETHER // 21_000},
    ),
    (
        {"to": None, "data": b"\0" * 49_153, "gas": 10_000_000},
        "max initcode size exceeded: code size 49153 limit 49152",
        {"to": None, "data": b"\0" * 49_152, "gas": 10_000_000},
    ),
    (
        {"data": b"\0" * 131_072, "gas": 20_000_000},
        "oversized data: transaction size 131191, limit 131072",
        {"data": b"\0" * 130_000, "gas": 20_000_000},
    ),
]


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


def test_numbers_above_256_bits_are_refused_for_what_they_mean() -> None:
    world = funded()
    fields = rlp.decode(world.sign("alice", THERE, gas=21_000)[1:])
    key = keys.PrivateKey(bytes(world.signers["alice"].key))
    for position, reason in (
        (6, "insufficient funds for gas * price + value"),
        (3, "exceeds the configured cap (1.00 ether)"),
    ):
        items = [*fields[:position], b"\x01" * 33, *fields[position + 1 : -3]]
        v, r, s = key.sign_msg(b"\x02" + rlp.encode(items)).vrs
        with pytest.raises(TransactionRejected) as error:
            world.chain.submit(b"\x02" + rlp.encode([*items, v, r, s]))
        assert error.value.message.endswith(reason)


def test_the_same_transaction_is_taken_once() -> None:
    world = funded()
    raw = world.sign("alice", THERE)
    world.chain.submit(raw)
    with pytest.raises(TransactionRejected, match=r"^already known$"):
        world.chain.submit(raw)


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


def test_a_legacy_transaction_must_be_replay_protected() -> None:
    world = funded()
    signed = world.signers["alice"].sign_transaction(
        {
            "nonce": 1,
            "gas": 21_000,
            "gasPrice": GWEI,
            "to": "0x" + "11" * 20,
            "value": 0,
            "data": b"",
        }
    )
    with pytest.raises(TransactionRejected) as error:
        world.chain.submit(bytes(signed.raw_transaction))
    assert error.value.message == ("only replay-protected (EIP-155) transactions allowed over RPC")
    world.send("alice", THERE, gasPrice=2 * GWEI)


def test_blob_transactions_are_refused_with_and_without_their_blobs() -> None:
    world = funded()
    fields = {
        "chain_id": CHAIN_ID,
        "nonce": 1,
        "max_priority_fee_per_gas": GWEI,
        "gas": 21_000,
        "max_fee_per_gas": 10 * GWEI,
        "to": THERE,
        "value": 0,
        "data": b"",
        "access_list": (),
        "max_fee_per_blob_gas": 1,
        "blob_versioned_hashes": (b"\x01" * 32,),
    }
    raw = encode(BLOB, fields, 0, 1, 1)
    with pytest.raises(TransactionRejected, match=r"^missing sidecar in blob transaction$"):
        world.chain.submit(raw)
    wrapped = b"\x03" + rlp.encode([rlp.decode(raw[1:]), [], [], []])
    with pytest.raises(TransactionRejected, match="sidecars are not supported"):
        world.chain.submit(wrapped)


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

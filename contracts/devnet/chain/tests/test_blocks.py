"""Everything in a header is recomputed from what the block holds, with other code than made it."""

import hashlib
from dataclasses import replace
from itertools import pairwise

import pytest
import rlp
from eth.vm.forks.london.headers import calculate_expected_base_fee_per_gas
from eth.vm.forks.prague.blocks import PragueBlock, PragueBlockHeader
from eth_bloom import BloomFilter
from eth_utils import keccak

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.system_contracts import BEACON_ROOTS, BLOCK_HASHES, CODE
from contracts.devnet.chain.tests.world import START, World, word
from contracts.devnet.chain.transition import contract_address


def root_of(items: dict[bytes, bytes]) -> bytes:
    """A Merkle-Patricia root by the recursive definition of the yellow paper, appendix D."""
    pairs = [(key.hex(), value) for key, value in sorted(items.items())]
    return keccak(rlp.encode(_node(pairs, 0))) if pairs else keccak(rlp.encode(b""))


def _node(pairs: list[tuple[str, bytes]], depth: int) -> list | bytes:
    if not pairs:
        return b""
    if len(pairs) == 1:
        return [_compact(pairs[0][0][depth:], leaf=True), pairs[0][1]]
    first, last = pairs[0][0], pairs[-1][0]
    common = next(
        (i for i in range(depth, len(first)) if i >= len(last) or first[i] != last[i]), len(first)
    )
    if common > depth:
        return [_compact(first[depth:common], leaf=False), _reference(pairs, common)]
    value = b"".join(value for key, value in pairs if len(key) == depth)
    longer = [pair for pair in pairs if len(pair[0]) > depth]
    slots = ([p for p in longer if p[0][depth] == digit] for digit in "0123456789abcdef")
    return [*(_reference(slot, depth + 1) for slot in slots), value]


def _reference(pairs: list[tuple[str, bytes]], depth: int) -> list | bytes:
    node = _node(pairs, depth)
    encoded = rlp.encode(node)
    return node if len(encoded) < 32 else keccak(encoded)


def _compact(nibbles: str, leaf: bool) -> bytes:
    flag = 2 * leaf + len(nibbles) % 2
    return bytes.fromhex(f"{flag:x}{'' if flag & 1 else '0'}{nibbles}")


@pytest.fixture(scope="module")
def block() -> Block:
    world = World()
    world.chain.automine = False
    for index in range(20):
        world.send("alice", world.echo, data=word(index) + b"tail")
    world.send("bob", world.bob, gasPrice=2 * 10**9)
    world.send("bob", world.reverter, data=b"no")
    world.send("bob", data=b"\x5f", accessList=[], gas=60_000)
    return world.chain.mine()[0]


def test_the_hash_is_that_of_the_21_prague_fields(block: Block) -> None:
    fields = rlp.decode(block.header.rlp())
    assert len(fields) == 21
    theirs = rlp.decode(block.header.rlp(), sedes=PragueBlockHeader)
    assert theirs.hash == block.hash == keccak(block.header.rlp())
    assert (theirs.difficulty, theirs.nonce, theirs.timestamp) == (0, bytes(8), START + 1)
    assert theirs.uncles_hash == keccak(rlp.encode([]))


def test_the_roots_rebuild_from_transactions_and_receipts(block: Block) -> None:
    header = block.header
    raws = {rlp.encode(i): tx.raw for i, tx in enumerate(block.transactions)}
    receipts = {rlp.encode(i): receipt.encode() for i, receipt in enumerate(block.receipts)}
    assert len(raws) == 23
    assert header.transactions_root == root_of(raws)
    assert header.receipts_root == root_of(receipts)
    assert header.withdrawals_root == root_of({})


def test_blooms_say_what_was_logged(block: Block) -> None:
    whole = BloomFilter()
    for receipt in block.receipts:
        single = BloomFilter()
        for log in receipt.logs:
            for item in (log.address, *log.topics):
                single.add(item)
                whole.add(item)
        assert int.from_bytes(receipt.bloom, "big") == int(single)
    assert int.from_bytes(block.header.logs_bloom, "big") == int(whole) != 0


def test_receipts_add_up(block: Block) -> None:
    total = logs = 0
    for receipt, transaction in zip(block.receipts, block.transactions, strict=True):
        total += receipt.gas_used
        assert receipt.cumulative_gas_used == total
        assert receipt.first_log_index == logs
        base_fee = block.header.base_fee_per_gas
        assert receipt.effective_gas_price == min(
            transaction.fee_cap, base_fee + transaction.tip_cap
        )
        logs += len(receipt.logs)
    assert block.header.gas_used == total
    statuses = {
        tx.to: receipt.status
        for tx, receipt in zip(block.transactions, block.receipts, strict=True)
    }
    assert list(statuses.values()).count(0) == 1
    assert [r.contract_address is not None for r in block.receipts].count(True) == 1


def test_the_whole_block_decodes_with_py_evm(block: Block) -> None:
    theirs = rlp.decode(block.rlp(), sedes=PragueBlock)
    assert theirs.header.hash == block.hash
    assert [tx.hash for tx in theirs.transactions] == [tx.hash for tx in block.transactions]
    assert [tx.sender for tx in theirs.transactions] == [tx.sender for tx in block.transactions]
    assert block.size == len(block.rlp())


def test_no_requests_hash_to_the_hash_of_nothing(block: Block) -> None:
    assert block.header.requests_hash == hashlib.sha256(b"").digest()


def test_a_changed_field_changes_the_hash(block: Block) -> None:
    assert replace(block.header, timestamp=block.header.timestamp + 1).hash != block.hash


def test_the_base_fee_follows_eip_1559() -> None:
    world = World(gas_limit=1_000_000)
    world.chain.automine = False
    for gas in (0, 21_000, 700_000, 600_000, 0, 500_000):
        if gas:
            world.send("alice", world.loop, gas=gas, maxFeePerGas=10**12)
        (block,) = world.chain.mine()
        parent = world.chain.block_by_hash(block.header.parent_hash).header
        theirs = rlp.decode(parent.rlp(), sedes=PragueBlockHeader)
        assert block.header.base_fee_per_gas == calculate_expected_base_fee_per_gas(theirs)
        assert block.header.gas_used == gas


def test_genesis_holds_the_system_contracts_and_blocks_call_them() -> None:
    world = World()
    genesis = world.chain.state(world.chain.head)
    for address, code in CODE.items():
        assert (genesis.code(address), genesis.nonce(address)) == (code, 1)
    blocks = [world.chain.head, *world.chain.mine(count=3)]
    state = world.chain.state(world.chain.head)
    for parent, block in pairwise(blocks):
        slot = (block.number - 1) % 8191
        assert word(state.storage(BLOCK_HASHES, slot)) == parent.hash == block.header.parent_hash
        timestamp = block.header.timestamp
        assert state.storage(BEACON_ROOTS, timestamp % 8191) == timestamp


def test_the_same_transactions_make_the_same_chain() -> None:
    first, second = World(), World()
    for world in (first, second):
        world.send("alice", world.echo, data=b"\x01" * 32)
    assert first.chain.head.hash == second.chain.head.hash


def test_a_fee_recipient_that_destroyed_itself_keeps_no_fees() -> None:
    # EIP-6780: what was created in the same transaction goes, and with it what it earned.
    born = contract_address(World().alice, 0)
    world = World(coinbase=born)
    world.send("alice", data=bytes.fromhex("33ff"))
    assert world.chain.head.receipts[0].status == 1
    assert world.chain.head.receipts[0].contract_address == born
    assert world.chain.state(world.chain.head).balance(born) == 0
    world.send("alice", world.bob)
    assert world.chain.state(world.chain.head).balance(born) > 0

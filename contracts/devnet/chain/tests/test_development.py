"""Time, mining, snapshots, reorganizations, state by fiat: as anvil and hardhat users know them."""

import pytest

from contracts.devnet.chain.block import ChainChange
from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.errors import InvalidRequest
from contracts.devnet.chain.requests import CallRequest, LogCriteria
from contracts.devnet.chain.tests.world import ETHER, GWEI, START, World, address, word

THERE = address("there")


def test_timestamps_follow_the_clock_and_always_rise() -> None:
    world = World()
    stamps = []
    for now in (START, START, START + 100, START + 50):
        world.now = now
        stamps.append(world.chain.mine()[0].header.timestamp - START)
    assert stamps == [1, 2, 100, 101]


def test_increased_time_adds_up_and_stays() -> None:
    world = World()
    assert world.chain.increase_time(3_600) == 3_600
    assert world.chain.mine()[0].header.timestamp == START + 3_600
    assert world.chain.increase_time(400) == 4_000
    world.now += 5
    assert world.chain.mine()[0].header.timestamp == START + 4_005


def test_a_named_timestamp_is_taken_once_and_time_goes_on_from_it() -> None:
    world = World()
    world.chain.set_next_timestamp(START + 500)
    assert world.chain.pending.header.timestamp == START + 500
    assert world.chain.mine()[0].header.timestamp == START + 500
    world.now += 7
    assert world.chain.mine()[0].header.timestamp == START + 507
    assert world.chain.mine(timestamp=START + 900)[0].header.timestamp == START + 900


@pytest.mark.parametrize("offset", [-1, 0])
def test_a_timestamp_not_after_the_head_is_refused(offset: int) -> None:
    world = World()
    for name in (world.chain.set_next_timestamp, world.chain.mine):
        with pytest.raises(InvalidRequest, match="lower than or equal to previous block's"):
            name(START + offset)
    assert world.chain.head.number == 0


def test_safe_and_finalized_lag_and_never_precede_genesis() -> None:
    world = World(finality_depth=5)
    assert (world.chain.safe.number, world.chain.finalized.number) == (0, 0)
    world.chain.mine(count=12)
    assert (world.chain.safe.number, world.chain.finalized.number) == (9, 7)


def test_without_automine_transactions_wait_in_the_pending_block() -> None:
    world = World()
    world.chain.automine = False
    sent = world.send("alice", world.store, data=word(5))
    pending = world.chain.pending
    assert [tx.hash for tx in pending.transactions] == [sent]
    assert world.chain.state(pending).storage(world.store, 0) == 5
    assert world.chain.state(world.chain.head).storage(world.store, 0) == 0
    assert world.chain.mine()[0].hash == pending.hash


def test_a_snapshot_brings_back_blocks_pool_and_time_once() -> None:
    world = World()
    world.chain.automine = False
    waiting = world.send("alice", THERE, value=1)
    head = world.chain.head
    first = world.chain.snapshot()
    later = world.chain.snapshot()
    assert (first, later) == (1, 2)
    world.chain.increase_time(10_000)
    mined = world.chain.mine(count=2)
    assert world.chain.revert(first)
    assert world.chain.head == head
    assert world.chain.transaction(waiting).block is None
    assert world.chain.block_by_hash(mined[0].hash) == mined[0]
    assert world.chain.mine()[0].header.timestamp == START + 1
    assert not world.chain.revert(first)
    assert not world.chain.revert(later)
    assert not world.chain.revert(99)
    assert world.chain.snapshot() == 3


def test_a_snapshot_brings_back_the_named_timestamp() -> None:
    world = World()
    world.chain.set_next_timestamp(START + 500)
    named = world.chain.snapshot()
    world.chain.mine()
    assert world.chain.revert(named)
    unnamed = world.chain.snapshot()
    assert world.chain.mine()[0].header.timestamp == START + 500
    assert world.chain.revert(unnamed)
    assert world.chain.mine()[0].header.timestamp == START + 500
    free = world.chain.snapshot()
    world.chain.set_next_timestamp(START + 9_000)
    assert world.chain.revert(free)
    assert world.chain.mine()[0].header.timestamp == START + 501


def test_the_pending_block_after_a_snapshot_is_that_of_the_snapshot() -> None:
    world = World()
    world.chain.automine = False
    taken = world.chain.snapshot()
    world.send("alice", THERE)
    assert len(world.chain.pending.transactions) == 1
    world.chain.revert(taken)
    assert world.chain.pending.transactions == ()


def test_a_reorganization_replaces_blocks_and_tells_everyone() -> None:
    world = World()
    changes: list[ChainChange] = []
    world.chain.on_change(changes.append)
    for value in (1, 2, 3):
        world.send("alice", world.echo, data=word(value))
    old = [world.chain.block(number) for number in (2, 3)]
    nonce = world.chain.state(world.chain.block(1)).nonce(world.alice)
    other = world.sign("alice", world.echo, data=word(9), nonce=nonce)
    world.chain.reorg(2, [(other, 1)])
    new = [world.chain.block(number) for number in (2, 3)]
    assert {block.hash for block in old}.isdisjoint(block.hash for block in new)
    assert new[1].header.parent_hash == new[0].hash
    assert new[0].header.parent_hash == world.chain.block(1).hash
    assert changes[-1] == ChainChange(added=tuple(new), removed=tuple(reversed(old)))
    data = [entry.log.data for entry in world.chain.logs(LogCriteria(first=0))]
    assert data == [word(1), word(9)]
    by_hash = world.chain.logs(LogCriteria(block_hash=old[0].hash))
    assert [entry.log.data for entry in by_hash] == [word(2)]
    assert world.chain.transaction(old[0].transactions[0].hash) is None
    assert world.chain.transaction(decode_transaction(other).hash).block == new[1]


def test_an_empty_block_is_replaced_by_another() -> None:
    world = World()
    old = world.chain.mine()[0]
    world.chain.reorg(1)
    assert world.chain.head.number == 1
    assert world.chain.head.hash != old.hash


@pytest.mark.parametrize("depth", [0, -1, 4, 100])
def test_a_reorganization_reaches_no_further_than_genesis(depth: int) -> None:
    world = World()
    world.chain.mine(count=3)
    head = world.chain.head
    with pytest.raises(InvalidRequest, match="cannot reorganize"):
        world.chain.reorg(depth)
    assert world.chain.head == head


def test_a_reorganization_with_an_impossible_transaction_changes_nothing() -> None:
    world = World()
    world.chain.mine(count=3)
    head = world.chain.head
    for transactions in (
        [(world.sign("alice", THERE, nonce=1), 0)],
        [(world.sign("alice", THERE), 3)],
        [(world.sign("alice", THERE, chainId=1), 0)],
    ):
        with pytest.raises(InvalidRequest):
            world.chain.reorg(3, transactions)
        assert world.chain.head == head
    world.chain.reorg(3, [(world.sign("alice", THERE), 2)])
    assert len(world.chain.head.transactions) == 1


def test_a_snapshot_of_a_replaced_block_is_gone() -> None:
    world = World()
    world.chain.mine()
    taken = world.chain.snapshot()
    world.chain.reorg(1)
    assert not world.chain.revert(taken)


def test_state_by_fiat_is_minted_and_provable() -> None:
    world = World()
    chain = world.chain
    before = chain.head
    chain.set_balance(THERE, 7)
    chain.set_nonce(THERE, 3)
    chain.set_code(THERE, b"\x5f")
    chain.set_storage(THERE, 2**200, 9)
    state = chain.state(chain.head)
    assert (state.balance(THERE), state.nonce(THERE)) == (7, 3)
    assert (state.code(THERE), state.storage(THERE, 2**200)) == (b"\x5f", 9)
    assert chain.head.number == 4
    assert chain.head.transactions == ()
    assert state.account_proof(THERE).nodes
    assert chain.state(before).balance(THERE) == 0
    chain.set_storage(THERE, 2**200, 0)
    assert chain.state(chain.head).storage_proof(THERE, 2**200).nodes == ()


def test_an_impersonated_contract_sends_without_a_signature() -> None:
    world = World()
    chain = world.chain
    chain.set_balance(world.store, ETHER)
    twin = {"to": world.echo, "data": word(1), "gas": 60_000, "nonce": 1}
    fees = {"max_fee_per_gas": 10 * GWEI, "max_priority_fee_per_gas": GWEI}
    sent = chain.submit_impersonated(CallRequest(sender=world.store, **twin, **fees))
    located = chain.transaction(sent)
    transaction = located.transaction
    assert transaction.is_impersonated
    assert (transaction.sender, transaction.s) == (world.store, 0)
    assert transaction.r == int.from_bytes(world.store, "big")
    assert located.block.receipts[located.index].status == 1
    chain.set_balance(world.reverter, ETHER)
    assert chain.submit_impersonated(CallRequest(sender=world.reverter, **twin, **fees)) != sent


def test_an_impersonated_transaction_gets_what_it_leaves_out() -> None:
    world = World()
    sent = world.chain.submit_impersonated(CallRequest(sender=world.alice, to=THERE, value=5))
    transaction = world.chain.transaction(sent).transaction
    assert (transaction.nonce, transaction.gas, transaction.type) == (0, 21_000, 2)
    legacy = CallRequest(sender=world.alice, to=THERE, gas_price=2 * GWEI)
    assert world.chain.transaction(world.chain.submit_impersonated(legacy)).transaction.type == 0


def test_listeners_hear_until_they_leave() -> None:
    world = World()
    changes, pooled = [], []
    leave = [world.chain.on_change(changes.append), world.chain.on_pending(pooled.append)]
    sent = world.send("alice", THERE)
    assert [tx.hash for tx in pooled] == [sent]
    assert [block.number for change in changes for block in change.added] == [1]
    for unsubscribe in leave:
        unsubscribe()
    world.send("alice", THERE)
    assert (len(changes), len(pooled)) == (1, 1)

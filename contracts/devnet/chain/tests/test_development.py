"""Time, mining, reorganizations, a balance by fiat, impersonation: as anvil users know them."""

import pytest

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


def test_a_reorganization_replaces_blocks() -> None:
    world = World()
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
    data = [entry.log.data for entry in world.chain.logs(LogCriteria(first=0))]
    assert data == [word(1), word(9)]
    by_hash = world.chain.logs(LogCriteria(block_hash=old[0].hash))
    assert [entry.log.data for entry in by_hash] == [word(2)]
    assert world.chain.transaction(old[0].transactions[0].hash) is None
    assert world.chain.transaction(decode_transaction(other).hash).block == new[1]


def test_a_log_with_fewer_topics_than_asked_for_does_not_match() -> None:
    world = World()
    world.send("alice", world.echo, data=word(5))
    found = [len(world.chain.logs(LogCriteria(topics=(None,) * count))) for count in (0, 1, 2)]
    assert found == [1, 1, 0]


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


def test_a_balance_by_fiat_is_minted_and_provable() -> None:
    world = World()
    chain, before = world.chain, world.chain.head
    chain.set_balance(THERE, 7)
    state = chain.state(chain.head)
    assert state.balance(THERE) == 7
    assert (chain.head.number, chain.head.transactions) == (1, ())
    assert state.account_proof(THERE).nodes
    assert chain.state(before).balance(THERE) == 0

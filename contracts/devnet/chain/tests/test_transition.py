"""What a transaction does to accounts beside what its code does (geth: test_against_geth)."""

from contracts.devnet.chain.tests.world import World
from contracts.devnet.chain.transition import contract_address


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

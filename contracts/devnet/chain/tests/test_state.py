"""Proofs in wide tries that an independent verifier accepts (narrow ones: fixtures/rpc)."""

import pytest
import rlp
from eth_utils import keccak
from trie import HexaryTrie

from contracts.devnet.chain.genesis import Account
from contracts.devnet.chain.state import AccountProof
from contracts.devnet.chain.tests.world import World, address, word


def proved(root: bytes, key: bytes, nodes: tuple[bytes, ...]) -> bytes:
    """The value that `nodes` prove at keccak256(key), by the trie package's verifier."""
    return HexaryTrie.get_from_proof(root, keccak(key), [rlp.decode(node) for node in nodes])


def account_leaf(proof: AccountProof) -> bytes:
    return rlp.encode([proof.nonce, proof.balance, proof.storage_hash, proof.code_hash])


@pytest.fixture(scope="module")
def world() -> World:
    many = {address(f"many {i}"): Account(balance=i + 1) for i in range(300)}
    wide = Account(nonce=1, code=b"\0", storage={i: i + 7 for i in range(300)})
    world = World({**many, address("wide"): wide})
    for value in (1, 2, 0, 3):
        world.send("alice", world.store, data=word(value))
    return world


ACCOUNTS = ["alice", "store", "wide", *(f"many {i}" for i in range(0, 300, 37)), "absent", "none"]


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("number", [0, 2, 4])
def test_accounts_are_proved_present_or_absent(world: World, name: str, number: int) -> None:
    where = getattr(world, name, None) or address(name)
    block = world.chain.block(number)
    proof = world.chain.state(block).account_proof(where)
    assert keccak(proof.nodes[0]) == block.header.state_root
    leaf = proved(block.header.state_root, where, proof.nodes)
    if name in ("absent", "none"):
        assert leaf == b""
        assert (proof.balance, proof.nonce) == (0, 0)
        assert (proof.storage_hash, proof.code_hash) == (bytes(32), bytes(32))
    else:
        assert leaf == account_leaf(proof)


@pytest.mark.parametrize("slot", [0, 1, 17, 299, 300, 2**255])
def test_slots_are_proved_present_or_absent(world: World, slot: int) -> None:
    state = world.chain.state(world.chain.head)
    root = state.account_proof(address("wide")).storage_hash
    proof = state.storage_proof(address("wide"), slot)
    leaf = proved(root, word(slot), proof.nodes)
    expected = slot + 7 if slot < 300 else 0
    assert proof.value == expected
    assert leaf == (rlp.encode(expected) if expected else b"")

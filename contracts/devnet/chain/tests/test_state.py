"""State at any block, and proofs that an independent verifier accepts."""

import pytest
import rlp
from eth_utils import keccak
from trie import HexaryTrie
from trie.exceptions import BadTrieProof

from contracts.devnet.chain.block import Block
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


@pytest.mark.parametrize(("number", "value"), [(0, 0), (1, 1), (2, 2), (3, 0), (4, 3)])
def test_the_past_is_as_it_was(world: World, number: int, value: int) -> None:
    state = world.chain.state(world.chain.block(number))
    assert state.storage(world.store, 0) == value
    assert state.nonce(world.alice) == number


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


def test_nothing_is_proved_by_nothing_in_an_empty_storage(world: World) -> None:
    state = world.chain.state(world.chain.head)
    for where in (world.alice, address("absent")):
        assert state.storage_proof(where, 0).nodes == ()
        assert state.storage_proof(where, 0).value == 0


def test_a_proof_for_another_root_or_with_a_changed_node_fails(world: World) -> None:
    state = world.chain.state(world.chain.head)
    nodes = state.account_proof(world.alice).nodes
    changed = nodes[-1][:-1] + bytes([nodes[-1][-1] ^ 1])
    with pytest.raises(BadTrieProof):
        proved(state.root, world.alice, (*nodes[:-1], changed))
    with pytest.raises(BadTrieProof):
        proved(keccak(b"other"), world.alice, nodes)


def test_a_replaced_block_keeps_its_state() -> None:
    world = World()
    world.send("alice", world.store, data=word(9))
    old: Block = world.chain.head
    world.chain.reorg(1)
    assert not world.chain.is_canonical(old)
    assert world.chain.block_by_hash(old.hash) == old
    assert world.chain.state(old).storage(world.store, 0) == 9
    assert world.chain.state(world.chain.head).storage(world.store, 0) == 0
    proof = world.chain.state(old).storage_proof(world.store, 0)
    root = world.chain.state(old).account_proof(world.store).storage_hash
    assert proved(root, word(0), proof.nodes) == rlp.encode(9)


def test_empty_accounts_do_not_stay() -> None:
    world = World()
    nobody = address("nobody")
    world.send("alice", nobody, value=0)
    assert (
        proved(
            world.chain.head.header.state_root,
            nobody,
            world.chain.state(world.chain.head).account_proof(nobody).nodes,
        )
        == b""
    )

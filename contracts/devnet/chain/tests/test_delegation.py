"""EIP-7702 on the chain: who can be made to delegate, and what that does."""

import pytest
from eth_account import Account as Signer
from eth_utils import keccak, to_checksum_address

from contracts.devnet.chain.chain import Account
from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.delegation import DESIGNATOR, authority
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.chain.tests.world import CHAIN_ID, World, address, word
from contracts.devnet.chain.transaction import SECP256K1_ORDER


def authorize(world: World, target: bytes, signer: str = "bob", **fields: int) -> object:
    unsigned = {"chainId": CHAIN_ID, "address": to_checksum_address(target), "nonce": 0, **fields}
    return world.signers[signer].sign_authorization(unsigned)


def delegated(world: World, authorization: object, **fields: object) -> bytes:
    """Bob's code after alice sent the authorization."""
    to = fields.pop("to", world.alice)
    world.send("alice", to, type=4, authorizationList=[authorization], **fields)
    assert world.chain.head.receipts[0].type == 4
    return world.chain.state(world.chain.head).code(world.bob)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"chainId": 0}, True),
        ({"chainId": 1}, False),
        ({"nonce": 1}, False),
        ({"nonce": 2**64 - 1}, False),
    ],
    ids=str,
)
def test_an_authorization_holds_on_its_chain_at_its_nonce(fields: dict, holds: bool) -> None:
    world = World()
    code = delegated(world, authorize(world, world.store, **fields))
    assert code == (DESIGNATOR + world.store if holds else b"")
    assert world.chain.state(world.chain.head).nonce(world.bob) == int(holds)


def test_a_delegated_account_runs_the_code_on_its_own_storage() -> None:
    world = World()
    delegated(world, authorize(world, world.store), to=world.bob, data=word(42))
    state = world.chain.state(world.chain.head)
    assert (state.storage(world.bob, 0), state.storage(world.store, 0)) == (42, 0)
    world.send("bob", world.bob, data=word(7))
    assert world.chain.state(world.chain.head).storage(world.bob, 0) == 7


def test_the_zero_address_takes_the_delegation_back() -> None:
    world = World()
    assert delegated(world, authorize(world, world.store)) != b""
    assert delegated(world, authorize(world, bytes(20), nonce=1)) == b""


def with_contract_at_bob() -> World:
    return World({World().bob: Account(balance=10**20, code=b"\x5f")})


def test_a_contract_cannot_be_made_to_delegate() -> None:
    world = with_contract_at_bob()
    assert delegated(world, authorize(world, world.store)) == b"\x5f"


def test_the_delegation_stays_when_the_call_reverts() -> None:
    world = World()
    code = delegated(world, authorize(world, world.store), to=world.reverter)
    assert world.chain.head.receipts[0].status == 0
    assert code == DESIGNATOR + world.store


def test_an_existing_authority_refunds_half_of_its_price() -> None:
    world = World()
    delegated(world, authorize(world, world.store))
    existing = world.chain.head.receipts[0].gas_used
    fresh = World()
    key = keccak(text="fresh")
    fresh.signers["bob"] = Signer.from_key(key)
    delegated(fresh, authorize(fresh, fresh.store))
    assert fresh.chain.head.receipts[0].gas_used == 46_000
    assert existing == 46_000 - min(12_500, 46_000 // 5)


def test_a_delegated_account_can_still_send_but_a_contract_cannot() -> None:
    world = World()
    delegated(world, authorize(world, world.store))
    world.send("bob", address("there"), value=1)
    assert world.chain.state(world.chain.head).balance(address("there")) == 1
    world = with_contract_at_bob()
    world.send("bob", address("there"), value=1)
    assert world.chain.state(world.chain.head).balance(address("there")) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("y_parity", 2), ("r", 0), ("r", SECP256K1_ORDER), ("s", 0), ("s", SECP256K1_ORDER // 2 + 1)],
)
def test_an_unusable_signature_is_nobodys(name: str, value: int) -> None:
    world = World()
    raw = world.sign(
        "alice", world.alice, type=4, authorizationList=[authorize(world, world.store)]
    )
    (entry,) = decode_transaction(raw).authorization_list
    assert authority(entry) == world.bob
    changed = type(entry)(**{**vars(entry), name: value})
    assert authority(changed) is None
    assert authority(type(entry)(**{**vars(entry), "s": SECP256K1_ORDER // 2})) is not None
    request = CallRequest(sender=world.alice, to=world.alice, authorization_list=(changed,))
    assert world.chain.call(request, world.chain.head).error is None

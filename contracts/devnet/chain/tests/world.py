"""A small chain with a clock that only moves when told, and accounts that can sign."""

from eth_account import Account as Signer
from eth_utils import keccak, to_checksum_address

from contracts.devnet.chain.chain import Account, Chain, ChainConfig

CHAIN_ID = 31337
START = 1_700_000_000
ETHER = 10**18
GWEI = 10**9

STORE = bytes.fromhex("5f355f55")
"""slot 0 = first word of the call data."""
ECHO_LOG = bytes.fromhex("365f5f375f35365fa1")
"""Copies the call data, logs it with its first word as the topic."""
REVERT_WITH = bytes.fromhex("365f5f37365ffd")
"""Reverts with the call data."""
LOOP = bytes.fromhex("5b5f56")
"""Never ends."""


def address(name: str) -> bytes:
    """An address that has a name."""
    return keccak(text=name)[12:]


class World:
    """A chain with two funded signers, alice and bob, and a few contracts."""

    def __init__(self, accounts: dict[bytes, Account] | None = None, **config: object) -> None:
        self.now = START
        self.signers = {name: Signer.from_key(keccak(text=name)) for name in ("alice", "bob")}
        self.alice, self.bob = (bytes.fromhex(s.address[2:]) for s in self.signers.values())
        self.store, self.echo, self.reverter = (
            address("store"),
            address("echo"),
            address("reverter"),
        )
        self.loop = address("loop")
        self.chain = Chain(
            ChainConfig(CHAIN_ID, START, clock=lambda: self.now, **config),
            {
                self.alice: Account(balance=100 * ETHER),
                self.bob: Account(balance=100 * ETHER),
                self.store: Account(code=STORE, nonce=1),
                self.echo: Account(code=ECHO_LOG, nonce=1),
                self.reverter: Account(code=REVERT_WITH, nonce=1),
                self.loop: Account(code=LOOP, nonce=1),
                **(accounts or {}),
            },
        )

    def sign(self, name: str = "alice", to: bytes | None = None, **fields: object) -> bytes:
        """A signed transaction with the sender's pending nonce and fees that suffice."""
        signer = self.signers[name]
        sender = bytes.fromhex(signer.address[2:])
        transaction = {
            "chainId": CHAIN_ID,
            "nonce": self.chain.pending_nonce(sender),
            "gas": 100_000,
            "value": 0,
            "data": b"",
            **({"to": to_checksum_address(to)} if to is not None else {}),
            **fields,
        }
        if "gasPrice" not in transaction:
            transaction = {"maxFeePerGas": 10 * GWEI, "maxPriorityFeePerGas": GWEI} | transaction
        return bytes(signer.sign_transaction(transaction).raw_transaction)

    def send(self, name: str = "alice", to: bytes | None = None, **fields: object) -> bytes:
        """Signs and submits; the transaction's hash."""
        return self.chain.submit(self.sign(name, to, **fields))


def word(value: int) -> bytes:
    """32 bytes."""
    return value.to_bytes(32, "big")

"""A chain made to disagree about: every kind of transaction against contracts of random code."""

from collections.abc import Callable, Iterator

import rlp
from eth_account import Account as Signer
from eth_keys import keys
from eth_utils import keccak, to_checksum_address

from contracts.devnet.chain.genesis import Account
from contracts.devnet.chain.system_contracts import CONSOLIDATIONS, WITHDRAWALS
from contracts.devnet.chain.tests.geth_oracle.programs import Programmer, assemble, initcode
from contracts.devnet.chain.transaction import BLOB, encode

CHAIN_ID = 31337
TIMESTAMP = 1_700_000_000
COINBASE = bytes.fromhex("c0" * 20)
GAS_LIMIT = 30_000_000
SENDERS = 8
CONTRACTS = 24
CREATOR = keccak(text="creator")[:20]
"""A contract that creates one: delegated to by the origin itself, the two kinds of CREATE meet."""
PRECOMPILES = [bytes(19) + bytes([number]) for number in range(1, 0x12)]


class _Author:
    """Signs transactions of deterministic senders with the nonces that they have by then."""

    def __init__(self, nonce_of: Callable[[bytes], int]) -> None:
        self.nonce_of = nonce_of
        self.signers = [Signer.from_key(keccak(text=f"sender {i}")) for i in range(SENDERS)]
        self.addresses = [bytes.fromhex(signer.address[2:]) for signer in self.signers]

    def sign(self, sender: int, to: bytes | None, kind: int = 2, **fields: object) -> bytes:
        """The next transaction of a sender, of type 0, 1, 2 or 4."""
        transaction = {
            "chainId": CHAIN_ID,
            "nonce": self.nonce_of(self.addresses[sender]),
            "gas": 400_000,
            "value": 0,
            "data": b"",
            **({"to": to_checksum_address(to)} if to is not None else {}),
            **fields,
        }
        if kind in (0, 1):
            transaction["gasPrice"] = 5_000_000_000
        else:
            transaction |= {"maxFeePerGas": 9_000_000_000, "maxPriorityFeePerGas": 1_234_567_890}
        if kind:
            transaction["type"] = kind
        if kind == 1:
            transaction.setdefault("accessList", [])
        return bytes(self.signers[sender].sign_transaction(transaction).raw_transaction)

    def sign_blob(self, sender: int, to: bytes, **fields: object) -> bytes:
        """The next transaction of type 3, as it stands in a block: without its blobs."""
        key = keys.PrivateKey(bytes(self.signers[sender].key))
        transaction = {
            "chain_id": CHAIN_ID,
            "nonce": self.nonce_of(self.addresses[sender]),
            "to": to,
            "max_priority_fee_per_gas": 10**9,
            "max_fee_per_gas": 10**10,
            "gas": 400_000,
            "value": 0,
            "data": b"",
            "access_list": (),
            "max_fee_per_blob_gas": 10**9,
            **fields,
        }
        items = rlp.decode(encode(BLOB, transaction, 0, 0, 0)[1:])[:-3]
        v, r, s = key.sign_msg(bytes([BLOB]) + rlp.encode(items)).vrs
        return encode(BLOB, transaction, v, r, s)

    def authorize(self, signer: int, target: bytes, nonce: int, chain_id: int = CHAIN_ID) -> dict:
        """A signed EIP-7702 authorization."""
        return self.signers[signer].sign_authorization(
            {"chainId": chain_id, "address": to_checksum_address(target), "nonce": nonce}
        )


class Scenario:
    """Genesis accounts and transactions of a seed: the same bytes whenever they are made."""

    def __init__(self, seed: int, nonce_of: Callable[[bytes], int]) -> None:
        self._author = _Author(nonce_of)
        self._contracts = [keccak(text=f"contract {i}")[:20] for i in range(CONTRACTS)]
        strangers = [keccak(text=f"stranger {i}")[:20] for i in range(3)]
        eoas = self._author.addresses
        known = [*self._contracts, *self._contracts, *eoas, *strangers, *PRECOMPILES]
        self._writer = writer = Programmer(seed, [*known, COINBASE, WITHDRAWALS])
        self.accounts = {address: Account(balance=10**21) for address in eoas}
        for address in self._contracts:
            storage = {slot: writer.random.randrange(1, 9) for slot in range(6)}
            code = writer.program(writer.random.randrange(3, 14))
            self.accounts[address] = Account(1_000, 1, code, storage)

        self.accounts[CREATOR] = Account(nonce=1, code=assemble(64, 0, 0, "CREATE", 0, "SSTORE"))

    def fixed(self) -> Iterator[bytes]:
        """The transactions that chance might leave out, each made when the last was executed."""
        return _fixed(self._author, self._contracts)

    def random(self, count: int) -> Iterator[bytes]:
        """Transactions of every kind, each made when the last was executed."""
        for _ in range(count):
            yield _transaction(self._author, self._writer, self._contracts)


def _transaction(author: _Author, writer: Programmer, contracts: list[bytes]) -> bytes:
    """One transaction of a random kind."""
    pick = writer.random
    sender = pick.randrange(SENDERS - 2)
    data = pick.randbytes(pick.choice((0, 4, 36, 100, 700)))
    kind = pick.choice((0, 1, 2, 2, 4))
    if pick.random() < 0.1:
        hashes = tuple(b"\x01" + pick.randbytes(31) for _ in range(pick.randrange(1, 4)))
        return author.sign_blob(sender, pick.choice(contracts), blob_versioned_hashes=hashes)
    if pick.random() < 0.1 and kind != 4:
        init = initcode(writer.program(4)) if pick.random() < 0.6 else writer.program(6)
        return author.sign(sender, None, kind, data=init, gas=pick.choice((150_000, 900_000)))
    target = writer.address().to_bytes(20, "big") if pick.random() < 0.2 else pick.choice(contracts)
    fields: dict = {
        "data": data,
        "gas": pick.choice((60_000, 200_000, 900_000)),
        "value": pick.choice((0, 0, 5)),
    }
    if kind and pick.random() < 0.5:
        slots = ["0x" + slot.to_bytes(32, "big").hex() for slot in range(pick.randrange(4))]
        fields["accessList"] = [
            {"address": to_checksum_address(pick.choice(contracts)), "storageKeys": slots}
        ]
        fields["gas"] += 20_000
    if kind == 4:
        fields["gas"] += 60_000
        fields["authorizationList"] = [
            _authorization(author, writer, sender) for _ in range(pick.randrange(1, 3))
        ]
    return author.sign(sender, target, kind, **fields)


def _authorization(author: _Author, writer: Programmer, sender: int) -> dict:
    """Mostly a valid one."""
    pick = writer.random
    signer = pick.choice((SENDERS - 1, SENDERS - 2, pick.randrange(SENDERS), sender))
    target = pick.choice((bytes(20), writer.address().to_bytes(20, "big"), PRECOMPILES[3]))
    nonce = author.nonce_of(author.addresses[signer]) + (1 if signer == sender else 0)
    fault = pick.random()
    if fault < 0.1:
        return author.authorize(signer, target, nonce + 5)
    if fault < 0.2:
        return author.authorize(signer, target, nonce, chain_id=77)
    chain_id = 0 if fault < 0.5 else CHAIN_ID
    return author.authorize(signer, target, nonce, chain_id)


def _fixed(author: _Author, contracts: list[bytes]) -> Iterator[bytes]:
    """Requests to the system contracts, floors, refunds, limits."""
    key = b"\xaa" * 48
    clear = b"".join(assemble(0, slot, "SSTORE") for slot in range(6))
    made = keccak(rlp.encode([author.addresses[0], 2]))[12:]
    yield author.sign(0, WITHDRAWALS, data=key + (7).to_bytes(8, "big"), value=1)
    yield author.sign(0, CONSOLIDATIONS, data=key + b"\xbb" * 48, value=1)
    yield author.sign(0, None, data=initcode(clear))
    yield author.sign(0, made, gas=100_000)
    yield author.sign(1, contracts[0], data=b"\x01" * 3_000, gas=21_000 + 40 * 3_000)
    yield author.sign(1, contracts[1], kind=0, data=b"\0" * 500, gas=60_000)
    yield author.sign(2, None, data=assemble(b"\xef", 0), gas=100_000)
    yield author.sign(2, None, data=initcode(b"\x5b" * 24_577), gas=8_000_000)
    yield author.sign(2, None, data=initcode(b"\x5b" * 24_576), gas=8_000_000)
    yield author.sign(3, COINBASE, value=1, gas=21_000)
    yield author.sign(3, bytes(20), value=0, gas=21_000)
    itself = author.addresses[4]
    delegation = author.authorize(4, CREATOR, author.nonce_of(itself) + 1)
    yield author.sign(4, itself, 4, authorizationList=[delegation])
    yield author.sign(4, itself, 2)

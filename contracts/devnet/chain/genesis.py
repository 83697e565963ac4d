"""The first block: given accounts beside the system contracts of Cancun and Prague."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from eth_utils import keccak

from contracts.devnet.chain.accounts import WorldState
from contracts.devnet.chain.block import (
    EMPTY_BLOOM,
    EMPTY_OMMERS_HASH,
    EMPTY_REQUESTS_HASH,
    Block,
    Header,
)
from contracts.devnet.chain.system_contracts import CODE
from contracts.devnet.chain.tries import EMPTY_ROOT, Store


@dataclass(frozen=True)
class Account:
    """A genesis account: wei, nonce, runtime code, storage slot -> value."""

    balance: int = 0
    nonce: int = 0
    code: bytes = b""
    storage: Mapping[int, int] = field(default_factory=dict)


FEE_RECIPIENT = keccak(text="fee recipient of the development chain")[12:]
"""Who gets the tips: an address that nobody has the key of, and that no default names."""


def system_time() -> int:
    """Unix seconds."""
    return int(time.time())


@dataclass(frozen=True)
class ChainConfig:
    """Fixed facts of a chain.

    `timestamp` is the genesis block's, `clock` gives the time, both in Unix seconds; `base_fee` is
    the genesis block's, in wei; `gas_limit` is every block's.
    """

    chain_id: int = 31337
    timestamp: int = field(default_factory=system_time)
    gas_limit: int = 30_000_000
    finality_depth: int = 2
    base_fee: int = 1_000_000_000
    coinbase: bytes = FEE_RECIPIENT
    clock: Callable[[], int] = system_time


def genesis_block(store: Store, config: ChainConfig, accounts: Mapping[bytes, Account]) -> Block:
    """Writes the genesis state, returns its block. A given account wins over a system contract."""
    state = WorldState(store, EMPTY_ROOT)
    system = {address: Account(nonce=1, code=code) for address, code in CODE.items()}
    for address, account in {**system, **accounts}.items():
        state.update_account(address, nonce=account.nonce, balance=account.balance)
        if account.code:
            state.write_code(address, account.code)
        for slot, value in account.storage.items():
            state.write_slot(address, slot, value)
    return Block(
        Header(
            parent_hash=bytes(32),
            ommers_hash=EMPTY_OMMERS_HASH,
            coinbase=config.coinbase,
            state_root=state.commit(),
            transactions_root=EMPTY_ROOT,
            receipts_root=EMPTY_ROOT,
            logs_bloom=EMPTY_BLOOM,
            difficulty=0,
            number=0,
            gas_limit=config.gas_limit,
            gas_used=0,
            timestamp=config.timestamp,
            extra_data=b"",
            prev_randao=bytes(32),
            nonce=bytes(8),
            base_fee_per_gas=config.base_fee,
            withdrawals_root=EMPTY_ROOT,
            blob_gas_used=0,
            excess_blob_gas=0,
            parent_beacon_block_root=bytes(32),
            requests_hash=EMPTY_REQUESTS_HASH,
        )
    )

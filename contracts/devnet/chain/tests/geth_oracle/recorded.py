"""Executes what geth executed: recorded transactions on a recorded genesis, with our builder.

`blocks.json` holds three chains of fixed and random transactions of all types, run by geth's
`evm t8n`; `calls.json` holds questions that geth 1.17.5 answered about a genesis. The programs were
made at random once: what they were is in the files. `fixtures.generate.rpc.oracle` asks again.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.builder import BlockBuilder, child_header, environment
from contracts.devnet.chain.decoding import decode_transaction
from contracts.devnet.chain.genesis import Account, ChainConfig, genesis_block
from contracts.devnet.chain.tries import Store

CHAIN_ID = 31337
TIMESTAMP = 1_700_000_000
CONFIG = ChainConfig(
    CHAIN_ID, TIMESTAMP, 30_000_000, coinbase=b"\xc0" * 20, clock=lambda: TIMESTAMP
)
CHAINS = json.loads((Path(__file__).parent / "blocks.json").read_text())
CALLS = json.loads((Path(__file__).parent / "calls.json").read_text())

HEADER_FIELDS = {
    "stateRoot": "state_root",
    "txRoot": "transactions_root",
    "receiptsRoot": "receipts_root",
    "logsBloom": "logs_bloom",
    "gasUsed": "gas_used",
    "blobGasUsed": "blob_gas_used",
    "requestsHash": "requests_hash",
}
"""What t8n tells of a block, and our name for it."""


def accounts(recorded: dict[str, dict]) -> dict[bytes, Account]:
    """The accounts of a genesis file, the system contracts aside."""
    return {
        unhex(address): Account(
            balance=int(entry.get("balance", "0x0"), 16),
            nonce=int(entry.get("nonce", "0x0"), 16),
            code=unhex(entry.get("code", "0x")),
            storage={int(k, 16): int(v, 16) for k, v in entry.get("storage", {}).items()},
        )
        for address, entry in recorded.items()
    }


def header_fields(block: Block) -> dict[str, str]:
    """Those fields of a block, written as t8n writes them."""
    values = {name: getattr(block.header, ours) for name, ours in HEADER_FIELDS.items()}
    return {
        name: hex(value) if isinstance(value, int) else f"0x{value.hex()}"
        for name, value in values.items()
    }


def replay(chain: dict) -> Iterator[Block]:
    """The blocks of a recorded chain, built from their transactions, twelve seconds apart."""
    store = Store()
    parent = genesis_block(store, CONFIG, accounts(chain["accounts"]))
    hashes = {0: parent.hash}
    for recorded in chain["blocks"]:
        header = child_header(parent.header, parent.header.timestamp + 12)
        seen = environment(header, CHAIN_ID, hashes.__getitem__)
        builder = BlockBuilder(store, parent.header.state_root, header, seen)
        builder.begin()
        for raw in recorded["transactions"]:
            builder.add(decode_transaction(unhex(raw)))
        parent = builder.seal()
        hashes[parent.number] = parent.hash
        yield parent


def unhex(text: str) -> bytes:
    """The bytes of 0x hex."""
    return bytes.fromhex(text[2:])

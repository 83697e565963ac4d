"""Lets geth's `evm t8n` execute the scenarios and records what it finds.

`go build ./cmd/evm` in the module of go-ethereum v1.17.5 makes the program; then
`python -m contracts.devnet.chain.tests.geth_oracle.record path/to/evm` rewrites recorded.json.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import rlp

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.genesis import Account
from contracts.devnet.chain.tests.geth_oracle.replay import (
    HEADER_FIELDS,
    SEEDS,
    Replay,
    header_fields,
)
from contracts.devnet.chain.tests.geth_oracle.scenario import CHAIN_ID

RECORDED = Path(__file__).parent / "recorded.json"


def main() -> None:
    """Records every seed."""
    program = sys.argv[1]
    recorded = {str(seed): record(program, seed) for seed in SEEDS}
    lines = [
        f'"{seed}": [\n' + ",\n".join(map(json.dumps, recorded[seed])) + "\n]" for seed in recorded
    ]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def record(program: str, seed: int) -> list[dict]:
    """What geth says of each block of a scenario, and where we differ on standard error."""
    replay = Replay(seed)
    alloc = genesis_alloc(replay.accounts)
    found = []
    hashes = {0: replay.head.hash}
    for number, block in enumerate(replay.blocks(), 1):
        result, alloc = _transition(program, alloc, block, hashes)
        hashes[number] = block.hash
        found.append({name: result[name] for name in HEADER_FIELDS})
        _compare(seed, number, block, result)
    return found


def _compare(seed: int, number: int, block: Block, result: dict) -> None:
    """Tells the first receipt and every header field that differs."""
    if result.get("rejected"):
        print(seed, number, "rejected", result["rejected"], file=sys.stderr)
    for index, (ours, theirs) in enumerate(zip(block.receipts, result["receipts"], strict=False)):
        gas = int(theirs["gasUsed"], 16)
        status = int(theirs["status"], 16)
        if (ours.gas_used, ours.status, len(ours.logs)) != (gas, status, len(theirs["logs"])):
            print(seed, number, index, ours.gas_used, gas, ours.status, status, file=sys.stderr)
            break
    for name, value in header_fields(block).items():
        if value != result[name]:
            print(seed, number, name, "differs", file=sys.stderr)


def _transition(
    program: str, alloc: dict, block: Block, hashes: dict[int, bytes]
) -> tuple[dict, dict]:
    header = block.header
    env = {
        "currentCoinbase": "0x" + header.coinbase.hex(),
        "currentDifficulty": "0x0",
        "currentRandom": "0x" + header.prev_randao.hex(),
        "currentGasLimit": hex(header.gas_limit),
        "currentNumber": hex(header.number),
        "currentTimestamp": hex(header.timestamp),
        "currentBaseFee": hex(header.base_fee_per_gas),
        "currentExcessBlobGas": hex(header.excess_blob_gas),
        "parentBeaconBlockRoot": "0x" + header.parent_beacon_block_root.hex(),
        "withdrawals": [],
        "blockHashes": {str(number): "0x" + value.hex() for number, value in hashes.items()},
    }
    transactions = [
        rlp.decode(transaction.raw) if transaction.type == 0 else transaction.raw
        for transaction in block.transactions
    ]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "in.json").write_text(json.dumps(alloc))
        (base / "env.json").write_text(json.dumps(env))
        (base / "txs.rlp").write_text(json.dumps("0x" + rlp.encode(transactions).hex()))
        command = [
            *(program, "t8n", "--state.fork", "Prague", "--state.chainid", str(CHAIN_ID)),
            *("--state.reward", "-1", "--input.alloc", base / "in.json"),
            *("--input.env", base / "env.json", "--input.txs", base / "txs.rlp"),
            *("--output.basedir", base, "--output.alloc", "alloc.json"),
            *("--output.result", "result.json"),
        ]
        subprocess.run(command, check=True, capture_output=True)
        result = json.loads((base / "result.json").read_text())
        return result, json.loads((base / "alloc.json").read_text())


def genesis_alloc(accounts: dict[bytes, Account]) -> dict:
    """Accounts as geth's genesis files have them."""
    return {
        "0x" + address.hex(): {
            "balance": hex(account.balance),
            "nonce": hex(account.nonce),
            "code": "0x" + account.code.hex(),
            "storage": {
                "0x" + slot.to_bytes(32, "big").hex(): "0x" + value.to_bytes(32, "big").hex()
                for slot, value in account.storage.items()
            },
        }
        for address, account in accounts.items()
    }


if __name__ == "__main__":
    main()

"""`python -m contracts.devnet.bench.memory`: how much memory the chain takes as it grows."""

import argparse
import sys
from pathlib import Path

from contracts.devnet.bench.client import NodeClient
from contracts.devnet.bench.node import started_process

STEPS = 5
"""Rows of the table, the start aside."""


def main(arguments: list[str] | None = None) -> int:
    """Measures two nodes and prints a table."""
    parser = argparse.ArgumentParser(
        prog="python -m contracts.devnet.bench.memory",
        description="Resident memory of a node with the governance deployed. Never a test.",
    )
    parser.add_argument("--blocks", type=int, default=10_000, help="of each kind (%(default)s)")
    blocks = parser.parse_args(arguments).blocks
    empty, full = measure(blocks, with_transfer=False), measure(blocks, with_transfer=True)
    print("| blocks | empty | one transfer each |\n|---:|---:|---:|")
    for (count, without), (_, with_one) in zip(empty, full, strict=True):
        print(f"| {count:,} | {without:.0f} MB | {with_one:.0f} MB |")
    return 0


def measure(blocks: int, *, with_transfer: bool) -> list[tuple[int, float]]:
    """Blocks mined and megabytes then, `STEPS` times after the start.

    After each block a client looks at it, at what would be mined next and at a balance.
    """
    with started_process() as (process, document):
        node = NodeClient(document["url"])
        alice, bob = (account["address"] for account in document["accounts"][:2])
        transfer = {"from": alice, "to": bob, "value": "0x1"}
        rows = [(0, megabytes(process))]
        for step in range(STEPS):
            for _ in range(blocks // STEPS):
                if with_transfer:
                    node.call(
                        "eth_getTransactionReceipt", node.call("eth_sendTransaction", transfer)
                    )
                else:
                    node.call("evm_mine")
                for tag in ("latest", "pending"):
                    node.call("eth_getBlockByNumber", tag, True)
                    node.call("eth_getBalance", alice, tag)
            rows.append((blocks // STEPS * (step + 1), megabytes(process)))
    return rows


def megabytes(process: int) -> float:
    """Resident memory of a process, as Linux tells it (proc(5), VmRSS)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


if __name__ == "__main__":
    sys.exit(main())

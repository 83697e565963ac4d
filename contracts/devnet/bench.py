"""`python -m contracts.devnet.bench`: how fast the chain is, and how much memory it takes.

Never a test: it measures. Rounds take turns between the chain and, with `--against`, another node
that mines by itself and funds the test accounts, so that a busy machine slows down both.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eth_account import Account

from contracts.artifact import calldata
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.running import running_devnet

WARM_UP = 10
"""Rounds before those that count: connections open, caches and code warm."""

STEPS = 5
"""Rows of the table of memory, the start aside."""

PATIENCE = 30.0
"""Seconds until a transaction without a receipt counts as lost."""

SENDER, RECEIVER = (Account.from_key(account.private_key) for account in dev_accounts()[8:])
Act = Callable[[], object]


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; exit code 0 whatever the figures are, 2 for what cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m contracts.devnet.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="of each call (%(default)s)")
    parser.add_argument("--starts", type=int, default=3, help="of the chain (%(default)s)")
    parser.add_argument("--against", metavar="URL", help="another node, measured in turns")
    parser.add_argument("--memory", type=int, metavar="BLOCKS", help="of each kind, in place of it")
    options = parser.parse_args(arguments)
    if min(options.rounds, options.starts, options.memory or STEPS) < 1:
        parser.error("nothing to measure")
    try:
        lines = memory(options.memory) if options.memory else speed(options)
        for line in lines:
            print(line, flush=True)
    except (OSError, CallError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    return 0


def speed(options: argparse.Namespace) -> Iterator[str]:
    """The table of times; `ratio` is the median of the rounds' ratios, below 1 is faster."""
    others = [Client.at(options.against)] if options.against else []
    for other in others:
        other.call("eth_chainId")
    yield "| what | median | p95 | rounds | other median | ratio |\n|---|---:|---:|---:|---:|---:|"
    yield row("start, governance deployed", [[started() for _ in range(options.starts)]])
    with running_devnet() as document:
        peers = [Client.at(document["url"]), *others]
        for name, acts in subjects(peers, document["deployment"], options.rounds + WARM_UP).items():
            yield row(name, taking_turns(options.rounds, acts))


def started() -> float:
    """Seconds until the chain is ready."""
    before = time.perf_counter()
    with running_devnet():
        return time.perf_counter() - before


def subjects(peers: list[Client], deployment: dict, count: int) -> dict[str, list[Act]]:
    """What is measured, by name: one act for each node that can do it."""
    kms, last = deployment["kms"]["address"], hex(deployment["blocks"]["last"])
    owner = {"to": kms, "data": "0x" + calldata("owner()").hex()}
    anywhere = {
        "eth_chainId": ("eth_chainId",),
        "eth_getBalance": ("eth_getBalance", RECEIVER.address, "latest"),
    }
    ours = {
        "eth_call, DstackKms.owner()": ("eth_call", owner, "latest"),
        "eth_getBlockByNumber, full": ("eth_getBlockByNumber", last, True),
        "eth_getProof, account and slot": ("eth_getProof", kms, ["0x0"], "latest"),
        "eth_getLogs, whole deployment": ("eth_getLogs", {"fromBlock": "0x0", "toBlock": last}),
    }
    asked = {name: [calling(peer, *call) for peer in peers] for name, call in anywhere.items()}
    asked |= {name: [calling(peers[0], *call)] for name, call in ours.items()}
    return asked | {"transfer, sent and mined": [sending(peer, count) for peer in peers]}


def calling(peer: Client, *call: object) -> Act:
    """One call of a node."""
    return lambda: peer.call(*call)


def sending(peer: Client, count: int) -> Act:
    """Signs `count` transfers before the clock runs; each act sends one and awaits its receipt."""
    chain_id = int(peer.call("eth_chainId"), 16)
    first = int(peer.call("eth_getTransactionCount", SENDER.address, "pending"), 16)
    fields = {
        "chainId": chain_id,
        "to": RECEIVER.address,
        "value": 1,
        "gas": 21_000,
        "maxFeePerGas": 100 * 10**9,
        "maxPriorityFeePerGas": 10**9,
    }
    raw = iter(
        [
            SENDER.sign_transaction({**fields, "nonce": nonce}).raw_transaction.to_0x_hex()
            for nonce in range(first, first + count)
        ]
    )
    return lambda: mined(peer, peer.call("eth_sendRawTransaction", next(raw)))


def mined(peer: Client, transaction: str) -> dict:
    """The receipt of a transaction; raises OSError when none comes."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if receipt := peer.call("eth_getTransactionReceipt", transaction):
                return receipt
        except CallError as error:
            if "indexing" not in error.message:  # geth, until its index has followed the head
                raise
    raise OSError(f"{peer.url} did not mine {transaction} by itself in {PATIENCE:.0f} s")


def taking_turns(rounds: int, acts: Sequence[Act]) -> list[list[float]]:
    """The seconds of each act, in the order of the acts: A B A B …, after the warm-up."""
    seconds: list[list[float]] = [[] for _ in acts]
    for turn in range(WARM_UP + rounds):
        for act, durations in zip(acts, seconds, strict=True):
            before = time.perf_counter()
            act()
            if turn >= WARM_UP:
                durations.append(time.perf_counter() - before)
    return seconds


def row(name: str, seconds: list[list[float]]) -> str:
    """A line of the table: our durations, and those of the other node where there are some."""
    ours, *others = seconds
    cells = [milliseconds(percentile(ours, 50)), milliseconds(percentile(ours, 95)), str(len(ours))]
    for other in others:
        ratios = [own / their for own, their in zip(ours, other, strict=True)]
        cells += [milliseconds(percentile(other, 50)), f"{percentile(ratios, 50):.2f}"]
    return f"| {name} | {' | '.join([*cells, *['–', '–'][: 5 - len(cells)]])} |"


def percentile(values: Sequence[float], percent: int) -> float:
    """The least value that `percent` of the values do not exceed (nearest rank)."""
    return sorted(values)[max(-(-len(values) * percent // 100), 1) - 1]


def milliseconds(seconds: float) -> str:
    """A duration for people."""
    return f"{seconds * 1000:.2f} ms"


def memory(blocks: int) -> Iterator[str]:
    """The table of resident memory: empty blocks, and blocks of one transfer each."""
    yield "| blocks | empty | one transfer each |\n|---:|---:|---:|"
    empty, full = grown(blocks, with_transfer=False), grown(blocks, with_transfer=True)
    for (count, without), (_, with_one) in zip(empty, full, strict=True):
        yield f"| {count:,} | {without:.0f} MB | {with_one:.0f} MB |"


def grown(blocks: int, *, with_transfer: bool) -> list[tuple[int, float]]:
    """Blocks mined and megabytes then, `STEPS` times after the start.

    After each block a client looks at it, at what would be mined next and at a balance.
    """
    with running_devnet() as document:
        node, process = Client.at(document["url"]), document["process"]
        alice, bob = (account["address"] for account in document["accounts"][:2])
        transfer = {"from": alice, "to": bob, "value": "0x1"}
        rows = [(0, megabytes(process))]
        for step in range(1, STEPS + 1):
            for _ in range(blocks // STEPS):
                if with_transfer:
                    mined(node, node.call("eth_sendTransaction", transfer))
                else:
                    node.call("evm_mine")
                for tag in ("latest", "pending"):
                    node.call("eth_getBlockByNumber", tag, True)
                    node.call("eth_getBalance", alice, tag)
            rows.append((blocks // STEPS * step, megabytes(process)))
    return rows


def megabytes(process: int) -> float:
    """Resident memory of a process, as Linux tells it (proc(5), VmRSS)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


if __name__ == "__main__":
    sys.exit(main())

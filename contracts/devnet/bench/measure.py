"""What is measured: the start, plain calls, mined transactions."""

import time
from collections.abc import Callable, Iterator

from contracts.artifact import calldata
from contracts.devnet.bench.node import NodeClient, started_node
from contracts.devnet.bench.statistics import Figure
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.rpc.signing import sign
from contracts.safe_contracts import published

START_LIMIT, CALL_LIMIT, TRANSACTION_LIMIT = 5.0, 0.005, 0.1
"""Seconds that each may take (median)."""

SENDER = dev_accounts()[9]
RECEIVER = dev_accounts()[8].address


def measure(rounds: int, starts: int) -> list[Figure]:
    """All figures; `rounds` is how often each call and transaction is made, `starts` the node."""
    started = []
    for _ in range(starts - 1):
        with started_node() as (seconds, _):
            started.append(seconds)
    with started_node() as (seconds, document):
        started.append(seconds)
        client = NodeClient(document["url"])
        return [
            Figure("start, governance deployed", START_LIMIT, tuple(started)),
            *_calls(client, document, rounds),
            *_transactions(client, document["chainId"], rounds),
        ]


def _calls(client: NodeClient, document: dict, rounds: int) -> Iterator[Figure]:
    kms = document["contracts"]["kms"]
    owner = {"to": kms, "data": "0x" + calldata("owner()").hex()}
    for name, call in {
        "eth_chainId": ("eth_chainId",),
        "eth_getBalance": ("eth_getBalance", "0x" + RECEIVER.hex(), "latest"),
        "eth_call, DstackKms.owner()": ("eth_call", owner, "latest"),
        "eth_getBlockByNumber, full": ("eth_getBlockByNumber", "latest", True),
        "eth_getProof, account and slot": ("eth_getProof", kms, ["0x0"], "latest"),
        "eth_getLogs, whole chain": ("eth_getLogs", {"fromBlock": "0x0"}),
    }.items():
        yield Figure(name, CALL_LIMIT, _timed(rounds, lambda call=call: client.call(*call)))


def _transactions(client: NodeClient, chain_id: int, rounds: int) -> Iterator[Figure]:
    """Signed before the clock runs; sent and answered for with a receipt while it does."""
    singleton, factory = (published(name, "1.4.1") for name in ("SafeL2", "SafeProxyFactory"))
    signature = "createProxyWithNonce(address,bytes,uint256)"
    kinds = {
        "transfer, sent and mined": lambda _: (RECEIVER, b"", 21_000),
        "Safe proxy, sent and mined": lambda nonce: (
            factory.address,
            calldata(signature, singleton.address, b"", nonce),
            200_000,
        ),
    }
    nonce = int(client.call("eth_getTransactionCount", "0x" + SENDER.address.hex()), 16)
    for name, make in kinds.items():
        raw = []
        for _ in range(rounds):
            raw.append(_signed(chain_id, nonce, *make(nonce)))
            nonce += 1
        yield Figure(name, TRANSACTION_LIMIT, _timed(rounds, _sender(client, iter(raw))))


def _signed(chain_id: int, nonce: int, to: bytes, data: bytes, gas: int) -> str:
    request = CallRequest(
        sender=SENDER.address,
        to=to,
        data=data,
        gas=gas,
        nonce=nonce,
        max_fee_per_gas=100 * 10**9,
        max_priority_fee_per_gas=10**9,
    )
    return "0x" + sign(request, chain_id, SENDER.private_key).hex()


def _sender(client: NodeClient, raw: Iterator[str]) -> Callable[[], None]:
    def send() -> None:
        name = client.call("eth_sendRawTransaction", next(raw))
        receipt = client.call("eth_getTransactionReceipt", name)
        if receipt["status"] != "0x1":
            raise RuntimeError(f"transaction {name} failed")

    return send


def _timed(rounds: int, act: Callable[[], object]) -> tuple[float, ...]:
    seconds = []
    for _ in range(rounds):
        before = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - before)
    return tuple(seconds)

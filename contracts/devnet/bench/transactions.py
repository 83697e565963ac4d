"""Mined transactions: signed before the clock runs, sent and answered for with a receipt."""

import time
from collections.abc import Callable, Iterator

from contracts.artifact import calldata
from contracts.devnet.bench.client import PATIENCE, NodeError
from contracts.devnet.bench.peer import Peer
from contracts.devnet.bench.statistics import Figure
from contracts.devnet.bench.turns import WARM_UP, taking_turns
from contracts.devnet.chain.requests import CallRequest
from contracts.devnet.dev_accounts import dev_accounts
from contracts.devnet.rpc.signing import sign
from contracts.safe_contracts import published

TRANSACTION_LIMIT = 0.1
"""Seconds that one may take (median)."""

MAX_FEE = 100 * 10**9
"""Wei per gas."""

SENDER = dev_accounts()[9]
RECEIVER = dev_accounts()[8].address

TRANSFER, PROXY = "transfer, sent and mined", "Safe proxy, sent and mined"
GAS = {TRANSFER: 21_000, PROXY: 200_000}

_SINGLETON, _FACTORY = (published(name, "1.4.1").address for name in ("SafeL2", "SafeProxyFactory"))


def transactions(own: Peer, other: Peer | None, rounds: int) -> Iterator[Figure]:
    """The figures of both kinds, on the other node too where it can take them."""
    for name in (TRANSFER, PROXY):
        why_not = _obstacle(other, name, rounds) if other else ""
        peers = [own, other] if other and not why_not else [own]
        seconds, *rest = taking_turns(
            rounds, [_sender(peer, name, rounds + WARM_UP) for peer in peers]
        )
        yield Figure(
            name, TRANSACTION_LIMIT, seconds, other=rest[0] if rest else None, why_not=why_not
        )


def _obstacle(peer: Peer, name: str, rounds: int) -> str:
    """Why a node cannot take these transactions; empty when it can."""
    balance = int(peer.client.call("eth_getBalance", "0x" + SENDER.address.hex(), "latest"), 16)
    needed = (rounds + WARM_UP) * GAS[name] * MAX_FEE
    if balance < needed:
        return f"0x{SENDER.address.hex()} has {balance} wei on the other node and needs {needed}"
    if name == PROXY and not (peer.has_code(_SINGLETON) and peer.has_code(_FACTORY)):
        return "the other node lacks SafeL2 or SafeProxyFactory 1.4.1"
    return ""


def _sender(peer: Peer, name: str, count: int) -> Callable[[], None]:
    """Signs `count` transactions; each call of what it gives sends one."""
    chain_id = int(peer.client.call("eth_chainId"), 16)
    address = "0x" + SENDER.address.hex()
    first = int(peer.client.call("eth_getTransactionCount", address, "pending"), 16)
    raw = iter([_signed(chain_id, nonce, name) for nonce in range(first, first + count)])
    return lambda: _send(peer, next(raw))


def _signed(chain_id: int, nonce: int, name: str) -> str:
    to, data = RECEIVER, b""
    if name == PROXY:
        to = _FACTORY
        data = calldata(
            "createProxyWithNonce(address,bytes,uint256)", _SINGLETON, b"", nonce
        )  # the salt: another proxy each time
    request = CallRequest(
        sender=SENDER.address,
        to=to,
        data=data,
        gas=GAS[name],
        nonce=nonce,
        max_fee_per_gas=MAX_FEE,
        max_priority_fee_per_gas=10**9,
    )
    return "0x" + sign(request, chain_id, SENDER.private_key).hex()


def _send(peer: Peer, raw: str) -> None:
    name = peer.client.call("eth_sendRawTransaction", raw)
    receipt, deadline = None, time.monotonic() + PATIENCE
    while receipt is None:
        if time.monotonic() > deadline:
            raise NodeError(f"{peer.client.url}: did not mine {name} by itself in {PATIENCE:.0f} s")
        receipt = _receipt(peer, name)
    if receipt["status"] != "0x1":
        raise NodeError(f"{peer.client.url}: transaction {name} failed")


def _receipt(peer: Peer, name: str) -> dict | None:
    try:
        return peer.client.call("eth_getTransactionReceipt", name)
    except NodeError as error:
        if "indexing" in str(error):  # geth, until its index has followed the head
            return None
        raise

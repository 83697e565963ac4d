"""What is measured: the start, plain calls, mined transactions; in rounds that take turns."""

from collections.abc import Iterator

from contracts.artifact import calldata
from contracts.devnet.bench.client import NodeClient
from contracts.devnet.bench.node import bare_server, started_node
from contracts.devnet.bench.peer import Peer
from contracts.devnet.bench.statistics import Figure
from contracts.devnet.bench.transactions import RECEIVER, transactions
from contracts.devnet.bench.turns import taking_turns

START_LIMIT, CALL_LIMIT = 5.0, 0.005
"""Seconds that each may take (median)."""

BARE = "bare HTTP round trip"
NOT_STARTED = "the other node runs already"
NOT_A_NODE = "the floor of this stack, and no node"
NOT_DEPLOYED = "give the --deployment of the governance on the other node"


def measure(rounds: int, starts: int, other: Peer | None = None) -> list[Figure]:
    """All figures; `rounds` is how often each call and transaction is made, `starts` the node."""
    started = []
    for _ in range(starts - 1):
        with started_node() as (seconds, _):
            started.append(seconds)
    with started_node() as (seconds, document), bare_server() as bare:
        started.append(seconds)
        own = Peer(NodeClient(document["url"]), document["deployment"])
        why_not = NOT_STARTED if other else ""
        return [
            Figure("start, governance deployed", START_LIMIT, tuple(started), why_not=why_not),
            *_calls(own, other, NodeClient(bare), rounds),
            *transactions(own, other, rounds),
        ]


def _calls(own: Peer, other: Peer | None, bare: NodeClient, rounds: int) -> Iterator[Figure]:
    ours, others = _requests(own), _requests(other) if other else {}
    for name, request in ours.items():
        acts = [lambda r=request: own.client.call(*r), lambda: bare.call("eth_chainId")]
        if name in others:
            acts.append(lambda r=others[name]: other.client.call(*r))
        seconds, floor, *rest = taking_turns(rounds, acts)
        why_not = NOT_DEPLOYED if other and not rest else ""
        if name == "eth_chainId":
            yield Figure(BARE, None, floor, why_not=NOT_A_NODE if other else "")
        yield Figure(name, CALL_LIMIT, seconds, floor, rest[0] if rest else None, why_not)


def _requests(peer: Peer) -> dict[str, tuple]:
    """Method and parameters by the name of the figure, the same work on every chain."""
    requests = {
        "eth_chainId": ("eth_chainId",),
        "eth_getBalance": ("eth_getBalance", "0x" + RECEIVER.hex(), "latest"),
    }
    if peer.deployment is None:
        return requests
    kms = peer.deployment["kms"]["address"]
    first, last = (hex(peer.deployment["blocks"][end]) for end in ("first", "last"))
    owner = {"to": kms, "data": "0x" + calldata("owner()").hex()}
    return requests | {
        "eth_call, DstackKms.owner()": ("eth_call", owner, "latest"),
        "eth_getBlockByNumber, full": ("eth_getBlockByNumber", last, True),
        "eth_getProof, account and slot": ("eth_getProof", kms, ["0x0"], "latest"),
        "eth_getLogs, whole deployment": ("eth_getLogs", {"fromBlock": first, "toBlock": last}),
    }

"""eth_getLogs and the polling filters, reorganizations included."""

import pytest

from contracts.devnet.json_rpc import CallError, Client
from contracts.devnet.rpc.filters import LIFETIME, FilterTable
from contracts.devnet.rpc.tests.scene import ALICE, BOB, NOBODY, TOPIC, Scene, play, send, word
from contracts.devnet.rpc.wire.errors import RpcError

UNKNOWN = "0x" + "22" * 32


def values(logs: list[dict]) -> list[int]:
    return [int(log["data"], 16) for log in logs]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, []),
        ({"fromBlock": "earliest"}, [5, 6]),
        ({"fromBlock": "0x0", "toBlock": "latest"}, [5, 6]),
        ({"fromBlock": "0x3"}, [6]),
        ({"fromBlock": "0x2", "toBlock": "0x2"}, [5]),
        ({"fromBlock": "earliest", "toBlock": "safe"}, [5]),
        ({"fromBlock": "finalized", "toBlock": "0x1"}, []),
        ({"fromBlock": "0x0", "address": NOBODY}, []),
        ({"fromBlock": "0x0", "address": ["{contract}", NOBODY]}, [5, 6]),
        ({"fromBlock": "0x0", "address": []}, [5, 6]),
        ({"fromBlock": "0x0", "topics": [TOPIC]}, [5, 6]),
        ({"fromBlock": "0x0", "topics": [[UNKNOWN, TOPIC]]}, [5, 6]),
        ({"fromBlock": "0x0", "topics": [None]}, [5, 6]),
        ({"fromBlock": "0x0", "topics": [UNKNOWN]}, []),
        ({"fromBlock": "0x0", "topics": [TOPIC, None]}, []),
    ],
)
def test_logs_are_found_by_range_address_and_topic(
    scene: Scene, query: dict, found: list[int]
) -> None:
    if "{contract}" in query.get("address", ()):
        query = query | {"address": [scene.contract, NOBODY]}
    assert values(scene.call("eth_getLogs", query)) == found


def test_logs_are_found_by_block_hash(scene: Scene) -> None:
    block_hash = scene.call("eth_getBlockByNumber", "0x2", False)["hash"]
    (log,) = scene.call("eth_getLogs", {"blockHash": block_hash})
    assert (log["blockHash"], log["data"]) == (block_hash, word(5))


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ({"fromBlock": "0x3", "toBlock": "0x1"}, -32602, "invalid block range params"),
        ({"fromBlock": "0xffff"}, -32602, "invalid block range params"),
        ({"fromBlock": "latest", "toBlock": "0x4"}, -32602, "invalid block range params"),
        ({"toBlock": "0x1"}, -32602, "invalid block range params"),
        (
            {"fromBlock": "0x0", "toBlock": "0xffff"},
            -32602,
            "block range extends beyond current head block",
        ),
        ({"fromBlock": "pending"}, -32602, "pending logs are not supported"),
        ({"toBlock": "pending"}, -32602, "pending logs are not supported"),
        ({"blockHash": UNKNOWN}, -32000, "unknown block"),
        (
            {"address": [ALICE] * 1001},
            -32000,
            "exceed max addresses or topics per search position",
        ),
    ],
)
def test_impossible_queries_are_refused(scene: Scene, query: dict, code: int, message: str) -> None:
    with pytest.raises(CallError) as refusal:
        scene.call("eth_getLogs", query)
    assert (refusal.value.code, refusal.value.message) == (code, message)
    assert scene.call("eth_getLogs", {"address": [ALICE] * 1000}) == []


def test_a_log_filter_tells_each_log_once(node: Client) -> None:
    scene = play(node)
    name = node.call("eth_newFilter", {"address": scene.contract})
    other = node.call("eth_newFilter", {"topics": [UNKNOWN]})
    assert node.call("eth_getFilterChanges", name) == []
    send(node, to=scene.contract, data=word(7))
    send(node, to=scene.contract, data=word(8))
    assert values(node.call("eth_getFilterChanges", name)) == [7, 8]
    assert node.call("eth_getFilterChanges", name) == []
    assert node.call("eth_getFilterChanges", other) == []


def test_a_log_filter_repeats_its_query_on_demand(node: Client) -> None:
    scene = play(node)
    name = node.call("eth_newFilter", {"fromBlock": "0x0"})
    assert values(node.call("eth_getFilterLogs", name)) == [5, 6]
    send(node, to=scene.contract, data=word(7))
    assert values(node.call("eth_getFilterLogs", name)) == [5, 6, 7]


def test_a_log_filter_tells_what_a_reorganization_removed(node: Client) -> None:
    scene = play(node)
    name = node.call("eth_newFilter", {"fromBlock": "0x0"})
    node.call("anvil_reorg", 3)
    changes = node.call("eth_getFilterChanges", name)
    assert values(changes) == [5, 6]
    assert [log["removed"] for log in changes] == [True, True]
    assert node.call("eth_getLogs", {"fromBlock": "0x0"}) == []
    (log,) = node.call("eth_getLogs", {"blockHash": changes[0]["blockHash"]})
    assert log | {"removed": True} == changes[0]
    send(node, to=scene.contract, data=word(7))
    (log,) = node.call("eth_getFilterChanges", name)
    assert (log["removed"], log["data"]) == (False, word(7))


def test_a_block_filter_tells_the_hashes_of_new_blocks(node: Client) -> None:
    name = node.call("eth_newBlockFilter")
    node.call("anvil_mine", 2)
    hashes = [node.call("eth_getBlockByNumber", number, False)["hash"] for number in ("0x1", "0x2")]
    assert node.call("eth_getFilterChanges", name) == hashes
    assert node.call("eth_getFilterChanges", name) == []


@pytest.mark.parametrize("full", [False, True])
def test_a_pending_filter_tells_transactions(node: Client, full: bool) -> None:
    node.call("evm_setAutomine", False)
    name = node.call("eth_newPendingTransactionFilter", full)
    sent = send(node, to=BOB)
    shown = node.call("eth_getTransactionByHash", sent)
    assert node.call("eth_getFilterChanges", name) == [shown if full else sent]


@pytest.mark.parametrize("kind", ["eth_newFilter", "eth_newBlockFilter"])
def test_a_filter_ends_when_it_is_uninstalled(node: Client, kind: str) -> None:
    name = node.call(kind, *([{}] if kind == "eth_newFilter" else []))
    assert node.call("eth_getFilterChanges", name) == []
    assert node.call("eth_uninstallFilter", name) is True
    assert node.call("eth_uninstallFilter", name) is False
    for method in ("eth_getFilterChanges", "eth_getFilterLogs"):
        with pytest.raises(CallError, match="filter not found") as refusal:
            node.call(method, name)
        assert refusal.value.code == -32000


def test_only_log_filters_have_logs(node: Client) -> None:
    with pytest.raises(CallError, match="filter not found"):
        node.call("eth_getFilterLogs", node.call("eth_newBlockFilter"))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"fromBlock": "0x5", "toBlock": "0x1"}, "invalid block range params"),
        ({"fromBlock": "latest", "toBlock": "0x1"}, "invalid block range params"),
        ({"fromBlock": "safe"}, "invalid block range params"),
        ({"toBlock": "finalized"}, "invalid block range params"),
        ({"fromBlock": "pending"}, "pending logs are not supported"),
    ],
)
def test_filters_that_could_never_tell_anything_are_refused(
    node: Client, query: dict, message: str
) -> None:
    with pytest.raises(CallError) as refusal:
        node.call("eth_newFilter", query)
    assert (refusal.value.code, refusal.value.message) == (-32602, message)
    assert node.call("eth_newFilter", {"fromBlock": "0x5", "toBlock": "0x9"})


class Silence:
    """A chain on which nothing ever happens."""

    def on_change(self, _listener: object) -> None:
        """Never calls."""

    def on_pending(self, _listener: object) -> None:
        """Never calls."""


def test_a_filter_that_nobody_asks_expires() -> None:
    now = 0.0
    table = FilterTable(Silence(), now=lambda: now)
    asked, forgotten = table.add_blocks(), table.add_blocks()
    now = LIFETIME - 1
    assert table.changes(asked) == []
    now = LIFETIME + 1
    assert table.changes(asked) == []
    with pytest.raises(RpcError, match="filter not found"):
        table.changes(forgotten)

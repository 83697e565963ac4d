"""Filters that a node keeps: installed, polled, read whole, removed."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.stage import Stage, words

CHANGES, LOGS, UNINSTALL = "eth_getFilterChanges", "eth_getFilterLogs", "eth_uninstallFilter"


def script(stage: Stage) -> Script:
    """The life of a log filter and of a block filter; filters that are refused."""
    emit = stage.address("emit")
    start = stage.block("log.0")["blockNumber"]
    criteria = {"fromBlock": start, "address": emit}
    installed = yield Call("eth_newFilter/logs", "eth_newFilter", [criteria], ("identifier",))
    filter_id = installed["result"]
    yield Call(f"{CHANGES}/nothing new", CHANGES, [filter_id])
    yield Call(f"{LOGS}/so far", LOGS, [filter_id])
    stage.submit("filtered", to=emit, data="0x" + words(0x55, 0x56) + "cc")
    yield Call(f"{CHANGES}/one log", CHANGES, [filter_id], patient=True)
    yield Call(f"{CHANGES}/polled again", CHANGES, [filter_id])
    yield Call(f"{LOGS}/with the new one", LOGS, [filter_id])
    yield Call(f"{UNINSTALL}/installed", UNINSTALL, [filter_id])
    yield Call(f"{UNINSTALL}/removed already", UNINSTALL, [filter_id])
    yield Call(f"{CHANGES}/removed", CHANGES, [filter_id])
    yield Call(f"{LOGS}/removed", LOGS, [filter_id])

    installed = yield Call("eth_newBlockFilter/blocks", "eth_newBlockFilter", [], ("identifier",))
    block_filter = installed["result"]
    yield Call(f"{CHANGES}/no new block", CHANGES, [block_filter])
    stage.submit("watched", to=stage.address("bob"), value=1, gas=21_000)
    yield Call(f"{CHANGES}/one block", CHANGES, [block_filter], patient=True)
    yield Call(f"{CHANGES}/block polled again", CHANGES, [block_filter])
    yield Call(f"{LOGS}/of a block filter", LOGS, [block_filter])
    yield Call(f"{UNINSTALL}/block filter", UNINSTALL, [block_filter])

    head = stage.block("watched")["blockNumber"]
    kinds = {
        "empty": {},
        "past range": {"fromBlock": start, "toBlock": start},
        "reversed range": {"fromBlock": head, "toBlock": start},
        "future": {"fromBlock": "0x7fffffff"},
        "pending": {"fromBlock": "pending", "toBlock": "pending"},
        "latest to pending": {"fromBlock": "latest", "toBlock": "pending"},
        "latest to earliest": {"fromBlock": "latest", "toBlock": "earliest"},
        "earliest": {"fromBlock": "earliest"},
        "safe": {"fromBlock": "safe"},
        "block hash": {"blockHash": stage.block("log.0")["blockHash"]},
        "five topics": {"topics": [None] * 5},
    }
    for name, asked in kinds.items():
        yield Call(f"eth_newFilter/{name}", "eth_newFilter", [asked], ("identifier",))
    for unknown in ("0x1", "0x" + "11" * 16, "hello"):
        for method in (CHANGES, LOGS, UNINSTALL):
            yield Call(f"{method}/unknown {unknown}", method, [unknown])

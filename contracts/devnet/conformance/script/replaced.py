"""A block that is replaced: what is still read of it, what filters and subscribers are told."""

import json

from contracts.devnet.conformance.exchange import Call, Message, Notification, Script
from contracts.devnet.conformance.stage import Stage, words


def script(stage: Stage) -> Script:
    """One block with one log goes; everything that can name it is asked before and after.

    Not run on a node whose blocks cannot be replaced at will.
    """
    if not stage.driver.can_replace:
        return
    emit = stage.address("emit")
    criteria = {"address": emit}
    call = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["logs", criteria]}
    reply = yield Message("eth_subscribe/replaced", json.dumps(call), ("identifier",))
    reply = yield Call("eth_newFilter/replaced", "eth_newFilter", [criteria], ("identifier",))
    log_filter = reply["result"]
    reply = yield Call("eth_newBlockFilter/replaced", "eth_newBlockFilter", [], ("identifier",))
    block_filter = reply["result"]

    stage.driver.fork_next()
    receipt = stage.submit("replaced", to=emit, data="0x" + words(0x70, 0x71) + "ee")
    yield Notification("eth_subscription/replaced added")
    yield Call(
        "eth_getFilterChanges/replaced added", "eth_getFilterChanges", [log_filter], (), True
    )
    yield from _named(stage, receipt["blockHash"], "before")
    stage.driver.replace_head()
    head = stage.client.call("eth_getBlockByNumber", "latest", False)
    stage.know("block.replacement", head["hash"])
    yield Notification("eth_subscription/replaced removed")
    yield Call(
        "eth_getFilterChanges/replaced removed", "eth_getFilterChanges", [log_filter], (), True
    )
    yield Call(
        "eth_getFilterChanges/replaced blocks", "eth_getFilterChanges", [block_filter], (), True
    )
    yield from _named(stage, receipt["blockHash"], "after")


def _named(stage: Stage, block_hash: str, when: str) -> Script:
    write, transaction = stage.address("write"), stage.transactions["replaced"]["hash"]
    number = stage.block("replaced")["blockNumber"]
    canonical = {"blockHash": block_hash, "requireCanonical": True}
    for kind, block in (
        ("hash", {"blockHash": block_hash}),
        ("canonical hash", canonical),
        ("not canonical", {**canonical, "requireCanonical": False}),
    ):
        name = f"replaced {when} {kind}"
        yield Call(f"eth_getBalance/{name}", "eth_getBalance", [write, block])
        yield Call(f"eth_getTransactionCount/{name}", "eth_getTransactionCount", [write, block])
        yield Call(f"eth_getCode/{name}", "eth_getCode", [write, block])
        yield Call(f"eth_getStorageAt/{name}", "eth_getStorageAt", [write, "0x2", block])
        yield Call(f"eth_getProof/{name}", "eth_getProof", [write, ["0x2"], block])
        yield Call(f"eth_call/{name}", "eth_call", [{"to": write}, block])
        yield Call(f"eth_estimateGas/{name}", "eth_estimateGas", [{"to": write}, block])
        yield Call(f"eth_getBlockReceipts/{name}", "eth_getBlockReceipts", [block])
        yield Call(f"debug_getRawHeader/{name}", "debug_getRawHeader", [block], ("*", "width"))
    for method, params in (
        ("eth_getBlockByHash", [block_hash, False]),
        ("eth_getBlockTransactionCountByHash", [block_hash]),
        ("eth_getTransactionByBlockHashAndIndex", [block_hash, "0x0"]),
        ("eth_getTransactionReceipt", [transaction]),
        ("eth_getLogs", [{"blockHash": block_hash}]),
        ("eth_getLogs", [{"fromBlock": number, "address": stage.address("emit")}]),
        ("eth_getTransactionByHash", [transaction]),
    ):
        kind = "by range" if "fromBlock" in str(params) else "by hash"
        yield Call(f"{method}/replaced {when} {kind}", method, params, ("gasLimit",))

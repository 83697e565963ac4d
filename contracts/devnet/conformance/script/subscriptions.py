"""eth_subscribe over WebSocket: new heads, logs, and what is refused."""

import json

from contracts.devnet.conformance.exchange import Message, Notification, Script
from contracts.devnet.conformance.stage import Stage, words


def script(stage: Stage) -> Script:
    """One subscription at a time, so that the order of notifications is certain."""
    emit = stage.address("emit")
    yield Message("websocket/call", _call("eth_chainId"))
    yield Message("websocket/batch", f"[{_call('eth_chainId')},{_call('eth_no')}]")
    yield Message("websocket/empty batch", "[]")
    yield Message("websocket/unknown method", _call("eth_no"))
    yield Message("websocket/invalid request", '{"id":5}')

    reply = yield Message(
        "eth_subscribe/newHeads", _call("eth_subscribe", "newHeads"), ("identifier",)
    )
    heads = reply["frame"]["result"]
    stage.submit("head", to=stage.address("bob"), value=1, gas=21_000)
    yield Notification("eth_subscription/newHeads", ("gasLimit",))
    yield Message("eth_unsubscribe/newHeads", _call("eth_unsubscribe", heads))
    yield Message("eth_unsubscribe/twice", _call("eth_unsubscribe", heads))

    filters = {
        "logs": {"address": emit},
        "logs by topic": {"address": [emit], "topics": [["0x" + words(0x61), "0x" + words(0x99)]]},
    }
    for name, criteria in filters.items():
        call = _call("eth_subscribe", "logs", criteria)
        reply = yield Message(f"eth_subscribe/{name}", call, ("identifier",))
        subscription = reply["frame"]["result"]
        for topic in (0x60, 0x61):
            data = "0x" + words(topic, 0x62) + "dd"
            stage.submit(f"{name} {topic}", to=emit, data=data)
            if name == "logs" or topic == 0x61:
                yield Notification(f"eth_subscription/{name} {topic:#x}")
        yield Message(f"eth_unsubscribe/{name}", _call("eth_unsubscribe", subscription))

    odd = {
        "unknown": ["newWonders"],
        "nothing": [],
        "number": [5],
        "null": [None],
        "heads with an argument": ["newHeads", {}],
        "logs without criteria": ["logs"],
        "logs of null": ["logs", None],
        "logs short address": ["logs", {"address": "0x12"}],
        "logs text": ["logs", "a"],
        "logs five topics": ["logs", {"topics": [None] * 5}],
        "logs past range": ["logs", {"fromBlock": "0x0", "toBlock": "0x1"}],
        "logs of a block": ["logs", {"blockHash": "0x" + "de" * 32}],
        "syncing": ["syncing"],
    }
    for name, params in odd.items():
        call = _call("eth_subscribe", *params)
        reply = yield Message(f"eth_subscribe/{name}", call, ("identifier",))
        if subscription := reply["frame"].get("result"):
            yield Message(f"eth_unsubscribe/{name}", _call("eth_unsubscribe", subscription))
    for name, params in {"unknown": ["0x1"], "nothing": [], "number": [5]}.items():
        yield Message(f"eth_unsubscribe/of {name}", _call("eth_unsubscribe", *params))


def _call(method: str, *params: object) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})

"""The debug methods that give RLP: headers, blocks, receipts, transactions."""

import rlp
from eth_utils import keccak

from contracts.devnet.conformance.exchange import Call, Fact, Script
from contracts.devnet.conformance.script.state import references
from contracts.devnet.conformance.stage import Stage

METHODS = ("debug_getRawHeader", "debug_getRawBlock", "debug_getRawReceipts")


def script(stage: Stage) -> Script:
    """Each method at each block reference, and whether the bytes hash to what they belong to."""
    for name, block in references(stage).items():
        for method in METHODS:
            yield Call(f"{method}/at {name}", method, [block], ("*", "width"))
    for name in ("legacy", "list", "dynamic", "delegate", "log.2"):
        block = stage.block(name)
        header = yield Call(
            f"debug_getRawHeader/{name}",
            "debug_getRawHeader",
            [block["blockNumber"]],
            ("*", "width"),
        )
        encoded = bytes.fromhex(header["result"][2:])
        holds = "0x" + keccak(encoded).hex() == block["blockHash"]
        yield Fact(f"debug_getRawHeader/{name} hashes to the block hash", holds)
        whole = yield Call(
            f"debug_getRawBlock/{name}", "debug_getRawBlock", [block["blockNumber"]], ("*", "width")
        )
        body = rlp.decode(bytes.fromhex(whole["result"][2:]))
        yield Fact(
            f"debug_getRawBlock/{name} begins with its header", rlp.encode(body[0]) == encoded
        )
        raw = bytes.fromhex(stage.raw(name)[2:])
        first = body[1][0] if isinstance(body[1][0], bytes) else rlp.encode(body[1][0])
        yield Fact(f"debug_getRawBlock/{name} holds the transaction", first == raw)
        yield Call(
            f"debug_getRawReceipts/{name}", "debug_getRawReceipts", [block["blockNumber"]], ("*",)
        )

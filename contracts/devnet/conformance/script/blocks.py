"""Blocks, the transactions in them and their receipts, by every way to name a block."""

from contracts.devnet.conformance.exchange import Call, Fact, Script
from contracts.devnet.conformance.stage import Stage

UNKNOWN = "0x" + "de" * 32
FUTURE = "0x7fffffff"


def script(stage: Stage) -> Script:
    """Everything that is read by block, for a block of each kind."""
    yield from _behind()
    for tag in ("latest", "earliest", "pending", FUTURE):
        loose = ("*", "width") if tag == "pending" else ("gasLimit", "gasUsed")
        for full in (False, True):
            yield Call(
                f"eth_getBlockByNumber/{tag} {full}", "eth_getBlockByNumber", [tag, full], loose
            )
        yield from _by_number(tag)
        yield Call(f"eth_getBlockReceipts/{tag}", "eth_getBlockReceipts", [tag], ("*", "width"))
    for name in ("deploy.echo", "legacy", "list", "dynamic", "delegate", "reverted", "log.2"):
        block = stage.block(name)
        number, block_hash = block["blockNumber"], block["blockHash"]
        loose = ("gasLimit",)
        for full in (False, True):
            yield Call(
                f"eth_getBlockByNumber/{name} {full}", "eth_getBlockByNumber", [number, full], loose
            )
            yield Call(
                f"eth_getBlockByHash/{name} {full}", "eth_getBlockByHash", [block_hash, full], loose
            )
        yield Call(f"eth_getBlockReceipts/{name}", "eth_getBlockReceipts", [number])
    yield from _by_hash(stage)


def _behind() -> Script:
    """Safe and finalized: which blocks they are is a chain's own, their order is not."""
    heights = []
    for tag in ("finalized", "safe", "latest"):
        name = f"eth_getBlockByNumber/{tag} behind"
        reply = yield Call(name, "eth_getBlockByNumber", [tag, False], ("*", "width"))
        heights.append(int(reply["result"]["number"], 16))
        yield Call(
            f"eth_getBlockTransactionCountByNumber/{tag} behind",
            "eth_getBlockTransactionCountByNumber",
            [tag],
            ("*",),
        )
    name = "eth_getBlockByNumber/finalized not above safe, safe not above latest"
    yield Fact(name, heights == sorted(heights))


def _by_number(tag: str) -> Script:
    loose = ("*",)
    count, transaction = (
        "eth_getBlockTransactionCountByNumber",
        "eth_getTransactionByBlockNumberAndIndex",
    )
    yield Call(f"{count}/{tag}", count, [tag])
    for index in ("0x0", "0x1", "0xffff"):
        yield Call(f"{transaction}/{tag} {index}", transaction, [tag, index], loose)


def _by_hash(stage: Stage) -> Script:
    block = stage.block("dynamic")["blockHash"]
    count, transaction = (
        "eth_getBlockTransactionCountByHash",
        "eth_getTransactionByBlockHashAndIndex",
    )
    for name, value in (("mined", block), ("unknown", UNKNOWN), ("zero", "0x" + "00" * 32)):
        yield Call(f"{count}/{name}", count, [value])
        yield Call(
            f"eth_getBlockByHash/{name}", "eth_getBlockByHash", [value, False], ("gasLimit",)
        )
        for index in ("0x0", "0x1"):
            yield Call(f"{transaction}/{name} {index}", transaction, [value, index])
        for shape, reference in (
            ("text", value),
            ("object", {"blockHash": value}),
            ("canonical", {"blockHash": value, "requireCanonical": True}),
        ):
            method = "eth_getBlockReceipts"
            yield Call(f"{method}/{name} {shape}", method, [reference])
    number = stage.block("dynamic")["blockNumber"]
    yield Call(
        "eth_getBlockReceipts/number object", "eth_getBlockReceipts", [{"blockNumber": number}]
    )
    yield Call(
        "eth_getBlockByHash/upper case hash",
        "eth_getBlockByHash",
        ["0x" + block[2:].upper(), False],
        ("gasLimit",),
    )

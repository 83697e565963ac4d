"""What a transaction should pay: gas price, tip, blob fee, and the history of fees."""

from contracts.devnet.conformance.exchange import Call, Script
from contracts.devnet.conformance.stage import Stage


def script(stage: Stage) -> Script:
    """Suggestions, then eth_feeHistory by count, newest block and percentiles."""
    for method in ("eth_gasPrice", "eth_maxPriorityFeePerGas"):
        yield Call(method, method, (), ("result",))
    yield Call("eth_blobBaseFee", "eth_blobBaseFee")
    newest = stage.block("dynamic")["blockNumber"]
    cases = {
        "one": ["0x1", newest, []],
        "one with percentiles": ["0x1", newest, [0, 25, 50, 75, 100]],
        "three": ["0x3", newest, [50]],
        "null percentiles": ["0x2", newest, None],
        "no percentiles": ["0x2", newest],
        "fractional percentiles": ["0x1", newest, [0.5, 99.9]],
        "equal percentiles": ["0x1", newest, [50, 50]],
        "count as a number": [2, newest, []],
        "count decimal": ["2", newest, []],
        "zero": ["0x0", newest, []],
        "zero with percentiles": ["0x0", newest, [50]],
        "of the first block": ["0x5", "0x0", [50]],
        "more than there is": ["0x400", "0x2", []],
        "future": ["0x1", "0x7fffffff", []],
        "pending": ["0x1", "pending", []],
        "101 percentiles": ["0x1", newest, list(range(101))],
    }
    for name, params in cases.items():
        # Of old blocks, how full they are is the chain's own.
        ratio = ("gasUsedRatio",) if name in ("more than there is", "of the first block") else ()
        loose = ("oldestBlock", "reward", *ratio)
        yield Call(f"eth_feeHistory/{name}", "eth_feeHistory", params, loose)
    for tag in ("latest", "safe", "finalized", "earliest"):
        yield Call(
            f"eth_feeHistory/{tag}", "eth_feeHistory", ["0x1", tag, []], ("*", "gasUsedRatio")
        )

"""eth_gasPrice, eth_maxPriorityFeePerGas, eth_blobBaseFee, eth_feeHistory."""

import re

from contracts.devnet.rpc.method import method
from contracts.devnet.rpc.node import Node
from contracts.devnet.rpc.requests.block_reference import BlockNumber, block_at, block_number
from contracts.devnet.rpc.wire.errors import RpcError
from contracts.devnet.rpc.wire.hexadecimal import quantity
from contracts.devnet.rpc.wire.json_text import dump
from contracts.devnet.rpc.wire.values import MalformedError, array, floating


@method("eth_gasPrice")
def gas_price(node: Node) -> str:
    """A price at which a legacy transaction is mined soon."""
    return quantity(node.chain.gas_price())


@method("eth_maxPriorityFeePerGas")
def max_priority_fee_per_gas(node: Node) -> str:
    """A tip at which a transaction is mined soon."""
    return quantity(node.chain.max_priority_fee())


@method("eth_blobBaseFee")
def blob_base_fee(node: Node) -> str:
    """The price of blob gas (EIP-7516)."""
    return quantity(node.chain.blob_base_fee())


MAX_PERCENTILES = 100
MAX_BLOCKS = 1024
"""Blocks in one answer; more are cut off, as geth does."""

_COUNT = re.compile(r"0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20}")


def _block_count(value: object) -> int:
    """A number of blocks, hexadecimal or decimal, as text or as JSON number."""
    if value == "":
        return 0
    if isinstance(value, str) and _COUNT.fullmatch(value):
        count = int(value, 16 if value[1:2] in ("x", "X") else 10)
        if count < 2**64:
            return count
    shown = value if isinstance(value, str) else dump(value)
    raise MalformedError(f"invalid hex or decimal integer {dump(shown)}")


@method("eth_feeHistory", takes=(_block_count, block_number, array(floating, "[]float64")))
def fee_history(
    node: Node, count: int, newest: BlockNumber, percentiles: list[float] | None
) -> dict[str, object]:
    """Base fees, fullness and tips of recent blocks; percentiles weigh tips by gas used."""
    percentiles = percentiles or []
    if count == 0:
        return {"oldestBlock": "0x0", "gasUsedRatio": None}
    _check(percentiles)
    block = block_at(node.chain, newest)
    if block is None:
        head = node.chain.head.number
        raise RpcError(f"request beyond head block: requested {newest}, head {head}")
    history = node.chain.fee_history(
        min(count, MAX_BLOCKS, block.number + 1), block, percentiles or None
    )
    shown: dict[str, object] = {"oldestBlock": quantity(history.oldest_block)}
    if history.rewards is not None:
        shown["reward"] = [[quantity(tip) for tip in tips] for tips in history.rewards]
    return shown | {
        "baseFeePerGas": [quantity(fee) for fee in history.base_fees],
        "gasUsedRatio": [_ratio(value) for value in history.gas_used_ratios],
        "baseFeePerBlobGas": [quantity(fee) for fee in history.blob_base_fees],
        "blobGasUsedRatio": [_ratio(value) for value in history.blob_gas_used_ratios],
    }


def _check(percentiles: list[float]) -> None:
    reason = "invalid reward percentile"
    if len(percentiles) > MAX_PERCENTILES:
        raise RpcError(f"{reason}: over the query limit {MAX_PERCENTILES}")
    for position, percentile in enumerate(percentiles):
        if not 0 <= percentile <= 100:
            raise RpcError(f"{reason}: {percentile:f}")
        if position and percentile <= (before := percentiles[position - 1]):
            raise RpcError(f"{reason}: #{position - 1}:{before:f} >= #{position}:{percentile:f}")


def _ratio(value: float) -> float | int:
    """A whole number is written without a fraction, as Go does."""
    return int(value) if value == int(value) else value

"""What wallets ask about prices: a suggested tip and the fee history, as geth's oracle answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.fee_market import (
    MAX_BLOB_GAS,
    blob_base_fee,
    next_base_fee,
    next_excess_blob_gas,
)
from contracts.devnet.chain.history import History

DEFAULT_TIP = 1_000_000_000
"""Suggested where no recent transaction says otherwise, in wei."""
MAX_TIP = 500_000_000_000
IGNORED_TIP = 2
SAMPLED_BLOCKS = 20
SAMPLES_PER_BLOCK = 3
SAMPLE_PERCENTILE = 60


@dataclass(frozen=True)
class FeeHistory:
    """eth_feeHistory: base fees have one entry more than blocks, the next block's.

    `rewards` holds a row per block, a tip per percentile; None when no percentile was asked for.
    """

    oldest_block: int
    base_fees: tuple[int, ...] = ()
    gas_used_ratios: tuple[float, ...] = ()
    blob_base_fees: tuple[int, ...] = ()
    blob_gas_used_ratios: tuple[float, ...] = ()
    rewards: tuple[tuple[int, ...], ...] | None = None


def suggest_tip(history: History) -> int:
    """The 60th percentile of recent blocks' lowest tips, in wei; empty ones count as default."""
    samples: list[int] = []
    head = history.head.number
    for number in range(head, max(head - SAMPLED_BLOCKS, 0), -1):
        block = history.block(number)
        tips = sorted(tip for tip, _ in _tips(block) if tip >= IGNORED_TIP)
        samples += tips[:SAMPLES_PER_BLOCK] or [DEFAULT_TIP]
    if not samples:
        return DEFAULT_TIP
    samples.sort()
    return min(samples[(len(samples) - 1) * SAMPLE_PERCENTILE // 100], MAX_TIP)


def fee_history(
    history: History, count: int, newest: Block, percentiles: Sequence[float]
) -> FeeHistory:
    """The last `count` blocks up to `newest`; percentiles are from 0 to 100 and rise."""
    count = min(count, newest.number + 1)
    if count < 1:
        return FeeHistory(0)
    oldest = newest.number + 1 - count
    blocks = [history.block(number) for number in range(oldest, newest.number)] + [newest]
    following = newest.header
    return FeeHistory(
        oldest_block=oldest,
        base_fees=(*(b.header.base_fee_per_gas for b in blocks), next_base_fee(following)),
        gas_used_ratios=tuple(b.header.gas_used / b.header.gas_limit for b in blocks),
        blob_base_fees=(
            *(blob_base_fee(b.header.excess_blob_gas) for b in blocks),
            blob_base_fee(next_excess_blob_gas(following)),
        ),
        blob_gas_used_ratios=tuple(b.header.blob_gas_used / MAX_BLOB_GAS for b in blocks),
        rewards=tuple(_rewards(block, percentiles) for block in blocks) if percentiles else None,
    )


def _tips(block: Block) -> list[tuple[int, int]]:
    """Effective tip and gas used of each transaction."""
    base_fee = block.header.base_fee_per_gas
    return [
        (receipt.effective_gas_price - base_fee, receipt.gas_used) for receipt in block.receipts
    ]


def _rewards(block: Block, percentiles: Sequence[float]) -> tuple[int, ...]:
    """The tip at each percentile of the block's gas, cheapest transactions first."""
    tips = sorted(_tips(block), key=lambda entry: entry[0])
    if not tips:
        return (0,) * len(percentiles)
    rewards, index, gas = [], 0, tips[0][1]
    for percentile in percentiles:
        threshold = int(block.header.gas_used * percentile / 100)
        while gas < threshold and index < len(tips) - 1:
            index += 1
            gas += tips[index][1]
        rewards.append(tips[index][0])
    return tuple(rewards)

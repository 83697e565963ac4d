"""Prices that a block inherits from its parent: base fee (EIP-1559), blob gas (EIP-4844, 7691)."""

from contracts.devnet.chain.block import Header

ELASTICITY = 2
BASE_FEE_CHANGE = 8
MIN_BLOB_BASE_FEE = 1
BLOB_BASE_FEE_FRACTION = 5_007_716
TARGET_BLOB_GAS = 786_432
MAX_BLOB_GAS = 1_179_648


def next_base_fee(parent: Header) -> int:
    """Wei per gas that the block after `parent` burns."""
    target = parent.gas_limit // ELASTICITY
    fee, used = parent.base_fee_per_gas, parent.gas_used
    if used > target:
        return fee + max(fee * (used - target) // target // BASE_FEE_CHANGE, 1)
    return fee - fee * (target - used) // target // BASE_FEE_CHANGE


def next_excess_blob_gas(parent: Header) -> int:
    """Blob gas above the target that the block after `parent` carries on."""
    return max(parent.excess_blob_gas + parent.blob_gas_used - TARGET_BLOB_GAS, 0)


def blob_base_fee(excess_blob_gas: int) -> int:
    """Wei per blob gas: the EIP's integer approximation of an exponential."""
    total, term, index = 0, MIN_BLOB_BASE_FEE * BLOB_BASE_FEE_FRACTION, 1
    while term > 0:
        total += term
        term = term * excess_blob_gas // (BLOB_BASE_FEE_FRACTION * index)
        index += 1
    return total // BLOB_BASE_FEE_FRACTION

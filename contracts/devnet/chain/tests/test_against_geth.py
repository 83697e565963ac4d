"""geth executed the same blocks (geth_oracle/recorded.py) and came to the same roots."""

from functools import cache

import pytest
from eth.vm.forks.prague.computation import PragueComputation

from contracts.devnet.chain import transition
from contracts.devnet.chain.block import Block
from contracts.devnet.chain.errors import TransactionInvalid
from contracts.devnet.chain.evm import Evm
from contracts.devnet.chain.tests.geth_oracle.recorded import CHAINS, header_fields, replay

SEEDS = range(len(CHAINS))


def expected(seed: int) -> list[dict]:
    blocks = CHAINS[seed]["blocks"]
    return [{key: block[key] for key in block if key != "transactions"} for block in blocks]


@cache
def blocks_of(seed: int) -> list[Block]:
    return list(replay(CHAINS[seed]))


def is_seen(seed: int) -> bool:
    """Whether the blocks come out otherwise, or not at all."""
    try:
        return [header_fields(block) for block in replay(CHAINS[seed])] != expected(seed)
    except TransactionInvalid:
        return True


@pytest.mark.parametrize("seed", SEEDS)
def test_roots_bloom_gas_and_requests_of_every_block_are_geths(seed: int) -> None:
    assert [header_fields(block) for block in blocks_of(seed)] == expected(seed)


def test_the_chains_reach_every_type_of_transaction_and_both_statuses() -> None:
    blocks = [block for seed in SEEDS for block in blocks_of(seed)]
    receipts = [receipt for block in blocks for receipt in block.receipts]
    assert {receipt.type for receipt in receipts} == {0, 1, 2, 3, 4}
    assert {receipt.status for receipt in receipts} == {0, 1}
    assert any(len(receipt.logs) > 1 for receipt in receipts)
    assert len({block.header.requests_hash for block in blocks}) > 1


def test_without_a_fault_nothing_is_seen() -> None:
    assert not is_seen(0)


@pytest.mark.parametrize(
    ("name", "value"),
    [("GAS_FLOOR_TOKEN", 11), ("REFUND_QUOTIENT", 4), ("GAS_INITCODE_WORD", 3)],
)
def test_a_planted_fault_is_seen(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setattr(transition, name, value)
    assert is_seen(0)


def test_py_evm_needs_its_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = PragueComputation.consume_initcode_gas_cost
    monkeypatch.setattr(Evm, "consume_initcode_gas_cost", theirs)
    assert is_seen(0)

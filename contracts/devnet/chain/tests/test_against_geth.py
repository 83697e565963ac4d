"""geth executed the same blocks (geth_oracle/record.py) and came to the same roots."""

import json
from functools import cache

import pytest
from eth.vm.forks.prague.computation import PragueComputation

from contracts.devnet.chain import transition
from contracts.devnet.chain.block import Block
from contracts.devnet.chain.evm import Evm
from contracts.devnet.chain.tests.geth_oracle.record import RECORDED
from contracts.devnet.chain.tests.geth_oracle.replay import SEEDS, Replay, header_fields

EXPECTED = json.loads(RECORDED.read_text())


@cache
def blocks_of(seed: int) -> list[Block]:
    return list(Replay(seed).blocks())


@pytest.mark.parametrize("seed", SEEDS)
def test_roots_bloom_gas_and_requests_of_every_block_are_geths(seed: int) -> None:
    found = [header_fields(block) for block in blocks_of(seed)]
    assert found == EXPECTED[str(seed)]


def test_the_scenarios_reach_every_type_of_transaction_and_both_statuses() -> None:
    blocks = [block for seed in SEEDS for block in blocks_of(seed)]
    receipts = [receipt for block in blocks for receipt in block.receipts]
    assert {receipt.type for receipt in receipts} == {0, 1, 2, 3, 4}
    assert {receipt.status for receipt in receipts} == {0, 1}
    assert any(len(receipt.logs) > 1 for receipt in receipts)
    assert len({block.header.requests_hash for block in blocks}) > 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("GAS_FLOOR_TOKEN", 11), ("REFUND_QUOTIENT", 4), ("GAS_INITCODE_WORD", 3)],
)
def test_a_planted_fault_is_seen(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setattr(transition, name, value)
    found = [header_fields(block) for block in Replay(SEEDS[0]).blocks()]
    assert found != EXPECTED[str(SEEDS[0])]


def test_py_evm_needs_its_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = PragueComputation.consume_initcode_gas_cost
    monkeypatch.setattr(Evm, "consume_initcode_gas_cost", theirs)
    found = [header_fields(block) for block in Replay(SEEDS[0]).blocks()]
    assert found != EXPECTED[str(SEEDS[0])]

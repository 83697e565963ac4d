"""Builds one block: system calls, transactions one after the other, then the seal."""

from collections.abc import Callable
from dataclasses import replace

from eth_utils import keccak

from contracts.devnet.chain.block import (
    EMPTY_BLOOM,
    EMPTY_OMMERS_HASH,
    EMPTY_REQUESTS_HASH,
    Block,
    Header,
    Receipt,
    bloom,
)
from contracts.devnet.chain.errors import Invalid, TransactionInvalid
from contracts.devnet.chain.evm import Environment, Evm, ExecutionState
from contracts.devnet.chain.fee_market import (
    MAX_BLOB_GAS,
    blob_base_fee,
    next_base_fee,
    next_excess_blob_gas,
)
from contracts.devnet.chain.system_contracts import begin_block, end_block
from contracts.devnet.chain.transaction import Transaction
from contracts.devnet.chain.transition import MINING, Checks, Outcome, Payload, apply
from contracts.devnet.chain.tries import EMPTY_ROOT, Store, ordered_root


def child_header(parent: Header, timestamp: int) -> Header:
    """The header of an empty block on `parent`, its roots still the parent's or empty.

    prevRandao has no beacon chain to come from: it is keccak256 of the parent's hash, so that a
    chain repeats exactly. The parent beacon block root is zero, as on any chain without beacon.
    """
    return Header(
        parent_hash=parent.hash,
        ommers_hash=EMPTY_OMMERS_HASH,
        coinbase=parent.coinbase,
        state_root=parent.state_root,
        transactions_root=EMPTY_ROOT,
        receipts_root=EMPTY_ROOT,
        logs_bloom=EMPTY_BLOOM,
        difficulty=0,
        number=parent.number + 1,
        gas_limit=parent.gas_limit,
        gas_used=0,
        timestamp=timestamp,
        extra_data=b"",
        prev_randao=keccak(parent.hash),
        nonce=bytes(8),
        base_fee_per_gas=next_base_fee(parent),
        withdrawals_root=EMPTY_ROOT,
        blob_gas_used=0,
        excess_blob_gas=next_excess_blob_gas(parent),
        parent_beacon_block_root=bytes(32),
        requests_hash=EMPTY_REQUESTS_HASH,
    )


def environment(header: Header, chain_id: int, block_hash: Callable[[int], bytes]) -> Environment:
    """What contracts see while they run in the block of `header`."""
    return Environment(
        chain_id=chain_id,
        number=header.number,
        timestamp=header.timestamp,
        coinbase=header.coinbase,
        gas_limit=header.gas_limit,
        prev_randao=header.prev_randao,
        base_fee=header.base_fee_per_gas,
        blob_base_fee=blob_base_fee(header.excess_blob_gas),
        block_hash=block_hash,
    )


def payload(transaction: Transaction, base_fee: int) -> Payload:
    """A transaction as the state transition takes it."""
    return Payload(
        sender=transaction.sender,
        to=transaction.to,
        nonce=transaction.nonce,
        gas=transaction.gas,
        gas_price=transaction.effective_gas_price(base_fee),
        fee_cap=transaction.fee_cap,
        tip_cap=transaction.tip_cap,
        value=transaction.value,
        data=transaction.data,
        access_list=transaction.access_list,
        authorization_list=transaction.authorization_list,
        blob_fee_cap=transaction.max_fee_per_blob_gas or 0,
        blob_hashes=transaction.blob_versioned_hashes,
    )


class BlockBuilder:
    """A block under construction on a state root."""

    def __init__(
        self, store: Store, state_root: bytes, header: Header, environment: Environment
    ) -> None:
        self.header = header
        self.state = ExecutionState(store, state_root, environment)
        self.transactions: list[Transaction] = []
        self.receipts: list[Receipt] = []
        self.gas_used = 0
        self.blob_gas_used = 0
        self._log_count = 0

    def begin(self) -> None:
        """The protocol's calls before the first transaction."""
        begin_block(self.state, self.header.parent_beacon_block_root, self.header.parent_hash)

    def add(
        self, transaction: Transaction, checks: Checks = MINING, evm: type[Evm] = Evm
    ) -> Outcome:
        """Executes a transaction and appends it; TransactionInvalid leaves the block as it was."""
        env = self.state.environment
        request = payload(transaction, env.base_fee)
        if self.blob_gas_used + request.blob_gas > MAX_BLOB_GAS:
            raise TransactionInvalid(Invalid.OTHER, "blob gas limit reached")
        left = self.header.gas_limit - self.gas_used
        outcome = apply(self.state, request, left, checks, evm)
        self.state.end_transaction()
        self.gas_used += outcome.gas_used
        self.blob_gas_used += request.blob_gas
        is_blob = transaction.blob_versioned_hashes is not None
        self.transactions.append(transaction)
        self.receipts.append(
            Receipt(
                type=transaction.type,
                status=int(outcome.error is None),
                cumulative_gas_used=self.gas_used,
                bloom=bloom(outcome.logs),
                logs=outcome.logs,
                gas_used=outcome.gas_used,
                effective_gas_price=request.gas_price,
                contract_address=outcome.contract_address,
                first_log_index=self._log_count,
                blob_gas_used=request.blob_gas if is_blob else None,
                blob_gas_price=env.blob_base_fee if is_blob else None,
            )
        )
        self._log_count += len(outcome.logs)
        return outcome

    def seal(self) -> Block:
        """The protocol's calls after the last transaction, then roots, bloom and hash."""
        requests_hash = end_block(self.state)
        header = replace(
            self.header,
            state_root=self.state.commit(),
            transactions_root=ordered_root([tx.raw for tx in self.transactions]),
            receipts_root=ordered_root([receipt.encode() for receipt in self.receipts]),
            logs_bloom=bloom(log for receipt in self.receipts for log in receipt.logs),
            gas_used=self.gas_used,
            blob_gas_used=self.blob_gas_used,
            requests_hash=requests_hash,
        )
        return Block(header, tuple(self.transactions), tuple(self.receipts))

"""Transactions as the JSON-RPC shows them, mined or waiting."""

from contracts.devnet.chain.block import Block
from contracts.devnet.chain.requests import AccessList, Authorization
from contracts.devnet.chain.transaction import Transaction
from contracts.devnet.rpc.wire.hexadecimal import data, quantity, word

LEGACY, ACCESS_LIST, DYNAMIC_FEE, BLOB, SET_CODE = range(5)


def transaction_object(
    transaction: Transaction, block: Block | None = None, index: int | None = None
) -> dict[str, object]:
    """One transaction; without a block it is pending and its four places are null."""
    mined = block is not None
    shown: dict[str, object] = {
        "blockHash": data(block.hash) if mined else None,
        "blockNumber": quantity(block.number) if mined else None,
        "blockTimestamp": quantity(block.header.timestamp) if mined else None,
        "from": data(transaction.sender),
        "gas": quantity(transaction.gas),
        "gasPrice": quantity(_gas_price(transaction, block)),
        "hash": data(transaction.hash),
        "input": data(transaction.data),
        "nonce": quantity(transaction.nonce),
        "to": None if transaction.to is None else data(transaction.to),
        "transactionIndex": quantity(index) if mined else None,
        "value": quantity(transaction.value),
        "type": quantity(transaction.type),
        "v": quantity(transaction.v),
        "r": quantity(transaction.r),
        "s": quantity(transaction.s),
    }
    if transaction.chain_id is not None:
        shown["chainId"] = quantity(transaction.chain_id)
    if transaction.type >= ACCESS_LIST:
        shown["accessList"] = access_list_object(transaction.access_list)
        shown["yParity"] = quantity(transaction.v)
    if transaction.type >= DYNAMIC_FEE:
        shown["maxFeePerGas"] = quantity(transaction.max_fee_per_gas)
        shown["maxPriorityFeePerGas"] = quantity(transaction.max_priority_fee_per_gas)
    if transaction.type == BLOB:
        shown["maxFeePerBlobGas"] = quantity(transaction.max_fee_per_blob_gas)
        shown["blobVersionedHashes"] = [data(item) for item in transaction.blob_versioned_hashes]
    if transaction.type == SET_CODE:
        shown["authorizationList"] = [
            _authorization_object(item) for item in transaction.authorization_list
        ]
    return shown


def access_list_object(entries: AccessList) -> list[dict[str, object]]:
    """An access list (EIP-2930)."""
    return [
        {"address": data(address), "storageKeys": [word(slot) for slot in slots]}
        for address, slots in entries
    ]


def _gas_price(transaction: Transaction, block: Block | None) -> int:
    """What was paid when mined; before that, the most that may be paid."""
    if transaction.gas_price is not None:
        return transaction.gas_price
    if block is None:
        return transaction.max_fee_per_gas
    return transaction.effective_gas_price(block.header.base_fee_per_gas)


def _authorization_object(authorization: Authorization) -> dict[str, object]:
    return {
        "chainId": quantity(authorization.chain_id),
        "address": data(authorization.address),
        "nonce": quantity(authorization.nonce),
        "yParity": quantity(authorization.y_parity),
        "r": quantity(authorization.r),
        "s": quantity(authorization.s),
    }

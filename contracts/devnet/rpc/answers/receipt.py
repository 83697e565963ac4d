"""Receipts as the JSON-RPC shows them."""

from contracts.devnet.chain.block import Block, LocatedLog
from contracts.devnet.rpc.answers.log import log_object
from contracts.devnet.rpc.wire.hexadecimal import data, quantity


def receipt_object(block: Block, index: int) -> dict[str, object]:
    """The receipt of the block's transaction at `index`."""
    transaction, receipt = block.transactions[index], block.receipts[index]
    created = receipt.contract_address
    logs = [
        LocatedLog(log, block, transaction, index, receipt.first_log_index + position)
        for position, log in enumerate(receipt.logs)
    ]
    shown: dict[str, object] = {
        "blockHash": data(block.hash),
        "blockNumber": quantity(block.number),
        "transactionHash": data(transaction.hash),
        "transactionIndex": quantity(index),
        "from": data(transaction.sender),
        "to": None if transaction.to is None else data(transaction.to),
        "gasUsed": quantity(receipt.gas_used),
        "cumulativeGasUsed": quantity(receipt.cumulative_gas_used),
        "contractAddress": None if created is None else data(created),
        "logs": [log_object(log) for log in logs],
        "logsBloom": data(receipt.bloom),
        "type": quantity(transaction.type),
        "effectiveGasPrice": quantity(receipt.effective_gas_price),
        "status": quantity(receipt.status),
    }
    if receipt.blob_gas_used is not None:
        shown["blobGasUsed"] = quantity(receipt.blob_gas_used)
        shown["blobGasPrice"] = quantity(receipt.blob_gas_price)
    return shown

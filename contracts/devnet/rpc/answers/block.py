"""Headers and blocks as the JSON-RPC shows them."""

from contracts.devnet.chain.block import Block, Header
from contracts.devnet.rpc.answers.transaction import transaction_object
from contracts.devnet.rpc.wire.hexadecimal import data, quantity


def header_object(header: Header) -> dict[str, object]:
    """All 21 header fields and their hash."""
    return {
        "number": quantity(header.number),
        "hash": data(header.hash),
        "parentHash": data(header.parent_hash),
        "nonce": data(header.nonce),
        "mixHash": data(header.prev_randao),
        "sha3Uncles": data(header.ommers_hash),
        "logsBloom": data(header.logs_bloom),
        "stateRoot": data(header.state_root),
        "miner": data(header.coinbase),
        "difficulty": quantity(header.difficulty),
        "extraData": data(header.extra_data),
        "gasLimit": quantity(header.gas_limit),
        "gasUsed": quantity(header.gas_used),
        "timestamp": quantity(header.timestamp),
        "transactionsRoot": data(header.transactions_root),
        "receiptsRoot": data(header.receipts_root),
        "baseFeePerGas": quantity(header.base_fee_per_gas),
        "withdrawalsRoot": data(header.withdrawals_root),
        "blobGasUsed": quantity(header.blob_gas_used),
        "excessBlobGas": quantity(header.excess_blob_gas),
        "parentBeaconBlockRoot": data(header.parent_beacon_block_root),
        "requestsHash": data(header.requests_hash),
    }


def block_object(block: Block, *, full: bool) -> dict[str, object]:
    """A block with its transactions, whole (`full`) or as hashes."""
    if full:
        transactions: list[object] = [
            transaction_object(transaction, block, index)
            for index, transaction in enumerate(block.transactions)
        ]
    else:
        transactions = [data(transaction.hash) for transaction in block.transactions]
    return header_object(block.header) | {
        "size": quantity(block.size),
        "transactions": transactions,
        "uncles": [],
        "withdrawals": [],
    }


def hide_unsettled(shown: dict[str, object]) -> dict[str, object]:
    """A pending block or header: what is not settled yet is null, the beacon root absent."""
    settled = {name: value for name, value in shown.items() if name != "parentBeaconBlockRoot"}
    return settled | {"hash": None, "nonce": None, "miner": None}

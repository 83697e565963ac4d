import Chain
import Codec
import EthereumClient
import Primitives

/// Receipts and logs as JSON: numbers as decimal text, bytes as hex.
enum ReceiptJSON {
    static func document(_ receipt: TransactionReceipt) -> JSONValue {
        [
            "transactionHash": .string(receipt.transactionHash.hex),
            "blockHash": .string(receipt.blockHash.hex),
            "blockNumber": .string(receipt.blockNumber.decimal),
            "transactionIndex": .string("\(receipt.transactionIndex)"),
            "type": .string("\(receipt.receipt.type)"),
            "succeeded": receipt.succeeded.map { .bool($0) } ?? .null,
            "from": .string(receipt.from.checksummed),
            "to": receipt.to.map { .string($0.checksummed) } ?? .null,
            "contractAddress": receipt.contractAddress.map { .string($0.checksummed) } ?? .null,
            "gasUsed": .string(receipt.gasUsed.decimal),
            "effectiveGasPrice": receipt.effectiveGasPrice.map { .string($0.decimal) } ?? .null,
            "logs": .array(receipt.logs.map(log)),
        ]
    }

    static func log(_ record: LogRecord) -> JSONValue {
        [
            "address": .string(record.log.address.checksummed),
            "topics": .array(record.log.topics.map { .string($0.hex) }),
            "data": .string(record.log.data.hex),
            "blockNumber": .string(record.blockNumber.decimal),
            "blockHash": .string(record.blockHash.hex),
            "transactionHash": .string(record.transactionHash.hex),
            "logIndex": .string("\(record.logIndex)"),
        ]
    }
}

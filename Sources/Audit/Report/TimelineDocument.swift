public import Codec
import Primitives

/// A change as a JSON document: the one form that every output shares.
public enum TimelineDocument {
    /// The document of a change.
    public static func value(_ entry: TimelineEntry) -> JSONValue {
        let passage = entry.passage
        return [
            "time": .string(entry.time.description),
            "block": .string(entry.block.description),
            "place": .string(String(entry.place)),
            "transactionHash": .string(entry.transaction.hex),
            "executor": .string(entry.executor.checksummed),
            "contract": .string(entry.contract.checksummed),
            "policy": .string(entry.change.kind), "value": .string(entry.change.value),
            "enabled": .bool(entry.change.isEnabled),
            "operationId": passage.map { .string($0.operation.hex) } ?? .null,
            "scheduled": passage.map { .string($0.scheduled.description) } ?? .null,
            "waitedSeconds": passage.map { .number(String($0.waited)) } ?? .null,
            "proposer": passage.map { .string($0.proposer.checksummed) } ?? .null,
            "safeTxHash": entry.approval.map { .string($0.hash.hex) } ?? .null,
            "safe": entry.approval.map { .string($0.safe.checksummed) } ?? .null,
            "signers": .array(entry.approval?.signers.map { .string($0.checksummed) } ?? []),
        ]
    }
}

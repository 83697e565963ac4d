public import Codec
import Primitives

/// A verification as a JSON document.
public enum VerificationDocument {
    /// The document of a verification.
    public static func value(_ result: HistoryVerification) -> JSONValue {
        [
            "complete": .bool(result.isComplete),
            "ranges": .array(
                result.ranges.map {
                    [
                        "first": .string($0.blocks.lowerBound.description),
                        "last": .string($0.blocks.upperBound.description),
                        "level": .string($0.level.rawValue), "reason": .string($0.reason),
                    ]
                }),
            "anchor": result.anchor.map {
                ["block": .string($0.number.description), "hash": .string($0.hash.hex)]
            } ?? .null,
            "vouchers": .array(result.vouchers.map(JSONValue.string)),
            "excludedByFilter": JSONValue(result.excluded.byFilter),
            "excludedByReceipts": JSONValue(result.excluded.byReceipts),
            "refutations": .array(result.refutations.map(JSONValue.string)),
            "reservations": .array(result.reservations.map(JSONValue.string)),
            "stateBlock": result.stateBlock.map { .string($0.description) } ?? .null,
            "states": .array(result.states.map(state)),
        ]
    }

    private static func state(_ state: StateCheck) -> JSONValue {
        [
            "contract": .string(state.contract.checksummed), "role": .string(state.role.rawValue),
            "storageRoot": .string(state.storageRoot.hex),
            "codeHash": .string(state.codeHash.hex), "entries": JSONValue(state.entryCount),
            "whole": .bool(state.isWhole),
            "findings": .array(
                state.findings.map {
                    [
                        "kind": .string($0.kind.rawValue), "name": .string($0.name),
                        "slot": .string($0.slot.hex),
                        "expected": $0.expected.map { .string($0.hex) } ?? .null,
                        "found": .string($0.found.hex),
                    ]
                }),
        ]
    }
}

import Codec
import Contracts
import Governance
import Primitives

/// An inspection as a JSON document.
struct InspectionDocument {
    /// The document.
    let value: JSONValue

    init(_ operation: Operation, _ inspection: Inspection) {
        value = [
            "action": .string(operation.action.rawValue),
            "chainId": .string(operation.chainID.number.description),
            "safe": .string(operation.safe.address.checksummed),
            "nonce": .string(operation.safe.nonce.decimal),
            "domainHash": .string(inspection.hashes.domainHash.hex),
            "messageHash": .string(inspection.hashes.messageHash.hex),
            "safeTxHash": .string(inspection.hashes.digest.hex),
            "operationId": operation.id.map { .string($0.hex) } ?? .null,
            "transaction": [
                "to": .string(inspection.transaction.to.checksummed),
                "value": .string(inspection.transaction.value.number.description),
                "data": .string(inspection.transaction.data.hex),
                "operation": .number(String(inspection.transaction.operation.rawValue)),
            ],
            "effects": .array(
                inspection.effects.map { effect in
                    [
                        "target": .string(effect.target.checksummed),
                        "call": .string(effect.call), "sentence": .string(effect.sentence),
                    ]
                }),
            "findings": .array(
                inspection.findings.map { finding in
                    [
                        "level": .string(finding.level.rawValue),
                        "lint": .string(finding.lint.rawValue), "text": .string(finding.text),
                    ]
                }),
        ]
    }
}

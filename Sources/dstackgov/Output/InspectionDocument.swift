import Codec
import Contracts
import Governance
import Primitives

/// An inspection as a JSON document.
struct InspectionDocument {
    /// The document.
    let value: JSONValue

    init(_ subject: InspectionSubject) {
        let calls = subject.calls
        var members: [JSONMember] = [JSONMember("title", .string(subject.title))]
        if let operation = subject.operation {
            members += [
                JSONMember("action", .string(operation.action.rawValue)),
                JSONMember("chainId", .string(operation.chainID.decimal)),
                JSONMember("safe", .string(operation.safe.address.checksummed)),
                JSONMember("nonce", .string(operation.safe.nonce.decimal)),
            ]
        }
        members += InspectionDocument.hashes(subject)
        members += [
            JSONMember(
                "operationIds", .array(calls.operations.map { .string($0.id.hex) })),
            JSONMember("effects", .array(calls.effects.map(InspectionDocument.effect))),
            JSONMember("state", InspectionDocument.state(subject)),
            JSONMember("calls", InspectionDocument.call(calls.tree)),
            JSONMember("findings", .array(calls.findings.map(InspectionDocument.finding))),
        ]
        value = .object(members)
    }

    /// A finding as JSON.
    static func finding(_ finding: Finding) -> JSONValue {
        [
            "level": .string(finding.level.rawValue), "lint": .string(finding.lint.rawValue),
            "text": .string(finding.text),
        ]
    }

    private static func hashes(_ subject: InspectionSubject) -> [JSONMember] {
        guard let hashes = subject.hashes, let transaction = subject.transaction else { return [] }
        return [
            JSONMember("domainHash", .string(hashes.domainHash.hex)),
            JSONMember("messageHash", .string(hashes.messageHash.hex)),
            JSONMember("safeTxHash", .string(hashes.digest.hex)),
            JSONMember("statedHash", subject.stated.map { .string($0.hex) } ?? .null),
            JSONMember(
                "operationId", subject.operation?.id.map { .string($0.hex) } ?? .null),
            JSONMember(
                "transaction",
                [
                    "to": .string(transaction.to.checksummed),
                    "value": .string(transaction.value.decimal),
                    "data": .string(transaction.data.hex),
                    "operation": .number(String(transaction.operation.rawValue)),
                ]),
        ]
    }

    private static func effect(_ effect: Effect) -> JSONValue {
        [
            "target": .string(effect.target.checksummed), "call": .string(effect.call),
            "sentence": .string(effect.sentence),
        ]
    }

    private static func state(_ subject: InspectionSubject) -> JSONValue {
        .array(
            subject.calls.changes.enumerated().map { index, change in
                let known = subject.before.indices.contains(index) ? subject.before[index] : nil
                return [
                    "contract": .string(change.contract.checksummed),
                    "entry": .string(change.entry),
                    "before": known.map(JSONValue.string) ?? .null,
                    "after": .string(change.after),
                ]
            })
    }

    private static func call(_ node: CallNode) -> JSONValue {
        [
            "from": node.caller.map { .string($0.checksummed) } ?? .null,
            "to": .string(node.target.checksummed), "value": .string(node.value.decimal),
            "operation": .number(String(node.operation.rawValue)),
            "call": .string(node.meaning.description),
            "within": .array(node.children.map(call)),
        ]
    }
}

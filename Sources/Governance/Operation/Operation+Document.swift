import Codec
import Contracts
public import Primitives

extension Operation {
    /// The format that this version reads and writes.
    public static let format = "dstack-governance operation 1"

    /// The most calls that one operation may have.
    public static let mostCalls = 256

    /// The operation as its canonical document: every reader gets the same bytes, so that a digest
    /// names it.
    public var document: String {
        var members = [
            JSONMember("format", .string(Operation.format)),
            JSONMember("chainId", .string(chainID.number.description)),
            JSONMember("action", .string(action.rawValue)),
            JSONMember("purpose", .string(purpose)),
            JSONMember(
                "safe",
                [
                    "address": .string(safe.address.checksummed),
                    "version": .string(safe.version.description),
                    "nonce": .string(safe.nonce.decimal),
                ]),
        ]
        if let timelock {
            let value: JSONValue = [
                "address": .string(timelock.address.checksummed),
                "delay": .string(String(timelock.delay)),
                "predecessor": .string(timelock.predecessor.hex),
                "salt": .string(timelock.salt.hex),
            ]
            members.append(JSONMember("timelock", value))
        }
        let calls = calls.map { call in
            JSONValue.object([
                JSONMember("to", .string(call.target.checksummed)),
                JSONMember("value", .string(call.value.number.description)),
                JSONMember("data", .string(call.data.hex)),
                JSONMember("means", .string(CallMeaning(call).description)),
            ])
        }
        members.append(JSONMember("calls", .array(calls)))
        if let provenance {
            let value: JSONValue = [
                "sourceCommit": .string(provenance.sourceCommit),
                "build": .string(provenance.build),
                "artifactDigest": .string(provenance.artifactDigest),
            ]
            members.append(JSONMember("provenance", value))
        }
        return JSONValue.object(members).serialized(.pretty) + "\n"
    }

    /// Reads an operation document.
    ///
    /// - Parameter document: The bytes of the file; at most 16 MiB.
    /// - Throws: ``OperationError`` when the document is not JSON, has an unknown or malformed
    ///   member, or says of a call what the call does not mean.
    public init(document: Bytes) throws(OperationError) {
        var reader = try DocumentReader(Operation.parse(document), at: "")
        try Operation.check(format: Operation.format, &reader)
        let chain = try reader.number("chainId")
        let actionName = try reader.text("action")
        guard let action = Action(rawValue: actionName) else {
            throw OperationError(.form, at: "action", "schedule, cancel, direct or reject expected")
        }
        let purpose = try reader.text("purpose")
        let safe = try Operation.readSafe(reader.member("safe"))
        let timelock: TimelockReference? =
            if let value = reader.optional("timelock") {
                try Operation.readTimelock(value)
            } else { nil }
        let calls = try Operation.readCalls(reader.member("calls"))
        let provenance: Provenance? =
            if let value = reader.optional("provenance") {
                try Provenance(value, at: "provenance")
            } else { nil }
        try reader.finish()
        self.init(
            chainID: ChainID(chain), action: action, purpose: purpose, safe: safe,
            timelock: timelock, calls: calls, provenance: provenance)
        try checkAction()
    }

    /// Parses a document of this toolkit.
    static func parse(_ document: Bytes) throws(OperationError) -> JSONValue {
        let limits = JSONLimits(byteCount: 16 << 20, depth: 8, valueCount: 10_000)
        do throws(JSONError) { return try JSONValue(parsing: document, limits: limits) } catch {
            throw OperationError(.json, at: "", "\(error)")
        }
    }

    /// Checks the member `format`.
    static func check(
        format: String, _ reader: inout DocumentReader
    ) throws(OperationError) {
        let found = try reader.text("format")
        guard found == format, found.utf8.count == format.utf8.count else {
            let shown = EscapedText(found, limit: 80)
            throw OperationError(
                .format, at: "format", "\"\(format)\" expected, \"\(shown)\" found")
        }
    }

    private static func readSafe(_ value: JSONValue) throws(OperationError) -> SafeReference {
        var reader = try DocumentReader(value, at: "safe")
        let address = try reader.address("address")
        let text = try reader.text("version")
        guard let version = SafeVersion(text) else {
            throw OperationError(.form, at: "safe.version", "a version like 1.4.1 is expected")
        }
        let nonce = try reader.number("nonce")
        try reader.finish()
        return SafeReference(address: address, version: version, nonce: nonce)
    }

    private static func readTimelock(
        _ value: JSONValue
    ) throws(OperationError) -> TimelockReference {
        var reader = try DocumentReader(value, at: "timelock")
        let address = try reader.address("address")
        guard let delay = UInt64(exactly: try reader.number("delay")) else {
            throw OperationError(.form, at: "timelock.delay", "more seconds than a block can have")
        }
        let predecessor = try reader.hash("predecessor")
        let salt = try reader.hash("salt")
        try reader.finish()
        return TimelockReference(
            address: address, delay: delay, predecessor: predecessor, salt: salt)
    }

    private static func readCalls(
        _ value: JSONValue
    ) throws(OperationError) -> [TimelockOperation.Call] {
        guard let items = value.array, items.count <= mostCalls else {
            throw OperationError(.calls, at: "calls", "up to \(mostCalls) calls are expected")
        }
        var calls: [TimelockOperation.Call] = []
        for (index, item) in items.enumerated() {
            var reader = try DocumentReader(item, at: "calls[\(index)]")
            let call = TimelockOperation.Call(
                target: try reader.address("to"), value: Wei(try reader.number("value")),
                data: try reader.bytes("data"))
            let means = try reader.text("means")
            try reader.finish()
            let meaning = CallMeaning(call).description
            guard means.utf8.elementsEqual(meaning.utf8) else {
                throw OperationError(
                    .meaning, at: "calls[\(index)].means",
                    "the file says \"\(EscapedText(means, limit: 200))\", the data says \"\(meaning)\""
                )
            }
            calls.append(call)
        }
        return calls
    }

    /// Whether the members fit the action.
    private func checkAction() throws(OperationError) {
        switch action {
        case .schedule, .cancel:
            guard timelock != nil else {
                throw OperationError(.action, at: "timelock", "\(action.rawValue) needs a timelock")
            }
            guard !calls.isEmpty else {
                throw OperationError(.calls, at: "calls", "there is no call")
            }
        case .direct, .reject:
            guard timelock == nil else {
                throw OperationError(
                    .action, at: "timelock", "\(action.rawValue) goes through no timelock")
            }
            guard calls.isEmpty == (action == .reject) else {
                throw OperationError(
                    .calls, at: "calls",
                    action == .reject ? "a rejection makes no call" : "there is no call")
            }
        }
    }
}

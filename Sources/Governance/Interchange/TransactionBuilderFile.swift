import Codec
public import Primitives

/// A batch in the format of Safe's Transaction Builder: calls that a Safe is to make.
///
/// Everything but the calls is unauthenticated text, and its checksum is no signature. Where the
/// app would turn a value that does not encode into an empty call, the file is refused.
public struct TransactionBuilderFile: Hashable, Sendable {
    /// What the file's checksum says about its text.
    public enum Checksum: String, Hashable, Sendable {
        /// It is that of the text.
        case valid
        /// The text was changed after the export.
        case stale
        /// There is none: written by hand.
        case absent
    }

    /// The chain that the file names; nil when it names none.
    public let chainID: ChainID?
    /// The Safe that the file says it was made with; nil when it says nothing.
    public let safe: Address?
    /// The name that somebody gave the batch.
    public let name: String
    /// The description that somebody gave the batch.
    public let summary: String
    /// The calls, in order.
    public let calls: [TimelockOperation.Call]
    /// What the checksum says.
    public let checksum: Checksum

    /// Why a file is no batch: the place in it and the rule.
    public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The rule that is broken.
        public enum Rule: String, Sendable {
            /// The text is no JSON, or a member is missing or of another type.
            case form
            /// A target is no address.
            case to
            /// An amount is no whole number of wei.
            case amount
            /// Calldata is not hexadecimal.
            case data
            /// A value does not encode as the type that the method declares.
            case value = "value does not encode"
        }

        /// The rule that is broken.
        public let rule: Rule
        /// Where: `transactions[0].to`.
        public let path: String
        /// What was found.
        public let detail: String

        /// One line for people.
        public var description: String { path.isEmpty ? detail : "\(path): \(detail)" }
    }

    /// Reads a file.
    ///
    /// - Parameter text: The bytes of the file; at most 16 MiB.
    /// - Throws: ``Failure`` with the place and the rule.
    public init(_ text: Bytes) throws(Failure) {
        let limits = JSONLimits(byteCount: 16 << 20, depth: 32, valueCount: 200_000)
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: text, limits: limits) } catch {
            throw Failure(rule: .form, path: "", detail: "\(error)")
        }
        guard let transactions = value["transactions"]?.array,
            transactions.count <= Operation.mostCalls
        else {
            throw Failure(
                rule: .form, path: "transactions",
                detail: "an array of at most \(Operation.mostCalls) is expected")
        }
        var calls: [TimelockOperation.Call] = []
        for (index, transaction) in transactions.enumerated() {
            calls.append(
                try TransactionBuilderCall(transaction, at: "transactions[\(index)]").call)
        }
        self.calls = calls
        let chain = value["chainId"].flatMap { $0.string ?? $0.number }
        chainID = chain.flatMap { try? ChainID(decimal: $0) }
        safe = value["meta"]?["createdFromSafeAddress"]?.string.flatMap { try? Address(hex: $0) }
        name = value["meta"]?["name"]?.string ?? ""
        summary = value["meta"]?["description"]?.string ?? ""
        checksum =
            switch value["meta"]?["checksum"]?.string {
            case nil: .absent
            case TransactionBuilderChecksum.of(value)?.hex: .valid
            case .some: .stale
            }
    }

    /// The canonical file of calls, as the app would export it.
    ///
    /// - Parameters:
    ///   - calls: The calls, in order.
    ///   - chainID: The chain.
    ///   - safe: The Safe.
    ///   - name: A name for people.
    ///   - createdAt: When it was made.
    /// - Returns: The text of the file, with its checksum.
    public static func document(
        _ calls: [TimelockOperation.Call], chainID: ChainID, safe: Address, name: String,
        createdAt: Timestamp
    ) -> String {
        func file(_ checksum: Hash32?) -> JSONValue {
            var meta = [
                JSONMember("name", .string(name)), JSONMember("description", ""),
                JSONMember("txBuilderVersion", "1.18.2"),
                JSONMember("createdFromSafeAddress", .string(safe.checksummed)),
                JSONMember("createdFromOwnerAddress", ""),
            ]
            if let checksum { meta.append(JSONMember("checksum", .string(checksum.hex))) }
            return [
                "version": "1.0", "chainId": .string(chainID.decimal),
                "createdAt": .number("\(createdAt.seconds)000"), "meta": .object(meta),
                "transactions": .array(
                    calls.map { call in
                        [
                            "to": .string(call.target.checksummed),
                            "value": .string(call.value.decimal), "data": .string(call.data.hex),
                            "contractMethod": .null, "contractInputsValues": .null,
                        ]
                    }),
            ]
        }
        let unsealed = file(nil)
        return file(TransactionBuilderChecksum.of(unsealed)).serialized(.pretty) + "\n"
    }
}

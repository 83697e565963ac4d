public import Codec
public import Contracts
public import Primitives

/// A Safe's transaction as other tools write it: typed data for wallets (`eth_signTypedData_v4`), an
/// answer of the Safe Transaction Service, or the fields of Safe's own libraries.
///
/// Nothing of it is believed: hashes are computed from the fields, and what the document states is
/// compared.
public struct SafeTransactionDocument: Hashable, Sendable {
    /// The chain, where the document names one.
    public let chainID: ChainID?
    /// The Safe, where the document names one.
    public let safe: Address?
    /// The transaction.
    public let transaction: SafeTransaction
    /// The hash that the document states.
    public let statedHash: Hash32?

    /// Reads a document.
    ///
    /// - Parameter value: The parsed JSON.
    /// - Returns: The transaction; nil when the document is nothing of the kind.
    /// - Throws: ``OperationError`` when it is, and a field is missing or malformed, or it holds
    ///   several transactions.
    public static func reading(
        _ value: JSONValue
    ) throws(OperationError) -> SafeTransactionDocument? {
        if let results = value["results"]?.array {
            guard results.count == 1, let only = results.first else {
                throw OperationError(
                    .form, at: "results", "\(results.count) transactions; one is expected")
            }
            return try reading(only)
        }
        if value["primaryType"]?.string == "SafeTx", let message = value["message"] {
            return try SafeTransactionDocument(
                fields: message, at: "message", chain: value["domain"]?["chainId"],
                safe: value["domain"]?["verifyingContract"], hash: nil)
        }
        if let data = value["data"], data.object != nil, data["nonce"] != nil {
            return try SafeTransactionDocument(
                fields: data, at: "data", chain: value["chainId"], safe: value["safe"],
                hash: value["safeTxHash"])
        }
        guard value["to"] != nil, value["nonce"] != nil, value["operation"] != nil else {
            return nil
        }
        return try SafeTransactionDocument(
            fields: value, at: "", chain: value["chainId"],
            safe: value["safe"] ?? value["safeAddress"],
            hash: value["safeTxHash"] ?? value["contractTransactionHash"])
    }

    private init(
        fields: JSONValue, at path: String, chain: JSONValue?, safe: JSONValue?, hash: JSONValue?
    ) throws(OperationError) {
        let reader = Fields(value: fields, path: path)
        let number = try reader.number("operation")
        guard
            let operation = SafeOperation.allCases.first(where: {
                UInt256(UInt64($0.rawValue)) == number
            })
        else {
            throw OperationError(
                .form, at: reader.place("operation"), "0 (call) or 1 (delegatecall) is expected")
        }
        let baseGas = fields["baseGas"] == nil ? "dataGas" : "baseGas"
        transaction = SafeTransaction(
            to: try reader.address("to"), value: Wei(try reader.number("value")),
            data: try reader.bytes("data"), operation: operation,
            safeTxGas: try reader.number("safeTxGas"), baseGas: try reader.number(baseGas),
            gasPrice: try reader.number("gasPrice"), gasToken: try reader.address("gasToken"),
            refundReceiver: try reader.address("refundReceiver"),
            nonce: try reader.number("nonce"))
        chainID = try chain.map { value throws(OperationError) in
            ChainID(try Fields(value: ["chainId": value], path: "").number("chainId"))
        }
        self.safe = try safe.map { value throws(OperationError) in
            try Fields(value: ["safe": value], path: "").address("safe")
        }
        statedHash = hash?.string.flatMap { try? Hash32(hex: $0) }
    }

    /// Reads fields that tools write as numbers or as texts, or leave null where they are zero.
    private struct Fields {
        let value: JSONValue
        let path: String

        func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

        func number(_ name: String) throws(OperationError) -> UInt256 {
            guard let field = value[name] else {
                throw OperationError(.missing, at: place(name), "the member is missing")
            }
            guard let text = field.string ?? field.number,
                let number = text.hasPrefix("0x")
                    ? try? UInt256(quantity: text) : try? UInt256(decimal: text)
            else { throw OperationError(.form, at: place(name), "a number is expected") }
            return number
        }

        func address(_ name: String) throws(OperationError) -> Address {
            guard let field = value[name], !field.isNull else { return .zero }
            do throws(HexError) { return try Address(hex: field.string ?? "") } catch {
                throw OperationError(.form, at: place(name), "no address: \(error)")
            }
        }

        func bytes(_ name: String) throws(OperationError) -> Bytes {
            guard let field = value[name], !field.isNull else { return Bytes() }
            do throws(HexError) { return try Bytes(hex: field.string ?? "") } catch {
                throw OperationError(.form, at: place(name), "\(error)")
            }
        }
    }
}

import Codec
import Contracts
public import Primitives

/// One owner's signature of one operation, in a file of its own: it travels by mail, git or USB and
/// is merged where the transaction is submitted.
public struct OperationSignature: Hashable, Sendable {
    /// The format that this version reads and writes.
    public static let format = "dstack-governance signature 1"

    /// The digest of the operation's document.
    public let operation: Hash32
    /// The hash that was signed.
    public let safeTransactionHash: Hash32
    /// The signature with its owner.
    public let signature: SafeSignature

    /// A signature of an operation.
    public init(operation: Hash32, safeTransactionHash: Hash32, signature: SafeSignature) {
        self.operation = operation
        self.safeTransactionHash = safeTransactionHash
        self.signature = signature
    }

    /// The signature as its document.
    public var document: String {
        let value: JSONValue = [
            "format": .string(OperationSignature.format),
            "operation": .string(operation.hex),
            "safeTxHash": .string(safeTransactionHash.hex),
            "owner": .string(signature.owner.checksummed),
            "kind": .string(signature.kind.rawValue),
            "signature": .string(signature.bytes.hex),
        ]
        return value.serialized(.pretty) + "\n"
    }

    /// Reads a signature document and checks that the owner made it.
    ///
    /// - Parameter document: The bytes of the file.
    /// - Throws: ``OperationError`` when the document is malformed or the signature is not the
    ///   owner's.
    public init(document: Bytes) throws(OperationError) {
        var reader = try DocumentReader(Operation.parse(document), at: "")
        try Operation.check(format: OperationSignature.format, &reader)
        let operation = try reader.hash("operation")
        let hash = try reader.hash("safeTxHash")
        let owner = try reader.address("owner")
        let kindName = try reader.text("kind")
        guard let kind = SafeSignature.Kind(rawValue: kindName) else {
            throw OperationError(.form, at: "kind", "unknown kind of signature")
        }
        let bytes = try reader.bytes("signature")
        try reader.finish()
        let signature = SafeSignature(kind: kind, owner: owner, bytes: bytes)
        try signature.check(of: hash)
        self.init(operation: operation, safeTransactionHash: hash, signature: signature)
    }

    /// Checks that the signature is one of `operation`.
    ///
    /// - Throws: ``OperationError`` with the rule `digest` when it belongs to another document or
    ///   another transaction.
    public func check(belongsTo operation: Operation) throws(OperationError) {
        let hash = try operation.safeHashes().digest
        guard self.operation == operation.digest else {
            throw OperationError(
                .digest, at: "operation",
                "the signature is of another file, \(self.operation), not \(operation.digest)")
        }
        guard safeTransactionHash == hash else {
            throw OperationError(
                .digest, at: "safeTxHash",
                "the signature is of the transaction \(safeTransactionHash), not \(hash)")
        }
    }
}

extension Operation {
    /// The Keccak-256 hash of the canonical document: what signatures are bound to.
    public var digest: Hash32 { Keccak256.hash(utf8: document) }
}

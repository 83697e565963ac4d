import Codec
import Contracts
public import Primitives

/// The signatures of one operation, at most one for each owner, in one document: what several
/// signature files become when they are merged.
public struct SignatureSet: Hashable, Sendable {
    /// The format that this version reads and writes.
    public static let format = "dstack-governance signatures 1"
    /// The most signatures of one set.
    public static let mostSignatures = 256

    /// The digest of the operation's document.
    public let operation: Hash32
    /// The hash that was signed.
    public let safeTransactionHash: Hash32
    /// The signatures in ascending order of their owners, as a Safe wants them.
    public private(set) var signatures: [SafeSignature] = []

    /// An empty set for an operation.
    ///
    /// - Throws: ``OperationError`` when no transaction can be made of it.
    public init(of operation: Operation) throws(OperationError) {
        self.operation = operation.digest
        safeTransactionHash = try operation.safeHashes().digest
    }

    /// Adds a signature. Another one of the same owner is replaced only by an equal one: which of
    /// two different ones is meant, nobody can say.
    ///
    /// - Throws: ``OperationError`` with the rule `signer` for a second, different one of an owner,
    ///   or what the check of the signature says.
    public mutating func add(_ signature: SafeSignature) throws(OperationError) {
        try signature.check(of: safeTransactionHash)
        if let known = signatures.first(where: { $0.owner == signature.owner }) {
            guard known == signature else {
                throw OperationError(
                    .signer, at: "owner", "\(signature.owner) signed twice, differently")
            }
            return
        }
        guard signatures.count < SignatureSet.mostSignatures else {
            throw OperationError(
                .form, at: "signatures", "more than \(SignatureSet.mostSignatures)")
        }
        signatures.append(signature)
        signatures.sort { $0.owner < $1.owner }
    }

    /// Adds the signatures of a document: of one signature, or of a set.
    ///
    /// - Parameter document: The bytes of the file.
    /// - Throws: ``OperationError`` when it is neither, belongs to another operation, or a signature
    ///   is not the owner's.
    public mutating func add(document: Bytes) throws(OperationError) {
        let value = try Operation.parse(document)
        if value["format"]?.string == OperationSignature.format {
            let file = try OperationSignature(document: document)
            try check(operation: file.operation, hash: file.safeTransactionHash)
            return try add(file.signature)
        }
        var reader = try DocumentReader(value, at: "")
        try Operation.check(format: SignatureSet.format, &reader)
        try check(
            operation: try reader.hash("operation"), hash: try reader.hash("safeTxHash"))
        guard let items = try reader.member("signatures").array,
            items.count <= SignatureSet.mostSignatures
        else { throw OperationError(.form, at: "signatures", "a list is expected") }
        try reader.finish()
        for (index, item) in items.enumerated() {
            try add(try SignatureSet.signature(item, at: "signatures[\(index)]"))
        }
    }

    /// The set as its document.
    public var document: String {
        let value: JSONValue = [
            "format": .string(SignatureSet.format), "operation": .string(operation.hex),
            "safeTxHash": .string(safeTransactionHash.hex),
            "signatures": .array(
                signatures.map { signature in
                    [
                        "owner": .string(signature.owner.checksummed),
                        "kind": .string(signature.kind.rawValue),
                        "signature": .string(signature.bytes.hex),
                    ]
                }),
        ]
        return value.serialized(.pretty) + "\n"
    }

    private static func signature(
        _ item: JSONValue, at path: String
    ) throws(OperationError) -> SafeSignature {
        var reader = try DocumentReader(item, at: path)
        let owner = try reader.address("owner")
        guard let kind = SafeSignature.Kind(rawValue: try reader.text("kind")) else {
            throw OperationError(.form, at: reader.place("kind"), "unknown kind of signature")
        }
        let bytes = try reader.bytes("signature")
        try reader.finish()
        return SafeSignature(kind: kind, owner: owner, bytes: bytes)
    }

    private func check(operation: Hash32, hash: Hash32) throws(OperationError) {
        guard operation == self.operation else {
            throw OperationError(
                .digest, at: "operation",
                "the signature is of another file, \(operation), not \(self.operation)")
        }
        guard hash == safeTransactionHash else {
            throw OperationError(
                .digest, at: "safeTxHash",
                "the signature is of the transaction \(hash), not \(safeTransactionHash)")
        }
    }
}

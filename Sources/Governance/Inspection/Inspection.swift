public import Contracts

/// An operation decoded for the person who is to sign it.
public struct Inspection: Sendable {
    /// The transaction that the Safe makes.
    public let transaction: SafeTransaction
    /// The three hashes that a device shows.
    public let hashes: SafeHashes
    /// What each call changes, in order.
    public let effects: [Effect]
    /// What a signer should know, the gravest first.
    public let findings: [Finding]

    /// Decodes `operation`.
    ///
    /// - Throws: ``OperationError`` when no transaction can be made of it.
    public init(_ operation: Operation) throws(OperationError) {
        transaction = try operation.safeTransaction()
        hashes = transaction.hashes(in: operation.safeDomain)
        effects = operation.calls.map(Effect.init)
        findings = Linter.findings(of: operation).sorted {
            Inspection.rank($0) < Inspection.rank($1)
        }
    }

    private static func rank(_ finding: Finding) -> Int {
        switch finding.level {
        case .danger: 0
        case .warning: 1
        case .notice: 2
        }
    }
}

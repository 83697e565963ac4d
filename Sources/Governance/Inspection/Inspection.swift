public import Contracts
public import Primitives

/// A Safe's transaction decoded for the person who is to sign it.
public struct Inspection: Sendable {
    /// The transaction that the Safe makes.
    public let transaction: SafeTransaction
    /// The three hashes that a device shows.
    public let hashes: SafeHashes
    /// The calls, what they change and what is to be known about them.
    public let calls: CallInspection

    /// What each call changes, in order.
    public var effects: [Effect] { calls.effects }
    /// What a signer should know, the gravest first.
    public var findings: [Finding] { calls.findings }

    /// Decodes `operation`.
    ///
    /// - Parameters:
    ///   - operation: The operation.
    ///   - facts: What the chain says; nothing where no node was asked.
    /// - Throws: ``OperationError`` when no transaction can be made of it.
    public init(
        _ operation: Operation, facts: ChainFacts = ChainFacts()
    ) throws(OperationError) {
        transaction = try operation.safeTransaction()
        hashes = transaction.hashes(in: operation.safeDomain)
        let tree = Inspection.tree(of: transaction, safe: operation.safe.address)
        let findings =
            Linter(tree: tree, facts: facts).findings()
            + TransactionLints.findings(of: transaction, version: operation.safe.version)
            + TransactionLints.findings(of: operation, tree: tree, facts: facts)
        calls = CallInspection(tree, findings: Linter.sorted(findings))
    }

    /// Decodes a transaction of a Safe that came without an operation file.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - chainID: The chain.
    ///   - safe: The Safe.
    ///   - version: Its version, which decides how the transaction is hashed.
    ///   - facts: What the chain says; nothing where no node was asked.
    public init(
        _ transaction: SafeTransaction, chainID: ChainID, safe: Address, version: SafeVersion,
        facts: ChainFacts = ChainFacts()
    ) {
        self.transaction = transaction
        hashes = transaction.hashes(chainID: chainID, safe: safe, version: version)
        let tree = Inspection.tree(of: transaction, safe: safe)
        let findings =
            Linter(tree: tree, facts: facts).findings()
            + TransactionLints.findings(of: transaction, version: version)
        calls = CallInspection(tree, findings: Linter.sorted(findings))
    }

    private static func tree(of transaction: SafeTransaction, safe: Address) -> CallNode {
        CallTree.reading(
            caller: safe, target: transaction.to, value: transaction.value,
            data: transaction.data, operation: transaction.operation)
    }
}

public import Primitives

/// The history of one deployment in an SQLite database.
///
/// The content is a function of the history alone: the same blocks, however they were paged,
/// interrupted or rolled back, give the same rows. One task at a time uses a store.
public final class AuditStore {
    let connection: SQLiteConnection
    let statements: StoreStatements

    /// Opens the store at `path`; makes it, or brings it to the newest version, where necessary.
    ///
    /// - Throws: ``StoreError``, also for a store of a later version.
    public init(path: String) throws(StoreError) {
        connection = try SQLiteConnection(path: path)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = NORMAL")
        try Migrations.apply(to: connection)
        statements = try StoreStatements(connection)
    }

    /// Says which deployment the store holds, once; afterwards the same must be said.
    ///
    /// - Parameters:
    ///   - deployment: The deployment.
    ///   - subjects: The contracts that are known from the beginning.
    /// - Throws: ``StoreError/otherDeployment(expected:found:)`` for a store of another one.
    public func claim(
        _ deployment: StoredDeployment, subjects: [Subject]
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            if let found = try storedDeployment() {
                guard found == deployment else {
                    throw .otherDeployment(
                        expected: deployment.description, found: found.description)
                }
            } else {
                try statements.addDeployment.run(
                    .bytes(Hash32(deployment.chainID.number).bytes),
                    .bytes(deployment.kms.bytes), try .number(deployment.firstBlock),
                    .integer(deployment.isComplete ? 1 : 0))
            }
            for subject in subjects { try add(subject) }
        }
    }

    /// The deployment that the store holds.
    ///
    /// - Throws: ``StoreError/empty`` for a store that was never claimed.
    public func deployment() throws(StoreError) -> StoredDeployment {
        guard let deployment = try storedDeployment() else { throw .empty }
        return deployment
    }

    private func storedDeployment() throws(StoreError) -> StoredDeployment? {
        try statements.deployment.first { row throws(StoreError) in
            StoredDeployment(
                chainID: ChainID(UInt256(try row.hash(0))), kms: try row.address(1),
                firstBlock: BlockNumber(try row.integer(2)),
                isComplete: try row.integer(3) != 0)
        }
    }

    func add(_ subject: Subject) throws(StoreError) {
        try statements.addSubject.run(
            .bytes(subject.address.bytes), .text(subject.role.rawValue),
            try .number(subject.found), .integer(subject.isGiven ? 1 : 0))
    }
}

/// Which deployment a store holds.
public struct StoredDeployment: Hashable, Sendable, CustomStringConvertible {
    /// The chain.
    public let chainID: ChainID
    /// The address of DstackKms.
    public let kms: Address
    /// The block where the history begins.
    public let firstBlock: BlockNumber
    /// Whether every header is kept, and the receipts wherever a log may hide; otherwise only what
    /// the providers' logs name.
    public let isComplete: Bool

    /// A deployment.
    public init(
        chainID: ChainID, kms: Address, firstBlock: BlockNumber, isComplete: Bool = true
    ) {
        self.chainID = chainID
        self.kms = kms
        self.firstBlock = firstBlock
        self.isComplete = isComplete
    }

    /// One line for people.
    public var description: String {
        "\(isComplete ? "the complete" : "a bare") history of DstackKms \(kms) on chain "
            + "\(chainID) from block \(firstBlock)"
    }
}

extension SQLiteValue {
    /// A number, if a column can hold it.
    static func number(_ number: UInt64) throws(StoreError) -> SQLiteValue {
        guard let value = Int64(exactly: number) else { throw .range(number) }
        return .integer(value)
    }

    /// A block's number, if a column can hold it.
    static func number(_ block: BlockNumber) throws(StoreError) -> SQLiteValue {
        try number(block.value)
    }
}

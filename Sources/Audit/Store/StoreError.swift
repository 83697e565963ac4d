public import Primitives

/// Why the store does not do what was asked.
public enum StoreError: Error, Hashable, Sendable {
    /// SQLite refuses: its result code, its message, and the statement.
    case database(code: Int32, message: String, statement: String)
    /// The file is a store of a later version: the name of a migration that is not known.
    case newer(migration: String)
    /// The store holds another deployment than the one asked for.
    case otherDeployment(expected: String, found: String)
    /// The store was never told which deployment it holds.
    case empty
    /// A row is not what this program writes.
    case malformed(String)
    /// A page does not follow what is stored: the block whose parent is another.
    case gap(BlockNumber)
    /// A number beyond what a column holds.
    case range(UInt64)
}

extension StoreError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .database(let code, let message, let statement):
            "the database refuses (\(code)): \(EscapedText(message)), in \(statement.prefix(60))"
        case .newer(let migration):
            "the store was written by a later version: it knows \(EscapedText(migration))"
        case .otherDeployment(let expected, let found):
            "the store holds \(found), not \(expected)"
        case .empty: "the store is empty: run audit sync first"
        case .malformed(let what): "the store is damaged: \(EscapedText(what))"
        case .gap(let block): "block \(block) does not follow what is stored"
        case .range(let number): "\(number) is more than a store can hold"
        }
    }
}

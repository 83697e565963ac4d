public import Primitives

/// The logs of some blocks that follow each other.
public struct LogPage: Hashable, Sendable {
    /// All blocks that were looked at, the last included.
    public let blocks: ClosedRange<BlockNumber>
    /// The logs in the order of the chain, none twice.
    public let logs: [LogRecord]
    /// The hash of the last block.
    public let lastHash: Hash32
}

/// What a scan finds next.
public enum LogScanEvent: Hashable, Sendable {
    /// Logs of further blocks.
    case page(LogPage)
    /// The chain was reorganised: everything behind this block must be forgotten. Its logs will come
    /// anew.
    case rollback(to: LogCheckpoint)
}

/// A block up to which a scan has come: what to keep in order to go on later.
public struct LogCheckpoint: Hashable, Sendable {
    /// The number of the block.
    public let number: BlockNumber
    /// Its hash, which shows whether the block is still on the chain.
    public let hash: Hash32

    /// A block.
    public init(number: BlockNumber, hash: Hash32) {
        self.number = number
        self.hash = hash
    }
}

/// Why a scan cannot go on.
public enum LogScanError: Error, Equatable, Sendable {
    /// The node does not answer.
    case client(ClientError)
    /// The node does not have a block of the range: it is behind, or the range ends in the future.
    case blockMissing(BlockNumber)
    /// The node gives two logs for one place, or a log of a block that is not on its chain.
    case contradiction(BlockNumber)
    /// The chain was reorganised deeper than the checkpoints that are known.
    case rollbackTooDeep(from: BlockNumber)
}

extension LogScanError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .client(let error): error.description
        case .blockMissing(let number): "the node does not have block \(number)"
        case .contradiction(let number): "the node contradicts itself about block \(number)"
        case .rollbackTooDeep(let number):
            "the chain was reorganised deeper than what is remembered before block \(number)"
        }
    }
}

public import Primitives

/// How many blocks to ask for at once: learns what a provider gives, without a single number of any
/// provider in it.
///
/// Every failure that may mean "too much" halves the range; a range that the provider proposes is
/// taken only when it is strictly smaller; five successes in a row let it grow by half.
public struct LogRangePlanner: Hashable, Sendable {
    /// What to do after a failure.
    public enum Step: Hashable, Sendable {
        /// Ask for the smaller range.
        case retry
        /// One block alone is too much: get its logs by another way.
        case singleBlock
    }

    /// How many blocks are asked for next.
    public private(set) var blockCount: UInt64
    /// The most that is ever asked for.
    public let largest: UInt64
    private var successes = 0

    /// After how many successes in a row the range grows.
    private static let growthAfter = 5

    /// A planner.
    ///
    /// - Parameters:
    ///   - first: How many blocks are asked for at first.
    ///   - largest: The most that is ever asked for.
    public init(first: UInt64 = 2000, largest: UInt64 = 100_000) {
        self.largest = max(largest, 1)
        blockCount = min(max(first, 1), max(largest, 1))
    }

    /// The range to ask for next: begins at `start`, ends at `end` at the latest.
    public func range(from start: BlockNumber, to end: BlockNumber) -> ClosedRange<BlockNumber>? {
        guard start <= end else { return nil }
        let (last, overflow) = start.value.addingReportingOverflow(blockCount - 1)
        return start...(overflow ? end : min(BlockNumber(last), end))
    }

    /// Notes that a range was answered.
    public mutating func succeeded() {
        successes += 1
        guard successes >= LogRangePlanner.growthAfter else { return }
        successes = 0
        let (more, overflow) = blockCount.addingReportingOverflow(max(blockCount / 2, 1))
        blockCount = overflow ? largest : min(more, largest)
    }

    /// Notes that a range was too much.
    ///
    /// - Parameters:
    ///   - range: The range asked for.
    ///   - suggestion: The range that the provider proposes, if it does: used only where it lies
    ///     inside of the range and is strictly smaller.
    /// - Returns: What to do.
    public mutating func failed(
        _ range: ClosedRange<BlockNumber>, suggestion: ClosedRange<BlockNumber>? = nil
    ) -> Step {
        successes = 0
        let asked = LogRangePlanner.blockCount(of: range)
        guard asked > 1 else { return .singleBlock }
        var count = asked / 2
        if let suggestion, range.contains(suggestion.lowerBound),
            range.contains(suggestion.upperBound)
        {
            let proposed = LogRangePlanner.blockCount(of: suggestion)
            if proposed < asked { count = proposed }
        }
        blockCount = count
        return .retry
    }

    /// How many blocks a range has, at most the largest number.
    private static func blockCount(of range: ClosedRange<BlockNumber>) -> UInt64 {
        let distance = range.upperBound.value - range.lowerBound.value
        return distance == .max ? .max : distance + 1
    }
}

extension ClientError {
    /// Whether the failure of a question for logs may mean that too much was asked: everything that
    /// a smaller question may cure. Providers say it in many ways, some by an outage, a timeout or a
    /// closed connection.
    public var mayMeanTooMuch: Bool {
        switch cause {
        case .transport(let error):
            switch error.kind {
            case .size, .deadline, .closed, .status: true
            default: false
            }
        case .answer(let fault): fault.code == "rpc.size"
        case .node(let error):
            switch error.fault {
            case .rangeTooLarge, .unavailable, .other, .invalidParameters, .rateLimited: true
            default: false
            }
        case .exhausted(let errors): errors.contains(where: \.mayMeanTooMuch)
        }
    }
}

public import Primitives

/// Reads the logs of a range of blocks page by page, in ranges as large as the node gives: no block
/// left out, no log twice, and it can go on where another scanner ended.
///
/// Whether a node leaves logs out, no scanner can see; the page's blocks can be proved by their
/// receipts.
public struct LogScanner: Sendable {
    /// Which logs: the blocks of the filter are set by the scanner.
    public let filter: LogFilter
    /// The last block.
    public private(set) var end: BlockNumber
    /// How many blocks are asked for at once.
    public private(set) var planner: LogRangePlanner

    private let client: EthereumClient
    private let leniency: TransactionReceipt.Leniency
    private var start: BlockNumber
    /// Ends of pages, the newest last.
    private var checkpoints: [LogCheckpoint]

    /// How many ends of pages are remembered for going back.
    private static let checkpointCount = 256
    /// How often a page is asked for whose last block changes meanwhile.
    private static let attemptCount = 8

    /// A scanner from a block on.
    ///
    /// - Parameters:
    ///   - client: Answers.
    ///   - addresses: The contracts; none stands for every contract.
    ///   - topics: For each position the values that fit.
    ///   - start: The first block.
    ///   - end: The last block.
    ///   - checkpoints: The ends of pages that were read before, the newest last: the scan goes on
    ///     behind them, and `start` counts only where there are none.
    ///   - planner: How many blocks are asked for at once.
    ///   - leniency: What receipts may lack, where logs must be taken from them.
    public init(
        client: EthereumClient, addresses: [Address] = [], topics: [[Hash32]] = [],
        from start: BlockNumber, to end: BlockNumber, after checkpoints: [LogCheckpoint] = [],
        planner: LogRangePlanner = LogRangePlanner(),
        allowing leniency: TransactionReceipt.Leniency = []
    ) {
        self.client = client
        filter = LogFilter(
            blocks: .range(start...max(start, end)), addresses: addresses, topics: topics)
        self.start = start
        self.end = end
        self.checkpoints = checkpoints
        self.planner = planner
        self.leniency = leniency
    }

    /// The block up to which the scan has come; nil before the first page.
    public var checkpoint: LogCheckpoint? { checkpoints.last }

    /// Sets the last block anew, so that a scan follows the head of the chain.
    public mutating func extend(to end: BlockNumber) {
        self.end = max(self.end, end)
    }

    /// The next page, or the news that pages must be forgotten; nil when the last block is reached.
    ///
    /// The hash of a page's last block is asked before and after its logs, and commits to all blocks
    /// before it: a reorganisation in between cannot mix two chains in one page.
    public mutating func next() async throws(LogScanError) -> LogScanEvent? {
        var first = start
        if let last = checkpoints.last {
            guard last.number < end else { return try await rollback(from: last) }
            first = BlockNumber(last.number.value + 1)
        }
        var attempts = 0
        while let range = planner.range(from: first, to: end) {
            guard let hash = try await hash(of: range.upperBound) else {
                throw .blockMissing(range.upperBound)
            }
            if let last = checkpoints.last, let event = try await rollback(from: last) {
                return event
            }
            guard let logs = try await logs(of: range) else { continue }
            guard try await self.hash(of: range.upperBound) == hash else {
                attempts += 1
                guard attempts < LogScanner.attemptCount else {
                    throw .contradiction(range.upperBound)
                }
                continue
            }
            let ordered = try LogScanner.ordered(logs, lastBlock: range.upperBound, hash: hash)
            checkpoints.append(LogCheckpoint(number: range.upperBound, hash: hash))
            checkpoints = checkpoints.suffix(LogScanner.checkpointCount)
            return .page(LogPage(blocks: range, logs: ordered, lastHash: hash))
        }
        return nil
    }
}

extension LogScanner {
    /// The logs of a range; nil when the range was too large and a smaller one is to be asked for.
    private mutating func logs(
        of range: ClosedRange<BlockNumber>
    ) async throws(LogScanError) -> [LogRecord]? {
        var question = filter
        question.blocks = .range(range)
        do throws(ClientError) {
            let logs = try await client.getLogs(question)
            planner.succeeded()
            return logs
        } catch {
            guard error.mayMeanTooMuch else { throw .client(error) }
            switch planner.failed(range, suggestion: error.nodeError?.suggestedRange) {
            case .retry: return nil
            case .singleBlock: return try await receipts(of: range.lowerBound, instead: error)
            }
        }
    }

    /// The logs of one block from all its receipts, which the header commits to.
    private func receipts(
        of number: BlockNumber, instead failure: ClientError
    ) async throws(LogScanError) -> [LogRecord] {
        do throws(ClientError) {
            guard let block = try await client.getBlock(.number(number)),
                let receipts = try await client.getBlockReceipts(
                    .hash(block.hash), allowing: leniency)
            else { throw failure }
            do throws(AnswerFault) {
                try block.checkReceipts(receipts)
            } catch {
                throw ClientError(
                    provider: failure.provider, method: "eth_getBlockReceipts",
                    cause: .answer(error))
            }
            return receipts.flatMap(\.logs).filter { filter.matches($0.log) }
        } catch {
            throw .client(error)
        }
    }

    private func hash(of number: BlockNumber) async throws(LogScanError) -> Hash32? {
        do throws(ClientError) {
            return try await client.getHeader(.number(number))?.hash
        } catch {
            throw .client(error)
        }
    }

    /// Nothing where the end of the last page is still on the chain; otherwise goes back.
    private mutating func rollback(
        from last: LogCheckpoint
    ) async throws(LogScanError) -> LogScanEvent? {
        if try await hash(of: last.number) == last.hash { return nil }
        return .rollback(to: try await goBack())
    }

    /// Forgets the ends of pages that are no longer on the chain; the newest that is.
    private mutating func goBack() async throws(LogScanError) -> LogCheckpoint {
        let from = checkpoints.last?.number ?? start
        while let last = checkpoints.popLast() {
            if try await hash(of: last.number) == last.hash {
                checkpoints.append(last)
                return last
            }
        }
        throw .rollbackTooDeep(from: from)
    }

    /// The logs in the order of the chain, the same log once.
    ///
    /// - Throws: ``LogScanError/contradiction(_:)`` when one place has two logs, or one block two
    ///   hashes.
    private static func ordered(
        _ logs: [LogRecord], lastBlock: BlockNumber, hash: Hash32
    ) throws(LogScanError) -> [LogRecord] {
        let sorted = logs.sorted { left, right in
            (left.blockNumber, left.logIndex) < (right.blockNumber, right.logIndex)
        }
        var result: [LogRecord] = []
        result.reserveCapacity(sorted.count)
        for log in sorted {
            if log.blockNumber == lastBlock, log.blockHash != hash {
                throw .contradiction(log.blockNumber)
            }
            if let last = result.last, last.blockNumber == log.blockNumber {
                guard last.blockHash == log.blockHash else {
                    throw .contradiction(log.blockNumber)
                }
                if last.logIndex == log.logIndex {
                    guard last == log else { throw .contradiction(log.blockNumber) }
                    continue
                }
            }
            result.append(log)
        }
        return result
    }
}

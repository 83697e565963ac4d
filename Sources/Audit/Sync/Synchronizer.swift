public import Primitives

/// Brings a store up to date, page by page, from sources of which none is believed.
///
/// Where the store is complete, the logs come from receipts that hash to the root in a header of the
/// chain; the providers' own logs are only compared with them.
public struct Synchronizer {
    /// What one step did.
    public enum Step: Hashable, Sendable {
        /// Blocks were added.
        case page(ClosedRange<BlockNumber>, logs: Int)
        /// The chain was reorganised; blocks behind this one were forgotten. Nil: all of them.
        case rolledBack(to: BlockPoint?)
    }

    let store: AuditStore
    let sources: [any HistorySource]
    let pageBlocks: UInt64
    private var attempts = 0

    /// How often a page is read anew when the chain changes meanwhile.
    private static let mostAttempts = 64
    /// How often a page is read anew when a source lacks a block of it.
    private static let mostGone = 4

    /// Makes steps from sources into a store.
    ///
    /// - Parameters:
    ///   - store: A store that was claimed.
    ///   - sources: At least one; the first that answers is asked first.
    ///   - pageBlocks: How many blocks one step adds at most.
    public init(store: AuditStore, sources: [any HistorySource], pageBlocks: UInt64 = 500) {
        self.store = store
        self.sources = sources
        self.pageBlocks = max(pageBlocks, 1)
    }

    /// Makes the next step.
    ///
    /// - Parameter end: The last block.
    /// - Returns: What was done; nil when the store holds the last block and it is still on the
    ///   chain.
    /// - Throws: ``SyncError``.
    public mutating func next(to end: BlockNumber) async throws(SyncError) -> Step? {
        if let last = try stored({ store throws(StoreError) in try store.progress() }),
            try await !isOnChain(last)
        {
            let ancestor = try await commonAncestor(before: last)
            try stored { store throws(StoreError) in try store.rollBack(to: ancestor) }
            return .rolledBack(to: ancestor)
        }
        let start = try stored { store throws(StoreError) in try store.next() }
        guard start <= end else { return nil }
        let (last, overflow) = start.value.addingReportingOverflow(pageBlocks - 1)
        let range = start...(overflow ? end : min(end, BlockNumber(last)))
        guard let page = try await page(range) else {
            attempts += 1
            guard attempts < Synchronizer.mostAttempts else { throw .unsteady(range.upperBound) }
            return try await next(to: end)
        }
        attempts = 0
        try stored { store throws(StoreError) in try store.apply(page) }
        return .page(range, logs: page.logs.count)
    }

    /// Notes which block each source has at the end of the store.
    public func noteEnds() async throws(SyncError) {
        guard let last = try stored({ store throws(StoreError) in try store.progress() }) else {
            return
        }
        for source in sources {
            guard let header = try? await source.header(last.number) else { continue }
            try stored { store throws(StoreError) in
                try store.note(end: header.point, of: source.label)
            }
        }
    }

    /// The page; nil when the chain changed meanwhile, also where that shows by blocks that are gone.
    private func page(_ range: ClosedRange<BlockNumber>) async throws(SyncError) -> HistoryPage? {
        let reading = PageReading(store: store, sources: sources, range: range)
        do throws(SyncError) { return try await reading.page() } catch {
            guard case .sources(let errors) = error, attempts < Synchronizer.mostGone,
                errors.contains(where: \.isOfChange)
            else { throw error }
            return nil
        }
    }

    private func isOnChain(_ point: BlockPoint) async throws(SyncError) -> Bool {
        try await SyncError.header(point.number, of: sources)?.hash == point.hash
    }

    /// The newest stored block that is on the chain still: looked for with growing strides, so that
    /// it may be older than necessary.
    private func commonAncestor(before last: BlockPoint) async throws(SyncError) -> BlockPoint? {
        var stride: UInt64 = 1
        var number = last.number.value
        while number > 0 {
            number -= min(stride, number)
            stride *= 2
            let point = try stored { store throws(StoreError) in
                try store.newestBlock(until: BlockNumber(number))
            }
            guard let point else { return nil }
            if try await isOnChain(point) { return point }
            number = point.number.value
        }
        return nil
    }

    private func stored<Result>(
        _ body: (AuditStore) throws(StoreError) -> Result
    ) throws(SyncError) -> Result {
        do throws(StoreError) { return try body(store) } catch { throw .store(error) }
    }
}

/// Why a store cannot be brought up to date.
public enum SyncError: Error, Hashable, Sendable {
    /// The store refuses.
    case store(StoreError)
    /// No source answers: why not, one by one.
    case sources([SourceError])
    /// The chain changes again and again while a page is read.
    case unsteady(BlockNumber)

    /// What the first source says that says anything usable.
    static func first<Result>(
        of sources: [any HistorySource],
        _ question: (any HistorySource) async throws(SourceError) -> Result
    ) async throws(SyncError) -> Result {
        var errors: [SourceError] = []
        for source in sources {
            do throws(SourceError) { return try await question(source) } catch {
                errors.append(error)
            }
        }
        throw .sources(errors)
    }

    /// A block as the first source has it that has it; nil where none has.
    static func header(
        _ number: BlockNumber, of sources: [any HistorySource]
    ) async throws(SyncError) -> BlockHeader? {
        var errors: [SourceError] = []
        for source in sources {
            do throws(SourceError) {
                if let header = try await source.header(number) { return header }
            } catch {
                errors.append(error)
            }
        }
        guard errors.count < sources.count else { throw .sources(errors) }
        return nil
    }
}

extension SyncError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .store(let error): error.description
        case .sources(let errors): errors.map(\.description).joined(separator: "; ")
        case .unsteady(let block): "the chain changes again and again before block \(block)"
        }
    }
}

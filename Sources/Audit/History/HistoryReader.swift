import Chain
public import Primitives

/// Reads a store's history as events, transaction by transaction, with bounded memory.
public struct HistoryReader {
    let store: AuditStore

    /// A reader of a store.
    public init(_ store: AuditStore) { self.store = store }

    /// Calls `body` with the events of each transaction of a range, in the order of the chain.
    ///
    /// - Throws: ``StoreError``, also where a log's header or transaction is not stored.
    public func eachTransaction(
        in range: ClosedRange<BlockNumber>,
        _ body: (ArraySlice<HistoryEvent>) throws(StoreError) -> Void
    ) throws(StoreError) {
        var events: [HistoryEvent] = []
        var time: (block: BlockNumber, time: Timestamp)?
        var transaction: PlacedTransaction?
        try store.eachLog(in: range) { placed throws(StoreError) in
            if let last = events.last,
                last.block != placed.block || last.transaction != placed.transaction
            {
                try body(events[...])
                events.removeAll(keepingCapacity: true)
            }
            if time?.block != placed.block {
                guard let header = try store.header(placed.block) else {
                    throw .malformed("block \(placed.block) has logs and no header")
                }
                time = (placed.block, header.timestamp)
            }
            if transaction?.block != placed.block || transaction?.place != placed.transactionPlace {
                transaction = try store.transactions(of: placed.block).first {
                    $0.place == placed.transactionPlace
                }
            }
            guard let time, let transaction, transaction.hash == placed.transaction else {
                throw .malformed("log \(placed.place) of block \(placed.block) has no transaction")
            }
            events.append(
                HistoryEvent(
                    log: placed.log, block: placed.block, place: placed.place, time: time.time,
                    transaction: placed.transaction, sender: transaction.sender,
                    target: transaction.target, calldata: transaction.input))
        }
        if !events.isEmpty { try body(events[...]) }
    }

    /// All blocks that are stored; nil for a store without any.
    public func range() throws(StoreError) -> ClosedRange<BlockNumber>? {
        guard let progress = try store.progress() else { return nil }
        let first = try store.deployment().firstBlock
        return first <= progress.number ? first...progress.number : nil
    }

    /// The changes that the store tells.
    public func timeline() throws(StoreError) -> [TimelineEntry] {
        guard let range = try range() else { return [] }
        var timeline = Timeline(try store.subjects())
        var entries: [TimelineEntry] = []
        try eachTransaction(in: range) { events throws(StoreError) in
            entries += timeline.apply(events)
        }
        return entries
    }
}

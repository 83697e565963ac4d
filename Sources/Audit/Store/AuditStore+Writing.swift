import Chain
import Codec
public import Primitives

extension AuditStore {
    /// Adds a page, as a whole or not at all.
    ///
    /// - Throws: ``StoreError/gap(_:)`` when the first header names another parent than the header
    ///   that is stored before it.
    public func apply(_ page: HistoryPage) throws(StoreError) {
        let first = try next()
        try connection.transaction { () throws(StoreError) in
            try check(page)
            for header in page.headers {
                try statements.addHeader.run(
                    try .number(header.number), .bytes(header.hash.bytes),
                    .bytes(header.header.encoded))
            }
            for log in page.logs { try add(log) }
            for receipts in page.receipts {
                try statements.addReceipts.run(
                    try .number(receipts.block), .bytes(StoredList.encode(receipts.receipts)))
            }
            for transaction in page.transactions { try add(transaction) }
            for subject in page.subjects { try add(subject) }
            for fault in page.faults {
                try statements.addFault.run(
                    .text(fault.provider), try .number(fault.block), .text(fault.kind.rawValue),
                    try .number(UInt64(fault.count)))
            }
            for provider in page.agreeing {
                try statements.agree.run(
                    .text(provider), try .number(first), try .number(page.end.number))
            }
            try statements.setProgress.run(
                try .number(page.end.number), .bytes(page.end.hash.bytes))
        }
    }

    /// The first block that is not stored yet.
    public func next() throws(StoreError) -> BlockNumber {
        guard let progress = try progress() else { return try deployment().firstBlock }
        guard progress.number.value < .max else { throw .range(.max) }
        return BlockNumber(progress.number.value + 1)
    }

    /// Notes which block a provider has at the end of what is stored.
    public func note(end: BlockPoint, of provider: String) throws(StoreError) {
        try statements.setEnd.run(
            .text(provider), try .number(end.number), .bytes(end.hash.bytes))
    }

    /// Keeps accounts and slots with their proofs at one block, and forgets those at other blocks.
    public func keep(
        states: [Address: Bytes], at block: BlockNumber
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try statements.forgetStates.run(try .number(block))
            for (address, proof) in states {
                try statements.setState.run(
                    try .number(block), .bytes(address.bytes), .bytes(proof))
            }
        }
    }

    private func check(_ page: HistoryPage) throws(StoreError) {
        guard try deployment().isComplete else { return }
        guard let first = page.headers.first?.header else { return }
        let before = first.number.value
        guard before > 0,
            let stored = try statements.headerBefore.first(
                try .number(before - 1),
                read: { row throws(StoreError) in (try row.integer(0), try row.hash(1)) }),
            stored.0 == before - 1
        else { return }
        guard stored.1 == first.parentHash else { throw .gap(first.number) }
    }

    private func add(_ log: PlacedLog) throws(StoreError) {
        let topics = Bytes.joining(log.log.topics.map(\.bytes))
        try statements.addLog.run(
            try .number(log.block), try .number(log.place), try .number(log.transactionPlace),
            .bytes(log.transaction.bytes), .bytes(log.log.address.bytes), .bytes(topics),
            .bytes(log.log.data))
    }

    private func add(_ transaction: PlacedTransaction) throws(StoreError) {
        try statements.addTransaction.run(
            try .number(transaction.block), try .number(transaction.place),
            .bytes(transaction.hash.bytes), .bytes(transaction.sender.bytes),
            transaction.target.map { .bytes($0.bytes) } ?? .null, .bytes(transaction.input),
            .bytes(transaction.encoded), .bytes(StoredList.encode(transaction.proof)))
    }
}

/// Lists of bytes in one column: an RLP list of strings.
enum StoredList {
    static func encode(_ items: [Bytes]) -> Bytes {
        RLP.encode(.list(items.map { .string($0) }))
    }

    static func encode(_ receipts: [Receipt]) -> Bytes { encode(receipts.map(\.encoded)) }

    static func decode(_ bytes: Bytes) throws(StoreError) -> [Bytes] {
        guard let items = (try? RLP.decode(bytes))?.list else {
            throw .malformed("a list is not RLP")
        }
        var result: [Bytes] = []
        for item in items {
            guard let string = item.string else { throw .malformed("a list holds a list") }
            result.append(string)
        }
        return result
    }

    static func receipts(_ bytes: Bytes) throws(StoreError) -> [Receipt] {
        var receipts: [Receipt] = []
        for item in try decode(bytes) {
            do throws(ReceiptError) { receipts.append(try Receipt(decoding: item)) } catch {
                throw .malformed("\(error)")
            }
        }
        return receipts
    }
}

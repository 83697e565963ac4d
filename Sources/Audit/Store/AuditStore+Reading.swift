public import Chain
public import Primitives

extension AuditStore {
    /// The last block that is stored; nil before the first page.
    public func progress() throws(StoreError) -> BlockPoint? {
        try statements.progress.first(read: AuditStore.point)
    }

    /// The newest block up to a number whose header is stored, or that the store ends with.
    public func newestBlock(until number: BlockNumber) throws(StoreError) -> BlockPoint? {
        if let last = try progress(), last.number <= number { return last }
        return try statements.headerBefore.first(try .number(number), read: AuditStore.point)
    }

    /// The contracts whose history is kept, by address.
    public func subjects() throws(StoreError) -> [Subject] {
        var subjects: [Subject] = []
        try statements.subjects.each { row throws(StoreError) in
            guard let role = Subject.Role(rawValue: try row.text(1)) else {
                throw .malformed("a subject has an unknown role")
            }
            subjects.append(
                Subject(
                    address: try row.address(0), role: role,
                    found: BlockNumber(try row.integer(2)), isGiven: try row.integer(3) != 0))
        }
        return subjects
    }

    /// So many headers are read, and then hashed on all cores: four milliseconds for two of them.
    private static let headersAtOnce = 4096

    /// Calls `body` with each stored header of a range in order, its hash computed anew.
    public func eachHeader(
        in range: ClosedRange<BlockNumber>,
        _ body: (BlockHeader) throws(StoreError) -> Void
    ) async throws(StoreError) {
        var waiting: [Header] = []
        func pass() async throws(StoreError) {
            for (header, hash) in zip(waiting, await Header.hashesOnAllCores(of: waiting)) {
                try body(BlockHeader(header, computed: hash))
            }
            waiting.removeAll(keepingCapacity: true)
        }
        try await statements.headers.each(
            try .number(range.lowerBound), try .number(range.upperBound)
        ) { row async throws(StoreError) in
            waiting.append(try AuditStore.header(row))
            if waiting.count == AuditStore.headersAtOnce { try await pass() }
        }
        try await pass()
    }

    /// The stored header of a block.
    public func header(_ number: BlockNumber) throws(StoreError) -> Header? {
        try statements.header.first(try .number(number), read: AuditStore.header)
    }

    /// Calls `body` with each log of a range in the order of the chain.
    public func eachLog(
        in range: ClosedRange<BlockNumber>, _ body: (PlacedLog) throws(StoreError) -> Void
    ) throws(StoreError) {
        try statements.logs.each(
            try .number(range.lowerBound), try .number(range.upperBound)
        ) { row throws(StoreError) in try body(try AuditStore.log(row)) }
    }

    /// The logs of one block in order.
    public func logs(of block: BlockNumber) throws(StoreError) -> [PlacedLog] {
        var logs: [PlacedLog] = []
        try statements.logsOfBlock.each(try .number(block)) { row throws(StoreError) in
            logs.append(try AuditStore.log(row))
        }
        return logs
    }

    /// The receipts of a block, where they had to be kept.
    public func receipts(of block: BlockNumber) throws(StoreError) -> [Receipt]? {
        try statements.receipts.first(try .number(block)) { row throws(StoreError) in
            try StoredList.receipts(try row.bytes(0))
        }
    }

    /// The kept transactions of a block, in order.
    public func transactions(of block: BlockNumber) throws(StoreError) -> [PlacedTransaction] {
        var transactions: [PlacedTransaction] = []
        try statements.transactions.each(try .number(block)) { row throws(StoreError) in
            transactions.append(try AuditStore.transaction(row))
        }
        return transactions
    }

    /// Each provider with the blocks for which its logs were those that are stored.
    public func agreements() throws(StoreError) -> [String: ClosedRange<BlockNumber>] {
        var result: [String: ClosedRange<BlockNumber>] = [:]
        try statements.agreements.each { row throws(StoreError) in
            let (first, last) = (try row.integer(1), try row.integer(2))
            guard first <= last else { throw .malformed("an agreement ends before it begins") }
            result[try row.text(0)] = BlockNumber(first)...BlockNumber(last)
        }
        return result
    }

    /// Each provider with the block that it has at the end.
    public func ends() throws(StoreError) -> [String: BlockPoint] {
        var result: [String: BlockPoint] = [:]
        try statements.ends.each { row throws(StoreError) in
            result[try row.text(0)] = BlockPoint(
                number: BlockNumber(try row.integer(1)), hash: try row.hash(2))
        }
        return result
    }

    /// What providers said that is not so.
    public func faults() throws(StoreError) -> [ProviderFault] {
        var faults: [ProviderFault] = []
        try statements.faults.each { row throws(StoreError) in
            guard let kind = ProviderFault.Kind(rawValue: try row.text(2)) else {
                throw .malformed("a fault has an unknown kind")
            }
            faults.append(
                ProviderFault(
                    provider: try row.text(0), block: BlockNumber(try row.integer(1)), kind: kind,
                    count: Int(clamping: try row.integer(3))))
        }
        return faults
    }

    /// The kept accounts with their proofs, and their block.
    public func states() throws(StoreError) -> [(
        block: BlockNumber, address: Address, proof: Bytes
    )] {
        var states: [(block: BlockNumber, address: Address, proof: Bytes)] = []
        try statements.states.each { row throws(StoreError) in
            states.append(
                (BlockNumber(try row.integer(0)), try row.address(1), try row.bytes(2)))
        }
        return states
    }
}

extension AuditStore {
    private static func point(_ row: SQLiteRow) throws(StoreError) -> BlockPoint {
        BlockPoint(number: BlockNumber(try row.integer(0)), hash: try row.hash(1))
    }

    private static func header(_ row: SQLiteRow) throws(StoreError) -> Header {
        let bytes = try row.bytes(0)
        guard let header = try? Header(decoding: bytes) else {
            throw .malformed("a header is not RLP")
        }
        let number = try row.integer(1)
        guard header.number.value == number else {
            throw .malformed("the header at block \(number) is that of \(header.number)")
        }
        return header
    }

    private static func log(_ row: SQLiteRow) throws(StoreError) -> PlacedLog {
        let words = try row.bytes(5)
        var topics = LogTopics()
        guard words.count % Hash32.byteCount == 0 else { throw .malformed("topics are cut") }
        for start in stride(from: 0, to: words.count, by: Hash32.byteCount) {
            guard let topic = Hash32(words.slice(start..<(start + Hash32.byteCount))),
                topics.append(topic)
            else { throw .malformed("a log has more than four topics") }
        }
        return PlacedLog(
            log: Log(address: try row.address(4), topics: topics, data: try row.bytes(6)),
            block: BlockNumber(try row.integer(0)), place: try row.integer(1),
            transactionPlace: try row.integer(2), transaction: try row.hash(3))
    }

    private static func transaction(_ row: SQLiteRow) throws(StoreError) -> PlacedTransaction {
        let hasTarget = row.value(4) != .null
        return PlacedTransaction(
            block: BlockNumber(try row.integer(0)), place: try row.integer(1),
            hash: try row.hash(2), sender: try row.address(3),
            target: hasTarget ? try row.address(4) : nil, input: try row.bytes(5),
            encoded: try row.bytes(6), proof: try StoredList.decode(try row.bytes(7)))
    }
}

import Primitives

extension Bloom {
    /// The filter of the logs of one receipt.
    public init(_ logs: some Sequence<Log>) {
        var values = BloomValues()
        for log in logs { values.add(log) }
        self = values.bloom()
    }

    /// The filter of a block: that of all logs of all its receipts. Each value is hashed once,
    /// however often it occurs.
    public init(receipts: some Sequence<Receipt>) {
        self.init(receipts: Array(receipts))
    }

    /// The filter of a block, as that of any sequence of receipts.
    public init(receipts: [Receipt]) {
        var values = BloomValues()
        for place in receipts.indices {
            for log in receipts[place].logs.indices { values.add(receipts[place].logs[log]) }
        }
        self = values.bloom()
    }
}

/// The addresses and topics of logs, most of the repetitions left out.
private struct BloomValues {
    private var topics = Recent<Hash32>()
    private var addresses = Recent<Address>()

    mutating func add(_ log: Log) {
        addresses.add(log.address, fingerprint: log.address.fingerprint)
        for place in 0..<log.topics.count {
            let topic = log.topics[place]
            topics.add(topic, fingerprint: topic.fingerprint)
        }
    }

    func bloom() -> Bloom {
        var bloom = Bloom()
        for hash in Keccak256.hash(many: topics.values) { bloom.insert(Bloom.Key(hash: hash)) }
        for hash in Keccak256.hash(many: addresses.values) { bloom.insert(Bloom.Key(hash: hash)) }
        return bloom
    }

    /// Values, each kept unless it is the last one that was kept at its place of a small table. A
    /// value that is pushed out and comes again is kept twice, which only costs a hash.
    private struct Recent<Value: Equatable> {
        private static var most: Int { 12 }
        private(set) var values: [Value] = []
        /// Grows with the values, so that few of them cost little.
        private var table = [Int32](repeating: -1, count: 1 << 4)
        private var bits = 4

        mutating func add(_ value: Value, fingerprint: UInt64) {
            if values.count > table.count, bits < Recent.most {
                bits = Recent.most
                table = [Int32](repeating: -1, count: 1 << bits)
            }
            let place = Int((fingerprint &* 0x9e37_79b9_7f4a_7c15) >> UInt64(64 - bits))
            let last = Int(table[place])
            if last >= 0, values[last] == value { return }
            table[place] = Int32(truncatingIfNeeded: values.count)
            values.append(value)
        }
    }
}

extension Hash32 {
    /// Bits that differ between most topics, those that hold an address or a number included.
    fileprivate var fingerprint: UInt64 {
        unsafe withUnsafeBytes { raw in
            unsafe raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
                ^ raw.loadUnaligned(fromByteOffset: 12, as: UInt64.self)
        }
    }
}

extension Address {
    /// Bits that differ between most addresses.
    fileprivate var fingerprint: UInt64 {
        unsafe withUnsafeBytes { raw in
            unsafe raw.loadUnaligned(fromByteOffset: 12, as: UInt64.self)
                ^ raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        }
    }
}

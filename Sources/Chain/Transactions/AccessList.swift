public import Codec
public import Primitives

/// The accounts and slots that a transaction announces (EIP-2930), kept as the RLP list that was
/// checked or written: one buffer however many entries there are.
public struct AccessList: Hashable, Sendable {
    /// One account and its slots.
    public struct Entry: Hashable, Sendable {
        /// The account.
        public let address: Address
        /// The slots.
        public let storageKeys: [Hash32]

        /// An account and its slots.
        public init(address: Address, storageKeys: [Hash32]) {
            self.address = address
            self.storageKeys = storageKeys
        }
    }

    /// The RLP list.
    public let encoded: Bytes
    /// The number of entries.
    public let count: Int

    /// No entries.
    public init() {
        encoded = [RLP.emptyList]
        count = 0
    }

    /// The list of `entries`; they may repeat each other.
    public init(_ entries: [Entry]) {
        let payloads = entries.map(\.payloadSize)
        let payload = payloads.reduce(0) { $0 + RLPSize.list(payload: $1) }
        encoded = RLPWriter.bytes(count: RLPSize.list(payload: payload)) { writer in
            writer.list(payload: payload)
            for (entry, size) in zip(entries, payloads) { entry.write(to: &writer, payload: size) }
        }
        count = entries.count
    }

    /// The access list that comes next, a slice of `bytes`.
    ///
    /// - Parameters:
    ///   - reader: Stands before the list.
    ///   - bytes: What `reader` has been reading from the beginning.
    /// - Throws: ``/Codec/RLPError`` when the next item is no access list.
    public init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError) {
        let start = reader.offset
        var count = 0
        let outer = try reader.enterList()
        while !reader.isAtEnd {
            let entry = try reader.enterList()
            _ = try reader.address()
            let keys = try reader.enterList()
            while !reader.isAtEnd { _ = try reader.hash() }
            try reader.leaveList(keys)
            try reader.leaveList(entry)
            count += 1
        }
        try reader.leaveList(outer)
        encoded = bytes.slice(start..<reader.offset)
        self.count = count
    }

    /// Whether there are no entries.
    public var isEmpty: Bool { count == 0 }

    /// The entries in order.
    public var entries: [Entry] {
        encoded.withSpan { span in
            var entries: [Entry] = []
            entries.reserveCapacity(count)
            var reader = RLPReader(span)
            guard (try? reader.enterList()) != nil else { return entries }
            while let entry = Entry(&reader) { entries.append(entry) }
            return entries
        }
    }
}

extension AccessList.Entry {
    /// The entry that comes next in a list that was checked; nil at its end.
    fileprivate init?(_ reader: inout RLPReader) {
        guard !reader.isAtEnd else { return nil }
        do throws(RLPError) {
            let outer = try reader.enterList()
            address = try reader.address()
            var keys: [Hash32] = []
            let list = try reader.enterList()
            while !reader.isAtEnd { keys.append(try reader.hash()) }
            try reader.leaveList(list)
            try reader.leaveList(outer)
            storageKeys = keys
        } catch {
            return nil
        }
    }

    /// The size of the items together.
    fileprivate var payloadSize: Int {
        RLPSize.address + RLPSize.list(payload: storageKeys.count * RLPSize.hash)
    }

    fileprivate func write(to writer: inout RLPWriter, payload: Int) {
        writer.list(payload: payload)
        writer.address(address)
        writer.list(payload: storageKeys.count * RLPSize.hash)
        for key in storageKeys { writer.hash(key) }
    }
}
